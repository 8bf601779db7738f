/** Workers that die or fall silent in the middle of a run or of a deletion: another one goes on, and nothing is done twice. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Discovering } from '../support/discovering.js';

/** Long enough for eight kubeconfigs on a busy machine. */
const LEASE_MS = 2_000;
let world: Discovering;
beforeEach(async () => {
  world = await Discovering.start({ leaseMs: LEASE_MS, maxAttempts: 3 });
});
afterEach(() => world.stop());

const never = new AbortController().signal;

/** A worker that stands still when the garden is asked for the n-th kubeconfig, until `wake`: as after SIGSTOP. */
function freezeAt(after: number) {
  const { promise: asleep, resolve: fallAsleep } = Promise.withResolvers<void>();
  const { promise: awake, resolve: wake } = Promise.withResolvers<void>();
  world.garden.kubernetes.faults.add({
    match: /adminkubeconfig/,
    after,
    times: 1,
    do: async () => {
      fallAsleep();
      await awake;
    },
  });
  return { asleep, wake };
}

/** The database does not hear of this worker's leases any more. */
function cutOff(product: Discovering['holdfast']['product']): void {
  product.world.work.stores.discoveries.renew = () => new Promise(() => {});
}

async function leaseRunsOut(id: string): Promise<void> {
  await vi.waitFor(async () => expect(await world.stores.discoveries.claimable(10)).toContain(id), 30_000);
}

describe('a worker that falls silent in the middle of a run', () => {
  it('is followed by another, which takes up what is left; what the first still wants to write is refused', async () => {
    for (let number = 0; number < 12; number += 1) world.garden.addShoot(`s-${number}`);
    const { id } = await world.create();
    const { asleep, wake } = freezeAt(8);
    const silent = world.holdfast.anotherWorker();
    cutOff(silent);
    const first = silent.handlers['run-discovery']({ discoveryId: id }, never);
    await asleep;
    await leaseRunsOut(id);
    await world.bell.settle(world.holdfast.product.handlers);
    expect(await world.get({ id })).toMatchObject({
      state: 'SUCCESS',
      attempt: 2,
      counts: { found: 12, failed: 0 },
    });
    wake();
    await first;
    const clusters = await world.clusters();
    expect(clusters).toHaveLength(12);
    expect(new Set(clusters.map(({ shoot }) => shoot.uid)).size).toBe(12);
    expect(await world.get({ id })).toMatchObject({ state: 'SUCCESS', attempt: 2 });
    // One of each, and again those that were under way when it fell silent: four at a time at most.
    expect(world.garden.kubeconfigsAsked).toBeLessThanOrEqual(12 + 4);
    await silent.close();
  });

  it('is found by the round of another, without anybody ringing', async () => {
    world.garden.addShoot('blue');
    const { id } = await world.create();
    world.bell.lose();
    await world.stores.discoveries.claim(id, 'dead', 50);
    await leaseRunsOut(id);
    await world.tend();
    await world.bell.settle(world.holdfast.product.handlers);
    expect(await world.get({ id })).toMatchObject({ state: 'SUCCESS', attempt: 2 });
  });
});

it('a worker that is told to stop gives the run back, and that is no attempt', async () => {
  world.garden.addShoot('blue');
  const { id } = await world.create();
  const stopping = new AbortController();
  world.garden.kubernetes.faults.add({ match: /shoots\?/, times: 1, do: () => stopping.abort() });
  await world.holdfast.product.handlers['run-discovery']({ discoveryId: id }, stopping.signal, () => false);
  expect(await world.get({ id })).toMatchObject({ state: 'IN_PROGRESS', handedBack: 1, leaseOwner: null });
  expect(await world.settle({ id })).toMatchObject({ state: 'SUCCESS' });
});

it('a run that no worker brings to its end is FAILED after as many attempts as are configured', async () => {
  const { id } = await world.create();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await world.stores.discoveries.claim(id, `dead-${attempt}`, 20);
    await leaseRunsOut(id);
  }
  expect(await world.settle({ id })).toMatchObject({ state: 'FAILED', stateReason: 'ATTEMPTS_EXHAUSTED' });
});

it('a deletion whose worker died is brought to its end by another, whole', async () => {
  world.garden.addShoot('blue');
  world.garden.addShoot('green');
  const { id } = await world.created();
  await world.service.remove(id, 'KEEP', world.holdfast.actor);
  world.bell.lose();
  await world.stores.discoveries.claim(id, 'dead', 50);
  expect((await world.clusters()).every(({ shoot }) => shoot.managed)).toBe(true);
  await leaseRunsOut(id);
  await world.tend();
  await world.bell.settle(world.holdfast.product.handlers);
  await expect(world.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await world.clusters()).every(({ shoot }) => !shoot.managed)).toBe(true);
});
