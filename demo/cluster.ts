/** The cluster of the demo: a stand-in Kubernetes API with a small world, and a kubeconfig for whoever wants to look. */
import { writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import {
  type KubernetesStandIn,
  startKubernetesStandIn,
} from '../test/stand-ins/kubernetes/kubernetes-stand-in.js';
import { demoWorld } from '../test/stand-ins/kubernetes/worlds/demo.js';
import { hold } from './hold.js';
import { type DemoMachines, serveMachines } from './machines.js';

export interface ApiCall {
  readonly method: 'GET' | 'DELETE' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: object;
}

export interface ApiAnswer {
  /** HTTP. */
  readonly status: number;
  /** As it was sent, for numbers that a reader through doubles gives back wrong. */
  readonly text: string;
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
  /** One call to the API of the cluster, as anybody with its kubeconfig may make it. */
  call(call: ApiCall): Promise<ApiAnswer>;
  /** Does something once, before the next request whose path matches is answered. */
  during(path: RegExp, deed: () => Promise<void>): Interruption;
  /** From now on requests whose path matches wait. @returns lets them be answered */
  hold(path: RegExp): () => void;
  /** From now on requests whose path matches are answered with this status. @returns takes it back */
  refuse(path: RegExp, status: number): () => void;
  /** KubeVirt is installed, and somebody makes virtual machines. */
  serveMachines(): Promise<DemoMachines>;
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
    hold: (path) => hold(standIn, path),
    refuse: (path, status) => {
      const handle = standIn.faults.add({ match: path, do: { status } });
      return () => handle.remove();
    },
    serveMachines: () => serveMachines(standIn),
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
): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const headers = { authorization: `Bearer ${adminToken}`, 'content-type': type };
    request(`${url}${path}`, { method, ca: caPem, headers }, (response) => {
      let answer = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        answer += part;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text: answer }));
    })
      .once('error', reject)
      .end(body === undefined ? undefined : JSON.stringify(body));
  });
}
