/** What a person may choose from in a dialogue, also while the cluster is away. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  AdditionChoicesDocument,
  ExclusionChoicesDocument,
  type TypedDocumentString,
} from '../../src/client/generated/graphql.js';
import { systemActor } from '../../src/domain/identity.js';
import { ScheduleChoices } from '../../src/services/schedule-choices.js';
import { onlyError, type Running, startApi } from '../graphql/running-api.js';
import { Scheduled } from '../support/scheduled.js';

let world: Scheduled;
let api: Running;
beforeEach(async () => {
  world = await Scheduled.start({ namespaces: ['a', 'b', 'c', 'shop', 'workshop'] });
  api = await startApi({ services: world.services, authenticate: async () => world.holdfast.actor });
});
afterEach(async () => {
  await api.stop();
  await world.stop();
});

const gone = (name: string) => world.store.deleteNamespace(name, { instantly: true });
const away = () => world.holdfast.kubernetes.faults.add({ match: /./, do: 'expired-token' });
async function ask<R, V extends Record<string, unknown>>(
  document: TypedDocumentString<R, V>,
  variables: V,
): Promise<R> {
  const { body } = await api.query(String(document), variables);
  expect(body.errors).toBeUndefined();
  return body.data as R;
}
const additions = async (scheduleId: string, search: string | null = null, first = 100) =>
  (await ask(AdditionChoicesDocument, { scheduleId, search, first })).additionChoices;
const exclusions = async (scheduleId: string, search: string | null = null, first = 100) =>
  (await ask(ExclusionChoicesDocument, { scheduleId, search, first })).exclusionChoices;

describe('what may be added', () => {
  it('is what the cluster has and the schedule does not, known since the cluster was registered', async () => {
    const { id } = await world.create(['a', 'b']);
    const at = world.clock.now().toISOString();
    expect(await additions(id)).toMatchObject({
      names: ['c', 'default', 'shop', 'workshop'],
      total: 4,
      observedAt: at,
      backupSchedule: { id, selectionVersion: 1 },
    });
    expect(await additions(id, 'SHOP ')).toMatchObject({ names: ['shop', 'workshop'], total: 2 });
    expect(await additions(id, 'shop', 1)).toMatchObject({ names: ['shop'], total: 2 });
    expect(await additions(id, 'no_name')).toMatchObject({ names: [], total: 0 });
    expect(await additions(id, 'kube-sys')).toMatchObject({ names: ['kube-system'] });
  });

  it('is answered while the cluster is away, as it was last observed', async () => {
    const { id } = await world.create(['a', 'b']);
    world.store.createNamespace('new');
    world.clock.advance(1);
    const seen = world.clock.now().toISOString();
    await world.cycle(id);
    const observedAt = (await additions(id)).observedAt;
    expect(Date.parse(observedAt ?? '')).toBeGreaterThan(Date.parse(seen));
    away();
    const asked = world.holdfast.kubernetes.requests.count();
    expect(await additions(id, 'new')).toMatchObject({ names: ['new'], observedAt });
    expect(world.holdfast.kubernetes.requests.count()).toBe(asked);
  });

  it('is nothing where nothing may be added, with the reason', async () => {
    const single = await world.create(['a']);
    const answer = await additions(single.id);
    expect(answer).toMatchObject({ names: [], total: 0 });
    const add = answer.backupSchedule.allowedOperations.find((each) => each.operation === 'addNamespaces');
    expect(add).toMatchObject({ allowed: false, reason: expect.stringContaining('single') });
    const all = await world.create([], { name: 'all', selection: { kind: 'ALL' } });
    expect(await additions(all.id)).toMatchObject({ names: [], total: 0 });
  });

  it('asks for 1 to 100 of a schedule that there is', async () => {
    const { id } = await world.create(['a', 'b']);
    const code = async (variables: Record<string, unknown>) =>
      onlyError(await api.query(String(AdditionChoicesDocument), variables)).extensions.code;
    expect(await code({ scheduleId: id, first: 101 })).toBe('BAD_USER_INPUT');
    expect(await code({ scheduleId: id, first: 0 })).toBe('BAD_USER_INPUT');
    expect(await code({ scheduleId: world.holdfast.cluster.id, first: 5 })).toBe('NOT_FOUND');
  });
});

describe('what may be excluded', () => {
  it('is what the last cycle missed, with its last copy and until when that is held', async () => {
    const { id } = await world.create(['a', 'b', 'c', 'shop']);
    const first = await world.cycle(id);
    gone('b');
    gone('c');
    await world.cycle(id);
    world.store.createNamespace('c');
    const now = world.clock.now();
    const heldUntil = new Date(now.getTime() + 30 * 24 * 60 * 60_000).toISOString();
    const backup = first.backup?.backup;
    const lastBackup = { id: backup?.id, name: backup?.name, at: backup?.createdAt.toISOString() };
    expect(await exclusions(id)).toMatchObject({
      total: 2,
      missingTotal: 2,
      observedAt: now.toISOString(),
      choices: [
        { name: 'b', isBack: false, lastBackup, heldUntil },
        { name: 'c', isBack: true, lastBackup, heldUntil },
      ],
    });
    expect(await exclusions(id, 'b')).toMatchObject({ total: 1, missingTotal: 2, choices: [{ name: 'b' }] });
  });

  it('has no last copy of what was never backed up, and holds none that was released', async () => {
    const schedule = await world.create(['a', 'b', 'c']);
    gone('b');
    await world.cycle(schedule.id);
    gone('c');
    await world.cycle(schedule.id);
    await world.services.retention.release(
      { scheduleId: schedule.id, namespaces: ['c'] },
      world.holdfast.actor,
    );
    expect((await exclusions(schedule.id)).choices).toMatchObject([
      { name: 'b', lastBackup: null, heldUntil: null },
      { name: 'c', lastBackup: { id: expect.any(String) }, heldUntil: null },
    ]);
  });

  it('is also what is absent now, before a cycle has missed it; what was excluded is not offered again', async () => {
    const schedule = await world.create(['a', 'b', 'c']);
    gone('b');
    expect((await exclusions(schedule.id)).choices).toMatchObject([{ name: 'b', isBack: false }]);
    await world.exclude(schedule, 'b');
    expect(await exclusions(schedule.id)).toMatchObject({ choices: [], total: 0, missingTotal: 0 });
  });

  it('is told from the last look when the cluster does not answer, and from nothing when that is too old', async () => {
    const { id } = await world.create(['a', 'b', 'c']);
    gone('b');
    await world.cycle(id);
    away();
    const remembered = await exclusions(id);
    expect(remembered).toMatchObject({ choices: [{ name: 'b', isBack: false }] });
    expect(remembered.observedAt).not.toBeNull();
    await world.holdfast.database.query(`UPDATE namespace_look SET observed_at = '2020-01-01'`);
    expect(await exclusions(id)).toMatchObject({
      choices: [{ name: 'b', isBack: null }],
      missingTotal: 1,
      observedAt: null,
    });
  });

  it('is answered though the cluster hangs', async () => {
    const { id } = await world.create(['a', 'b', 'c']);
    gone('b');
    await world.cycle(id);
    const { promise: later, resolve: answer } = Promise.withResolvers<void>();
    world.holdfast.kubernetes.faults.add({ match: /namespaces/, do: () => later });
    const { work, clusters, clock } = world.holdfast.product.world;
    const choices = new ScheduleChoices({ work, clusters, clock, liveLookMs: 50 });
    expect(
      await choices.exclusions({ scheduleId: id, search: null, first: 10 }, systemActor('test')),
    ).toMatchObject({
      choices: [{ name: 'b', isBack: false }],
    });
    answer();
  });
});

describe('somebody who comes second', () => {
  it('is told who changed the namespaces before, and when', async () => {
    const schedule = await world.create(['a', 'b', 'c']);
    const { by } = await world.exclude(schedule, 'a');
    const request = { scheduleId: schedule.id, selectionVersion: 1 };
    const { scheduleNamespaces } = world.services;
    const details = { expected: 1, actual: 2, by: world.holdfast.actor.name, at: by?.at.toISOString() };
    const conflict = { code: 'CONFLICT', details, message: expect.stringContaining(details.by) };
    const { actor } = world.holdfast;
    await expect(scheduleNamespaces.exclude({ ...request, namespaces: ['b'] }, actor)).rejects.toMatchObject(
      conflict,
    );
    await expect(scheduleNamespaces.add({ ...request, namespaces: ['shop'] }, actor)).rejects.toMatchObject(
      conflict,
    );
  });
});

describe('the recipients of alerts', () => {
  it('are given when a schedule is created, changed by an edit, and stand in the history', async () => {
    const { schedules } = world.services;
    const { actor } = world.holdfast;
    const alertRecipients = ['ada@example.com', ' grace@example.com ', 'Ada@example.com'];
    const made = await world.create(['a', 'b'], { alertRecipients });
    expect(await schedules.get(made.id, systemActor('test'))).toMatchObject({
      alertRecipients: ['ada@example.com', 'grace@example.com'],
    });
    const change = { expectedVersion: 1, alertRecipients: [] };
    expect(await schedules.edit(made.id, change, actor)).toMatchObject({ alertRecipients: [] });
    const { items } = await schedules.edits(made.id, { first: 1, after: null });
    expect(items[0]?.item).toMatchObject({
      before: { alertRecipients: ['ada@example.com', 'grace@example.com'] },
      after: { alertRecipients: [] },
    });
  });

  it('are 20 addresses at most', async () => {
    const fields = async (alertRecipients: readonly string[]) =>
      world.create(['a', 'b'], { alertRecipients }).then(
        () => [],
        (error) => error.details.fields,
      );
    expect(await fields(['ada', 'grace@example.com', 'x@y\r\nBcc: z@example.com'])).toMatchObject([
      { path: 'alertRecipients.0' },
      { path: 'alertRecipients.2' },
    ]);
    const many = Array.from({ length: 21 }, (_, index) => `ada-${index}@example.com`);
    expect(await fields(many)).toMatchObject([{ path: 'alertRecipients' }]);
    expect(await fields(many.slice(1))).toEqual([]);
  });
});
