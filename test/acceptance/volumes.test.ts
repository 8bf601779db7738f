import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readManifest } from '../../src/cycle/read-manifest.js';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import type { BackupVolume, VolumeSettings } from '../../src/domain/backup-volume.js';
import { systemActor } from '../../src/domain/identity.js';
import { type CsiInstallation, startWithSnapshots } from '../support/csi-installation.js';
import type { BackupReport } from '../support/installation.js';

const never = new AbortController().signal;

let csi: CsiInstallation;
beforeEach(async () => {
  csi = await startWithSnapshots({
    namespaces: ['shop', 'blog'],
  });
});
afterEach(() => csi.holdfast.stop());

/** For what is waited for in vain. */
function beImpatient(): void {
  csi.times.cutMs = 400;
  csi.times.readyMs = 400;
}

/** Conditions that a busy machine reaches late. */
function eventually(check: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(check, 10_000);
}

async function volumesOf(id: string): Promise<readonly BackupVolume[]> {
  return (await csi.holdfast.product.services.backups.volumesOf([id])).get(id) ?? [];
}

async function outcomes(id: string): Promise<readonly string[]> {
  const volumes = await volumesOf(id);
  return volumes.map(({ namespace, claim, state, reason }) =>
    [`${namespace}/${claim}`, state, ...(reason === null ? [] : [reason])].join(' '),
  );
}

async function backUpWith(volumes: Partial<VolumeSettings>, ...namespaces: string[]): Promise<BackupReport> {
  const { holdfast } = csi;
  const { id } = await holdfast.product.services.backups.create(
    { clusterId: holdfast.cluster.id, locationId: holdfast.location.id, namespaces, volumes },
    holdfast.actor,
  );
  return holdfast.run(id);
}

async function manifestOf(id: string) {
  const { holdfast } = csi;
  const { locations, cipher } = holdfast.product.world;
  const store = await locations.open(holdfast.location);
  return (await readManifest(store, id, { cipher, encrypted: false })).manifest;
}

describe('a backup of volumes that all have snapshots', () => {
  it('is a Success; record and manifest name each snapshot', async () => {
    csi.claim('shop/data');
    csi.claim('blog/images');
    const { state, issues, backup } = await csi.holdfast.backUp('shop', 'blog');
    expect({ state, issues }).toEqual({ state: 'SUCCESS', issues: [] });
    const volumes = await volumesOf(backup.id);
    expect(await outcomes(backup.id)).toEqual(['blog/images READY', 'shop/data READY']);
    expect(volumes.map(({ copy }) => copy)).toEqual(['IN_CLUSTER', 'IN_CLUSTER']);
    expect(new Set(volumes.map(({ handle }) => handle))).toEqual(new Set(csi.storage.snapshots.keys()));
    expect((await manifestOf(backup.id)).volumes).toEqual(volumes);
    expect(await csi.holdfast.isRestorable(backup.id)).toBe(true);
  });

  it('holds the claims and not our own snapshot objects', async () => {
    csi.claim('shop/data');
    const { backup } = await csi.holdfast.backUp('shop');
    const contents = await csi.holdfast.product.services.backups.contents(backup.id, systemActor('test'));
    const kinds = contents.map(({ resource }) => resource);
    expect(kinds).toContain('persistentvolumeclaims');
    expect(kinds).not.toContain('volumesnapshots.snapshot.storage.k8s.io');
    expect(kinds).not.toContain('volumesnapshotcontents.snapshot.storage.k8s.io');
  });

  it('keeps integers of 64 bits and nanoseconds to the last digit, in the record and in the manifest', async () => {
    csi.claim('shop/data');
    csi.storage.behave('standard', { bytes: 9_007_199_254_740_993n });
    const { backup } = await csi.holdfast.backUp('shop');
    const [volume] = await volumesOf(backup.id);
    expect(volume?.restoreSize).toBe('9007199254740993');
    expect(volume?.cutAt).toMatch(/\.\d{3}123457Z$/);
    expect((await manifestOf(backup.id)).volumes[0]).toEqual(volume);
  });

  it('is found again with its volumes when the database is lost', async () => {
    csi.claim('shop/data');
    const { backup } = await csi.holdfast.backUp('shop');
    const before = await volumesOf(backup.id);
    const { product, actor, drop } = await csi.holdfast.afterLosingTheDatabase();
    try {
      const { services } = product;
      await services.clusters.register(
        { name: 'prod', kubeconfig: csi.holdfast.kubernetes.kubeconfig() },
        actor,
      );
      const location = await services.locations.create({ name: 'folder', adopt: true }, actor);
      const { found } = await services.rescan.run(location.id, actor);
      expect(found.map(({ id }) => id)).toEqual([backup.id]);
      expect((await services.backups.volumesOf([backup.id])).get(backup.id)).toEqual(before);
    } finally {
      await drop();
    }
  });

  it('tells of its volumes while they are waited for', async () => {
    csi.claim('shop/data');
    csi.storage.behave('standard', { never: 'ready' });
    const { id } = await csi.holdfast.request('shop');
    const running = csi.holdfast.run(id);
    await eventually(async () => expect(await outcomes(id)).toEqual(['shop/data CUT']));
    const { backup } = await csi.holdfast.report(id);
    expect(backup).toMatchObject({ state: 'IN_PROGRESS', stage: 'VOLUMES' });
    const [volume] = await volumesOf(id);
    csi.holdfast.kubernetes.store.patch(
      'volumesnapshotcontents.snapshot.storage.k8s.io',
      volume?.content ?? '',
      { patch: { status: { readyToUse: true } } },
    );
    expect(await running).toMatchObject({ state: 'SUCCESS' });
  });
});

describe('some volumes fail', () => {
  beforeEach(() => {
    csi.claim('shop/data');
    csi.claim('shop/logs', { storageClass: 'broken' });
    csi.storage.behave('broken', { fails: 'rpc error: the pool is full' });
    beImpatient();
  });

  it('Partial Success; the failed volume is listed with its reason and leaves nothing', async () => {
    const report = await csi.holdfast.backUp('shop');
    expect(report).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      reason: 'VOLUME_FAILED',
      issues: ['VOLUME_FAILED shop/logs'],
    });
    expect(report.messages[0]).toContain('the pool is full');
    expect(await outcomes(report.backup.id)).toEqual(['shop/data READY', 'shop/logs FAILED SNAPSHOT_ERROR']);
    expect(await csi.holdfast.isRestorable(report.backup.id)).toBe(true);
    await eventually(() => expect(csi.left()).toEqual([1, 1, 1]));
  });

  it('S27: beside a missing namespace; both causes are told', async () => {
    expect(await csi.holdfast.backUp('shop', 'billing')).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      missing: ['billing'],
      issues: ['NAMESPACE_MISSING billing', 'VOLUME_FAILED shop/logs'],
    });
  });

  it('8.3: an invalid class for some is a failure of those alone', async () => {
    csi.claim('blog/images', { driver: 'other.example.com' });
    const settings = { snapshotClasses: { 'other.example.com': 'absent' } };
    csi.storage.behave('broken', {});
    expect(await backUpWith(settings, 'shop', 'blog')).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      issues: ['VOLUME_FAILED blog/images'],
    });
  });
});

describe('all volumes fail', () => {
  beforeEach(beImpatient);

  it('S28: Failure, with or without a missing namespace; nothing stays anywhere', async () => {
    csi.claim('shop/data');
    csi.claim('shop/logs');
    csi.storage.behave('standard', { fails: 'rpc error: the storage is away' });
    const report = await csi.holdfast.backUp('shop', 'billing');
    expect(report).toMatchObject({
      state: 'FAILURE',
      reason: 'VOLUMES_ALL_FAILED',
      issues: [
        'NAMESPACE_MISSING billing',
        'VOLUMES_ALL_FAILED volumes',
        'VOLUME_FAILED shop/data',
        'VOLUME_FAILED shop/logs',
      ],
    });
    expect(report.backup.manifestKey).toBeNull();
    await eventually(() => expect(csi.left()).toEqual([0, 0, 0]));
  });

  it('8.3: none, some, all, none fail: Success, Partial Success, Failure, Success', async () => {
    csi.claim('shop/data');
    csi.claim('blog/images', { storageClass: 'other' });
    const states: string[] = [];
    for (const failing of [[], ['other'], ['standard', 'other'], []]) {
      for (const name of ['standard', 'other']) {
        csi.storage.behave(name, failing.includes(name) ? { fails: 'rpc error' } : {});
      }
      states.push((await csi.holdfast.backUp('shop', 'blog')).state);
    }
    expect(states).toEqual(['SUCCESS', 'PARTIAL_SUCCESS', 'FAILURE', 'SUCCESS']);
  });
});

describe('time-outs', () => {
  beforeEach(beImpatient);

  it('end the wait for a cut and for readiness, each alone', async () => {
    csi.claim('shop/a', { storageClass: 'silent' });
    csi.claim('shop/b', { storageClass: 'slow' });
    csi.claim('shop/c');
    csi.storage.behave('silent', { never: 'cut' });
    csi.storage.behave('slow', { never: 'ready' });
    const { backup, state } = await csi.holdfast.backUp('shop');
    expect(state).toBe('PARTIAL_SUCCESS');
    const volumes = await volumesOf(backup.id);
    expect(volumes.map(({ state: each, reason }) => [each, reason])).toEqual([
      ['FAILED', 'TIMEOUT'],
      ['FAILED', 'TIMEOUT'],
      ['READY', null],
    ]);
    expect(volumes[0]?.message).toContain('not cut within');
    expect(volumes[1]?.message).toContain('not usable within');
    await eventually(() => expect(csi.left()).toEqual([1, 1, 1]));
  });
});

describe('a volume that can have no snapshot', () => {
  beforeEach(() => {
    csi.claim('shop/data', { driver: 'other.example.com' });
    csi.claim('shop/share', { driver: null });
  });

  it('is skipped with its reason: Partial Success', async () => {
    const report = await csi.holdfast.backUp('shop');
    expect(report).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      reason: 'VOLUME_SKIPPED',
      issues: ['VOLUME_SKIPPED shop/data', 'VOLUME_SKIPPED shop/share'],
    });
    expect(await outcomes(report.backup.id)).toEqual([
      'shop/data SKIPPED NO_SNAPSHOT_CLASS',
      'shop/share SKIPPED NOT_CSI',
    ]);
  });

  it('leaves a Success where that is accepted, and is noted', async () => {
    expect(await backUpWith({ acceptSkipped: true }, 'shop')).toMatchObject({
      state: 'SUCCESS',
      issues: ['VOLUME_NOT_COPIED shop/data', 'VOLUME_NOT_COPIED shop/share'],
    });
  });

  it('that failed is not accepted', async () => {
    beImpatient();
    csi.claim('shop/logs');
    csi.storage.behave('standard', { fails: 'rpc error' });
    expect(await backUpWith({ acceptSkipped: true }, 'shop')).toMatchObject({ state: 'FAILURE' });
  });
});

describe('nobody asked for snapshots', () => {
  it('Success with a note per claim; the storage is not touched', async () => {
    csi.claim('shop/data');
    const report = await backUpWith({ mode: 'NONE' }, 'shop');
    expect(report).toMatchObject({ state: 'SUCCESS', issues: ['VOLUME_NOT_COPIED shop/data'] });
    expect(await outcomes(report.backup.id)).toEqual(['shop/data SKIPPED SNAPSHOTS_OFF']);
    expect(csi.left()).toEqual([0, 0, 0]);
  });

  it('of a namespace without claims there is nothing to say', async () => {
    expect(await csi.holdfast.backUp('shop')).toMatchObject({ state: 'SUCCESS', issues: [] });
  });
});

describe('a claim that vanishes in the middle', () => {
  it('before the cut: Failure, nothing hangs, nothing stays', async () => {
    csi.claim('shop/data');
    csi.claim('shop/logs');
    const { kubernetes } = csi.holdfast;
    kubernetes.faults.add({
      match: /volumesnapshots\?/,
      method: 'POST',
      times: 1,
      do: () => csi.dropClaim('shop/data'),
    });
    const report = await csi.holdfast.backUp('shop');
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'VOLUME_LOST', lost: [] });
    expect(report.issues).toContain('VOLUME_LOST shop/data');
    expect(await outcomes(report.backup.id)).toEqual([
      'shop/data FAILED CLAIM_GONE',
      'shop/logs FAILED BACKUP_FAILED',
    ]);
    expect((await volumesOf(report.backup.id)).map(({ copy }) => copy)).toEqual([null, null]);
    await eventually(() => expect(csi.left()).toEqual([0, 0, 0]));
  });

  it('after the cut: Failure', async () => {
    csi.claim('shop/data');
    const { promise: readyWhen, resolve: getReady } = Promise.withResolvers<void>();
    csi.storage.behave('standard', { readyWhen });
    const { id } = await csi.holdfast.request('shop');
    const running = csi.holdfast.run(id);
    await eventually(async () => expect(await outcomes(id)).toEqual(['shop/data CUT']));
    csi.dropClaim('shop/data');
    getReady();
    expect(await running).toMatchObject({ state: 'FAILURE', reason: 'VOLUME_LOST' });
    await eventually(() => expect(csi.left()).toEqual([0, 0, 0]));
  });

  it('with its namespace: both are lost', async () => {
    csi.claim('shop/data');
    csi.storage.behave('standard', { never: 'cut' });
    const { id } = await csi.holdfast.request('shop', 'blog');
    const running = csi.holdfast.run(id);
    await eventually(() => expect(csi.left()[2]).toBe(1));
    csi.holdfast.kubernetes.store.deleteNamespace('shop', { instantly: true });
    expect(await running).toMatchObject({
      state: 'FAILURE',
      lost: ['shop'],
      issues: ['VOLUME_LOST shop/data', 'NAMESPACE_LOST shop'],
    });
    await eventually(() => expect(csi.left()).toEqual([0, 0, 0]));
  });
});

describe('a backup that is cancelled in VOLUMES', () => {
  it('ends at once and leaves no snapshot', async () => {
    csi.claim('shop/data');
    csi.claim('shop/logs', { storageClass: 'silent' });
    csi.storage.behave('silent', { never: 'cut' });
    const { holdfast } = csi;
    const { id } = await holdfast.request('shop');
    const running = holdfast.run(id);
    await eventually(async () => expect(await outcomes(id)).toContain('shop/data CUT'));
    await holdfast.product.services.backups.cancel(id, holdfast.actor);
    expect(await running).toMatchObject({ state: 'FAILURE', reason: 'CANCELLED' });
    expect(await outcomes(id)).toEqual(['shop/data FAILED BACKUP_FAILED', 'shop/logs FAILED BACKUP_FAILED']);
    await eventually(() => expect(csi.left()).toEqual([0, 0, 0]));
  });
});

describe('the sweep', () => {
  it('finds what a failed backup could not clear, and leaves the others alone', async () => {
    csi.claim('shop/data');
    const { holdfast } = csi;
    const good = await holdfast.backUp('shop');
    const { id } = await holdfast.request('shop');
    holdfast.kubernetes.faults.add({ match: /\/deployments/, do: () => csi.dropClaim('shop/data') });
    const faults = holdfast.kubernetes.faults.add({
      match: /volumesnapshot/,
      method: 'DELETE',
      do: { status: 403 },
    });
    holdfast.kubernetes.store.deleteNamespace('blog', { instantly: true });
    holdfast.kubernetes.faults.add({
      match: /\/configmaps/,
      do: () => holdfast.kubernetes.store.deleteNamespace('shop', { instantly: true }),
    });
    expect(await holdfast.run(id)).toMatchObject({ state: 'FAILURE' });
    const goodSnapshots = (await volumesOf(good.backup.id)).map(({ handle }) => handle);
    faults.remove();
    await holdfast.product.handlers.housekeeping({}, never);
    expect([...csi.storage.snapshots.keys()]).toEqual(goodSnapshots);
  });

  it('does not touch snapshots of a backup that it does not know', async () => {
    csi.claim('shop/data');
    const { holdfast } = csi;
    const { backup } = await holdfast.backUp('shop');
    await holdfast.product.world.work.stores.backups.remove(backup.id);
    await holdfast.product.handlers.housekeeping({}, never);
    expect(csi.left()).toEqual([1, 1, 1]);
  });
});

describe('a schedule', () => {
  it('hands its settings to the backups of its cycles, and an edit counts from the next one on', async () => {
    csi.claim('shop/data', { driver: 'other.example.com' });
    const { holdfast } = csi;
    const { schedules } = holdfast.product.services;
    const schedule = await schedules.create(
      {
        name: 'nightly',
        clusterId: holdfast.cluster.id,
        locationId: holdfast.location.id,
        selection: { kind: 'NAMED', names: ['shop', 'blog'] },
        timing: { kind: 'INTERVAL', minutes: 60 },
        timeZone: 'UTC',
        retention: { keep: 5, maxAgeDays: null, ...NO_TIERS },
        volumes: { acceptSkipped: true },
      },
      holdfast.actor,
    );
    expect(schedule.volumeSettings).toEqual({ mode: 'SNAPSHOT', snapshotClasses: {}, acceptSkipped: true });
    const first = await schedules.backUpNow(schedule.id, holdfast.actor);
    expect(await holdfast.run(first.id)).toMatchObject({ state: 'SUCCESS' });
    const edited = await schedules.edit(
      schedule.id,
      { expectedVersion: schedule.version, volumes: { acceptSkipped: false } },
      holdfast.actor,
    );
    expect(edited.volumeSettings.acceptSkipped).toBe(false);
    const second = await schedules.backUpNow(schedule.id, holdfast.actor);
    expect(await holdfast.run(second.id)).toMatchObject({ state: 'PARTIAL_SUCCESS' });
    const [edit] = (await schedules.edits(schedule.id, { first: 1, after: null })).items;
    expect(edit?.item).toMatchObject({
      before: { volumeSettings: { acceptSkipped: true } },
      after: { volumeSettings: { acceptSkipped: false } },
    });
  });

  it('is refused with names that can be the name of nothing', async () => {
    const volumes = { snapshotClasses: { 'not a driver': 'Nor A Class' } };
    await expect(backUpWith(volumes, 'shop')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
