/** A stand-in cluster with a CSI driver, and an engine on it whose patience is short. */
import { randomUUID } from 'node:crypto';
import { KubernetesClusterGateway } from '../../../../src/clusters/cluster-gateway.js';
import {
  type BackupVolume,
  keptSnapshots,
  SNAPSHOT_VOLUMES,
  type VolumeSettings,
} from '../../../../src/domain/backup-volume.js';
import type { VolumeRun } from '../../../../src/domain/ports/backup-engine.js';
import type { ClusterApi } from '../../../../src/domain/ports/cluster-gateway.js';
import { DirectEngine } from '../../../../src/engines/direct/direct-engine.js';
import type { VolumeTimes } from '../../../../src/engines/direct/volumes/volume-times.js';
import { QUICK } from '../../../clusters/api-client-builder.js';
import { MemoryVault } from '../../../clusters/memory-vault.js';
import { MemoryObjectStore } from '../../../fakes/memory-object-store.js';
import type { CsiStorage } from '../../../stand-ins/kubernetes/csi/csi-storage.js';
import { createSnapshotClass } from '../../../stand-ins/kubernetes/csi/snapshot-kinds.js';
import {
  type KubernetesStandIn,
  type PolicyRule,
  startKubernetesStandIn,
} from '../../../stand-ins/kubernetes/kubernetes-stand-in.js';
import { build } from '../../../stand-ins/kubernetes/worlds/object-builder.js';
import { aBoundClaim, type VolumeOptions } from '../../../stand-ins/kubernetes/worlds/storage.js';
import { silentLog } from '../../../support/silent-log.js';

const CLUSTER_ID = '7d3c5a3e-6c1e-4a53-9d7c-8a1f6b0d2e22';

export const READING: readonly PolicyRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] },
];

export class VolumeWorld {
  readonly backupId: string = randomUUID();
  readonly abort = new AbortController();

  private constructor(
    readonly cluster: KubernetesStandIn,
    readonly storage: CsiStorage,
    readonly engine: DirectEngine,
    private readonly gateway: KubernetesClusterGateway,
  ) {}

  static async start(
    times: Partial<VolumeTimes> = {},
    { rules }: { readonly rules?: readonly PolicyRule[] } = {},
  ): Promise<VolumeWorld> {
    const cluster = await startKubernetesStandIn();
    const storage = cluster.store.serveSnapshots();
    if (rules !== undefined) cluster.addToken('limited', { user: 'limited', rules });
    const vault = new MemoryVault();
    await vault.put(
      { type: 'Cluster', id: CLUSTER_ID },
      cluster.kubeconfig(rules === undefined ? {} : { token: 'limited' }),
    );
    const clock = { now: () => new Date() };
    const gateway = new KubernetesClusterGateway({ vault, clock, log: silentLog, timeouts: QUICK });
    const volumeTimes = { cutMs: 5_000, readyMs: 5_000, releaseMs: 5_000, pollMs: 5, ...times };
    const engine = new DirectEngine({ clusters: gateway, clock, log: silentLog, volumeTimes });
    return new VolumeWorld(cluster, storage, engine, gateway);
  }

  async stop(): Promise<void> {
    await this.gateway.close();
    await this.cluster.stop();
  }

  withClass(name = 'csi-snapshots', options: Parameters<typeof createSnapshotClass>[2] = {}): this {
    createSnapshotClass(this.cluster.store, name, options);
    return this;
  }

  withClaim(namespace: string, name: string, options: VolumeOptions = {}): this {
    build(this.cluster.store, ...aBoundClaim(namespace, name, '10Gi', options));
    return this;
  }

  run(
    namespaces: readonly string[],
    volumes: Partial<VolumeSettings> = {},
    { attempt = 1, backupId = this.backupId } = {},
  ): VolumeRun {
    return {
      backupId,
      attempt,
      clusterId: CLUSTER_ID,
      namespaces: namespaces.map((name) => ({ name, uid: `uid-${name}` })),
      store: new MemoryObjectStore(),
      signal: this.abort.signal,
      volumes: { ...SNAPSHOT_VOLUMES, ...volumes },
      key: null,
      filter: null,
    };
  }

  cut(run: VolumeRun): Promise<readonly BackupVolume[]> {
    return this.engine.cutVolumes(run, () => {});
  }

  /** Both steps of a run. */
  async snapshots(run: VolumeRun): Promise<readonly BackupVolume[]> {
    return this.engine.awaitVolumes(run, await this.cut(run), () => {});
  }

  api(): Promise<ClusterApi> {
    return this.gateway.api(CLUSTER_ID);
  }

  release(volumes: readonly BackupVolume[]): Promise<void> {
    return this.engine.releaseVolumes(CLUSTER_ID, volumes, this.abort.signal);
  }

  clear(keep: readonly BackupVolume[], backupId = this.backupId): Promise<void> {
    const of = { backupId, keep: keptSnapshots(keep) };
    return this.engine.clearVolumes(CLUSTER_ID, of, new AbortController().signal);
  }

  /** Ids of backups, one per snapshot. */
  async marks(): Promise<readonly string[]> {
    const marked = await this.engine.markedSnapshots(CLUSTER_ID, new AbortController().signal);
    return marked.map(({ backupId }) => backupId);
  }

  /** What is left of us: in the storage, and as objects of the cluster. */
  left(): { readonly storage: number; readonly snapshots: number; readonly contents: number } {
    const { store } = this.cluster;
    return {
      storage: this.storage.snapshots.size,
      snapshots: store.count('volumesnapshots.snapshot.storage.k8s.io'),
      contents: store.count('volumesnapshotcontents.snapshot.storage.k8s.io'),
    };
  }
}

export const NOTHING_LEFT = { storage: 0, snapshots: 0, contents: 0 };

/** `shop/data READY`, `shop/data SKIPPED NOT_CSI` */
export function outcomes(volumes: readonly BackupVolume[]): readonly string[] {
  return volumes.map(({ namespace, claim, state, reason }) =>
    [`${namespace}/${claim}`, state, ...(reason === null ? [] : [reason])].join(' '),
  );
}
