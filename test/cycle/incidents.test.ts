/** What is written to the event table when incidents open, go on, change and end. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Occasion, writeIncidents } from '../../src/cycle/incidents.js';
import type { Raise } from '../../src/domain/alert.js';
import { systemActor } from '../../src/domain/identity.js';
import { AlertService } from '../../src/services/alert-service.js';
import { createStoredWorld, type StoredWorld } from '../db/stored-world.js';
import { SettableClock } from '../support/settable-clock.js';

let world: StoredWorld;
beforeAll(async () => {
  world = await createStoredWorld();
});
afterAll(() => world.drop());

const actor = systemActor('worker-1');
const clock = new SettableClock('2026-11-20T12:00:00Z');
const NAMES = Array.from({ length: 5_000 }, (_, number) => `team-${String(number).padStart(4, '0')}`);

let scheduleId: string;
beforeEach(async () => {
  scheduleId = (await world.addSchedule()).id;
});

/** A cycle of the schedule ends with these namespaces missing. */
async function cycleMisses(namespaces: readonly string[], change: Partial<Raise> = {}): Promise<Occasion> {
  clock.advance(15);
  const backup = await world.addBackup({ scheduleId });
  const { id: backupId, cycleId } = backup;
  const occasion = { at: clock.now(), scheduleId, cycleId, backupId, actor };
  const subject = {
    subjectType: 'BackupSchedule',
    subjectId: scheduleId,
    kind: 'MISSING_NAMESPACES',
  } as const;
  const raise = [{ ...subject, namespaces, message: `${namespaces.length} are missing.`, ...change }];
  await world.work.transaction((stores) => writeIncidents(stores, { raise, settle: [] }, occasion));
  return occasion;
}

interface Row {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly bytes: number;
}
/** Of the one alert that there is about the subject, oldest first. */
async function eventsAbout(subjectId = scheduleId): Promise<readonly Row[]> {
  return world.dataSource.query<Row[]>(
    `SELECT type, data, length(data::text) AS bytes FROM event
     WHERE subject_type = 'Alert' AND data ->> 'subjectId' = $1 ORDER BY id`,
    [subjectId],
  );
}
const alertNow = async (subjectId = scheduleId) =>
  (await world.stores.alerts.page({ first: 1, after: null }, { subjectId })).items[0]?.item;

describe('the events of an alert about 5,000 namespaces', () => {
  it('opening tells all of them, counting none: only who, how often and what was counted last', async () => {
    await cycleMisses(NAMES);
    await cycleMisses(NAMES);
    const last = await cycleMisses(NAMES);
    const [opened, ...counted] = await eventsAbout();
    expect(opened).toMatchObject({ type: 'ALERT_OPENED', data: { namespaces: NAMES, count: 1 } });
    expect(counted.map(({ type }) => type)).toEqual(['ALERT_COUNTED', 'ALERT_COUNTED']);
    expect(counted.at(-1)?.data).toEqual({
      kind: 'MISSING_NAMESPACES',
      subjectType: 'BackupSchedule',
      subjectId: scheduleId,
      scheduleId,
      cycleId: last.cycleId,
      backupId: last.backupId,
      count: 3,
    });
    for (const { bytes } of counted) expect(bytes).toBeLessThan(500);
  });

  it('a change tells what moved, and the alert itself has the whole list whatever came last', async () => {
    await cycleMisses(NAMES.slice(0, 4_999));
    await cycleMisses(NAMES.slice(1));
    await cycleMisses(NAMES.slice(1));
    const [, changed] = await eventsAbout();
    expect(changed).toMatchObject({
      type: 'ALERT_CHANGED',
      data: { newlyMissing: ['team-4999'], noLongerMissing: ['team-0000'], count: 2 },
    });
    expect(changed?.data).not.toHaveProperty('namespaces');
    expect(await alertNow()).toMatchObject({ namespaces: NAMES.slice(1), count: 3, closedAt: null });
  });

  it('taking note of it and closing it tell no names either', async () => {
    await cycleMisses(NAMES);
    const { id = '' } = (await alertNow()) ?? {};
    await new AlertService({ work: world.work, clock }).acknowledge(id, actor);
    const occasion = { at: clock.now(), scheduleId, cycleId: null, backupId: null, actor };
    const reason = 'no namespace is missing any more';
    const subject = { subjectType: 'BackupSchedule', subjectId: scheduleId } as const;
    const settle = [{ ...subject, kind: 'MISSING_NAMESPACES', reason } as const];
    await world.work.transaction((stores) => writeIncidents(stores, { raise: [], settle }, occasion));
    const [, ...after] = await eventsAbout();
    expect(after).toMatchObject([
      { type: 'ALERT_ACKNOWLEDGED', data: { by: actor.name } },
      { type: 'ALERT_CLOSED', data: { reason } },
    ]);
    for (const { bytes } of after) expect(bytes).toBeLessThan(500);
    expect(await alertNow()).toMatchObject({ namespaces: NAMES, closedReason: reason });
  });
});

it('an incident of many schedules is told with the schedule that was counted, not the one before', async () => {
  const subject = { subjectType: 'Cluster', subjectId: randomUUID(), kind: 'CLUSTER_BAD' } as const;
  const message = 'The cluster does not answer.';
  const first = await cycleMisses([], { ...subject, message });
  scheduleId = (await world.addSchedule()).id;
  const second = await cycleMisses([], { ...subject, message });
  expect(await eventsAbout(subject.subjectId)).toMatchObject([
    { type: 'ALERT_OPENED', data: { scheduleId: first.scheduleId } },
    { type: 'ALERT_COUNTED', data: { scheduleId: second.scheduleId, backupId: second.backupId } },
  ]);
});
