import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NotFound } from '../../src/domain/errors/resource-errors.js';
import type { NewEvent } from '../../src/domain/event.js';
import { anAlert } from '../factories/resources.js';
import { aSchedule } from './builders.js';
import { type Running, startApi } from './running-api.js';
import { next, refusal, take } from './updates.js';

const schedule = aSchedule();
const alert = anAlert({ scheduleId: schedule.id, count: 3 });
const ALERTS = `subscription ($scheduleId: ID, $after: String) { alertChanged(scheduleId: $scheduleId, after: $after) {
  eventId type at alertId alert { kind count schedule { name } } } }`;
const SCHEDULES = `subscription ($id: ID, $after: String) { backupScheduleChanged(id: $id, after: $after) {
  eventId type scheduleId cycleId backupSchedule { name state } } }`;

type Event = Omit<NewEvent, 'actor'>;
const ofAlert = (
  type: NewEvent['type'],
  scheduleId: string | null = schedule.id,
  subjectId = alert.id,
): Event => ({
  type,
  subjectType: 'Alert',
  subjectId,
  data: { kind: 'MISSING_NAMESPACES', scheduleId },
});
const ofSchedule = (type: NewEvent['type'], data: object = {}, subjectId = schedule.id): Event => ({
  type,
  subjectType: 'BackupSchedule',
  subjectId,
  data: { ...data },
});

let api: Running;
beforeEach(async () => {
  api = await startApi();
  api.services.scheduleRows = [schedule];
  api.services.alertRows = [alert];
});
afterEach(() => api.stop());

describe('alertChanged', () => {
  it('shows what happens to alerts in order, each with the alert as it is', async () => {
    const types = [
      'ALERT_OPENED',
      'ALERT_COUNTED',
      'ALERT_CHANGED',
      'ALERT_ACKNOWLEDGED',
      'ALERT_CLOSED',
    ] as const;
    api.feed.append(ofSchedule('SCHEDULE_EDITED'), ...types.map((type) => ofAlert(type)));
    const seen = await take(api.subscribe(ALERTS, { after: '000000' }), 5, 'alertChanged');
    expect(seen.map((each) => each.type)).toEqual([...types]);
    expect(seen[1]).toMatchObject({
      eventId: '000003',
      alertId: alert.id,
      alert: { kind: 'MISSING_NAMESPACES', count: 3, schedule: { name: 'nightly' } },
    });
  });

  it('can be asked for the cycles of one schedule', async () => {
    api.feed.append(
      ofAlert('ALERT_OPENED', aSchedule().id),
      ofAlert('ALERT_OPENED', null),
      ofAlert('ALERT_COUNTED'),
    );
    const updates = api.subscribe(ALERTS, { scheduleId: schedule.id.toUpperCase(), after: '000000' });
    expect(await next(updates, 'alertChanged')).toMatchObject({ eventId: '000003', type: 'ALERT_COUNTED' });
  });

  it('an alert that is gone is null beside its event; any other fault is an error', async () => {
    api.services.alertRows = [];
    api.feed.append(ofAlert('ALERT_CLOSED'), ofAlert('ALERT_CLOSED'));
    const updates = api.subscribe(ALERTS, { after: '000000' });
    expect(await next(updates, 'alertChanged')).toMatchObject({ type: 'ALERT_CLOSED', alert: null });
    api.services.fail('alerts.get', new NotFound('Alert', alert.id));
    expect(await next(updates, 'alertChanged')).toMatchObject({ alert: null });
    api.services.fail('alerts.get', new TypeError('broken'));
    api.feed.append(ofAlert('ALERT_CLOSED'));
    expect((await updates.next()).value).toMatchObject({
      data: { alertChanged: { alert: null } },
      errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
  });

  it.each([
    ['a cursor that is none', { after: 'garbage' }],
    ['an id that can be the id of nothing', { scheduleId: 'no-such-id' }],
  ])('%s is bad input and leaves nothing open', async (_what, variables) => {
    expect(await refusal(api.subscribe(ALERTS, variables))).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(api.feed.open).toBe(0);
  });
});

describe('backupScheduleChanged', () => {
  it('of one begins with the present value, then shows its events until it is deleted', async () => {
    const updates = api.subscribe(SCHEDULES, { id: schedule.id });
    expect(await next(updates, 'backupScheduleChanged')).toEqual({
      eventId: '000000',
      type: null,
      scheduleId: schedule.id,
      cycleId: null,
      backupSchedule: { name: 'nightly', state: 'ACTIVE' },
    });
    api.services.scheduleRows = [{ ...schedule, state: 'SUSPENDED' }];
    const cycleId = '7d0b8f0a-0000-4000-8000-0000000000c1';
    api.feed.append(
      ofSchedule('SCHEDULE_EDITED', {}, aSchedule().id),
      ofSchedule('CYCLE_STARTED', { cycleId }),
      ofSchedule('CYCLE_SKIPPED', { cycleId, reason: 'ONLY_NAMESPACE_GONE' }),
      ofSchedule('SCHEDULE_STATE_CHANGED', { from: 'ACTIVE', to: 'SUSPENDED' }),
      ofSchedule('SCHEDULE_DELETED'),
      ofSchedule('SCHEDULE_EDITED'),
    );
    const seen = await take(updates, 4, 'backupScheduleChanged');
    expect(seen.map((each) => [each.type, each.cycleId])).toEqual([
      ['CYCLE_STARTED', cycleId],
      ['CYCLE_SKIPPED', cycleId],
      ['SCHEDULE_STATE_CHANGED', null],
      ['SCHEDULE_DELETED', null],
    ]);
    expect(seen[2]).toMatchObject({ backupSchedule: { state: 'SUSPENDED' } });
    expect(await updates.next()).toMatchObject({ done: true });
    expect(api.feed.open).toBe(0);
  });

  it('goes on after the last event that was seen, without the present value', async () => {
    api.feed.append(ofSchedule('SCHEDULE_CREATED'), ofSchedule('SCHEDULE_EDITED'));
    const updates = api.subscribe(SCHEDULES, { id: schedule.id, after: '000001' });
    expect(await next(updates, 'backupScheduleChanged')).toMatchObject({
      eventId: '000002',
      type: 'SCHEDULE_EDITED',
    });
  });

  it('of all shows every schedule, also one that is gone', async () => {
    const other = aSchedule();
    api.feed.append(ofSchedule('SCHEDULE_EDITED', {}, other.id), ofSchedule('SCHEDULE_EDITED'));
    const seen = await take(api.subscribe(SCHEDULES, { after: '000000' }), 2, 'backupScheduleChanged');
    expect(seen).toMatchObject([
      { scheduleId: other.id, backupSchedule: null },
      { scheduleId: schedule.id, backupSchedule: { name: 'nightly' } },
    ]);
  });

  it.each([
    ['an unknown id', { id: 'no-such-id' }, 'NOT_FOUND'],
    ['an id of nothing', { id: '7d0b8f0a-0000-4000-8000-00000000000f' }, 'NOT_FOUND'],
    ['a cursor that is none', { id: schedule.id, after: 'garbage' }, 'BAD_USER_INPUT'],
  ])('%s is refused and leaves nothing open', async (_what, variables, code) => {
    expect(await refusal(api.subscribe(SCHEDULES, variables))).toMatchObject([{ extensions: { code } }]);
    expect(api.feed.open).toBe(0);
  });
});

describe('resourceStateChanged', () => {
  const CHANGES =
    'subscription ($resource: Resource) { resourceStateChanged(resource: $resource, after: "000000") { resource subjectId from to message } }';

  it('shows schedules that are created, suspended and resumed; alerts are no resource', async () => {
    api.feed.append(
      ofSchedule('SCHEDULE_CREATED', { kind: 'CREATE', name: 'nightly' }),
      ofAlert('ALERT_OPENED'),
      ofSchedule('SCHEDULE_EDITED', { kind: 'SUSPEND' }),
      ofSchedule('SCHEDULE_STATE_CHANGED', { from: 'ACTIVE', to: 'SUSPENDED', message: 'suspended by ada' }),
      ofSchedule('SCHEDULE_STATE_CHANGED', { from: 'SUSPENDED', to: 'ACTIVE' }),
    );
    const subscription = api.subscribe(CHANGES, { resource: 'BackupSchedule' });
    const seen = await take(subscription, 3, 'resourceStateChanged');
    expect(seen.map(({ from, to, message }) => [from, to, message])).toEqual([
      [null, 'ACTIVE', null],
      ['ACTIVE', 'SUSPENDED', 'suspended by ada'],
      ['SUSPENDED', 'ACTIVE', null],
    ]);
  });
});
