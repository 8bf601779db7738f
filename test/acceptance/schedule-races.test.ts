/** Two at once on one schedule: edits, due times, backups by hand. Two products on one database, as two processes are. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Product } from '../../src/compose.js';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { systemActor } from '../../src/domain/identity.js';
import { Scheduled } from '../support/scheduled.js';

let world: Scheduled;
let other: Product;
beforeEach(async () => {
  world = await Scheduled.start({ namespaces: ['a', 'b', 'c', 'd'] });
  other = world.holdfast.anotherWorker();
});
afterEach(async () => {
  await other.close();
  await world.stop();
});

const ROUNDS = [1, 2, 3, 4];
const signal = new AbortController().signal;
const come = (product: Product) => product.handlers.due({}, signal);
async function allCycles(scheduleId: string) {
  const { items } = await world.services.schedules.cycles(scheduleId, { first: 100, after: null });
  return items.map((each) => each.item);
}
const excluded = (scheduleId: string, name: string, product = other) =>
  product.services.scheduleNamespaces.exclude(
    { scheduleId, namespaces: [name], selectionVersion: 1 },
    world.holdfast.actor,
  );
const added = (scheduleId: string, name: string, product = other) =>
  product.services.scheduleNamespaces.add(
    { scheduleId, namespaces: [name], selectionVersion: 1 },
    world.holdfast.actor,
  );

describe('due times that two workers look at together', () => {
  it('are opened once each, and each of their cycles leaves one backup', async () => {
    const schedules = [];
    for (const number of ROUNDS)
      schedules.push(
        await world.create(['a', 'b'], {
          name: `s${number}`,
          retention: { keep: 9, maxAgeDays: null, ...NO_TIERS },
        }),
      );
    for (const _round of ROUNDS) {
      world.clock.advance(15);
      await Promise.all([come(world.holdfast.product), come(other)]);
      await Promise.all([
        world.bell.settle(world.holdfast.product.handlers),
        world.bell.settle(other.handlers),
      ]);
    }
    for (const { id } of schedules) {
      const cycles = await allCycles(id);
      expect(cycles.map((each) => each.outcome)).toEqual(ROUNDS.map(() => 'BACKED_UP'));
      expect(new Set(cycles.map((each) => each.plannedAt?.getTime())).size).toBe(ROUNDS.length);
      expect(await world.services.schedules.backupsOfCycles(cycles.map((each) => each.id))).toHaveProperty(
        'size',
        ROUNDS.length,
      );
    }
  });

  it('a cycle whose start was rung for twice has one backup', async () => {
    const schedule = await world.create(['a', 'b']);
    world.clock.advance(15);
    await come(world.holdfast.product);
    const [cycle] = await allCycles(schedule.id);
    const begin = (product: Product) =>
      product.handlers['start-cycles']({ cycleIds: [cycle?.id ?? ''] }, signal);
    await Promise.all([begin(world.holdfast.product), begin(other), begin(other)]);
    await world.bell.settle(world.holdfast.product.handlers);
    expect(await world.services.backups.count({ scheduleId: schedule.id }, systemActor('test'))).toBe(1);
    expect(await world.latest(schedule.id)).toMatchObject({ backup: { backup: { attempt: 1 } } });
  });
});

describe('an edit while the schedule becomes due', () => {
  it.each(ROUNDS)('excluding: the cycle has the list before or after it, never a mixture (%i)', async () => {
    const schedule = await world.create(['a', 'b', 'c']);
    world.clock.advance(15);
    const [, edit] = await Promise.all([come(world.holdfast.product), excluded(schedule.id, 'c')]);
    expect(edit).toMatchObject({ changed: true, schedule: { selection: { names: ['a', 'b'] } } });
    await world.bell.settle(world.holdfast.product.handlers);
    const { cycle, backup } = await world.latest(schedule.id);
    const names = cycle.selection.kind === 'NAMED' ? cycle.selection.names : [];
    expect([
      ['a', 'b'],
      ['a', 'b', 'c'],
    ]).toContainEqual(names);
    expect(backup).toMatchObject({ state: 'SUCCESS', included: names });
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      selectionVersion: 2,
      version: 2,
    });
    expect((await world.cycle(schedule.id)).backup).toMatchObject({ included: ['a', 'b'] });
  });

  it.each(ROUNDS)('of its timing: neither the due time nor the new timing is lost (%i)', async () => {
    const schedule = await world.create(['a', 'b']);
    world.clock.advance(15);
    const now = world.clock.now();
    const timing = { kind: 'INTERVAL', minutes: 60 } as const;
    await Promise.all([
      come(world.holdfast.product),
      other.services.schedules.edit(schedule.id, { expectedVersion: 1, timing }, world.holdfast.actor),
    ]);
    const after = await world.services.schedules.get(schedule.id, systemActor('test'));
    expect(after).toMatchObject({ timing, nextDueAt: new Date(now.getTime() + 60 * 60_000) });
    // Edited first, it counts from the edit on; due first, its cycle stands.
    expect((await allCycles(schedule.id)).length).toBeLessThanOrEqual(1);
  });

  it.each(ROUNDS)(
    'suspending: it is suspended, and what had become due is not run against it (%i)',
    async () => {
      const schedule = await world.create(['a', 'b']);
      world.clock.advance(15);
      await Promise.all([
        come(world.holdfast.product),
        other.services.schedules.suspend(schedule.id, world.holdfast.actor),
      ]);
      await world.bell.settle(world.holdfast.product.handlers);
      expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
        state: 'SUSPENDED',
        nextDueAt: null,
      });
      expect((await allCycles(schedule.id)).filter((each) => each.outcome !== 'SKIPPED')).toEqual([]);
    },
  );
});

describe('two edits at once', () => {
  it.each(ROUNDS)('exclude and add: one is done and the other told of the conflict (%i)', async () => {
    const schedule = await world.create(['a', 'b']);
    const results = await Promise.allSettled([
      excluded(schedule.id, 'b'),
      added(schedule.id, 'c', world.holdfast.product),
    ]);
    const refused = results.filter((each) => each.status === 'rejected');
    expect(refused).toMatchObject([{ reason: { code: 'CONFLICT', details: { expected: 1, actual: 2 } } }]);
    const { selection, selectionVersion } = await world.services.schedules.get(
      schedule.id,
      systemActor('test'),
    );
    expect([['a'], ['a', 'b', 'c']]).toContainEqual(selection.kind === 'NAMED' ? selection.names : []);
    expect(selectionVersion).toBe(2);
    const { items } = await world.services.schedules.edits(schedule.id, { first: 10, after: null });
    expect(items).toHaveLength(2);
  });

  it('the same exclude twice: one changes, the other hears that it is so and by whom', async () => {
    const schedule = await world.create(['a', 'b']);
    const results = await Promise.all([
      excluded(schedule.id, 'b'),
      excluded(schedule.id, 'b', world.holdfast.product),
    ]);
    expect(results.map((each) => each.changed).sort()).toEqual([false, true]);
    expect(results.map((each) => each.by?.id)).toEqual([results[0].by?.id, results[0].by?.id]);
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      version: 2,
    });
  });

  it('two that would together leave nothing: one name stays', async () => {
    const schedule = await world.create(['a', 'b']);
    await Promise.allSettled([
      excluded(schedule.id, 'a'),
      excluded(schedule.id, 'b', world.holdfast.product),
    ]);
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      selection: { names: [expect.any(String)] },
    });
  });
});

describe('a backup by hand while the schedule becomes due', () => {
  it.each(ROUNDS)('leaves one open cycle, and the due time its own in the end (%i)', async () => {
    const schedule = await world.create(['a', 'b']);
    world.clock.advance(15);
    const due = world.clock.now();
    await Promise.allSettled([
      come(world.holdfast.product),
      other.services.schedules.backUpNow(schedule.id, world.holdfast.actor),
      come(other),
    ]);
    expect((await allCycles(schedule.id)).filter((each) => each.outcome === 'OPEN')).toHaveLength(1);
    await world.bell.settle(world.holdfast.product.handlers);
    await world.tick(schedule.id);
    const planned = (await allCycles(schedule.id)).filter((each) => each.plannedAt !== null);
    expect(planned).toMatchObject([{ plannedAt: due, outcome: 'BACKED_UP' }]);
  });

  it('by two people makes one backup, and the other is told of it', async () => {
    const schedule = await world.create(['a', 'b']);
    const results = await Promise.allSettled(
      [world.holdfast.product, other].map(({ services }) =>
        services.schedules.backUpNow(schedule.id, world.holdfast.actor),
      ),
    );
    const refused = results.filter((each) => each.status === 'rejected');
    expect(refused).toMatchObject([{ reason: { code: 'OPERATION_IN_PROGRESS' } }]);
    expect(await world.services.backups.count({ scheduleId: schedule.id }, systemActor('test'))).toBe(1);
  });
});

describe('a schedule that is deleted while it becomes due', () => {
  it.each(ROUNDS)('is gone, or its cycle stands and the deletion is refused (%i)', async () => {
    const schedule = await world.create(['a', 'b']);
    world.clock.advance(15);
    const [, deletion] = await Promise.allSettled([
      come(world.holdfast.product),
      other.services.schedules.remove(schedule.id, { backups: 'REFUSE' }, world.holdfast.actor),
    ]);
    await world.bell.settle(world.holdfast.product.handlers);
    const backups = await world.services.backups.count({}, systemActor('test'));
    if (deletion.status === 'fulfilled') expect(backups).toBe(0);
    else {
      expect(deletion.reason).toMatchObject({ code: 'OPERATION_IN_PROGRESS' });
      expect(backups).toBe(1);
    }
  });
});
