/** Every state of a sync and every reason of a failed one, over a WebSocket; who else asks meanwhile, and what becomes of one whose worker died. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Product } from '../../src/compose.js';
import type { SyncFailure } from '../../src/domain/backup-sync.js';
import { OperationInProgress } from '../../src/domain/errors/resource-errors.js';
import { aSync } from '../factories/federation.js';
import { FederatedApi } from '../support/federated-api.js';
import { leaveInBucket } from '../support/left-in-bucket.js';

const never = new AbortController().signal;
const LEASE_MS = 600;
let world: FederatedApi;
beforeEach(async () => {
  world = await FederatedApi.start({ leaseMs: LEASE_MS, maxAttempts: 2 });
  await world.connect();
});
afterEach(() => world.stop());

const leave = (name: string) => leaveInBucket(world.stork, world.ids.locationId, name);
const stores = () => world.holdfast.product.world.work.stores;
const backups = () => world.query('SELECT name, vanished_at FROM backup ORDER BY name');
const run = (product: Product, syncId: string) => product.handlers['sync-location']({ syncId }, never);
const eventsOf = (id: string) =>
  world.query(`SELECT type FROM event WHERE subject_id = '${id}' AND type LIKE 'SYNC%' ORDER BY id`);

/** As the API answers it. */
async function shown(id: string): Promise<unknown> {
  const query =
    'query ($id: ID!) { backupSync(id: $id) { state stateReason stateMessage counts { listed added } } }';
  return (await world.ask(query, { id })).data.backupSync;
}

async function leaseRunsOut(id: string): Promise<void> {
  await vi.waitFor(async () => expect(await stores().syncs.claimable(10)).toContain(id), 10_000);
}

it('is PENDING, IN_PROGRESS and COMPLETED, each told to who listens, and its backups to who watches backups', async () => {
  leave('nightly');
  const { id } = await world.requestSync();
  const updates = world.watch('BackupSync', { id });
  const present = await updates.next();
  expect(present).toMatchObject({ to: 'PENDING' });
  const waits = { stateReason: null, stateMessage: 'waits for a worker' };
  expect(await shown(id)).toMatchObject({ state: 'PENDING', ...waits });
  const found = world.watch('Backup', { after: present.eventId });
  const { promise: looked, resolve: look } = Promise.withResolvers<unknown>();
  world.holdfast.kubernetes.faults.add({
    match: /applicationbackups\?/,
    times: 1,
    do: async () => look(await shown(id)),
  });
  await world.settle();
  const asks = { stateReason: null, stateMessage: 'a cluster is asked what lies in the bucket' };
  expect(await looked).toMatchObject({ state: 'IN_PROGRESS', ...asks });
  expect(await updates.next()).toMatchObject({ from: 'PENDING', to: 'IN_PROGRESS' });
  expect(await updates.next()).toMatchObject({ from: 'IN_PROGRESS', to: 'COMPLETED', reason: null });
  expect(await found.next()).toMatchObject({ to: 'SUCCESS' });
  expect(await shown(id)).toMatchObject({ state: 'COMPLETED', counts: { listed: 1, added: 1 } });
});

describe('a sync is FAILED, nothing is marked or removed, and the next one is good:', () => {
  /** Goes wrong between the request and the end; says how it is mended. */
  const WAYS: Readonly<Record<SyncFailure, (id: string) => Promise<() => unknown>>> = {
    NO_ELIGIBLE_CLUSTER: () => world.clusterGoes(),
    CLUSTER_FAILED: async () => {
      const fault = world.holdfast.kubernetes.faults.add({
        match: /applicationbackups\?/,
        do: { status: 403 },
      });
      return () => fault.remove();
    },
    LISTING_FAILED: async () => {
      world.stork.faults.refuseLocation(world.crName, 'AccessDenied');
      return () => world.stork.faults.admitLocation(world.crName);
    },
    ATTEMPTS_EXHAUSTED: async (id) => {
      for (let attempt = 0; attempt < 2; attempt += 1) {
        await stores().syncs.claim(id, `dead-${attempt}`, 20);
        await leaseRunsOut(id);
      }
      return () => undefined;
    },
    INTERNAL_ERROR: async () => {
      await world.query('ALTER TABLE cycle RENAME TO cycle_away');
      return () => world.query('ALTER TABLE cycle_away RENAME TO cycle');
    },
  };

  it.each(Object.keys(WAYS) as SyncFailure[])('%s', async (reason) => {
    leave('one');
    await world.requestSync();
    await world.settle();
    leave('two');
    const before = await backups();
    const { id } = await world.requestSync();
    const mend = await WAYS[reason](id);
    const updates = world.watch('BackupSync', { id });
    await updates.next();
    await world.settle();
    let last = await updates.next();
    while (last.to === 'IN_PROGRESS') last = await updates.next();
    expect(last).toMatchObject({ from: 'IN_PROGRESS', to: 'FAILED', reason });
    expect(await shown(id)).toMatchObject({ state: 'FAILED', stateReason: reason });
    const about = `kind = 'SYNC_FAILED' AND subject_id = '${world.ids.locationId}'`;
    const alerts = () => world.query(`SELECT count, closed_at IS NULL AS open FROM alert WHERE ${about}`);
    expect(await alerts()).toEqual([{ count: 1, open: true }]);
    await mend();
    expect(await backups()).toEqual(before);
    const again = await world.requestSync();
    await world.settle();
    expect(await world.syncOf(again.id)).toMatchObject({
      state: 'COMPLETED',
      counts: { listed: 2, added: 1 },
    });
    expect(await alerts()).toEqual([{ count: 1, open: false }]);
  });
});

it('a sync that fails on its way counts what it had added until then', async () => {
  leave('one');
  leave('two');
  await world.query(`ALTER TABLE backup ADD CONSTRAINT no_second CHECK (name NOT LIKE 'two%')`);
  const { id } = await world.requestSync();
  await world.settle();
  expect(await backups()).toMatchObject([{ name: expect.stringMatching(/^one/) }]);
  expect(await shown(id)).toEqual({
    state: 'FAILED',
    stateReason: 'INTERNAL_ERROR',
    stateMessage: 'A fault of Holdfast itself; the log has the cause.',
    counts: { listed: 2, added: 1 },
  });
});

describe('what is kept of syncs', () => {
  const AT = (days: number) => new Date(Date.now() - days * 24 * 60 * 60_000);
  /** One that ended so long ago. */
  async function ended(state: 'COMPLETED' | 'FAILED', days: number, locationId = world.ids.locationId) {
    const sync = aSync({
      locationId,
      bucketKey: `store/${locationId}`,
      requestedBy: world.holdfast.cluster.ownerId,
    });
    await world.query(`INSERT INTO backup_sync (id, location_id, bucket_key, requested_by, state, state_reason, state_message,
      state_changed_at, counts, attempt, handed_back, created_at, started_at, finished_at)
      SELECT '${sync.id}', '${locationId}', 'b', '${sync.requestedBy}', '${state}',
        ${state === 'FAILED' ? "'CLUSTER_FAILED'" : 'NULL'}, '', at, '${JSON.stringify(sync.counts)}', 1, 0, at, at, at
      FROM (SELECT '${AT(days).toISOString()}'::timestamptz AS at) AS moment`);
    return sync.id;
  }
  const kept = async () => (await world.query('SELECT id FROM backup_sync')).map(({ id }) => id).sort();
  const keepHouse = (product: Product) => product.handlers.housekeeping({}, never);

  it('what ended longer ago than is configured goes, but the newest of each end of a location; who watches is told', async () => {
    const product = world.holdfast.anotherWorker({ syncKeepDays: 90 });
    const other = await world.addLocation('second', 'second-bucket', 'https://two.example');
    const [old, older] = [await ended('COMPLETED', 100), await ended('FAILED', 400)];
    const stay = [
      await ended('COMPLETED', 95),
      await ended('FAILED', 200),
      await ended('COMPLETED', 500, other),
      (await world.requestSync()).id,
    ];
    const updates = world.watch('BackupSync', { id: older });
    await updates.next();
    await keepHouse(product);
    expect(await kept()).toEqual(stay.toSorted());
    expect(await updates.next()).toMatchObject({ from: 'FAILED', to: null });
    expect(await world.query(`SELECT to_state FROM state_change WHERE subject_id = '${old}'`)).toEqual([
      { to_state: null },
    ]);
    await keepHouse(product);
    expect(await kept()).toEqual(stay.toSorted());
    await product.close();
  });

  it('0 days keep all of them', async () => {
    const product = world.holdfast.anotherWorker({ syncKeepDays: 0 });
    const all = [await ended('COMPLETED', 5_000), await ended('COMPLETED', 4_000)];
    await keepHouse(product);
    expect(await kept()).toEqual(all.toSorted());
    await product.close();
  });
});

describe('two processes on one database', () => {
  it('that are asked for a sync of one bucket at once begin one: everybody else is told which', async () => {
    const other = world.holdfast.anotherWorker();
    const second = await world.addLocation('vault-two', 'team-backups', 'https://STORE.example:443');
    await world.connect(second);
    const { actor, product } = world.holdfast;
    const asked = await Promise.allSettled(
      [product, other, product, other].map(({ services }, index) =>
        services.syncs.request(index < 2 ? world.ids.locationId : second, actor),
      ),
    );
    const [winner, ...more] = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(more).toEqual([]);
    const refused = asked.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(refused).toHaveLength(3);
    for (const error of refused) {
      expect(error).toBeInstanceOf(OperationInProgress);
      expect((error as OperationInProgress).details.holderId).toBe(winner?.id);
    }
    expect(await world.query('SELECT id FROM backup_sync')).toEqual([{ id: winner?.id }]);
    await world.settle();
    expect(await world.syncOf(winner?.id ?? '')).toMatchObject({ state: 'COMPLETED' });
    await other.close();
  });

  it('that take up one sync at once run it once', async () => {
    leave('nightly');
    const other = world.holdfast.anotherWorker();
    const { id } = await world.requestSync();
    world.bell.lose();
    await Promise.all([run(world.holdfast.product, id), run(other, id)]);
    expect(await world.syncOf(id)).toMatchObject({ state: 'COMPLETED', attempt: 1, counts: { added: 1 } });
    expect(await eventsOf(id)).toEqual(
      ['SYNC_REQUESTED', 'SYNC_STARTED', 'SYNC_ENDED'].map((type) => ({ type })),
    );
    await other.close();
  });
});

describe('a sync whose worker', () => {
  it('died is found by the sweep of another and brought to its end; the bucket is held until then', async () => {
    leave('nightly');
    const { id } = await world.requestSync();
    world.bell.lose();
    await stores().syncs.claim(id, 'dead', 50);
    await leaseRunsOut(id);
    await expect(world.requestSync()).rejects.toBeInstanceOf(OperationInProgress);
    await world.holdfast.product.handlers.sweep({}, never);
    await world.settle();
    expect(await world.syncOf(id)).toMatchObject({ state: 'COMPLETED', attempt: 2, counts: { added: 1 } });
  });

  it('fell silent in the middle is followed by another: what the first still wants to write is refused', async () => {
    leave('nightly');
    const silent = world.holdfast.anotherWorker();
    silent.world.work.stores.syncs.renew = () => new Promise(() => {});
    const { promise: asleep, resolve: fallAsleep } = Promise.withResolvers<void>();
    const { promise: awake, resolve: wake } = Promise.withResolvers<void>();
    world.holdfast.kubernetes.faults.add({
      match: /applicationbackups\?/,
      times: 1,
      do: async () => {
        fallAsleep();
        await awake;
      },
    });
    const { id } = await world.requestSync();
    const first = run(silent, id);
    await asleep;
    await leaseRunsOut(id);
    await world.settle();
    const done = await world.syncOf(id);
    expect(done).toMatchObject({ state: 'COMPLETED', attempt: 2, counts: { added: 1 } });
    wake();
    await first;
    expect(await world.syncOf(id)).toEqual(done);
    expect(await backups()).toHaveLength(1);
    await silent.close();
  });

  it('wakes up while the other lists leaves the listing on: what it began itself was another one', async () => {
    leave('nightly');
    const silent = world.holdfast.anotherWorker();
    const { promise: held, resolve: hear } = Promise.withResolvers<boolean>();
    silent.world.work.stores.syncs.renew = () => held;
    const { promise: asleep, resolve: fallAsleep } = Promise.withResolvers<void>();
    const { promise: awake, resolve: wake } = Promise.withResolvers<void>();
    let looks = 0;
    const { id } = await world.requestSync();
    const first = Promise.withResolvers<void>();
    world.holdfast.kubernetes.faults.add({
      match: /applicationbackups\?/,
      do: async () => {
        looks += 1;
        // The first look of each comes before its listing, and the second in the middle of it.
        if (looks === 2) {
          fallAsleep();
          await awake;
        } else if (looks === 4) {
          hear(false);
          wake();
          await first.promise;
        }
      },
    });
    void run(silent, id).then(first.resolve, first.reject);
    await asleep;
    await leaseRunsOut(id);
    await world.settle();
    expect(looks).toBeGreaterThan(3);
    expect(await world.syncOf(id)).toMatchObject({ state: 'COMPLETED', attempt: 2, counts: { listed: 1 } });
    await silent.close();
  });

  it('is told to stop gives it back, and that is no attempt', async () => {
    const { id } = await world.requestSync();
    world.bell.lose();
    const stopping = new AbortController();
    world.holdfast.kubernetes.faults.add({
      match: /applicationbackups\?/,
      times: 1,
      do: () => stopping.abort(),
    });
    await world.holdfast.product.handlers['sync-location']({ syncId: id }, stopping.signal);
    expect(await world.syncOf(id)).toMatchObject({ state: 'IN_PROGRESS', handedBack: 1, leaseOwner: null });
    await world.holdfast.product.handlers.sweep({}, never);
    await world.settle();
    expect(await world.syncOf(id)).toMatchObject({ state: 'COMPLETED' });
  });
});
