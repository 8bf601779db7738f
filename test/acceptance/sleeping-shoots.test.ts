/** What happens to cycles and backups of a cluster whose shoot sleeps. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../src/domain/identity.js';
import { aDiscovery, aShoot } from '../factories/discoveries.js';
import { Scheduled } from '../support/scheduled.js';

let world: Scheduled;
beforeEach(async () => {
  world = await Scheduled.start({ namespaces: ['a', 'b'] });
});
afterEach(() => world.stop());

const probe = () => world.holdfast.product.handlers['probe-clusters']({}, new AbortController().signal);
const cluster = () => world.services.clusters.get(world.holdfast.cluster.id, systemActor('test'));

/** The installation's cluster becomes a shoot, which the garden said just now sleeps. */
async function fallAsleep(): Promise<void> {
  const { stores } = world.holdfast.product.world.work;
  const { id, ownerId } = world.holdfast.cluster;
  const now = world.clock.now();
  const known = await stores.shoots.find(id);
  if (known === undefined) {
    const discovery = aDiscovery({ ownerId });
    await stores.discoveries.insert(discovery);
    await stores.shoots.insert(aShoot({ id, hibernated: true, renewAt: null, hibernationCheckedAt: now }));
    await stores.shoots.claim(discovery.id, id);
  } else await stores.shoots.update(id, { hibernated: true, hibernationCheckedAt: now });
}

it('a probe finds it HIBERNATED at once, without asking it anything, and opens no alert', async () => {
  await fallAsleep();
  world.holdfast.kubernetes.requests.clear();
  await probe();
  expect(await cluster()).toMatchObject({
    state: 'NOT_AVAILABLE',
    stateReason: 'HIBERNATED',
    looks: { failures: 0 },
  });
  expect(world.holdfast.kubernetes.requests.count(/./)).toBe(0);
  expect(await world.openAlerts()).toEqual([]);
});

it('cycles are skipped with the reason, however many: no backup, no alert, and none of them counts as barren', async () => {
  const schedule = await world.create(['a', 'b']);
  await fallAsleep();
  await probe();
  for (let cycle = 0; cycle < 4; cycle += 1) {
    await fallAsleep();
    const { cycle: skipped, backup } = await world.cycle(schedule.id);
    expect(skipped).toMatchObject({ outcome: 'SKIPPED', reasons: ['CLUSTER_HIBERNATED'] });
    expect(backup).toBeUndefined();
  }
  expect(await world.openAlerts()).toEqual([]);
  expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
    barrenCycles: 0,
  });
});

it('cycles go on when it is awake again', async () => {
  const schedule = await world.create(['a', 'b']);
  await fallAsleep();
  await probe();
  await world.cycle(schedule.id);
  await world.holdfast.product.world.work.stores.shoots.update(world.holdfast.cluster.id, {
    hibernated: false,
  });
  await probe();
  expect(await cluster()).toMatchObject({ state: 'ACTIVE' });
  expect(await world.cycle(schedule.id)).toMatchObject({ backup: { state: 'SUCCESS' } });
});

it('a cycle that begins as it falls asleep leaves a Failure that says so, and no alert', async () => {
  const schedule = await world.create(['a', 'b']);
  await fallAsleep();
  // No probe has written it down yet.
  world.clock.set((await world.services.schedules.get(schedule.id, systemActor('test'))).nextDueAt!);
  await fallAsleep();
  const { backup } = await world.tick(schedule.id);
  expect(backup).toMatchObject({ state: 'FAILURE', reason: 'CLUSTER_HIBERNATED' });
  expect(await world.openAlerts()).toEqual([]);
});

describe('a backup under which it falls asleep is a Failure that says so, and no alert', () => {
  /** The cluster answers this no more. */
  function stopsAnswering(match: RegExp): Promise<void> {
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    world.holdfast.kubernetes.faults.add({
      match,
      do: () => {
        reach();
        return new Promise<never>(() => {});
      },
    });
    return reached;
  }

  it('as soon as the prober has seen it, though the cluster leaves everybody waiting', async () => {
    const schedule = await world.create(['a', 'b']);
    const reached = stopsAnswering(/\/deployments/);
    const cycle = world.cycle(schedule.id);
    await reached;
    world.clock.set(new Date(world.clock.now().getTime() + 1_000));
    await fallAsleep();
    await probe();
    expect((await cycle).backup).toMatchObject({ state: 'FAILURE', reason: 'CLUSTER_HIBERNATED' });
    expect(await world.openAlerts()).toEqual([]);
  });

  it('before the prober has seen it, when the cluster refuses', async () => {
    const schedule = await world.create(['a', 'b']);
    const { faults } = world.holdfast.kubernetes;
    faults.add({
      match: /\/deployments/,
      times: 1,
      do: async () => {
        await fallAsleep();
        faults.add({ match: /./, do: 'reset-before-headers' });
      },
    });
    expect((await world.cycle(schedule.id)).backup).toMatchObject({
      state: 'FAILURE',
      reason: 'CLUSTER_HIBERNATED',
    });
    expect(await world.openAlerts()).toEqual([]);
  });
});

it('a backup by hand is refused, with the state that says why', async () => {
  await fallAsleep();
  await probe();
  await expect(world.holdfast.request('a')).rejects.toMatchObject({
    code: 'OPERATION_NOT_ALLOWED',
    details: { state: 'NOT_AVAILABLE' },
  });
});
