/** Many schedules due at one moment: their cycles open and begin together, and a woken worker takes up what waits. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../src/domain/identity.js';
import { Scheduled } from '../support/scheduled.js';

let world: Scheduled;
beforeEach(async () => {
  world = await Scheduled.start({ namespaces: ['a', 'b', 'c'] });
});
afterEach(() => world.stop());

const signal = new AbortController().signal;

describe('cycles that begin together', () => {
  it('each have their own end: backed up, without its only namespace, suspended meanwhile', async () => {
    const good = await world.create(['a', 'b'], { name: 'good' });
    const single = await world.create(['a'], { name: 'single' });
    const gone = await world.create(['c'], { name: 'gone' });
    const suspended = await world.create(['a', 'b'], { name: 'suspended' });
    world.store.deleteNamespace('c', { instantly: true });
    world.clock.advance(15);
    await world.holdfast.product.handlers.due({}, signal);
    await world.services.schedules.suspend(suspended.id, world.holdfast.actor);
    await world.bell.settle(world.holdfast.product.handlers);
    const ends = await Promise.all(
      [good, single, gone, suspended].map(async ({ id }) => {
        const { cycle, backup } = await world.latest(id);
        return [cycle.outcome, cycle.reasons, backup?.state];
      }),
    );
    expect(ends).toEqual([
      ['BACKED_UP', [], 'SUCCESS'],
      ['BACKED_UP', [], 'SUCCESS'],
      ['SKIPPED', ['ONLY_NAMESPACE_GONE'], undefined],
      ['SKIPPED', ['SCHEDULE_SUSPENDED'], undefined],
    ]);
  });

  it('of which another worker has begun one: the others begin, and that one has its one backup', async () => {
    const schedules = [];
    for (const name of ['one', 'two', 'three']) schedules.push(await world.create(['a', 'b'], { name }));
    world.clock.advance(15);
    const { handlers } = world.holdfast.product;
    await handlers.due({}, signal);
    const cycleIds = [];
    for (const { id } of schedules) cycleIds.push((await world.latest(id)).cycle.id);
    const other = world.holdfast.anotherWorker();
    const some = { cycleIds: cycleIds.slice(0, 1) };
    await Promise.all([
      handlers['start-cycles']({ cycleIds }, signal),
      other.handlers['start-cycles'](some, signal),
    ]);
    await world.bell.settle(handlers);
    await other.close();
    expect(await world.services.backups.count({ states: ['SUCCESS'] }, systemActor('test'))).toBe(3);
    expect(await world.services.backups.count({}, systemActor('test'))).toBe(3);
  });
});

describe('a worker that is woken for one backup', () => {
  const ask = () => world.holdfast.request('a');
  const states = async () => {
    const { items } = await world.services.backups.page({ first: 9, after: null }, {}, systemActor('test'));
    return items.map(({ item }) => item.state).toSorted();
  };

  it('takes up the others that wait, one after the other', async () => {
    const [first] = [await ask(), await ask(), await ask()];
    await world.holdfast.product.handlers['run-backup']({ backupId: first.id }, signal);
    expect(await states()).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
  });

  it('takes up no other when it has been told to stop', async () => {
    const [first] = [await ask(), await ask()];
    await world.holdfast.product.handlers['run-backup']({ backupId: first.id }, signal, () => false);
    expect(await states()).toEqual(['IN_PROGRESS', 'SUCCESS']);
  });
});
