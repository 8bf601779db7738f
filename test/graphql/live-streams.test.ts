import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NotFound } from '../../src/domain/errors/resource-errors.js';
import type { NewEvent } from '../../src/domain/event.js';
import { anAlert } from '../factories/resources.js';
import { aBackup, aCluster, aLocation, aSchedule } from './builders.js';
import { type Running, startApi } from './running-api.js';
import { next, refusal, take } from './updates.js';

const BACKUPS = `subscription ($scheduleId: ID, $after: String) {
  backupUpdated(scheduleId: $scheduleId, after: $after) { eventId type backupId name scheduleId clusterId state stage objects } }`;
const STATES = `subscription ($id: ID, $after: String) {
  resourceStateChanged(id: $id, after: $after) { eventId isPresent resource subjectId name from to } }`;

type Event = Omit<NewEvent, 'actor'>;
function ofBackup(subjectId: string, type: NewEvent['type'], data: object = {}): Event {
  return { type, subjectType: 'Backup', subjectId, data: { ...data } };
}

let api: Running;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.stop());

/** What the services were asked, by name, since. */
function asked(): string[] {
  return api.services.calls.map(({ name }) => name);
}

describe('a list of backups', () => {
  it('begins with those that run or are being deleted, page by page; the last one says where to go on from', async () => {
    const running = Array.from({ length: 250 }, (_, index) =>
      aBackup({ state: 'IN_PROGRESS', stage: 'RESOURCES', objects: index, name: `b-${index}` }),
    );
    api.services.backupRows = running;
    const updates = api.subscribe(BACKUPS);
    const present = await take(updates, 250);
    expect(new Set(present.map(({ backupId }) => backupId))).toEqual(new Set(running.map(({ id }) => id)));
    expect(present.slice(0, -1).every(({ eventId, type }) => eventId === null && type === null)).toBe(true);
    expect(present.at(-1)).toMatchObject({ eventId: '000000', type: null });
    const pages = api.services.calls.filter(({ name }) => name === 'backups.page');
    expect(pages).toHaveLength(3);
    expect(pages[0]?.args).toEqual([{ first: 100, after: null }, { states: ['IN_PROGRESS', 'DELETING'] }]);
    await updates.return?.();

    api.feed.append(ofBackup(running[0]?.id ?? '', 'BACKUP_FINISHED', { to: 'SUCCESS' }));
    const again = api.subscribe(BACKUPS, { after: present.at(-1)?.eventId });
    expect(await next(again)).toMatchObject({
      eventId: '000001',
      state: 'SUCCESS',
      backupId: running[0]?.id,
    });
  });

  it('that is empty goes on to what happens', async () => {
    const updates = api.subscribe(BACKUPS);
    const pending = next(updates);
    await expect.poll(asked).toContain('backups.page');
    api.feed.append(ofBackup(aBackup().id, 'BACKUP_REQUESTED', { state: 'IN_PROGRESS', name: 'new' }));
    expect(await pending).toMatchObject({ eventId: '000001', name: 'new' });
  });

  it('of one schedule shows its backups alone, though the events do not name it', async () => {
    const schedule = aSchedule();
    const [mine, other] = [aBackup({ scheduleId: schedule.id }), aBackup({ scheduleId: aSchedule().id })];
    const byHand = aBackup({ scheduleId: null });
    api.services.backupRows = [mine, other, byHand];
    const updates = api.subscribe(BACKUPS, { scheduleId: schedule.id.toUpperCase(), after: '000000' });
    api.feed.append(
      ofBackup(other.id, 'BACKUP_CLAIMED'),
      ofBackup(byHand.id, 'BACKUP_CLAIMED'),
      ofBackup(mine.id, 'BACKUP_CLAIMED'),
      ofBackup(other.id, 'BACKUP_FINISHED'),
      ofBackup(mine.id, 'BACKUP_FINISHED', { to: 'FAILURE' }),
    );
    expect((await take(updates, 2)).map(({ eventId }) => eventId)).toEqual(['000003', '000005']);
    // Each backup was looked at once, not each event.
    expect(asked().filter((name) => name === 'backups.getMany')).toHaveLength(3);
    api.services.backupRows = [];
    const gone = aBackup().id;
    api.feed.append(
      ofBackup(mine.id, 'BACKUP_DELETED'),
      ofBackup(gone, 'BACKUP_DELETED', { scheduleId: schedule.id }),
      ofBackup(aBackup().id, 'BACKUP_DELETED'),
      ofBackup(mine.id, 'BACKUP_EDITED'),
    );
    expect((await take(updates, 3)).map(({ eventId }) => eventId)).toEqual(['000006', '000007', '000009']);
  });

  it('of one schedule asks for its own as it begins', async () => {
    const { id } = aSchedule();
    void api.subscribe(BACKUPS, { scheduleId: id }).next();
    await expect.poll(asked).toContain('backups.page');
    expect(api.services.calls[0]?.args[1]).toEqual({ states: ['IN_PROGRESS', 'DELETING'], scheduleId: id });
  });

  it('is not asked for one backup and one schedule at once', async () => {
    const both = 'subscription ($id: ID) { backupUpdated(id: $id, scheduleId: $id) { eventId } }';
    expect(await refusal(api.subscribe(both, { id: aBackup().id }))).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', details: { fields: [{ path: 'scheduleId' }] } } },
    ]);
    expect(api.feed.open).toBe(0);
  });

  it('that cannot be read ends the subscription with the error, and leaves nothing open', async () => {
    api.services.fail('backups.page', new TypeError('secret detail'));
    const { value } = await api.subscribe(BACKUPS).next();
    expect(JSON.stringify(value)).toContain('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(value)).not.toContain('secret detail');
    expect(api.feed.open).toBe(0);
  });
});

describe('what a viewer may not see', () => {
  const eve = {
    kind: 'USER',
    userId: '0b7b9a52-0000-4000-8000-000000000009',
    name: 'eve',
    role: 'APP_USER',
    groups: [],
  } as const;
  const hidden = new Set<string>();
  beforeEach(async () => {
    await api.stop();
    hidden.clear();
    api = await startApi({ authenticate: async () => eve });
    api.services.eventSight = { maySee: async (_viewer, { subjectId }) => !hidden.has(subjectId) };
  });

  it('is skipped in every list, and the order of the rest is kept', async () => {
    const [seen, other] = [aBackup(), aBackup()];
    hidden.add(other.id);
    const updates = api.subscribe(BACKUPS, { after: '000000' });
    const states = api.subscribe(STATES, { after: '000000' });
    api.feed.append(
      ofBackup(other.id, 'BACKUP_REQUESTED', { state: 'IN_PROGRESS' }),
      ofBackup(seen.id, 'BACKUP_REQUESTED', { state: 'IN_PROGRESS' }),
      ofBackup(other.id, 'BACKUP_FINISHED', { to: 'SUCCESS' }),
      ofBackup(seen.id, 'BACKUP_FINISHED', { to: 'FAILURE' }),
    );
    expect((await take(updates, 2)).map(({ eventId }) => eventId)).toEqual(['000002', '000004']);
    expect((await take(states, 2, 'resourceStateChanged')).map(({ eventId }) => eventId)).toEqual([
      '000002',
      '000004',
    ]);
  });

  it.each([
    ['a share that is taken back', 'SHARE_REMOVED', 'BackupSchedule'],
    ['a group that is left', 'GROUP_EDITED', 'User'],
  ] as const)('ends the stream about it in the middle: %s', async (_how, type, subjectType) => {
    const backup = aBackup({ state: 'IN_PROGRESS' });
    api.services.backupRows = [backup];
    const updates = api.subscribe('subscription ($id: ID) { backupUpdated(id: $id) { eventId } }', {
      id: backup.id,
    });
    await next(updates);
    const elsewhere = { type, subjectType, subjectId: aSchedule().id, data: {} };
    api.feed.append(elsewhere, ofBackup(backup.id, 'BACKUP_CLAIMED'));
    expect(await next(updates)).toEqual({ eventId: '000002' });
    api.services.fail('backups.get', new NotFound('Backup', backup.id));
    api.feed.append(elsewhere, ofBackup(backup.id, 'BACKUP_PROGRESSED'));
    expect(await refusal(updates)).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(await updates.next()).toMatchObject({ done: true });
    expect(api.feed.open).toBe(0);
  });
});

describe('a change', () => {
  it('is told to everybody without a question to the services', async () => {
    const all = Array.from({ length: 20 }, () => api.subscribe(BACKUPS.replace('scheduleId clusterId', '')));
    const pending = all.map((updates) => next(updates));
    await expect.poll(() => asked().filter((name) => name === 'backups.page')).toHaveLength(20);
    const before = api.services.calls.length;
    api.feed.append(ofBackup(aBackup().id, 'BACKUP_PROGRESSED', { stage: 'RESOURCES', objects: 7 }));
    for (const seen of await Promise.all(pending))
      expect(seen).toMatchObject({ stage: 'RESOURCES', objects: 7 });
    expect(api.services.calls).toHaveLength(before);
  });

  it('that makes many look at the thing itself is looked at once for all of them', async () => {
    const backup = aBackup({ name: 'nightly', scheduleId: aSchedule().id });
    api.services.backupRows = [backup];
    const query =
      'subscription { backupUpdated(after: "000000") { eventId scheduleId clusterId backup { name } } }';
    const all = Array.from({ length: 20 }, () => api.subscribe(query));
    const pending = all.map((updates) => take(updates, 2));
    await expect.poll(() => api.feed.open).toBe(20);
    api.feed.append(ofBackup(backup.id, 'BACKUP_CLAIMED'), ofBackup(backup.id, 'BACKUP_EDITED'));
    for (const seen of await Promise.all(pending)) {
      expect(seen[1]).toMatchObject({
        scheduleId: backup.scheduleId,
        clusterId: backup.clusterId,
        backup: { name: 'nightly' },
      });
    }
    // One card of the backup, and the backup after each of the two events.
    expect(asked()).toEqual(['backups.getMany', 'backups.getMany', 'backups.getMany']);
  });
});

describe('a list of alerts', () => {
  it('begins with those that are open', async () => {
    const alert = anAlert({ kind: 'MISSING_NAMESPACES', count: 3, scheduleId: aSchedule().id });
    api.services.alertRows = [alert];
    const updates = api.subscribe(
      'subscription { alertChanged { eventId type alertId isOpen kind count scheduleId subjectId } }',
    );
    expect(await next(updates, 'alertChanged')).toEqual({
      eventId: '000000',
      type: null,
      alertId: alert.id,
      isOpen: true,
      kind: 'MISSING_NAMESPACES',
      count: 3,
      scheduleId: alert.scheduleId,
      subjectId: alert.subjectId,
    });
    expect(api.services.calls[0]?.args).toEqual([{ first: 100, after: null }, { open: true }]);
    const data = { kind: alert.kind, count: 4 };
    api.feed.append({ type: 'ALERT_CLOSED', subjectType: 'Alert', subjectId: alert.id, data });
    expect(await next(updates, 'alertChanged')).toMatchObject({
      type: 'ALERT_CLOSED',
      isOpen: false,
      count: 4,
    });
  });
});

describe('a list of schedules', () => {
  it('begins with all of them, and tells how their cycles ended', async () => {
    const schedules = [aSchedule({ name: 'one' }), aSchedule({ name: 'two', state: 'SUSPENDED' })];
    api.services.scheduleRows = schedules;
    const updates = api.subscribe(
      'subscription { backupScheduleChanged { eventId type scheduleId name state backupId backupState } }',
    );
    const present = await take(updates, 2, 'backupScheduleChanged');
    expect(present.map(({ name, state }) => `${name} ${state}`).sort()).toEqual([
      'one ACTIVE',
      'two SUSPENDED',
    ]);
    const { id: subjectId } = schedules[0] ?? aSchedule();
    const backupId = aBackup().id;
    const data = { cycleId: backupId, backupId, state: 'PARTIAL_SUCCESS' };
    api.feed.append({ type: 'CYCLE_ENDED', subjectType: 'BackupSchedule', subjectId, data });
    expect(await next(updates, 'backupScheduleChanged')).toMatchObject({
      type: 'CYCLE_ENDED',
      backupId,
      backupState: 'PARTIAL_SUCCESS',
      state: null,
    });
  });
});

describe('states', () => {
  it('begin with how everything is, and end with what is gone', async () => {
    const [cluster, location, schedule] = [aCluster({ name: 'prod' }), aLocation(), aSchedule()];
    const backup = aBackup({ state: 'IN_PROGRESS' });
    Object.assign(api.services, {
      clusterRows: [cluster],
      locationRows: [location],
      scheduleRows: [schedule],
      backupRows: [backup],
    });
    const updates = api.subscribe(STATES);
    const present = await take(updates, 4, 'resourceStateChanged');
    expect(present.map(({ subjectId }) => subjectId)).toEqual([
      cluster.id,
      location.id,
      schedule.id,
      backup.id,
    ]);
    expect(present[0]).toMatchObject({ isPresent: true, resource: 'Cluster', name: 'prod', from: null });
    expect(present.map(({ eventId }) => eventId)).toEqual([null, null, null, '000000']);
    const data = { name: 'prod' };
    api.feed.append({ type: 'CLUSTER_DELETED', subjectType: 'Cluster', subjectId: cluster.id, data });
    expect(await next(updates, 'resourceStateChanged')).toMatchObject({
      isPresent: false,
      subjectId: cluster.id,
      to: null,
      name: 'prod',
    });
  });

  it('of one thing begin with its own, whatever it is', async () => {
    const backup = aBackup({ state: 'FAILURE' });
    api.services.clusterRows = [aCluster()];
    api.services.backupRows = [aBackup(), backup];
    const updates = api.subscribe(STATES, { id: backup.id });
    expect(await next(updates, 'resourceStateChanged')).toMatchObject({
      eventId: '000000',
      resource: 'Backup',
      to: 'FAILURE',
    });
  });
});
