/** An installation whose cluster has a CSI driver with a snapshot class. */
import type { CsiStorage } from '../stand-ins/kubernetes/csi/csi-storage.js';
import { createSnapshotClass } from '../stand-ins/kubernetes/csi/snapshot-kinds.js';
import type { StandInStore } from '../stand-ins/kubernetes/stand-in-store.js';
import { build } from '../stand-ins/kubernetes/worlds/object-builder.js';
import { aBoundClaim, aStorageClass, type VolumeOptions } from '../stand-ins/kubernetes/worlds/storage.js';
import { Installation, type InstallationOptions } from './installation.js';

export interface CsiInstallation {
  readonly holdfast: Installation;
  readonly storage: CsiStorage;
  /** How long snapshots are waited for; a test that waits in vain makes it short. */
  readonly times: { cutMs: number; readyMs: number };
  /** `shop/data`, of a storage class that behaves as the test says. */
  claim(name: string, options?: VolumeOptions): void;
  /** The claim is gone at once, whatever holds it. */
  dropClaim(name: string): void;
  /** What is left in the storage and in the cluster. */
  left(): readonly [storage: number, snapshots: number, contents: number];
}

export async function startWithSnapshots(options: InstallationOptions = {}): Promise<CsiInstallation> {
  let storage: CsiStorage | undefined;
  const times = { cutMs: 20_000, readyMs: 20_000, releaseMs: 10_000, pollMs: 5 };
  const holdfast = await Installation.start({
    ...options,
    volumeTimes: times,
    world: (store) => {
      storage = store.serveSnapshots();
      createSnapshotClass(store, 'csi-snapshots');
      build(store, aStorageClass());
      options.world?.(store);
    },
  });
  const { store } = holdfast.kubernetes;
  if (storage === undefined) throw new Error('the world was not made');
  return {
    holdfast,
    storage,
    times,
    claim: (name, how) => {
      const [namespace = '', claim = ''] = name.split('/');
      build(store, ...aBoundClaim(namespace, claim, '10Gi', how));
    },
    dropClaim: (name) => dropClaim(store, name),
    left: () => [
      storage?.snapshots.size ?? 0,
      store.count('volumesnapshots.snapshot.storage.k8s.io'),
      store.count('volumesnapshotcontents.snapshot.storage.k8s.io'),
    ],
  };
}

export function dropClaim(store: StandInStore, name: string): void {
  const [namespace = '', claim = ''] = name.split('/');
  store.patch('persistentvolumeclaims', claim, { namespace, patch: { metadata: { finalizers: [] } } });
  store.delete('persistentvolumeclaims', claim, namespace);
}
