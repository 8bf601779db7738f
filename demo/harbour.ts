/** The second cluster of the demo: a federated one, with a Stork and a bucket that only the cluster reaches. */
import { writeFile } from 'node:fs/promises';
import {
  type KubernetesStandIn,
  startKubernetesStandIn,
} from '../test/stand-ins/kubernetes/kubernetes-stand-in.js';
import type { StandInStore } from '../test/stand-ins/kubernetes/stand-in-store.js';
import { aConfigMap, aService } from '../test/stand-ins/kubernetes/worlds/builders.js';
import { build } from '../test/stand-ins/kubernetes/worlds/object-builder.js';
import { aBoundClaim, aStorageClass } from '../test/stand-ins/kubernetes/worlds/storage.js';
import { aDeployment } from '../test/stand-ins/kubernetes/worlds/workloads.js';
import type { StorkBuckets } from '../test/stand-ins/stork/stork-buckets.js';
import { BACKUPS } from '../test/stand-ins/stork/stork-kinds.js';
import { installStork, type StorkStandIn } from '../test/stand-ins/stork/stork-stand-in.js';

export const HARBOUR_BUCKET = 'harbour-backups';

export interface Harbour {
  readonly url: string;
  readonly kubeconfigFile: string;
  /** What Stork was told to back up: names of ApplicationBackups. */
  instructions(): readonly string[];
  /** Its Deployment goes. */
  removeStork(): void;
  /** Another version, instead of what is there. */
  putStork(version: string): void;
  /** Its API server answers nobody any more. @returns brings it back */
  goDown(): () => void;
  stop(): Promise<void>;
}

export async function startHarbour(kubeconfigFile: string): Promise<Harbour> {
  const { standIn, stork } = await startWithStork(['orders', 'catalogue', 'billing']);
  await writeFile(kubeconfigFile, standIn.kubeconfig({ contextName: 'harbour' }), { mode: 0o600 });
  return {
    url: standIn.url,
    kubeconfigFile,
    instructions: () =>
      standIn.store.list(BACKUPS).map(({ metadata }) => String((metadata as { name?: unknown }).name)),
    removeStork: () => stork.stop(),
    putStork: (version) => stork.upgrade(version),
    goDown: () => {
      const handle = standIn.faults.add({ match: /./, do: 'reset-before-headers' });
      return () => handle.remove();
    },
    stop: () => standIn.stop(),
  };
}

export interface ClusterWithStork {
  readonly standIn: KubernetesStandIn;
  readonly stork: StorkStandIn;
}

/** A cluster as federated mode needs one, with an application in each of these namespaces. @param buckets those of another cluster, where both reach the same */
export async function startWithStork(
  namespaces: readonly string[],
  buckets?: StorkBuckets,
): Promise<ClusterWithStork> {
  let stork: StorkStandIn | undefined;
  const standIn = await startKubernetesStandIn({
    world: (store) => {
      fill(store, namespaces);
      stork = installStork(store, { version: '26.3.0', tickMs: 60, ...(buckets && { buckets }) });
    },
  });
  if (stork === undefined) throw new Error('The world of the cluster was not made.');
  if (buckets === undefined) stork.buckets.make(HARBOUR_BUCKET);
  return { standIn, stork };
}

function fill(store: StandInStore, namespaces: readonly string[]): void {
  build(
    store,
    aStorageClass(),
    ...namespaces.flatMap((name) => [
      aConfigMap(name, 'settings'),
      aService(name, 'web'),
      aDeployment(name, 'web'),
      ...aBoundClaim(name, 'data'),
    ]),
  );
}
