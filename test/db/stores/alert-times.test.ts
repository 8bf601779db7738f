/** What asks for attention, what came before, and whose it is: found by the database among many. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/domain/alert.js';
import type { AlertStore } from '../../../src/domain/ports/alert-store.js';
import { anAlert, aRequestedNamespace, aScheduleEdit, aUser } from '../../factories/resources.js';
import { explained } from '../explained.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

let world: StoredWorld;
let alerts: AlertStore;
beforeAll(async () => {
  world = await createStoredWorld();
  alerts = world.stores.alerts;
});
afterAll(() => world.drop());

const NOW = new Date('2026-11-20T12:00:00.000Z');
const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const snoozed = (until: Date | null) => ({
  snoozedAt: at(-48),
  snoozedUntil: until,
  snoozedUntilChange: until === null,
  snoozedBy: 'ada',
});
const many = (count: number) => Array.from({ length: count }, (_, index) => `tenant-${index}`);

async function open(change: Partial<Alert> = {}): Promise<Alert> {
  const alert = anAlert({ openedAt: at(-48), changedAt: at(-48), lastSeenAt: at(-48), ...change });
  expect(await alerts.insert(alert)).toBe(true);
  return alert;
}
/** Of a schedule of its own that names these. */
async function about(listed: readonly string[], change: Partial<Alert> = {}): Promise<Alert> {
  const { id } = await world.addSchedule({ selection: { kind: 'NAMED', names: listed } });
  return open({ subjectId: id, scheduleId: id, namespaces: ['billing', 'blog'], ...change });
}

describe('alerts that people are reminded of', () => {
  const remindable = () => alerts.remindable(at(-24), NOW, 100);

  it('are those that nobody has seen to, snoozed or handled, and that were quiet long enough', async () => {
    const wanted = [
      await about(['billing', 'blog', 'shop']),
      await about(['blog', 'shop']),
      await about(['billing', 'blog'], snoozed(NOW)),
      await about(['billing', 'blog'], { remindedAt: at(-24) }),
      await about(['shop'], { kind: 'BACKUP_FAILED', namespaces: [] }),
      await open({ subjectType: 'Cluster', kind: 'CLUSTER_BAD', namespaces: [] }),
    ];
    await about(['shop']);
    await about(['billing', 'blog'], snoozed(at(1)));
    await about(['billing', 'blog'], snoozed(null));
    await about(['billing', 'blog'], { changedAt: at(-23) });
    await about(['billing', 'blog'], { remindedAt: at(-23) });
    await about(['billing', 'blog'], { acknowledgedAt: at(-30), acknowledgedBy: 'ada' });
    await about(['billing', 'blog'], { closedAt: at(-30), closedReason: 'done' });
    const found = await remindable();
    expect([...found].sort()).toEqual(wanted.map(({ id }) => id).sort());
    expect(await alerts.remindable(at(-24), NOW, 2)).toHaveLength(2);
  });

  it('are told apart with 5,000 names', async () => {
    const handled = await about(many(5_000).slice(4_000), { namespaces: many(4_000) });
    const partly = await about(many(5_000).slice(3_999), { namespaces: many(4_000) });
    const found = await remindable();
    expect([found.includes(handled.id), found.includes(partly.id)]).toEqual([false, true]);
  });
});

it('a timed snooze is over at its moment; one until it changes never is', async () => {
  const over = [await open(snoozed(at(-1))), await open(snoozed(NOW))];
  await open(snoozed(at(1)));
  await open(snoozed(null));
  await open({ ...snoozed(at(-1)), closedAt: at(-1), closedReason: 'done' });
  const found = await alerts.snoozeOver(NOW, 100);
  expect(over.every(({ id }) => found.includes(id))).toBe(true);
  expect(await alerts.snoozeOver(at(-2), 100)).toEqual([]);
});

it('the incident before is the last one of the same kind about the same', async () => {
  const done = { closedAt: NOW, closedReason: 'done' };
  const { id: subjectId } = await world.addSchedule();
  const first = await open({ subjectId, openedAt: at(-30), ...done });
  const second = await open({ subjectId, openedAt: at(-20), ...done });
  await open({ subjectId, openedAt: at(-15), kind: 'BACKUP_FAILED', ...done });
  await open({ openedAt: at(-12), ...done });
  const third = await open({ subjectId, openedAt: at(-10) });
  expect(await alerts.previousOf([first.id, second.id, third.id, 'nonsense'])).toEqual(
    new Map([
      [second.id, first],
      [third.id, second],
    ]),
  );
  expect(await alerts.previousOf([])).toEqual(new Map());
});

describe('alerts of an owner', () => {
  it('are about schedules of that person, their clusters and locations', async () => {
    const grace = aUser();
    await world.stores.users.insert(grace);
    const mine = await world.addSchedule({ ownerId: grace.id });
    const missing = await open({ subjectId: mine.id, scheduleId: mine.id });
    const dead = await open({
      subjectType: 'Cluster',
      subjectId: world.cluster.id,
      kind: 'CLUSTER_BAD',
      openedAt: at(-1),
    });
    const filter = { ownerId: grace.id, open: true };
    const { items } = await alerts.page({ first: 10, after: null }, filter);
    expect(items.map(({ item }) => item)).toEqual([dead, missing]);
    expect(await alerts.count({ ...filter, kinds: ['CLUSTER_BAD'] })).toBe(1);
    expect(await alerts.count({ ...filter, scheduleId: mine.id })).toBe(2);
    expect(await alerts.count({ ownerId: 'nonsense' })).toBe(0);
  });

  it('are found by the owner, not by reading every schedule', async () => {
    const plan = await explained(world.dataSource, async (stores) => {
      await world.database.query('ANALYZE backup_schedule');
      return stores.alerts.count({ ownerId: world.user.id, open: true });
    });
    expect(plan.nodes).not.toContain('Nested Loop');
  });
});

it('edits are told per span, newest first, without those of other kinds', async () => {
  const [one, two] = [await world.addSchedule(), await world.addSchedule()];
  const { schedules } = world.stores;
  const edit = async (id: string, hours: number, change: Parameters<typeof aScheduleEdit>[1] = {}) => {
    const made = aScheduleEdit(id, { at: at(hours), ...change });
    await schedules.appendEdit(made);
    return made;
  };
  await edit(one.id, -10, { kind: 'CREATE', namespaces: [] });
  const early = await edit(one.id, -5);
  const late = await edit(one.id, -4, { kind: 'ADD' });
  await edit(one.id, -3, { kind: 'EDIT' });
  const last = await edit(one.id, -2, { kind: 'REVERT' });
  const other = await edit(two.id, -2);
  const span = { scheduleId: one.id, since: at(-6), until: null, first: 3 };
  expect(
    await schedules.selectionEdits([
      span,
      { ...span, first: 1 },
      { ...span, since: at(-5), until: at(-4) },
      { ...span, scheduleId: two.id },
      { ...span, scheduleId: 'nonsense' },
    ]),
  ).toEqual([[last, late, early], [last], [late, early], [other], []]);
  expect(await schedules.selectionEdits([])).toEqual([]);
});

it('the last good copy of each of 5,000 names is found in one question', async () => {
  const { id: scheduleId } = await world.addSchedule();
  const held = (name: string) => aRequestedNamespace(name, { fate: 'INCLUDED', uid: `uid-of-${name}` });
  const add = (hours: number, state: 'SUCCESS' | 'PARTIAL_SUCCESS' | 'FAILURE', names: readonly string[]) =>
    world.addBackup({ scheduleId, state, createdAt: at(hours) }, [
      ...names.map(held),
      aRequestedNamespace('billing', { fate: 'MISSING' }),
    ]);
  const names = many(5_000);
  const first = await add(-3, 'SUCCESS', names);
  const second = await add(-2, 'PARTIAL_SUCCESS', ['tenant-1']);
  await add(-1, 'FAILURE', ['tenant-1', 'tenant-2']);
  await world.addBackup({ state: 'SUCCESS', createdAt: NOW }, [held('tenant-2')]);
  const found = await world.stores.backups.lastGoodOf(scheduleId, [...names, 'billing', 'nobody']);
  expect(found.size).toBe(5_000);
  expect(found.get('tenant-1')).toEqual({ id: second.id, name: second.name, at: second.createdAt });
  expect(found.get('tenant-2')).toEqual({ id: first.id, name: first.name, at: first.createdAt });
  expect(await world.stores.backups.lastGoodOf('nonsense', ['tenant-1'])).toEqual(new Map());
});
