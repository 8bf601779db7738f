import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { NO_LOOK } from '../../src/domain/steadiness.js';
import { DueCycles } from '../../src/services/due-cycles.js';
import { Housekeeping } from '../../src/services/housekeeping.js';
import { ScheduleRetention } from '../../src/services/schedule-retention.js';
import { CronerTimetable } from '../../src/timetables/croner-timetable.js';
import { createStoredWorld, type StoredWorld } from '../db/stored-world.js';
import { QueueBell } from '../support/queue-bell.js';
import { recordingLog } from '../support/recording-log.js';
import { SettableClock } from '../support/settable-clock.js';

let world: StoredWorld;
beforeAll(async () => {
  world = await createStoredWorld();
});
afterAll(() => world.drop());

const NOW = '2026-11-20T12:00:00.000Z';
const signal = new AbortController().signal;

it('a schedule whose due time cannot be worked out is passed over, and the others begin', async () => {
  const clock = new SettableClock(NOW);
  const timing = { kind: 'INTERVAL', minutes: 15 } as const;
  const due = (nextDueAt: string) => world.addSchedule({ timing, nextDueAt: new Date(nextDueAt) });
  const bad = await due('2026-11-20T11:00:00Z');
  const good = [await due('2026-11-20T11:45:00Z'), await due('2026-11-20T12:00:00Z')];
  const croner = new CronerTimetable();
  const timetable = {
    ...croner,
    faults: croner.faults.bind(croner),
    nextAfter: croner.nextAfter.bind(croner),
    lastUpTo: (...of: Parameters<CronerTimetable['lastUpTo']>) => {
      if ('id' in of[0] && of[0].id === bad.id) throw new RangeError('no such time');
      return croner.lastUpTo(...of);
    },
  } as unknown as CronerTimetable;
  const log = recordingLog();
  const ahead = { bringForward: async () => 0 };
  const cycles = new DueCycles({
    work: world.work,
    timetable,
    ahead: ahead as never,
    bell: new QueueBell(),
    clock,
    log,
  });
  expect(await cycles.open(signal)).toBe(2);
  for (const { id } of good)
    expect((await world.stores.cycles.pageOf(id, { first: 5, after: null })).items).toHaveLength(1);
  expect(await world.stores.schedules.find(bad.id)).toMatchObject({
    nextDueAt: new Date('2026-11-20T12:01:00.000Z'),
    stateReason: expect.stringContaining('could not be worked out'),
  });
  expect(log.lines.map(({ fields }) => fields)).toContainEqual(
    expect.objectContaining({ scheduleId: bad.id }),
  );
  expect(await cycles.open(signal)).toBe(0);
});

it('a part of the housekeeping that fails, or one schedule in it, keeps no other from its turn', async () => {
  const clock = new SettableClock(NOW);
  const log = recordingLog();
  const bell = new QueueBell();
  const aged = { retention: { keep: 7, maxAgeDays: 30, ...NO_TIERS } };
  const bad = await world.addSchedule(aged);
  const good = await world.addSchedule(aged);
  const idle = await world.addSchedule();
  const work = {
    stores: world.stores,
    transaction: world.work.transaction.bind(world.work),
    fenced: world.work.fenced.bind(world.work),
  };
  const asked: string[] = [];
  const backups = new Proxy(world.stores.backups, {
    get: (target, key) => {
      const value = Reflect.get(target, key) as unknown;
      if (key !== 'retainedOf') return typeof value === 'function' ? value.bind(target) : value;
      return async (id: string) => {
        asked.push(id);
        if (id === bad.id) throw new Error('unreadable');
        return target.retainedOf(id);
      };
    },
  });
  const stores = { ...work.stores, schedules: world.stores.schedules, backups };
  const retention = new ScheduleRetention({
    work: { ...work, stores },
    bell,
    clock,
    databaseClock: { now: async () => clock.now() },
    log,
  });
  const swept: string[] = [];
  await world.stores.locations.observe(
    world.location.id,
    { checkedBefore: null },
    {
      state: 'VALID',
      stateReason: 'OK',
      stateMessage: '',
      stateChangedAt: clock.now(),
      stateCheckedAt: clock.now(),
      looks: NO_LOOK,
      capabilities: null,
    },
  );
  await new Housekeeping({
    work: world.work,
    locations: { sweep: async ({ id }) => swept.push(id) },
    ahead: { bringForward: () => Promise.reject(new Error('no time')) },
    retention,
    snapshots: { run: async () => undefined },
    outbox: { forgetOld: async () => 0 },
    audit: { forgetOld: async () => 0 },
    stateHistory: { forgetOld: async () => 0 },
    syncs: { forgetOld: async () => 0 },
    clock,
    log,
  }).run(signal);
  expect(asked).toEqual(expect.arrayContaining([bad.id, good.id]));
  expect(asked, 'has fewer backups than it keeps, for however long').not.toContain(idle.id);
  expect(swept).toEqual([world.location.id]);
  const fields = log.lines.map((line) => line.fields);
  expect(fields).toContainEqual(expect.objectContaining({ scheduleId: bad.id }));
  expect(fields).toContainEqual(expect.objectContaining({ part: 'due times are brought forward' }));
});
