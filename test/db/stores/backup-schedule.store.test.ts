import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BackupSchedule } from '../../../src/domain/backup-schedule.js';
import { NO_TIERS } from '../../../src/domain/backup-schedule.js';
import { AlreadyExists, HasDependents, NotFound } from '../../../src/domain/errors/resource-errors.js';
import type { BackupScheduleStore } from '../../../src/domain/ports/backup-schedule-store.js';
import { aCluster, aLocation, aSchedule } from '../../factories/resources.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

let world: StoredWorld;
let schedules: BackupScheduleStore;
beforeAll(async () => {
  world = await createStoredWorld();
  schedules = world.stores.schedules;
});
afterAll(() => world.drop());

const AT = new Date('2026-11-20T10:00:00.000Z');

describe('a schedule', () => {
  const SHAPES: readonly Partial<BackupSchedule>[] = [
    { retention: { keep: 3, maxAgeDays: 30, ...NO_TIERS }, labels: { team: 'shop' }, createdSingle: true },
    { selection: { kind: 'LABELS', selector: 'team=shop,tier in (web,db)' }, nextDueAt: null },
    { selection: { kind: 'ALL' }, state: 'SUSPENDED', stateReason: 'for the move' },
    { timing: { kind: 'INTERVAL', minutes: 15 }, missing: ['billing'], released: ['blog'], barrenCycles: 2 },
    { timing: { kind: 'WEEKLY', days: ['MONDAY', 'SUNDAY'], at: '23:59' }, timeZone: 'Asia/Kolkata' },
    { timing: { kind: 'MONTHLY', days: [1, 31], at: '00:00' }, version: 7, selectionVersion: 3 },
    { timing: { kind: 'CRON', expression: '*/5 2 * * 1-5' }, departures: [{ namespace: 'old', leftAt: AT }] },
  ];
  it.each(SHAPES)('is read back as it was written: %j', async (change) => {
    const schedule = await world.addSchedule(change);
    expect(await schedules.find(schedule.id)).toEqual(schedule);
    expect(await schedules.findMany([schedule.id, randomUUID(), 'nonsense'])).toEqual([schedule]);
  });

  it('that does not exist is found by no id, not even by one that is none', async () => {
    for (const id of [randomUUID(), 'nonsense']) {
      expect(await schedules.find(id)).toBeUndefined();
      expect(await world.work.transaction((stores) => stores.schedules.lock(id))).toBeUndefined();
      expect(await schedules.edit(id, 1, { name: 'x' })).toBe(false);
      await expect(schedules.advance(id, { barrenCycles: 1 })).resolves.toBeUndefined();
      await expect(schedules.remove(id)).resolves.toBeUndefined();
    }
  });

  it('with a name that is taken is refused, also when an edit asks for it', async () => {
    const { name } = await world.addSchedule();
    const refused = world.addSchedule({ name });
    await expect(refused).rejects.toBeInstanceOf(AlreadyExists);
    await expect(refused).rejects.toMatchObject({
      details: { resource: 'BackupSchedule', field: 'name', value: name },
    });
    const other = await world.addSchedule();
    await expect(schedules.edit(other.id, 1, { name })).rejects.toBeInstanceOf(AlreadyExists);
  });

  it.each([
    ['Cluster', 'clusterId'],
    ['BackupLocation', 'locationId'],
    ['User', 'ownerId'],
  ] as const)('of a %s that does not exist is refused', async (resource, field) => {
    const id = randomUUID();
    await expect(world.addSchedule({ [field]: id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { resource, id },
    });
  });

  it('keeps its cluster and its location from being removed', async () => {
    const cluster = aCluster(world.user.id);
    const location = aLocation(world.user.id);
    await world.stores.clusters.insert(cluster);
    await world.stores.locations.insert(location);
    const schedule = await world.addSchedule({ clusterId: cluster.id, locationId: location.id });
    const kept = { details: { dependents: [{ resource: 'BackupSchedule' }] } };
    for (const remove of [
      () => world.stores.clusters.remove(cluster.id),
      () => world.stores.locations.remove(location.id),
    ]) {
      await expect(remove()).rejects.toBeInstanceOf(HasDependents);
      await expect(remove()).rejects.toMatchObject(kept);
    }
    await schedules.remove(schedule.id);
    await expect(world.stores.clusters.remove(cluster.id)).resolves.toBeUndefined();
    await expect(world.stores.locations.remove(location.id)).resolves.toBeUndefined();
  });

  it.each([
    ['a selection without a kind', { selection: {} as never }, 'backup_schedule_selection_check'],
    ['a selection that is none', { selection: { kind: 'SOME' } as never }, 'backup_schedule_selection_check'],
    ['a timing without a kind', { timing: [] as never }, 'backup_schedule_timing_check'],
    [
      'nothing to keep',
      { retention: { keep: 0, maxAgeDays: null, ...NO_TIERS } },
      'backup_schedule_retention_check',
    ],
    [
      'no age to keep',
      { retention: { keep: 1, maxAgeDays: 0, ...NO_TIERS } },
      'backup_schedule_retention_check',
    ],
  ])('with %s is refused by the database too', async (_what, change, constraint) => {
    await expect(world.addSchedule(change)).rejects.toThrow(constraint);
  });
});

describe('an edit of a schedule', () => {
  it('raises its version, and that of the selection only when the selection is in it', async () => {
    const schedule = await world.addSchedule();
    const renamed = { name: `${schedule.name}-2`, labels: { a: 'b' }, updatedAt: AT };
    expect(await schedules.edit(schedule.id, 1, renamed)).toBe(true);
    expect(await schedules.find(schedule.id)).toEqual({ ...schedule, ...renamed, version: 2 });
    const selection = { kind: 'NAMED', names: ['shop'] } as const;
    const departures = [{ namespace: 'blog', leftAt: AT }];
    expect(await schedules.edit(schedule.id, 2, { selection, departures })).toBe(true);
    const expected = { ...schedule, ...renamed, selection, departures, version: 3, selectionVersion: 2 };
    expect(await schedules.find(schedule.id)).toEqual(expected);
  });

  it('changes timing, time zone and retention', async () => {
    const schedule = await world.addSchedule();
    const change = {
      timing: { kind: 'INTERVAL', minutes: 30 },
      timeZone: 'UTC',
      anchor: AT,
      retention: { keep: 2, maxAgeDays: 14, ...NO_TIERS },
      nextDueAt: null,
    } as const;
    expect(await schedules.edit(schedule.id, 1, change)).toBe(true);
    expect(await schedules.find(schedule.id)).toEqual({ ...schedule, ...change, version: 2 });
    expect(
      await schedules.edit(schedule.id, 2, { retention: { keep: 2, maxAgeDays: null, ...NO_TIERS } }),
    ).toBe(true);
    expect((await schedules.find(schedule.id))?.retention).toEqual({
      keep: 2,
      maxAgeDays: null,
      ...NO_TIERS,
    });
  });

  it('of a version that is no more changes nothing', async () => {
    const schedule = await world.addSchedule({ version: 4 });
    expect(await schedules.edit(schedule.id, 3, { selection: { kind: 'ALL' } })).toBe(false);
    expect(await schedules.find(schedule.id)).toEqual(schedule);
  });

  it('leaves what a schedule was created as', async () => {
    const schedule = await world.addSchedule({ createdSingle: true });
    const change = { id: randomUUID(), createdAt: AT, createdSingle: false, version: 9, selectionVersion: 9 };
    expect(await schedules.edit(schedule.id, 1, change)).toBe(true);
    expect(await schedules.find(schedule.id)).toEqual({ ...schedule, version: 2 });
  });

  it('and another one at once: one wins', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id } = await world.addSchedule();
      const both = await Promise.all(
        ['blog', 'shop'].map((name) =>
          schedules.edit(id, 1, { selection: { kind: 'NAMED', names: [name] } }),
        ),
      );
      expect(both.toSorted()).toEqual([false, true]);
      expect(await schedules.find(id)).toMatchObject({ version: 2, selectionVersion: 2 });
    }
  });

  it('of 5,000 names is written and read', async () => {
    const names = Array.from({ length: 5_000 }, (_, n) => `ns-${String(n).padStart(4, '0')}`);
    const { id } = await world.addSchedule();
    const leftAt = AT;
    const departures = names.map((namespace) => ({ namespace, leftAt }));
    await schedules.edit(id, 1, { selection: { kind: 'NAMED', names }, departures });
    await schedules.advance(id, { missing: names });
    const edited = await schedules.find(id);
    expect(edited?.selection).toEqual({ kind: 'NAMED', names });
    expect(edited?.departures).toEqual(departures);
    expect(edited?.missing).toEqual(names);
  });
});

describe('the running of its cycles', () => {
  it('moves what it moves and raises no version', async () => {
    const schedule = await world.addSchedule();
    const moved = {
      nextDueAt: AT,
      missing: ['billing'],
      barrenCycles: 3,
      stateReason: 'the only namespace of the schedule is gone',
      departures: [{ namespace: 'billing', leftAt: AT }],
      released: ['blog'],
    };
    await schedules.advance(schedule.id, moved);
    expect(await schedules.find(schedule.id)).toEqual({ ...schedule, ...moved });
    await schedules.advance(schedule.id, { nextDueAt: null, stateReason: null });
    await schedules.advance(schedule.id, {});
    const expected = { ...schedule, ...moved, nextDueAt: null, stateReason: null };
    expect(await schedules.find(schedule.id)).toEqual(expected);
  });
});

describe('a locked schedule', () => {
  it('is edited by one after the other, and the later sees what the first did', async () => {
    const { id } = await world.addSchedule();
    const held = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const order: string[] = [];
    const first = world.work.transaction(async (stores) => {
      await stores.schedules.lock(id);
      locked.resolve();
      await held.promise;
      order.push('first');
      await stores.schedules.edit(id, 1, { labels: { by: 'first' } });
    });
    await locked.promise;
    const second = world.work.transaction(async (stores) => {
      const seen = await stores.schedules.lock(id);
      order.push('second');
      return seen;
    });
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(async () => (await world.database.query(waiting)).length).toBe(1);
    held.resolve();
    await first;
    expect(await second).toMatchObject({ labels: { by: 'first' }, version: 2 });
    expect(order).toEqual(['first', 'second']);
  });

  it('still gets backups and is read: only who would change it waits', async () => {
    const schedule = await world.addSchedule();
    await world.work.transaction(async (stores) => {
      await stores.schedules.lock(schedule.id);
      await world.addBackup({ scheduleId: schedule.id });
      expect(await schedules.find(schedule.id)).toEqual(schedule);
    });
    expect(await world.stores.backups.count({ scheduleId: schedule.id })).toBe(1);
  });

  it('needs a transaction that holds the lock', async () => {
    const { id } = await world.addSchedule();
    await expect(schedules.lock(id)).rejects.toThrow(/transaction/i);
  });
});

describe('a page of schedules', () => {
  it('holds what the filter says, newest first, and the count counts the same', async () => {
    const cluster = aCluster(world.user.id);
    const location = aLocation(world.user.id);
    await world.stores.clusters.insert(cluster);
    await world.stores.locations.insert(location);
    const of = { ownerId: world.user.id, clusterId: cluster.id, locationId: location.id };
    const made = Array.from({ length: 5 }, (_, n) =>
      aSchedule(of, {
        name: n < 3 ? `page-nightly-${n}` : `page_weekly-${n}`,
        state: n % 2 === 0 ? 'ACTIVE' : 'SUSPENDED',
        createdAt: new Date(AT.getTime() + n),
      }),
    );
    for (const schedule of made) await schedules.insert(schedule);
    const newestFirst = made.toReversed();
    const first = await schedules.page({ first: 2, after: null }, { clusterId: cluster.id });
    const after = first.items.at(-1)!.cursor;
    const rest = await schedules.page({ first: 9, after }, { clusterId: cluster.id });
    expect([...first.items, ...rest.items].map(({ item }) => item)).toEqual(newestFirst);
    expect([first.hasNext, rest.hasNext]).toEqual([true, false]);
    const filters = [
      [{ clusterId: cluster.id, states: ['ACTIVE'] }, 3],
      [{ locationId: location.id, nameContains: 'PAGE-NIGHTLY' }, 3],
      [{ locationId: location.id, nameContains: '_' }, 2],
      [{ clusterId: cluster.id, states: [] }, 0],
      [{ clusterId: 'nonsense' }, 0],
      [{ locationId: randomUUID() }, 0],
    ] as const;
    for (const [filter, expected] of filters) {
      const { items } = await schedules.page({ first: 100, after: null }, filter);
      expect(items, JSON.stringify(filter)).toHaveLength(expected);
      expect(await schedules.count(filter), JSON.stringify(filter)).toBe(expected);
    }
  });

  it('counts by state, with 0 where there is none', async () => {
    const before = await schedules.countByState();
    expect([...before.keys()]).toEqual(['ACTIVE', 'SUSPENDED']);
    await world.addSchedule({ state: 'SUSPENDED' });
    expect((await schedules.countByState()).get('SUSPENDED')).toBe(before.get('SUSPENDED')! + 1);
  });
});

it('a schedule that does not exist gets no edit, cycle, backup or alert', async () => {
  const scheduleId = randomUUID();
  await expect(world.addBackup({ scheduleId })).rejects.toBeInstanceOf(NotFound);
});
