/** Input that is refused before anything happens, what a schedule's removal asks for, and schedules that are very large. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { systemActor } from '../../src/domain/identity.js';
import type { NewSchedule } from '../../src/services/schedule-service.js';
import { Scheduled } from '../support/scheduled.js';
import { goesOnWithTen } from './many-namespaces.js';

describe('a schedule that cannot be meant', () => {
  let world: Scheduled;
  beforeAll(async () => {
    world = await Scheduled.start({ namespaces: ['a', 'b'] });
  });
  afterAll(() => world.stop());

  const cron = (expression: string) => ({ timing: { kind: 'CRON', expression } }) as const;
  const CASES: readonly (readonly [string, Partial<NewSchedule>, readonly string[]])[] = [
    ['cron on 31 February', cron('0 0 31 2 *'), ['timing.expression']],
    ['cron on 30 and 31 February', cron('15 3 30,31 2 *'), ['timing.expression']],
    ['cron on 31 of months of 30 days', cron('0 0 31 4,6,9,11 *'), ['timing.expression']],
    ['cron with six fields', cron('0 0 0 1 1 *'), ['timing.expression']],
    ['cron of an hour that is none', cron('0 25 * * *'), ['timing.expression']],
    ['cron with nothing in it', cron(' '), ['timing.expression']],
    ['a zone that is none', { timeZone: 'Mars/Olympus' }, ['timeZone']],
    ['an offset for a zone', { timeZone: '+01:00' }, ['timeZone']],
    ['no zone', { timeZone: '' }, ['timeZone']],
    ['an interval that is too short', { timing: { kind: 'INTERVAL', minutes: 4 } }, ['timing.minutes']],
    ['a time of day that is none', { timing: { kind: 'DAILY', at: '24:00' } }, ['timing.at']],
    ['a week without days', { timing: { kind: 'WEEKLY', days: [], at: '02:30' } }, ['timing.days']],
    ['a 32nd of the month', { timing: { kind: 'MONTHLY', days: [1, 32], at: '02:30' } }, ['timing.days.1']],
    ['no namespace', { selection: { kind: 'NAMED', names: [] } }, ['selection.names']],
    ['a name that is none', { selection: { kind: 'NAMED', names: ['a', 'B!'] } }, ['selection.names.1']],
    ['an empty selector', { selection: { kind: 'LABELS', selector: ' ' } }, ['selection.selector']],
    [
      'a selector that the cluster refuses',
      { selection: { kind: 'LABELS', selector: 'a in (' } },
      ['selection.selector'],
    ],
    [
      'nothing kept',
      { retention: { keep: 0, maxAgeDays: 0, ...NO_TIERS } },
      ['retention.keep', 'retention.maxAgeDays'],
    ],
    ['a grace window before the due time', { graceMinutes: -1 }, ['graceMinutes']],
    [
      'many faults at once',
      {
        name: 'No!',
        timeZone: 'x',
        ...cron('x'),
        retention: { keep: 0, maxAgeDays: null, ...NO_TIERS },
        graceMinutes: 0.5,
      },
      ['name', 'timing.expression', 'timeZone', 'retention.keep', 'graceMinutes'],
    ],
  ];

  it.each(CASES)('%s is refused where it stands, and nothing is created', async (_what, change, paths) => {
    const refusal = await world.create(['a', 'b'], change).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT' });
    const { fields } = (refusal as { details: { fields: readonly { path: string; message: string }[] } })
      .details;
    expect(fields.map((each) => each.path).toSorted()).toEqual(paths.toSorted());
    for (const { message } of fields) expect(message).not.toBe('');
    expect(await world.services.schedules.count({}, systemActor('test'))).toBe(0);
  });

  it('29 February and the 31st of some months are fine: what lacks the day is skipped', async () => {
    const leap = await world.create(['a', 'b'], { name: 'leap', ...cron('0 0 29 2 *') });
    expect(leap.nextDueAt).toEqual(new Date('2028-02-29T00:00:00Z'));
    const last = await world.create(['a', 'b'], {
      name: 'last',
      timing: { kind: 'MONTHLY', days: [31], at: '00:00' },
    });
    expect(await world.services.schedules.upcoming(last.id, 3, systemActor('test'))).toEqual(
      ['2026-12-31', '2027-01-31', '2027-03-31'].map((day) => new Date(`${day}T00:00:00Z`)),
    );
    for (const { id } of [leap, last]) {
      await world.services.schedules.remove(id, { backups: 'REFUSE' }, world.holdfast.actor);
    }
  });

  it('the same faults are refused in an edit, and the schedule stays as it is', async () => {
    const schedule = await world.create(['a', 'b']);
    const change = { expectedVersion: 1, ...cron('0 0 31 2 *'), timeZone: 'Mars/Olympus' };
    await expect(
      world.services.schedules.edit(schedule.id, change, world.holdfast.actor),
    ).rejects.toMatchObject({
      details: { fields: [{ path: 'timing.expression' }, { path: 'timeZone' }] },
    });
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toEqual(schedule);
    await world.services.schedules.remove(schedule.id, { backups: 'REFUSE' }, world.holdfast.actor);
  });
});

describe('removing', () => {
  let world: Scheduled;
  beforeEach(async () => {
    world = await Scheduled.start({ namespaces: ['a', 'b'] });
  });
  afterEach(() => world.stop());
  const remove = (id: string, backups: 'REFUSE' | 'KEEP') =>
    world.services.schedules.remove(id, { backups }, world.holdfast.actor);

  it('a schedule with backups is refused and names them; kept, they can still be read back', async () => {
    const schedule = await world.create(['a', 'b'], {
      retention: { keep: 20, maxAgeDays: null, ...NO_TIERS },
    });
    for (let number = 0; number < 12; number += 1) await world.cycle(schedule.id);
    const refusal = await remove(schedule.id, 'REFUSE').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'HAS_DEPENDENTS', details: { total: 12 } });
    expect(String(refusal)).toContain('and 2 more');
    const { backup } = await world.latest(schedule.id);
    await remove(schedule.id, 'KEEP');
    await expect(world.services.schedules.get(schedule.id, systemActor('test'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const kept = await world.services.backups.get(backup?.backup.id ?? '', systemActor('test'));
    expect(kept).toMatchObject({ state: 'SUCCESS', scheduleId: null });
    expect(await world.holdfast.isRestorable(kept.id)).toBe(true);
    expect(await world.services.backups.count({}, systemActor('test'))).toBe(12);
  });

  it('a schedule with a cycle under way is refused, whatever is to become of the backups', async () => {
    const schedule = await world.create(['a', 'b']);
    const { id } = await world.services.schedules.backUpNow(schedule.id, world.holdfast.actor);
    for (const backups of ['REFUSE', 'KEEP'] as const) {
      await expect(remove(schedule.id, backups)).rejects.toMatchObject({ code: 'OPERATION_IN_PROGRESS' });
    }
    await world.bell.settle(world.holdfast.product.handlers);
    expect((await world.holdfast.report(id)).state).toBe('SUCCESS');
  });

  it('a schedule closes its alerts, and its jobs that come later do nothing', async () => {
    const schedule = await world.create(['a', 'b']);
    world.store.deleteNamespace('b', { instantly: true });
    const { cycle } = await world.cycle(schedule.id);
    expect(await world.openAlerts()).toHaveLength(1);
    await remove(schedule.id, 'KEEP');
    expect(await world.openAlerts()).toEqual([]);
    const signal = new AbortController().signal;
    const { handlers } = world.holdfast.product;
    await handlers['prune-schedule']({ scheduleId: schedule.id }, signal);
    await handlers['start-cycles']({ cycleIds: [cycle.id] }, signal);
    await world.bell.settle(handlers);
    expect(await world.services.backups.count({}, systemActor('test'))).toBe(1);
  });

  it('a cluster or a location of a schedule is refused and names the schedule; without it they go', async () => {
    const { cluster, location, actor } = world.holdfast;
    const schedule = await world.create(['a', 'b']);
    const dependents = [{ resource: 'BackupSchedule', id: schedule.id, name: 'nightly' }];
    const { clusters, locations } = world.services;
    await expect(clusters.remove(cluster.id, actor)).rejects.toMatchObject({
      code: 'HAS_DEPENDENTS',
      details: { dependents, total: 1 },
    });
    await expect(locations.remove(location.id, actor)).rejects.toMatchObject({
      code: 'HAS_DEPENDENTS',
      details: { dependents, total: 1 },
    });
    await remove(schedule.id, 'REFUSE');
    await clusters.remove(cluster.id, actor);
    await locations.remove(location.id, actor);
  });
});

describe('a schedule of 500 namespaces of which 490 are gone', () => {
  let world: Scheduled;
  afterEach(() => world.stop());

  // Five thousand: schedule-limits.long.test.ts.
  it('goes on with ten, opens one alert, and is answered in a size that can be read', async () => {
    world = await Scheduled.start();
    await goesOnWithTen(world, 500);
  });
});
