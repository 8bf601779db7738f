/** Backups that Stork makes on its cluster: the same cycle, the same verdicts, by real HTTP against the stand-in. Source: facts 8.1–8.3. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ModeNotSupported } from '../../src/domain/errors/resource-errors.js';
import { storkNames } from '../../src/engines/stork/stork-kinds.js';
import { build } from '../stand-ins/kubernetes/worlds/object-builder.js';
import { aBoundClaim } from '../stand-ins/kubernetes/worlds/storage.js';
import { BACKUPS } from '../stand-ins/stork/stork-kinds.js';
import { BUCKET, FederatedInstallation, type FederatedOptions } from '../support/federated-installation.js';

const NAMESPACES = ['shop', 'blog', 'docs'];

let harbour: FederatedInstallation;

async function start(options: FederatedOptions = {}): Promise<void> {
  harbour = await FederatedInstallation.start({ namespaces: NAMESPACES, ...options });
  build(harbour.store, ...aBoundClaim('shop', 'data'), ...aBoundClaim('shop', 'logs'));
}
beforeEach(() => start());
afterEach(() => harbour.stop());

function instructions(): readonly string[] {
  return harbour.store.list(BACKUPS).map((each) => String((each.metadata as { name?: unknown }).name));
}

async function volumesOf(id: string) {
  return (await harbour.holdfast.product.services.backups.volumesOf([id])).get(id) ?? [];
}

describe('a backup', () => {
  it('is made by the cluster: its record says what Stork says, and nobody else touched the location', async () => {
    const report = await harbour.backUp('shop', 'blog');
    expect(report).toMatchObject({ state: 'SUCCESS', reason: null, included: ['blog', 'shop'], issues: [] });
    expect(report.backup).toMatchObject({
      engine: 'STORK',
      layout: 'STORK',
      mode: 'FEDERATED',
      stage: 'COMMIT',
    });
    expect(harbour.stork.buckets.keys(BUCKET)).toContain(report.backup.manifestKey);
    expect(report.backup.objects).toBeGreaterThan(0);
    expect(await volumesOf(report.backup.id)).toMatchObject([
      { claim: 'data', state: 'READY', copy: 'IN_CLUSTER', snapshot: null },
      { claim: 'logs', state: 'READY' },
    ]);
    expect(harbour.instructionOf(report.backup.id)?.spec).toMatchObject({
      namespaces: ['blog', 'shop'],
      backupLocation: storkNames.location(harbour.location.id),
      reclaimPolicy: 'Retain',
    });
  });

  it.each(['24.3.2', '26.3.0'])(
    'without a namespace that is missing is partial, with Stork %s',
    async (version) => {
      await harbour.stop();
      await start({ stork: { version } });
      harbour.store.deleteNamespace('blog', { instantly: true });
      const report = await harbour.backUp('shop', 'blog', 'docs');
      expect(report).toMatchObject({
        state: 'PARTIAL_SUCCESS',
        reason: 'NAMESPACE_MISSING',
        included: ['docs', 'shop'],
        missing: ['blog'],
      });
      expect(harbour.instructionOf(report.backup.id)?.spec).toMatchObject({ namespaces: ['docs', 'shop'] });
    },
  );

  it('of nothing that exists is a failure, and the cluster is told nothing', async () => {
    harbour.store.deleteNamespace('blog', { instantly: true });
    expect(await harbour.backUp('blog')).toMatchObject({ state: 'FAILURE', reason: 'NOTHING_PRESENT' });
    expect(instructions()).toEqual([]);
  });

  it('waits for a Stork that is not ready for a moment, and fails at once where the prober knows it to be so', async () => {
    harbour.stork.ready(0);
    const restarts = harbour.backUp('shop');
    await vi.waitFor(() => expect(instructions()).toHaveLength(1), 30_000);
    harbour.stork.ready(1);
    expect(await restarts).toMatchObject({ state: 'SUCCESS' });
    const { id } = await harbour.request('shop');
    harbour.stork.ready(0);
    const { id: clusterId } = harbour.cluster;
    const connection = `location_connection SET state = 'INVALID', state_reason = 'CLUSTER_NOT_ACTIVE'`;
    await harbour.holdfast.database.query(
      `UPDATE cluster SET state = 'NOT_AVAILABLE', state_reason = 'STORK_NOT_READY' WHERE id = '${clusterId}'`,
    );
    await harbour.holdfast.database.query(`UPDATE ${connection} WHERE cluster_id = '${clusterId}'`);
    const report = await harbour.holdfast.run(id);
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'CLUSTER_UNAVAILABLE' });
    expect(report.messages.join()).toContain('none of its pods is ready');
    expect(instructions()).toHaveLength(1);
    // Nobody looked at the location: that the cluster is away is all that its connection says.
    const { connections } = harbour.holdfast.product.world.work.stores;
    expect(await connections.findPair(clusterId, harbour.location.id)).toMatchObject({
      ...{ state: 'INVALID', stateReason: 'CLUSTER_NOT_ACTIVE' },
    });
  });

  it('with some volumes failed is partial, and says which and why', async () => {
    harbour.stork.faults.failVolume('shop/data', 'snapshot timeout out after 30m0s');
    const report = await harbour.backUp('shop');
    expect(report).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      reason: 'VOLUME_FAILED',
      issues: ['VOLUME_FAILED shop/data'],
    });
    expect(await volumesOf(report.backup.id)).toMatchObject([
      { claim: 'data', state: 'FAILED', reason: 'TIMEOUT', message: 'snapshot timeout out after 30m0s' },
      { claim: 'logs', state: 'READY' },
    ]);
  });

  it('with a missing namespace and a failed volume tells both causes', async () => {
    harbour.stork.faults.failVolume('shop/data', 'the storage is full');
    harbour.store.deleteNamespace('blog', { instantly: true });
    const report = await harbour.backUp('shop', 'blog');
    expect(report).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      issues: ['NAMESPACE_MISSING blog', 'VOLUME_FAILED shop/data'],
    });
  });

  it('with all volumes failed is a failure, and nothing of it is left', async () => {
    for (const claim of ['shop/data', 'shop/logs'])
      harbour.stork.faults.failVolume(claim, 'the storage is full');
    const report = await harbour.backUp('shop');
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'VOLUMES_ALL_FAILED' });
    await vi.waitFor(() => expect(instructions()).toEqual([]));
    expect(harbour.stork.buckets.keys(BUCKET)).toEqual([]);
  });

  it('that Stork ends as partial for a reason of its own is partial, in its words', async () => {
    harbour.stork.faults.endsPartially = 'the pods of an operator could not be quieted';
    const report = await harbour.backUp('shop');
    expect(report).toMatchObject({ state: 'PARTIAL_SUCCESS', reason: 'STORK_INCOMPLETE' });
    expect(report.messages.join()).toContain('an operator could not be quieted');
  });

  it('that Stork ends as failed is a failure with the reason of Stork, without what looks like a secret', async () => {
    harbour.stork.faults.failStage('Applications', 'upload failed: password=hunter22 was refused');
    const report = await harbour.backUp('shop');
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'STORK_FAILED' });
    expect(report.messages.join()).toContain('upload failed');
    expect(report.messages.join()).not.toContain('hunter22');
  });
});

describe('a namespace that goes while the backup is made', () => {
  it('is lost: the backup is a failure, and the cluster is told to take it back', async () => {
    const hold = harbour.stork.faults.holdBefore('Applications');
    const { id } = await harbour.request('shop', 'blog');
    const run = harbour.holdfast.run(id);
    await hold.reached;
    harbour.store.deleteNamespace('blog', { instantly: true });
    hold.release();
    const report = await run;
    expect(report).toMatchObject({ state: 'FAILURE', lost: ['blog'] });
    expect(report.issues).toContain('NAMESPACE_LOST blog');
    await vi.waitFor(() => expect(instructions()).toEqual([]));
    expect(harbour.stork.buckets.keys(BUCKET)).toEqual([]);
  });

  it.each([
    ['24.3.2', { state: 'FAILURE', lost: ['blog'] }],
    ['25.5.0', { state: 'PARTIAL_SUCCESS', missing: ['blog'], included: ['shop'] }],
  ])('between the plan and the beginning of Stork %s', async (version, expected) => {
    await harbour.stop();
    await start({ stork: { version } });
    const hold = harbour.stork.faults.holdBefore('Initial');
    const { id } = await harbour.request('shop', 'blog');
    const run = harbour.holdfast.run(id);
    await hold.reached;
    harbour.store.deleteNamespace('blog', { instantly: true });
    hold.release();
    expect(await run).toMatchObject(expected);
  });
});

describe('a backup whose only namespace goes before Stork begins', () => {
  it('is a failure: an empty backup that Stork calls good is taken back', async () => {
    harbour.stork.faults.passesEmptyBackups = true;
    const hold = harbour.stork.faults.holdBefore('Initial');
    const { id } = await harbour.request('shop');
    const run = harbour.holdfast.run(id);
    await hold.reached;
    harbour.store.deleteNamespace('shop', { instantly: true });
    hold.release();
    expect(await run).toMatchObject({
      state: 'FAILURE',
      reason: 'NOTHING_PRESENT',
      missing: ['shop'],
      included: [],
    });
    await vi.waitFor(() => expect(instructions()).toEqual([]));
    expect(harbour.stork.buckets.keys(BUCKET)).toEqual([]);
  });
});

describe('a cluster that does not do the work', () => {
  it('is told no more of a backup that stands still: a failure with the reason', async () => {
    await harbour.stop();
    await start({ storkTimes: { stallMs: 400 } });
    const hold = harbour.stork.faults.holdBefore('Volumes');
    const report = await harbour.backUp('shop');
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'STORK_STALLED' });
    hold.release();
    await vi.waitFor(() => expect(instructions()).toEqual([]));
  });

  it('has no Stork: a failure that says so, and nothing was written', async () => {
    const { id } = await harbour.request('shop');
    harbour.stork.uninstall();
    const report = await harbour.holdfast.run(id);
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'CLUSTER_UNAVAILABLE' });
    expect(report.messages.join()).toContain('Stork was not found');
  });

  it('is away for a while: Stork goes on, and its end is seen', async () => {
    const hold = harbour.stork.faults.holdBefore('Applications');
    const { id } = await harbour.request('shop');
    const run = harbour.holdfast.run(id);
    await hold.reached;
    harbour.holdfast.kubernetes.faults.add({ match: /applicationbackups/, times: 6, do: { status: 503 } });
    hold.release();
    expect(await run).toMatchObject({ state: 'SUCCESS' });
  });
});

describe('a cluster that is away when Stork has ended', () => {
  it('is waited for: what took hours is not given up for the last look at the namespaces', async () => {
    const { faults } = harbour.holdfast.kubernetes;
    const hold = harbour.stork.faults.holdBefore('Applications');
    const { id } = await harbour.request('shop', 'blog');
    const run = harbour.holdfast.run(id);
    await hold.reached;
    // More often than one call is tried again.
    const away = faults.add({ match: /^\/api\/v1\/namespaces/, times: 14, do: { status: 503 } });
    hold.release();
    expect(await run).toMatchObject({ state: 'SUCCESS', included: ['blog', 'shop'] });
    expect(away.fired).toBe(14);
    expect(harbour.stork.buckets.keys(BUCKET)).not.toEqual([]);
  });

  it('for longer than it is waited for: a failure that says so', async () => {
    await harbour.stop();
    await start({ storkTimes: { stallMs: 1_000 } });
    const { id } = await harbour.request('shop');
    const hold = harbour.stork.faults.holdBefore('Applications');
    const run = harbour.holdfast.run(id);
    await hold.reached;
    harbour.holdfast.kubernetes.faults.add({ match: /^\/api\/v1\/namespaces/, do: { status: 503 } });
    hold.release();
    expect(await run).toMatchObject({ state: 'FAILURE', reason: 'CLUSTER_UNAVAILABLE' });
  });
});

describe('an instruction', () => {
  it('that is somebody else’s is told, and neither used nor changed', async () => {
    const { id } = await harbour.request('shop');
    const spec = { namespaces: ['docs'], backupLocation: 'theirs' };
    const metadata = { name: storkNames.backup(id), namespace: 'kube-system' };
    harbour.store.create(BACKUPS, { metadata, spec });
    await harbour.store.settled();
    const before = harbour.store.getText(BACKUPS, metadata.name, metadata.namespace);
    const report = await harbour.holdfast.run(id);
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'STORK_FOREIGN' });
    await harbour.store.settled();
    expect(harbour.store.getText(BACKUPS, metadata.name, metadata.namespace)).toBe(before);
  });

  it('that Stork calls a partial success, and says of no volume and no namespace why, is one by its word (STORK_INCOMPLETE)', async () => {
    const hold = harbour.stork.faults.holdBefore('Applications');
    const { id } = await harbour.request('shop');
    const run = harbour.holdfast.run(id);
    await hold.reached;
    const at = new Date().toISOString();
    const status = {
      stage: 'Final',
      status: 'PartialSuccess',
      reason: 'something was left out',
      finishTimestamp: at,
    };
    harbour.store.patch(BACKUPS, storkNames.backup(id), { namespace: 'kube-system', patch: { status } });
    const report = await run;
    expect(report).toMatchObject({ state: 'PARTIAL_SUCCESS', reason: 'STORK_INCOMPLETE' });
    expect(report.messages.join()).toContain('something was left out');
    hold.release();
  });

  it('that somebody deletes while Stork works on it ends the backup in a failure', async () => {
    const hold = harbour.stork.faults.holdBefore('Applications');
    const { id } = await harbour.request('shop');
    const run = harbour.holdfast.run(id);
    await hold.reached;
    harbour.store.delete(BACKUPS, storkNames.backup(id), 'kube-system');
    hold.release();
    expect(await run).toMatchObject({ state: 'FAILURE', reason: 'STORK_GONE' });
  });

  it('whose creation was not answered is made once', async () => {
    harbour.holdfast.kubernetes.faults.add({
      match: /^\/apis\/stork.*applicationbackups$/,
      method: 'POST',
      times: 1,
      do: 'reset-mid-body',
    });
    expect(await harbour.backUp('shop')).toMatchObject({ state: 'SUCCESS' });
    expect(instructions()).toHaveLength(1);
  });
});

describe('a schedule of a federated cluster', () => {
  const nightly = () => harbour.schedule({ kind: 'NAMED', names: ['shop', 'blog'] });

  it('backs up at once while its cluster reaches its location, and otherwise refuses instead of failing', async () => {
    const { holdfast } = harbour;
    const { id } = await nightly();
    const { services } = holdfast.product;
    const now = () => services.schedules.backUpNow(id, holdfast.actor);
    const is = (state: string) =>
      holdfast.database.query(`UPDATE location_connection SET state = '${state}'`);
    await is('INVALID');
    await expect(now()).rejects.toMatchObject({
      code: 'OPERATION_NOT_ALLOWED',
      details: { resource: 'LocationConnection', state: 'INVALID', operation: 'backUp' },
    });
    expect(await services.backups.count({}, holdfast.actor)).toBe(0);
    expect(await services.schedules.cycles(id, { first: 1, after: null })).toMatchObject({ items: [] });
    await is('VALID');
    expect(await holdfast.run((await now()).id)).toMatchObject({ state: 'SUCCESS' });
  });

  it('is partial while a namespace is missing, and whole when it was excluded: Stork has no schedule of its own', async () => {
    const { holdfast } = harbour;
    const { services } = holdfast.product;
    const schedule = await nightly();
    const cycle = async () =>
      holdfast.run((await services.schedules.backUpNow(schedule.id, holdfast.actor)).id);
    harbour.store.deleteNamespace('blog', { instantly: true });
    expect(await cycle()).toMatchObject({ state: 'PARTIAL_SUCCESS', missing: ['blog'] });
    const open = () => services.alerts.page({ first: 5, after: null }, { open: true }, holdfast.actor);
    expect(await open()).toMatchObject({ items: [{ item: { kind: 'MISSING_NAMESPACES' } }] });
    const { selectionVersion } = await services.schedules.get(schedule.id, holdfast.actor);
    const excluded = { scheduleId: schedule.id, namespaces: ['blog'], selectionVersion };
    await services.scheduleNamespaces.exclude(excluded, holdfast.actor);
    expect(await cycle()).toMatchObject({ state: 'SUCCESS', included: ['shop'] });
    expect(await open()).toMatchObject({ items: [] });
    expect(harbour.store.list('applicationbackupschedules.stork.libopenstorage.org')).toEqual([]);
  });
});

describe('what Stork cannot be told is refused', () => {
  it('with all of it at once, and nothing is written down', async () => {
    const { holdfast, cluster, location } = harbour;
    const asked = holdfast.product.services.backups.create(
      {
        clusterId: cluster.id,
        locationId: location.id,
        namespaces: ['shop'],
        filter: { includeResources: ['secrets'], excludeResources: [], labelSelector: 'tier in (a,b)' },
        volumes: { mode: 'NONE' },
      },
      holdfast.actor,
    );
    await expect(asked).rejects.toThrow(ModeNotSupported);
    await expect(asked).rejects.toThrow(/kinds of resources.*labels of the form key=value.*volumes cannot/);
    expect(await holdfast.product.services.backups.count({}, holdfast.actor)).toBe(0);
  });
});

describe('the cluster says which Stork it has', () => {
  it('and what it is too old for', async () => {
    await harbour.stop();
    await start({ stork: { version: '25.10.1' } });
    expect(harbour.cluster).toMatchObject({
      state: 'ACTIVE',
      stork: { version: '25.10.1', adminNamespace: 'kube-system', namespace: 'portworx' },
    });
  });

  it('without one it is DISCONNECTED for that reason, and ACTIVE when it has one again', async () => {
    const { clusters } = harbour.holdfast.product.services;
    const look = () => clusters.validate(harbour.cluster.id, harbour.holdfast.actor);
    harbour.stork.stop();
    expect(await look()).toMatchObject({ state: 'DISCONNECTED', stateReason: 'STORK_MISSING', stork: null });
    harbour.stork.upgrade('26.3.0');
    expect(await look()).toMatchObject({ state: 'ACTIVE', stateReason: 'OK', stork: { version: '26.3.0' } });
  });

  it('a classic cluster needs none', async () => {
    harbour.stork.uninstall();
    const { cluster, product, actor } = harbour.holdfast;
    expect(await product.services.clusters.validate(cluster.id, actor)).toMatchObject({
      state: 'ACTIVE',
      stork: null,
    });
  });
});
