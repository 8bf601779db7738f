/** When cycles begin, and when they do not: grace windows, clocks that jump, summer time, cycles that are still open. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cycle } from '../../src/domain/cycle.js';
import { systemActor } from '../../src/domain/identity.js';
import type { ScheduleTiming } from '../../src/domain/schedule-timing.js';
import { Scheduled } from '../support/scheduled.js';

let world: Scheduled;
const DAILY = { timing: { kind: 'DAILY', at: '12:30' }, graceMinutes: 60 } as const;

async function begin(at?: string): Promise<void> {
  world = await Scheduled.start({ namespaces: ['a', 'b'] }, at);
}
beforeEach(() => begin());
afterEach(() => world.stop());

/** Oldest first. */
async function cyclesOf(scheduleId: string): Promise<readonly Cycle[]> {
  const { items } = await world.services.schedules.cycles(scheduleId, { first: 100, after: null });
  return items.map((each) => each.item).toReversed();
}
async function plannedTimes(scheduleId: string): Promise<readonly (string | undefined)[]> {
  return (await cyclesOf(scheduleId)).map((each) => each.plannedAt?.toISOString());
}
/** The due times come by at this moment, and everything follows. */
async function at(moment: string, scheduleId: string) {
  world.clock.set(moment);
  return world.tick(scheduleId);
}
/** The cycle of this due time is opened and its backup is asked for, and no worker takes it up. */
async function openCycle(moment: string): Promise<void> {
  world.clock.set(moment);
  await world.holdfast.product.handlers.due({}, new AbortController().signal);
}

describe('a due time of a clock that was missed', () => {
  it('is made up for within its grace window', async () => {
    const schedule = await world.create(['a', 'b'], DAILY);
    const { cycle, backup } = await at('2026-11-20T13:30:00Z', schedule.id);
    expect(cycle).toMatchObject({ trigger: 'PLANNED', plannedAt: new Date('2026-11-20T12:30:00Z') });
    expect(backup).toMatchObject({ state: 'SUCCESS' });
  });

  it('is recorded as skipped after it, without a backup, and the next one stands', async () => {
    const schedule = await world.create(['a', 'b'], DAILY);
    const { cycle, backup } = await at('2026-11-20T13:30:01Z', schedule.id);
    expect(cycle).toMatchObject({
      outcome: 'SKIPPED',
      reasons: ['GRACE_PASSED'],
      plannedAt: new Date('2026-11-20T12:30:00Z'),
      endedAt: new Date('2026-11-20T13:30:01Z'),
    });
    expect(backup).toBeUndefined();
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      nextDueAt: new Date('2026-11-21T12:30:00Z'),
      barrenCycles: 1,
      state: 'ACTIVE',
    });
  });

  it('without a grace window is skipped when it is a second late', async () => {
    const schedule = await world.create(['a', 'b'], { ...DAILY, graceMinutes: 0 });
    expect((await at('2026-11-20T12:30:01Z', schedule.id)).cycle).toMatchObject({
      reasons: ['GRACE_PASSED'],
    });
    expect((await at('2026-11-21T12:30:00Z', schedule.id)).cycle).toMatchObject({ outcome: 'BACKED_UP' });
  });
});

describe('a cycle that is still open at the next due time', () => {
  it('of an interval: one cycle runs right after, however many due times it covered', async () => {
    const schedule = await world.create(['a', 'b']);
    await openCycle('2026-11-20T12:15:00Z');
    await openCycle('2026-11-20T12:30:00Z');
    await openCycle('2026-11-20T13:50:00Z');
    expect(await cyclesOf(schedule.id)).toMatchObject([{ outcome: 'OPEN' }]);
    await world.bell.settle(world.holdfast.product.handlers);
    await world.tick(schedule.id);
    expect(await cyclesOf(schedule.id)).toMatchObject([
      { trigger: 'PLANNED', plannedAt: new Date('2026-11-20T12:15:00Z'), outcome: 'BACKED_UP' },
      { trigger: 'CATCH_UP', plannedAt: new Date('2026-11-20T13:45:00Z'), outcome: 'BACKED_UP' },
    ]);
  });

  const HOURLY = { timing: { kind: 'CRON', expression: '0 13,14 * * *' }, graceMinutes: 30 } as const;

  it('of a clock: the next one runs when it ends within the grace window', async () => {
    const schedule = await world.create(['a', 'b'], HOURLY);
    await openCycle('2026-11-20T13:00:00Z');
    await openCycle('2026-11-20T14:00:00Z');
    world.clock.set('2026-11-20T14:20:00Z');
    await world.bell.settle(world.holdfast.product.handlers);
    expect((await world.tick(schedule.id)).cycle).toMatchObject({
      outcome: 'BACKED_UP',
      plannedAt: new Date('2026-11-20T14:00:00Z'),
    });
  });

  it('of a clock: the next one is skipped for it when it ends after the grace window', async () => {
    const schedule = await world.create(['a', 'b'], HOURLY);
    await openCycle('2026-11-20T13:00:00Z');
    world.clock.set('2026-11-20T14:31:00Z');
    await world.bell.settle(world.holdfast.product.handlers);
    expect((await world.tick(schedule.id)).cycle).toMatchObject({
      outcome: 'SKIPPED',
      reasons: ['CYCLE_OPEN'],
      plannedAt: new Date('2026-11-20T14:00:00Z'),
    });
  });

  it('refuses a backup by hand and names the cycle; a backup by hand keeps due times waiting in turn', async () => {
    const schedule = await world.create(['a', 'b']);
    const { schedules } = world.services;
    await openCycle('2026-11-20T12:15:00Z');
    const open = (await cyclesOf(schedule.id))[0];
    await expect(schedules.backUpNow(schedule.id, world.holdfast.actor)).rejects.toMatchObject({
      code: 'OPERATION_IN_PROGRESS',
      details: { holderId: open?.id, since: '2026-11-20T12:15:00.000Z' },
    });
    await world.bell.settle(world.holdfast.product.handlers);
    await schedules.backUpNow(schedule.id, world.holdfast.actor);
    await openCycle('2026-11-20T12:30:00Z');
    expect((await cyclesOf(schedule.id)).filter((each) => each.outcome === 'OPEN')).toMatchObject([
      { trigger: 'MANUAL', plannedAt: null },
    ]);
    await world.bell.settle(world.holdfast.product.handlers);
    expect((await world.tick(schedule.id)).cycle).toMatchObject({ trigger: 'PLANNED', outcome: 'BACKED_UP' });
  });
});

describe('a suspended schedule', () => {
  it.each([
    ['an interval', { kind: 'INTERVAL', minutes: 15 }],
    ['a clock', { kind: 'DAILY', at: '12:30' }],
  ] satisfies [string, ScheduleTiming][])(
    'with %s has no cycles, and makes up for none when it is resumed',
    async (_kind, timing) => {
      const schedule = await world.create(['a', 'b'], { timing });
      await world.services.schedules.suspend(schedule.id, world.holdfast.actor);
      await openCycle('2026-11-20T12:45:00Z');
      expect(await cyclesOf(schedule.id)).toEqual([]);
      const resumed = await world.services.schedules.resume(schedule.id, world.holdfast.actor);
      expect(resumed.nextDueAt?.getTime()).toBeGreaterThan(world.clock.now().getTime());
      await openCycle('2026-11-20T12:45:00Z');
      expect(await cyclesOf(schedule.id)).toEqual([]);
      expect((await world.cycle(schedule.id)).cycle).toMatchObject({
        trigger: 'PLANNED',
        outcome: 'BACKED_UP',
      });
    },
  );

  it('lets the cycle that is under way go on', async () => {
    const schedule = await world.create(['a', 'b']);
    world.holdfast.kubernetes.faults.add({
      match: /persistentvolumeclaims/,
      times: 1,
      do: async () => void (await world.services.schedules.suspend(schedule.id, world.holdfast.actor)),
    });
    expect(await world.cycle(schedule.id)).toMatchObject({
      cycle: { outcome: 'BACKED_UP' },
      backup: { state: 'SUCCESS' },
    });
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      state: 'SUSPENDED',
      nextDueAt: null,
    });
  });

  it('skips a cycle that was due and had not begun', async () => {
    const schedule = await world.create(['a', 'b']);
    await openCycle('2026-11-20T12:15:00Z');
    await world.services.schedules.suspend(schedule.id, world.holdfast.actor);
    await world.bell.settle(world.holdfast.product.handlers);
    expect(await world.latest(schedule.id)).toMatchObject({
      cycle: { outcome: 'SKIPPED', reasons: ['SCHEDULE_SUSPENDED'] },
      backup: undefined,
    });
    expect(await world.openAlerts()).toEqual([]);
  });
});

describe('a clock that jumps', () => {
  it('days ahead makes one catch-up, not one for each due time', async () => {
    const schedule = await world.create(['a', 'b']);
    await at('2026-11-23T12:07:00Z', schedule.id);
    await world.tick(schedule.id);
    expect(await cyclesOf(schedule.id)).toMatchObject([
      { trigger: 'CATCH_UP', plannedAt: new Date('2026-11-23T12:00:00Z'), outcome: 'BACKED_UP' },
    ]);
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      nextDueAt: new Date('2026-11-23T12:15:00Z'),
    });
  });

  it('back by hours makes no planned time twice, and due times go on from where the clock stands', async () => {
    const schedule = await world.create(['a', 'b']);
    await world.cycle(schedule.id);
    await world.cycle(schedule.id);
    await openCycle('2026-11-20T10:00:00Z');
    for (const moment of ['12:15', '12:30', '12:45']) await at(`2026-11-20T${moment}:00Z`, schedule.id);
    expect(await plannedTimes(schedule.id)).toEqual([
      '2026-11-20T12:15:00.000Z',
      '2026-11-20T12:30:00.000Z',
      '2026-11-20T12:45:00.000Z',
    ]);
  });

  it('days ahead and back again leaves no schedule waiting for days', async () => {
    const interval = await world.create(['a', 'b']);
    const daily = await world.create(['a', 'b'], { ...DAILY, name: 'daily' });
    await at('2026-11-27T12:40:00Z', interval.id);
    await openCycle('2026-11-20T12:10:00Z');
    for (const moment of ['12:15', '12:30', '12:45']) await at(`2026-11-20T${moment}:00Z`, interval.id);
    expect(await plannedTimes(interval.id)).toEqual(
      expect.arrayContaining([
        '2026-11-20T12:15:00.000Z',
        '2026-11-20T12:30:00.000Z',
        '2026-11-20T12:45:00.000Z',
        '2026-11-27T12:30:00.000Z',
      ]),
    );
    expect(await plannedTimes(daily.id)).toContain('2026-11-20T12:30:00.000Z');
    expect(new Set(await plannedTimes(interval.id)).size).toBe(4);
  });
});

describe('the two changes of summer time, in Berlin at 02:30', () => {
  const BERLIN = { timing: { kind: 'DAILY', at: '02:30' }, timeZone: 'Europe/Berlin' } as const;

  it.each([
    [
      'in spring, when the clock has no 02:30',
      '2027-03-27T00:00:00Z',
      ['2027-03-27T01:30:00.000Z', '2027-03-28T01:00:00.000Z', '2027-03-29T00:30:00.000Z'],
    ],
    [
      'in autumn, when it has two',
      '2026-10-24T00:00:00Z',
      ['2026-10-24T00:30:00.000Z', '2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'],
    ],
  ])('%s, there is one backup a day', async (_when, start, expected) => {
    await world.stop();
    await begin(start);
    const schedule = await world.create(['a', 'b'], BERLIN);
    // Looked at every half hour, as a worker does every second.
    for (let step = 0; step < 3 * 48; step += 1) {
      world.clock.advance(30);
      await openCycle(world.clock.now().toISOString());
      await world.bell.settle(world.holdfast.product.handlers);
    }
    const cycles = await cyclesOf(schedule.id);
    expect(cycles.map((each) => each.plannedAt?.toISOString())).toEqual(expected);
    expect(cycles.map((each) => each.outcome)).toEqual(['BACKED_UP', 'BACKED_UP', 'BACKED_UP']);
  });
});
