import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { rbacManifest } from '../../../../src/clusters/rbac-manifest.js';
import type { BackupVolume } from '../../../../src/domain/backup-volume.js';
import type { PolicyRule } from '../../../stand-ins/kubernetes/kubernetes-stand-in.js';
import { NOTHING_LEFT, outcomes, READING, VolumeWorld } from './volume-world.js';

const CONTENTS = 'volumesnapshotcontents.snapshot.storage.k8s.io';
const SNAPSHOTS = 'volumesnapshots.snapshot.storage.k8s.io';

let world: VolumeWorld;
beforeEach(async () => {
  world = await VolumeWorld.start();
});
afterEach(() => world.stop());

describe('a volume with a snapshot class', () => {
  it('is cut and made ready; what the storage says is kept to the last digit', async () => {
    world.withClass().withClaim('shop', 'data');
    world.storage.behave('standard', { bytes: 9_007_199_254_740_993n });
    const [volume] = await world.snapshots(world.run(['shop']));
    const [stored] = [...world.storage.snapshots.values()];
    expect(volume).toMatchObject({
      namespace: 'shop',
      claim: 'data',
      driver: 'csi.example.com',
      storageClass: 'standard',
      snapshotClass: 'csi-snapshots',
      state: 'READY',
      reason: null,
      copy: 'IN_CLUSTER',
      handle: stored?.handle,
      restoreSize: '9007199254740993',
    });
    expect(volume?.cutAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}123457Z$/);
    expect(volume?.volume).toMatch(/^pvc-/);
  });

  it('is marked with the backup and its attempt, and outlives its namespace', async () => {
    world.withClass().withClaim('shop', 'data');
    const [volume] = await world.snapshots(world.run(['shop'], {}, { attempt: 3 }));
    const marks = { 'holdfast.io/backup': world.backupId, 'holdfast.io/attempt': '3' };
    const content = world.cluster.store.get(CONTENTS, volume?.content ?? '');
    expect(content).toMatchObject({ metadata: { labels: marks }, spec: { deletionPolicy: 'Retain' } });
    expect(world.cluster.store.get(SNAPSHOTS, volume?.snapshot ?? '', 'shop')).toMatchObject({
      metadata: { labels: marks },
    });
    world.cluster.store.deleteNamespace('shop');
    await world.cluster.store.settled();
    expect(world.cluster.store.hasNamespace('shop')).toBe(false);
    expect(world.left()).toEqual({ storage: 1, snapshots: 0, contents: 1 });
  });

  it('is cut before it is ready: the two are told apart', async () => {
    world.withClass().withClaim('shop', 'data');
    world.storage.behave('standard', { never: 'ready' });
    const run = world.run(['shop']);
    const cut = await world.cut(run);
    expect(outcomes(cut)).toEqual(['shop/data CUT']);
    expect(cut[0]?.readyAt).toBeNull();
    const reports: string[] = [];
    world.storage.behave('standard', {});
    const waiting = world.engine.awaitVolumes(run, cut, (volumes) => reports.push(...outcomes(volumes)));
    world.cluster.store.patch(CONTENTS, cut[0]?.content ?? '', {
      patch: { status: { readyToUse: true } },
    });
    expect(outcomes(await waiting)).toEqual(['shop/data READY']);
    expect([...new Set(reports)]).toEqual(['shop/data CUT', 'shop/data READY']);
  });

  it('takes an error that passes for no failure', async () => {
    world.withClass().withClaim('shop', 'data');
    world.storage.behave('standard', { failsFirst: 3 });
    expect(outcomes(await world.snapshots(world.run(['shop'])))).toEqual(['shop/data READY']);
  });

  it('is cut ten at a time', async () => {
    world.withClass();
    for (let each = 0; each < 25; each += 1) world.withClaim('shop', `data-${each}`);
    world.storage.behave('standard', { cutMs: 300 });
    const volumes = await world.snapshots(world.run(['shop']));
    expect(new Set(volumes.map(({ state }) => state))).toEqual(new Set(['READY']));
    expect(new Set(volumes.map(({ handle }) => handle)).size).toBe(25);
    expect(world.storage.mostAtOnce).toBe(10);
  });

  it('is asked for once although the answer of the cluster was lost', async () => {
    world.withClass().withClaim('shop', 'data');
    world.cluster.faults.add({ match: /volumesnapshots\?/, method: 'POST', times: 1, do: 'reset-mid-body' });
    expect(outcomes(await world.snapshots(world.run(['shop'])))).toEqual(['shop/data READY']);
    expect(world.left()).toEqual({ storage: 1, snapshots: 1, contents: 1 });
  });

  it('belongs to the namespaces of the backup, and to nobody who opted out', async () => {
    world.withClass().withClaim('shop', 'data').withClaim('blog', 'images').withClaim('shop', 'cache');
    world.cluster.store.patch('persistentvolumeclaims', 'cache', {
      namespace: 'shop',
      patch: { metadata: { labels: { 'velero.io/exclude-from-backup': 'true' } } },
    });
    expect(outcomes(await world.snapshots(world.run(['shop'])))).toEqual(['shop/data READY']);
    expect(world.storage.snapshots.size).toBe(1);
  });
});

describe('the class of a volume', () => {
  const classOf = async (snapshotClasses: Record<string, string> = {}) => {
    const [volume] = await world.snapshots(world.run(['shop'], { snapshotClasses }));
    return volume;
  };
  beforeEach(() => {
    world.withClaim('shop', 'data');
  });

  it('is the only one of its driver', async () => {
    world.withClass('other', { driver: 'other.example.com', isDefault: true }).withClass('mine');
    expect((await classOf())?.snapshotClass).toBe('mine');
  });

  it('is the default of its driver', async () => {
    world.withClass('fast').withClass('usual', { isDefault: true });
    expect((await classOf())?.snapshotClass).toBe('usual');
  });

  it('is the one that was asked for', async () => {
    world.withClass('fast').withClass('usual', { isDefault: true });
    expect((await classOf({ 'csi.example.com': 'fast' }))?.snapshotClass).toBe('fast');
  });

  it('fails when the one that was asked for is of another driver or not there', async () => {
    world.withClass().withClass('other', { driver: 'other.example.com' });
    for (const name of ['other', 'absent']) {
      expect(await classOf({ 'csi.example.com': name })).toMatchObject({
        state: 'FAILED',
        reason: 'NO_SNAPSHOT_CLASS',
        message: `The cluster has no VolumeSnapshotClass ${name} of csi.example.com.`,
      });
    }
    expect(world.left()).toEqual(NOTHING_LEFT);
  });

  it('is nobody’s guess: of several without a default none is taken', async () => {
    world.withClass('fast').withClass('slow');
    const volume = await classOf();
    expect(volume).toMatchObject({ state: 'SKIPPED', reason: 'NO_SNAPSHOT_CLASS' });
    expect(volume?.message).toContain('name one');
  });
});

describe('a volume without a snapshot', () => {
  it('is skipped with its reason', async () => {
    world
      .withClaim('shop', 'a-other', { driver: 'other.example.com' })
      .withClaim('shop', 'b-nfs', { driver: null });
    world.withClass();
    world.cluster.store.create('persistentvolumeclaims', {
      metadata: { name: 'c-pending', namespace: 'shop' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
    expect(outcomes(await world.snapshots(world.run(['shop'])))).toEqual([
      'shop/a-other SKIPPED NO_SNAPSHOT_CLASS',
      'shop/b-nfs SKIPPED NOT_CSI',
      'shop/c-pending SKIPPED NOT_BOUND',
    ]);
  });

  it('is skipped when nobody asked for snapshots, and the cluster is not asked for classes', async () => {
    world.withClass().withClaim('shop', 'data');
    const volumes = await world.snapshots(world.run(['shop'], { mode: 'NONE' }));
    expect(outcomes(volumes)).toEqual(['shop/data SKIPPED SNAPSHOTS_OFF']);
    expect(world.cluster.requests.count(/volumesnapshot/)).toBe(0);
  });

  it('is skipped when the cluster serves no snapshots', async () => {
    world.withClaim('shop', 'data');
    for (const kind of ['volumesnapshotclasses', 'volumesnapshots', 'volumesnapshotcontents'])
      world.cluster.store.delete('customresourcedefinitions', `${kind}.snapshot.storage.k8s.io`);
    await world.cluster.store.settled();
    expect(outcomes(await world.snapshots(world.run(['shop'])))).toEqual([
      'shop/data SKIPPED NO_SNAPSHOT_API',
    ]);
    await world.clear([]);
    expect(await world.marks()).toEqual([]);
  });
});

describe('a volume that fails', () => {
  it('fails alone when its time is up, with the last word of the storage, and leaves nothing', async () => {
    await world.stop();
    world = await VolumeWorld.start({ cutMs: 150, readyMs: 150 });
    world.withClass();
    for (const [name, behaviour] of [
      ['broken', { fails: 'rpc error: no space left in the pool' }],
      ['silent', { never: 'cut' }],
      ['slow', { never: 'ready' }],
    ] as const) {
      world.withClaim('shop', name, { storageClass: name });
      world.storage.behave(name, behaviour);
    }
    world.withClaim('shop', 'good');
    const volumes = await world.snapshots(world.run(['shop']));
    expect(outcomes(volumes)).toEqual([
      'shop/broken FAILED SNAPSHOT_ERROR',
      'shop/good READY',
      'shop/silent FAILED TIMEOUT',
      'shop/slow FAILED TIMEOUT',
    ]);
    expect(volumes[0]?.message).toBe('rpc error: no space left in the pool');
    expect(volumes[0]?.copy).toBeNull();
    await vi.waitFor(() => expect(world.left()).toEqual({ storage: 1, snapshots: 1, contents: 1 }));
  });

  it('keeps nobody waiting: when no snapshot of a whole batch is cut, the rest is not asked for', async () => {
    await world.stop();
    world = await VolumeWorld.start({ cutMs: 100 });
    world.withClass();
    for (let each = 10; each < 35; each += 1) world.withClaim('shop', `data-${each}`);
    world.storage.behave('standard', { never: 'cut' });
    // One of the batch is asked for later than the others, and has its own time: its nine neighbours are late before it.
    world.cluster.faults.add({
      match: /volumesnapshots[?]/,
      method: 'POST',
      times: 1,
      do: { latencyMs: 90 },
    });
    const volumes = await world.snapshots(world.run(['shop']));
    expect(new Set(outcomes(volumes).map((each) => each.replace(/^\S+ /, '')))).toEqual(
      new Set(['FAILED TIMEOUT']),
    );
    expect(volumes.at(-1)?.message).toContain('Not asked for');
    expect(world.cluster.requests.count(/^POST .*volumesnapshots/)).toBe(10);
  });

  it('is lost when its claim vanishes before the cut, and nothing hangs', async () => {
    world.withClass().withClaim('shop', 'data').withClaim('shop', 'other');
    world.cluster.faults.add({
      match: /volumesnapshots\?/,
      method: 'POST',
      times: 1,
      do: () => {
        for (const store of [world.cluster.store]) {
          store.patch('persistentvolumeclaims', 'data', {
            namespace: 'shop',
            patch: { metadata: { finalizers: [] } },
          });
          store.delete('persistentvolumeclaims', 'data', 'shop');
        }
      },
    });
    expect(outcomes(await world.snapshots(world.run(['shop'])))).toEqual([
      'shop/data FAILED CLAIM_GONE',
      'shop/other READY',
    ]);
  });

  it('is lost when its claim is made anew after the cut', async () => {
    world.withClass().withClaim('shop', 'data').withClaim('shop', 'other');
    const run = world.run(['shop']);
    const cut = await world.cut(run);
    const { store } = world.cluster;
    store.patch('persistentvolumeclaims', 'data', {
      namespace: 'shop',
      patch: { metadata: { finalizers: [] } },
    });
    store.delete('persistentvolumeclaims', 'data', 'shop');
    store.create('persistentvolumeclaims', {
      metadata: { name: 'data', namespace: 'shop' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
    expect(outcomes(await world.engine.awaitVolumes(run, cut, () => {}))).toEqual([
      'shop/data FAILED CLAIM_GONE',
      'shop/other READY',
    ]);
  });

  it.each([
    ['and its storage complains', { error: { message: 'the volume is gone' } }],
    ['and its storage says nothing', {}],
  ])(
    'is lost when its claim vanishes before it is ready %s: nobody waits for the time to be up',
    async (_how, status) => {
      world.withClass().withClaim('shop', 'data').withClaim('shop', 'other');
      world.storage.behave('standard', { never: 'ready' });
      const run = world.run(['shop']);
      const cut = await world.cut(run);
      const waiting = world.engine.awaitVolumes(run, cut, () => {});
      const { store } = world.cluster;
      const unprotected = { metadata: { finalizers: [] } };
      store.patch('persistentvolumeclaims', 'data', { namespace: 'shop', patch: unprotected });
      store.delete('persistentvolumeclaims', 'data', 'shop');
      const [lost, kept] = cut.map(({ content }) => content ?? '');
      store.patch(CONTENTS, lost ?? '', { patch: { status } });
      await vi.waitFor(() => expect(world.cluster.store.get(CONTENTS, lost ?? '')).toBeUndefined());
      store.patch(CONTENTS, kept ?? '', { patch: { status: { readyToUse: true } } });
      expect(outcomes(await waiting)).toEqual(['shop/data FAILED CLAIM_GONE', 'shop/other READY']);
    },
  );

  it('is lost when its namespace vanishes while it waits for its cut', async () => {
    world.withClass().withClaim('shop', 'data');
    world.storage.behave('standard', { never: 'cut' });
    const cutting = world.cut(world.run(['shop']));
    await vi.waitFor(() => expect(world.left().contents).toBe(1));
    world.cluster.store.deleteNamespace('shop', { instantly: true });
    expect(outcomes(await cutting)).toEqual(['shop/data FAILED CLAIM_GONE']);
    await vi.waitFor(() => expect(world.left()).toEqual(NOTHING_LEFT));
  });

  it('is skipped where the credential may make no snapshots', async () => {
    await world.stop();
    world = await VolumeWorld.start({}, { rules: READING });
    world.withClass().withClaim('shop', 'data');
    const volumes = await world.snapshots(world.run(['shop']));
    expect(outcomes(volumes)).toEqual(['shop/data SKIPPED NOT_ALLOWED']);
    expect(volumes[0]?.message).toContain('cannot create resource');
  });
});

describe('the roles that `holdfast cluster rbac` prints', () => {
  it('are enough to make snapshots and to delete them', async () => {
    const documents = parseAllDocuments(rbacManifest({ namespace: 'holdfast', name: 'holdfast' }));
    const roles = documents.map((each) => each.toJS() as { kind: string; rules?: PolicyRule[] });
    const rules = roles.flatMap(({ kind, rules: each = [] }) => (kind === 'ClusterRole' ? each : []));
    await world.stop();
    world = await VolumeWorld.start({}, { rules });
    world.withClass().withClaim('shop', 'data');
    const volumes = await world.snapshots(world.run(['shop']));
    expect(outcomes(volumes)).toEqual(['shop/data READY']);
    await world.release(volumes);
    expect(world.left()).toEqual(NOTHING_LEFT);
  });
});

describe('a run that is aborted', () => {
  it('stops while it waits, with the reason of its signal', async () => {
    world.withClass().withClaim('shop', 'data');
    world.storage.behave('standard', { never: 'cut' });
    const cutting = world.cut(world.run(['shop']));
    await vi.waitFor(() => expect(world.left().contents).toBe(1));
    world.abort.abort(new Error('cancelled by a person'));
    await expect(cutting).rejects.toThrow('cancelled by a person');
  });
});

describe('the end of snapshots', () => {
  const snapshots = (...args: Parameters<VolumeWorld['run']>): Promise<readonly BackupVolume[]> =>
    world.snapshots(world.run(...args));

  it.each(['Delete', 'Retain'] as const)(
    'leaves nothing in the storage with a class of %s',
    async (policy) => {
      world.withClass('snapshots', { deletionPolicy: policy }).withClaim('shop', 'a').withClaim('shop', 'b');
      const volumes = await snapshots(['shop']);
      expect(world.left().storage).toBe(2);
      await world.release(volumes);
      expect(world.left()).toEqual(NOTHING_LEFT);
      await world.release(volumes);
    },
  );

  it('leaves nothing in the storage when the namespace is gone', async () => {
    world.withClass().withClaim('shop', 'data');
    const volumes = await snapshots(['shop']);
    world.cluster.store.deleteNamespace('shop');
    await world.cluster.store.settled();
    await world.release(volumes);
    expect(world.left()).toEqual(NOTHING_LEFT);
  });

  it('clears the attempts that do not count, and nobody else’s', async () => {
    world.withClass().withClaim('shop', 'data');
    const other = { backupId: '0f3c5a3e-6c1e-4a53-9d7c-8a1f6b0d2e11' };
    await snapshots(['shop']);
    const kept = await snapshots(['shop'], {}, { attempt: 2 });
    await snapshots(['shop'], {}, other);
    expect(await world.marks()).toHaveLength(3);
    await world.clear(kept);
    expect([...(await world.marks())].sort()).toEqual([world.backupId, other.backupId].sort());
    expect([...world.storage.snapshots.keys()]).toContain(kept[0]?.handle);
    expect(world.storage.snapshots.size).toBe(2);
    await world.clear([]);
    expect(await world.marks()).toEqual([other.backupId]);
  });

  it('finds a content that its attempt had no time to mark, whose namespace is gone', async () => {
    world.withClass('snapshots', { deletionPolicy: 'Retain' }).withClaim('shop', 'data');
    world.cluster.faults.add({
      match: /volumesnapshotcontents/,
      method: 'PATCH',
      do: () => world.abort.abort(new Error('the worker died')),
    });
    await expect(world.cut(world.run(['shop']))).rejects.toThrow('the worker died');
    world.cluster.faults.clear();
    world.cluster.store.deleteNamespace('shop');
    await world.cluster.store.settled();
    expect(world.left()).toEqual({ storage: 1, snapshots: 0, contents: 1 });
    expect(await world.marks()).toEqual([world.backupId]);
    await world.clear([]);
    expect(world.left()).toEqual(NOTHING_LEFT);
  });

  it('says so when the storage does not let go in time', async () => {
    await world.stop();
    world = await VolumeWorld.start({ releaseMs: 100 });
    world.withClass().withClaim('shop', 'data');
    const volumes = await snapshots(['shop']);
    world.cluster.store.patch(CONTENTS, volumes[0]?.content ?? '', {
      patch: { metadata: { finalizers: ['example.com/hold'] } },
    });
    await expect(world.release(volumes)).rejects.toMatchObject({ kind: 'TIMEOUT' });
  });
});
