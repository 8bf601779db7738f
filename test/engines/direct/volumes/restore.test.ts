import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BackupVolume } from '../../../../src/domain/backup-volume.js';
import type { Manifest } from '../../../../src/domain/manifest.js';
import type { RestoreRun } from '../../../../src/domain/ports/restore-engine.js';
import { EVERY_RESOURCE } from '../../../../src/domain/resource-filter.js';
import { DirectRestoreEngine } from '../../../../src/engines/direct/restore/direct-restore-engine.js';
import type { ClaimContent } from '../../../../src/engines/direct/restore/volume-source.js';
import { SnapshotSource } from '../../../../src/engines/direct/volumes/snapshot-source.js';
import { MemoryObjectStore } from '../../../fakes/memory-object-store.js';
import { objectAt, textAt } from '../../../stand-ins/kubernetes/json.js';
import { build } from '../../../stand-ins/kubernetes/worlds/object-builder.js';
import { aStorageClass } from '../../../stand-ins/kubernetes/worlds/storage.js';
import { silentLog } from '../../../support/silent-log.js';
import { manifestOf } from '../engine-run.js';
import { VolumeWorld } from './volume-world.js';

const CONTENTS = 'volumesnapshotcontents.snapshot.storage.k8s.io';
const SNAPSHOTS = 'volumesnapshots.snapshot.storage.k8s.io';

let world: VolumeWorld;
beforeEach(async () => {
  world = (await VolumeWorld.start()).withClass().withClaim('shop', 'data');
  build(world.cluster.store, aStorageClass().with({ volumeBindingMode: 'Immediate' }));
});
afterEach(() => world.stop());

function runOf(manifest: Manifest, change: Partial<RestoreRun> = {}): RestoreRun {
  const { clusterId } = world.run(['shop']);
  return {
    restoreId: randomUUID(),
    attempt: 1,
    clusterId,
    store: new MemoryObjectStore(),
    manifest,
    key: null,
    options: {
      scope: { namespaces: null, filter: EVERY_RESOURCE, objects: null, clusterScoped: false },
      namespaceMapping: { shop: 'copy' },
      storageClassMapping: {},
      existing: 'KEEP',
      restoreStatus: [],
      preserveNodePorts: false,
      volumes: true,
    },
    signal: world.abort.signal,
    ...change,
  };
}

function aManifest(volumes: readonly BackupVolume[]): Manifest {
  const nothing = { objects: 0, bytes: 0, storedBytes: 0 };
  const captured = { files: null, resources: [], issues: [], totals: nothing };
  const { clusterId } = world.run(['shop']);
  const manifest = manifestOf(captured as unknown as Parameters<typeof manifestOf>[0]);
  return { ...manifest, cluster: { ...manifest.cluster, id: clusterId }, volumes };
}

/** What the claim `shop/data` gets, in the namespace `copy`. */
async function contentOf(
  run: RestoreRun,
  { storageClass = 'standard', dryRun = false }: { storageClass?: string | null; dryRun?: boolean } = {},
): Promise<ClaimContent> {
  const api = await world.api();
  const contents = await new SnapshotSource().open({ run, api, dryRun, signal: run.signal });
  return contents({ namespace: 'shop', name: 'data', targetNamespace: 'copy', storageClass });
}

function createClaim(content: ClaimContent, storage = '10Gi'): void {
  if (content.from !== 'SNAPSHOT') throw new Error(`no snapshot: ${content.reason}`);
  world.cluster.store.create('persistentvolumeclaims', {
    metadata: { name: 'data', namespace: 'copy' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'standard',
      resources: { requests: { storage } },
      dataSource: content.dataSource,
    },
  });
}

describe('a claim that is restored', () => {
  it('is filled from the snapshot of the backup, which stays', async () => {
    const volumes = await world.snapshots(world.run(['shop']));
    world.cluster.store.createNamespace('copy');
    const run = runOf(aManifest(volumes));
    const content = await contentOf(run);
    expect(content).toMatchObject({
      from: 'SNAPSHOT',
      dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot' },
      restoreSize: String(10n * 1024n ** 3n),
    });
    createClaim(content);
    await world.cluster.store.settled();
    expect(world.storage.restored).toEqual([
      { namespace: 'copy', claim: 'data', handle: volumes[0]?.handle },
    ]);
    expect(world.cluster.store.get('persistentvolumeclaims', 'data', 'copy')).toMatchObject({
      status: { phase: 'Bound' },
    });
    const name = content.from === 'SNAPSHOT' ? content.dataSource.name : '';
    expect(world.cluster.store.get(CONTENTS, name)).toMatchObject({ spec: { deletionPolicy: 'Retain' } });
    expect(await contentOf(run)).toEqual(content);
    expect(world.storage.snapshots.size).toBe(1);
  });

  it('also when its own namespace is gone', async () => {
    const volumes = await world.snapshots(world.run(['shop']));
    world.cluster.store.deleteNamespace('shop');
    await world.cluster.store.settled();
    world.cluster.store.createNamespace('copy');
    createClaim(await contentOf(runOf(aManifest(volumes))));
    await world.cluster.store.settled();
    expect(world.storage.restored).toHaveLength(1);
  });

  it('leaves nothing beside it once it has its volume; what waits for its first consumer is left alone', async () => {
    const volumes = await world.snapshots(world.run(['shop']));
    world.cluster.store.createNamespace('copy');
    world.cluster.store.patch('storageclasses.storage.k8s.io', 'standard', {
      patch: { volumeBindingMode: 'WaitForFirstConsumer' },
    });
    createClaim(await contentOf(runOf(aManifest(volumes))));
    const { clusterId } = world.run(['shop']);
    await world.engine.tidyRestored(clusterId, world.abort.signal);
    expect(world.left()).toEqual({ storage: 1, snapshots: 2, contents: 2 });
    world.cluster.store.create('pods', {
      metadata: { name: 'consumer', namespace: 'copy' },
      spec: {
        containers: [{ name: 'app', image: 'registry.example/app:1' }],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
      },
    });
    await world.cluster.store.settled();
    expect(world.storage.restored).toHaveLength(1);
    await world.engine.tidyRestored(clusterId, world.abort.signal);
    await world.cluster.store.settled();
    expect(world.left()).toEqual({ storage: 1, snapshots: 1, contents: 1 });
  });

  it('keeps nothing of a backup that is deleted: what restores left goes with it', async () => {
    const volumes = await world.snapshots(world.run(['shop']));
    world.cluster.store.createNamespace('copy');
    await contentOf(runOf(aManifest(volumes)));
    await world.release(volumes);
    await world.cluster.store.settled();
    expect(world.left()).toEqual({ storage: 0, snapshots: 0, contents: 0 });
  });

  it('is looked at only, in a preview', async () => {
    const volumes = await world.snapshots(world.run(['shop']));
    expect(await contentOf(runOf(aManifest(volumes)), { dryRun: true })).toMatchObject({ from: 'SNAPSHOT' });
    expect(world.left()).toEqual({ storage: 1, snapshots: 1, contents: 1 });
  });
});

describe('a claim whose data cannot be brought back', () => {
  it('is told why: another cluster', async () => {
    const volumes = await world.snapshots(world.run(['shop']));
    const manifest = aManifest(volumes);
    const elsewhere = { ...manifest, cluster: { ...manifest.cluster, id: randomUUID(), uid: randomUUID() } };
    const content = await contentOf(runOf(elsewhere));
    expect(content).toMatchObject({ from: 'UNAVAILABLE' });
    expect(content).toMatchObject({ reason: expect.stringContaining('another one') });
    expect(world.left().snapshots).toBe(1);
  });

  it('comes back where the same cluster was registered anew', async () => {
    const volumes = await world.snapshots(world.run(['shop']));
    world.cluster.store.createNamespace('copy');
    const system = world.cluster.store.get('namespaces', 'kube-system');
    const uid = textAt(objectAt(system, 'metadata'), 'uid') ?? null;
    const manifest = aManifest(volumes);
    const anew = { ...manifest, cluster: { ...manifest.cluster, id: randomUUID(), uid } };
    expect(await contentOf(runOf(anew))).toMatchObject({ from: 'SNAPSHOT' });
  });

  it('is told why: a storage class of another driver', async () => {
    const volumes = await world.snapshots(world.run(['shop']));
    build(
      world.cluster.store,
      aStorageClass('other').with({ provisioner: 'other.example.com' }).withAnnotations({
        'storageclass.kubernetes.io/is-default-class': 'false',
      }),
    );
    const content = await contentOf(runOf(aManifest(volumes)), { storageClass: 'other' });
    expect(content).toMatchObject({ reason: expect.stringContaining('other.example.com') });
    expect(await contentOf(runOf(aManifest(volumes)), { storageClass: null, dryRun: true })).toMatchObject({
      from: 'SNAPSHOT',
    });
  });

  it('is told why: the snapshot is gone', async () => {
    const volumes = await world.snapshots(world.run(['shop']));
    await world.release(volumes);
    expect(await contentOf(runOf(aManifest(volumes)))).toMatchObject({
      from: 'UNAVAILABLE',
      reason: "The claim's data is not restored: its snapshot is gone from the cluster.",
    });
  });

  it('is made empty where the backup has no snapshot of it, and says so', async () => {
    const volumes = await world.snapshots(world.run(['shop'], { mode: 'NONE' }));
    expect(await contentOf(runOf(aManifest(volumes)))).toMatchObject({
      from: 'EMPTY',
      reason: expect.stringContaining('no snapshot'),
    });
    expect(await contentOf(runOf(aManifest([])))).toMatchObject({ from: 'EMPTY' });
  });
});

describe('a whole namespace', () => {
  it('comes back under another name with the data of its claim', async () => {
    const run = world.run(['shop']);
    const volumes = await world.snapshots(run);
    const captured = await world.engine.captureResources(run, () => {});
    const manifest = { ...aManifest(volumes), ...manifestOf(captured), volumes };
    const namespaces = [
      { name: 'shop', fate: 'INCLUDED', uid: 'uid-shop', reason: null, objects: 1, bytes: 1 },
    ] as const;
    const backup = { ...manifest.backup, id: run.backupId };
    const engine = new DirectRestoreEngine({
      clusters: { api: () => world.api() },
      log: silentLog,
      volumes: new SnapshotSource(),
    });
    const restore = runOf({ ...manifest, backup, namespaces }, { store: run.store });
    const { issues } = await engine.restore(restore, () => {});
    await world.cluster.store.settled();
    expect(issues).toEqual([]);
    expect(world.storage.restored).toEqual([
      { namespace: 'copy', claim: 'data', handle: volumes[0]?.handle },
    ]);
    expect(world.cluster.store.count(SNAPSHOTS)).toBe(2);
  });
});
