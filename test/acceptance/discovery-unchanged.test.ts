/** What a run does with shoots that are as they were: nearly all of them, in nearly every run. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Discovering } from '../support/discovering.js';

let world: Discovering;

beforeEach(async () => {
  world = await Discovering.start();
});

afterEach(() => world.stop());

it('a run writes of each when it was seen, and what has changed of the others', async () => {
  for (const name of ['blue', 'green', 'red']) world.garden.addShoot(name, { labels: { team: 'shop' } });
  const discovery = await world.created();
  world.garden.label('green', { team: 'pay' });
  const { id, version } = await world.cluster('dev--red');
  const { clusters } = world.holdfast.product.services;
  await clusters.edit(id, { expectedVersion: version, labels: {} }, world.holdfast.actor);
  world.clock.advance(1);
  expect(await world.again(discovery)).toMatchObject({
    state: 'SUCCESS',
    counts: { found: 3, unchanged: 1, updated: 2, registered: 0, renewed: 0 },
  });
  const found = await world.clusters();
  expect(found.map(({ name, labels }) => [name, labels])).toEqual([
    ['dev--blue', { team: 'shop' }],
    ['dev--green', { team: 'pay' }],
    // The label is the shoot's to give: without it, selectors that count on it would pass the cluster over.
    ['dev--red', { team: 'shop' }],
  ]);
  for (const { shoot } of found) {
    expect([shoot.seenAt, shoot.hibernationCheckedAt]).toEqual([world.clock.now(), world.clock.now()]);
  }
});

it('a cluster that was let go of or fell asleep since the run read it is not taken for one that is as it was', async () => {
  for (const name of ['blue', 'green', 'red']) world.garden.addShoot(name);
  const { id } = await world.created();
  const [blue, green, red] = await world.clusters();
  if (!blue || !green || !red) throw new Error('there are three');
  const before = blue.shoot.seenAt;
  await world.holdfast.product.world.work.transaction(async ({ shoots }) => {
    await shoots.release(id, [blue.id]);
    await shoots.markUnmanaged([blue.id], 'nobody finds it', before);
  });
  await world.stores.shoots.update(green.id, { hibernated: true });
  const at = new Date(before.getTime() + 60_000);
  const shoots = [blue, green, red].map((each) => ({ id: each.id, hibernated: false }));
  expect(await world.stores.shoots.seeAgain(id, shoots, at)).toEqual([red.id]);
  const seen = (await world.clusters()).map(({ shoot }) => shoot.seenAt);
  expect(seen).toEqual([before, before, at]);
  expect((await world.stores.shoots.ofDiscovery(id)).map((each) => each.id).toSorted()).toEqual(
    [green.id, red.id].toSorted(),
  );
});
