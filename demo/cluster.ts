/** The cluster of the demo: a stand-in Kubernetes API with a small world, and a kubeconfig for whoever wants to look. */
import { writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import {
  type KubernetesStandIn,
  startKubernetesStandIn,
} from '../test/stand-ins/kubernetes/kubernetes-stand-in.js';
import { demoWorld } from '../test/stand-ins/kubernetes/worlds/demo.js';

export interface DemoCluster {
  readonly url: string;
  readonly kubeconfigFile: string;
  readonly namespaces: number;
  readonly objects: number;
  /** One call to the API of the cluster, as anybody with its kubeconfig may make it. @returns the HTTP status */
  call(method: string, path: string): Promise<number>;
  /** Resolves when its controllers have nothing left to do. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export async function startDemoCluster(kubeconfigFile: string): Promise<DemoCluster> {
  const standIn = await startKubernetesStandIn({ world: demoWorld });
  await writeFile(kubeconfigFile, standIn.kubeconfig({ contextName: 'holdfast-demo' }), { mode: 0o600 });
  return {
    url: standIn.url,
    kubeconfigFile,
    namespaces: standIn.store.count('namespaces'),
    objects: standIn.store.count(),
    call: (method, path) => call(standIn, method, path),
    settled: () => standIn.store.settled(),
    stop: () => standIn.stop(),
  };
}

function call({ url, caPem, adminToken }: KubernetesStandIn, method: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { method, ca: caPem, headers: { authorization: `Bearer ${adminToken}` } };
    request(`${url}${path}`, options, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    })
      .once('error', reject)
      .end();
  });
}
