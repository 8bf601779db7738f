/** Where people stand with an alert, as a bot asks for it, on the real services. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  SlackAlertByIdDocument,
  SlackAlertsDocument,
  SnoozeAlertsDocument,
  type TypedDocumentString,
  UnsnoozeAlertsDocument,
} from '../../src/client/generated/graphql.js';
import type { BackupSchedule } from '../../src/domain/backup-schedule.js';
import { systemActor } from '../../src/domain/identity.js';
import { onlyError, type Running, startApi } from '../graphql/running-api.js';
import { Scheduled } from '../support/scheduled.js';

let world: Scheduled;
let api: Running;
beforeEach(async () => {
  world = await Scheduled.start({ namespaces: ['a', 'b', 'c'] });
  api = await startApi({ services: world.services, authenticate: async () => world.holdfast.actor });
});
afterEach(async () => {
  await api.stop();
  await world.stop();
});

const signal = new AbortController().signal;
const gone = (name: string) => world.store.deleteNamespace(name, { instantly: true });
const jobs = () => world.holdfast.product.handlers;
async function ask<R, V extends Record<string, unknown>>(
  document: TypedDocumentString<R, V>,
  variables: V,
): Promise<R> {
  const { body } = await api.query(String(document), variables);
  expect(body.errors).toBeUndefined();
  return body.data as R;
}
async function openAlert() {
  const [alert] = await world.openAlerts();
  if (alert === undefined) throw new Error('no alert is open');
  return alert;
}
const shown = async (id: string) => (await ask(SlackAlertByIdDocument, { id })).alert;
const previousOf = async (id: string) => {
  const { body } = await api.query(`query($id: ID!) { alert(id: $id) { previous { id standing } } }`, { id });
  return (body.data as { alert: { previous: unknown } }).alert.previous;
};
/** Of this kind, oldest first. */
async function events(type: string): Promise<readonly Record<string, unknown>[]> {
  const rows = await world.holdfast.database.query(
    `SELECT actor, data FROM event WHERE type = '${type}' ORDER BY id`,
  );
  return rows;
}
/** A schedule of three, two of which its cycle missed. */
async function missingTwo(): Promise<BackupSchedule> {
  const schedule = await world.create(['a', 'b', 'c']);
  gone('b');
  gone('c');
  await world.cycle(schedule.id);
  return schedule;
}
const probe = () => jobs()['probe-clusters']({}, signal);

describe('an alert about missing namespaces', () => {
  it('is partly handled, then waits for the next cycle, whose Success closes it; a later miss is another one', async () => {
    const schedule = await missingTwo();
    const { id } = await openAlert();
    expect(await shown(id)).toMatchObject({ standing: 'OPEN', namespaceCount: 2, edits: [] });
    await world.exclude(schedule, 'b');
    expect(await shown(id)).toMatchObject({
      standing: 'PARTLY_HANDLED',
      names: [
        { name: 'b', onSchedule: false },
        { name: 'c', onSchedule: true },
      ],
      edits: [{ kind: 'EXCLUDE', namespaces: ['b'] }],
    });
    world.clock.advance(1);
    await world.exclude(schedule, 'c');
    expect(await shown(id)).toMatchObject({
      standing: 'WAITING_FOR_NEXT_CYCLE',
      edits: [{ namespaces: ['c'] }, { namespaces: ['b'] }],
    });
    await world.cycle(schedule.id);
    expect(await shown(id)).toMatchObject({ standing: 'CLOSED', isOpen: false });
    expect(await previousOf(id)).toBeNull();
    world.clock.advance(1);
    world.store.createNamespace('b');
    await world.add(schedule, 'b');
    gone('b');
    await world.cycle(schedule.id);
    const second = await openAlert();
    expect(second.id).not.toBe(id);
    expect(await previousOf(second.id)).toEqual({ id, standing: 'CLOSED' });
    expect(await shown(second.id)).toMatchObject({ standing: 'OPEN', edits: [] });
    expect((await shown(id))?.edits.map((each) => each.namespaces)).toEqual([['c'], ['b']]);
  });

  it('that waited is open again when the exclusion is taken back', async () => {
    const schedule = await missingTwo();
    const { id } = await openAlert();
    await world.exclude(schedule, 'b', 'c');
    expect(await shown(id)).toMatchObject({ standing: 'WAITING_FOR_NEXT_CYCLE' });
    world.clock.advance(1);
    await world.services.scheduleNamespaces.revert(schedule.id, world.holdfast.actor);
    expect(await shown(id)).toMatchObject({
      standing: 'OPEN',
      edits: [{ kind: 'REVERT' }, { kind: 'EXCLUDE' }],
    });
  });

  it('says which of its names came back once the cluster was looked at again, and nothing before', async () => {
    await missingTwo();
    const { id } = await openAlert();
    world.store.createNamespace('b');
    expect((await shown(id))?.names).toMatchObject([{ isBack: null }, { isBack: null }]);
    world.clock.advance(1);
    await probe();
    expect((await shown(id))?.names).toMatchObject([
      { name: 'b', isBack: true },
      { name: 'c', isBack: false },
    ]);
  });

  it('is mine when the schedule is', async () => {
    await missingTwo();
    const mine = (value: boolean) => ask(SlackAlertsDocument, { first: 5, mine: value });
    expect((await mine(true)).alerts.totalCount).toBe(1);
    await api.stop();
    const stranger = { ...world.holdfast.actor, userId: '0b7b9a52-0000-4000-8000-0000000000ff' };
    api = await startApi({ services: world.services, authenticate: async () => stranger });
    expect((await mine(true)).alerts.totalCount).toBe(0);
    expect((await mine(false)).alerts.totalCount).toBe(1);
  });
});

describe('a snooze', () => {
  it('until it changes is over with the next change, and not when the same is counted again', async () => {
    const schedule = await missingTwo();
    const { id } = await openAlert();
    const answer = await ask(SnoozeAlertsDocument, { input: { scheduleId: schedule.id, until: null } });
    expect(answer.snoozeAlerts).toMatchObject({
      changed: true,
      alerts: [{ id, standing: 'SNOOZED', snooze: { until: null } }],
    });
    await world.cycle(schedule.id);
    expect(await shown(id)).toMatchObject({ standing: 'SNOOZED', count: 2 });
    world.store.createNamespace('b');
    await world.cycle(schedule.id);
    expect(await shown(id)).toMatchObject({ standing: 'OPEN', snooze: null, count: 3 });
    expect(await events('ALERT_UNSNOOZED')).toMatchObject([{ data: { by: null, reason: 'it changed' } }]);
  });

  it('until a time stays over changes, is over by the clock, and that is told once', async () => {
    const schedule = await missingTwo();
    const { id } = await openAlert();
    const until = new Date(world.clock.now().getTime() + 60 * 60_000).toISOString();
    const input = { scheduleId: schedule.id, until };
    expect((await ask(SnoozeAlertsDocument, { input })).snoozeAlerts.changed).toBe(true);
    world.store.createNamespace('b');
    await world.cycle(schedule.id);
    expect(await shown(id)).toMatchObject({ standing: 'SNOOZED', snooze: { until } });
    await jobs()['alert-times']({}, signal);
    expect(await shown(id)).toMatchObject({ standing: 'SNOOZED' });
    world.clock.set(until);
    expect(await shown(id)).toMatchObject({ standing: 'OPEN', snooze: null });
    const other = world.holdfast.anotherWorker();
    await Promise.all(
      [jobs(), other.handlers, jobs()].map((handlers) => handlers['alert-times']({}, signal)),
    );
    await other.close();
    expect(await events('ALERT_UNSNOOZED')).toMatchObject([
      { actor: { kind: 'SYSTEM' }, data: { by: null } },
    ]);
  });

  it('asked for twice changes nothing the second time; ended by a person it is over', async () => {
    const schedule = await missingTwo();
    const input = { scheduleId: schedule.id, until: null };
    await ask(SnoozeAlertsDocument, { input });
    expect((await ask(SnoozeAlertsDocument, { input })).snoozeAlerts.changed).toBe(false);
    const over = await ask(UnsnoozeAlertsDocument, { input: { scheduleId: schedule.id } });
    expect(over.unsnoozeAlerts).toMatchObject({ changed: true, alerts: [{ standing: 'OPEN' }] });
    const again = await ask(UnsnoozeAlertsDocument, { input: { scheduleId: schedule.id } });
    expect(again.unsnoozeAlerts).toMatchObject({ changed: false });
    expect(await events('ALERT_SNOOZED')).toHaveLength(1);
    expect(await events('ALERT_UNSNOOZED')).toHaveLength(1);
  });

  it('is refused where nothing is open, for the past and for ever', async () => {
    const schedule = await world.create(['a', 'b']);
    const refused = async (until: string | null) =>
      onlyError(await api.query(String(SnoozeAlertsDocument), { input: { scheduleId: schedule.id, until } }));
    expect(await refused(null)).toMatchObject({
      message: expect.stringContaining('nightly'),
      extensions: { code: 'NOTHING_TO_SNOOZE' },
    });
    const past = world.clock.now().toISOString();
    expect((await refused(past)).extensions.code).toBe('BAD_USER_INPUT');
    expect((await refused('2999-01-01T00:00:00Z')).extensions.code).toBe('BAD_USER_INPUT');
  });

  it('of a schedule leaves the alert of its cluster awake', async () => {
    const schedule = await missingTwo();
    world.holdfast.kubernetes.faults.add({ match: /./, do: 'expired-token' });
    await world.cycle(schedule.id);
    await ask(SnoozeAlertsDocument, { input: { scheduleId: schedule.id, until: null } });
    const open = await world.openAlerts();
    expect(open.map(({ kind, snoozedAt }) => [kind, snoozedAt !== null]).sort()).toEqual([
      ['CLUSTER_BAD', false],
      ['MISSING_NAMESPACES', true],
    ]);
  });
});

describe('a reminder', () => {
  const DAY_MINUTES = 24 * 60;
  const remind = () => jobs()['remind-alerts']({}, signal);

  it('comes a day after the last ping, once, however many workers look', async () => {
    await missingTwo();
    const { id } = await openAlert();
    await remind();
    expect(await events('ALERT_REMINDED')).toEqual([]);
    world.clock.advance(DAY_MINUTES);
    const other = world.holdfast.anotherWorker();
    const all = [jobs(), other.handlers, jobs(), other.handlers];
    await Promise.all(all.map((handlers) => handlers['remind-alerts']({}, signal)));
    await other.close();
    expect(await events('ALERT_REMINDED')).toHaveLength(1);
    expect((await world.services.alerts.get(id, systemActor('test'))).remindedAt).toEqual(world.clock.now());
    world.clock.advance(DAY_MINUTES - 1);
    await remind();
    expect(await events('ALERT_REMINDED')).toHaveLength(1);
    world.clock.advance(1);
    await remind();
    expect(await events('ALERT_REMINDED')).toHaveLength(2);
  });

  it('does not come for what is snoozed, seen to, or waits for the next cycle', async () => {
    const schedule = await missingTwo();
    const { id } = await openAlert();
    await world.exclude(schedule, 'b', 'c');
    world.clock.advance(DAY_MINUTES);
    await remind();
    await world.services.scheduleNamespaces.revert(schedule.id, world.holdfast.actor);
    await world.services.snooze.snooze({ scheduleId: schedule.id, until: null }, world.holdfast.actor);
    await remind();
    await world.services.snooze.unsnooze(schedule.id, world.holdfast.actor);
    await world.services.alerts.acknowledge(id, world.holdfast.actor);
    await remind();
    expect(await events('ALERT_REMINDED')).toEqual([]);
  });

  it('is not begun by a worker that must stop', async () => {
    await missingTwo();
    const aborted = AbortSignal.abort();
    world.clock.advance(DAY_MINUTES);
    await jobs()['remind-alerts']({}, aborted);
    expect(await events('ALERT_REMINDED')).toEqual([]);
    await remind();
    expect(await events('ALERT_REMINDED')).toMatchObject([{ actor: systemActor('alerts') }]);
  });
});
