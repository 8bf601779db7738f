/** The cluster of the demo: a stand-in Kubernetes API with a small world, and a kubeconfig for whoever wants to look. */
import { writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import {
  type KubernetesStandIn,
  startKubernetesStandIn,
} from '../test/stand-ins/kubernetes/kubernetes-stand-in.js';
import { demoWorld } from '../test/stand-ins/kubernetes/worlds/demo.js';

export interface ApiCall {
  readonly method: 'DELETE' | 'POST';
  readonly path: string;
  readonly body?: object;
}

/** Something that happens exactly while a request is being answered. */
export interface Interruption {
  /** @throws Error when the request never came; what the deed threw */
  done(): Promise<void>;
}

export interface DemoCluster {
  readonly url: string;
  readonly kubeconfigFile: string;
  readonly namespaces: number;
  readonly objects: number;
  /** One call to the API of the cluster, as anybody with its kubeconfig may make it. @returns the HTTP status */
  call(call: ApiCall): Promise<number>;
  /** Does something once, before the next request whose path matches is answered. */
  during(path: RegExp, deed: () => Promise<void>): Interruption;
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
    call: (each) => call(standIn, each),
    during: (path, deed) => interruption(standIn, path, deed),
    settled: () => standIn.store.settled(),
    stop: () => standIn.stop(),
  };
}

function interruption({ faults }: KubernetesStandIn, path: RegExp, deed: () => Promise<void>): Interruption {
  let result: Promise<void> | undefined;
  const handle = faults.add({
    match: path,
    times: 1,
    // The request is answered whatever became of the deed: that is told where the deed was ordered.
    do: async () => {
      result = deed();
      await result.catch(() => undefined);
    },
  });
  return {
    async done() {
      handle.remove();
      if (result === undefined) throw new Error(`The cluster was never asked for ${path.source}.`);
      await result;
    },
  };
}

function call(
  { url, caPem, adminToken }: KubernetesStandIn,
  { method, path, body }: ApiCall,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
    request(`${url}${path}`, { method, ca: caPem, headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    })
      .once('error', reject)
      .end(body === undefined ? undefined : JSON.stringify(body));
  });
}
