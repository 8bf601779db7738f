/** Gardens that are slow or away, while the kubeconfigs of several are due: real HTTP to two gardens. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GardenStandIn, startGarden } from '../stand-ins/gardener/garden-stand-in.js';
import { Discovering } from '../support/discovering.js';

const SHOOTS = ['s-1', 's-2', 's-3', 's-4', 's-5', 's-6', 's-7', 's-8', 's-9'];
/** Kubeconfigs of one discovery that are asked for at once. */
const PLACES = 4;

let world: Discovering;
let other: GardenStandIn;

async function start(renewalCallMs?: number): Promise<void> {
  world = await Discovering.start({ ...(renewalCallMs !== undefined && { renewalCallMs }) });
  const { kubernetes } = world.holdfast;
  other = await startGarden({ cluster: kubernetes, now: () => world.clock.now().getTime() });
  for (const name of SHOOTS) world.garden.addShoot(name);
  await world.created();
  // Due after all of the first garden.
  world.clock.advance(1);
  other.addShoot('late', { project: 'other' });
  await world.created({ name: 'other', kubeconfig: other.kubeconfig() });
  world.clock.advance(4 * 60);
  world.garden.kubernetes.requests.clear();
}
beforeEach(() => start());
afterEach(async () => {
  await world.stop();
  await other.stop();
});

const shoots = async () => (await world.clusters()).map(({ shoot }) => shoot);
const ofFirst = async () => (await shoots()).filter(({ name }) => name !== 'late');
const late = async () => (await world.cluster('other--late')).shoot;
const asked = () =>
  new Set(world.garden.kubernetes.requests.matching(/POST .*adminkubeconfig/).map(({ path }) => path)).size;

describe('a garden that hangs', () => {
  it('keeps no other waiting: the kubeconfig of another garden is renewed meanwhile', async () => {
    const { promise: hangs, resolve: answer } = Promise.withResolvers<void>();
    world.garden.kubernetes.faults.add({ match: /adminkubeconfig/, do: () => hangs });
    const before = (await late()).kubeconfigExpiresAt;
    const round = world.renew();
    await expect
      .poll(async () => (await late()).kubeconfigExpiresAt, { timeout: 10_000 })
      .not.toEqual(before);
    expect((await ofFirst()).every(({ renewAt }) => renewAt! > world.clock.now())).toBe(true);
    answer();
    await round;
    expect((await ofFirst()).map(({ renewFailures }) => renewFailures)).toEqual(SHOOTS.map(() => 0));
  });

  it('is waited for a limited time, and what else is due of it is put off without a question', async () => {
    await world.stop();
    await other.stop();
    await start(300);
    const { promise: hangs, resolve: answer } = Promise.withResolvers<void>();
    world.garden.kubernetes.faults.add({ match: /adminkubeconfig/, do: () => hangs });
    await world.renew();
    expect((await ofFirst()).map(({ renewFailures }) => renewFailures)).toEqual(SHOOTS.map(() => 1));
    expect((await ofFirst())[0]?.renewError).toContain('did not give a kubeconfig within 0.3 s');
    expect(asked()).toBe(PLACES);
    answer();
  });
});

describe('a garden that is away', () => {
  it('is asked for no more than it was asked at once; the next time all of it is renewed', async () => {
    const away = world.garden.kubernetes.faults.add({ match: /adminkubeconfig/, do: { status: 500 } });
    await world.renew();
    expect(asked()).toBe(PLACES);
    expect((await ofFirst()).map(({ renewFailures }) => renewFailures)).toEqual(SHOOTS.map(() => 1));
    expect(await late()).toMatchObject({ renewFailures: 0 });
    away.remove();
    world.clock.advance(1);
    await world.renew();
    expect((await ofFirst()).map(({ renewFailures }) => renewFailures)).toEqual(SHOOTS.map(() => 0));
  });
});

describe('a shoot that the garden refuses a kubeconfig of', () => {
  it('costs the others nothing', async () => {
    world.garden.kubernetes.faults.add({ match: /s-1\/adminkubeconfig/, do: { status: 403 } });
    await world.renew();
    const failed = (await ofFirst()).filter(({ renewFailures }) => renewFailures > 0);
    expect(failed.map(({ name }) => name)).toEqual(['s-1']);
  });
});
