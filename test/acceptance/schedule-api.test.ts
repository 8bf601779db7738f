/** The story of the first seed as a GraphQL client plays it, with the operations of schema/operations, on the real services. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AcknowledgeAlertDocument,
  AddNamespacesToScheduleDocument,
  AlertsDocument,
  BackUpScheduleNowDocument,
  BackupDocument,
  BackupMissingDocument,
  BackupScheduleBackupsDocument,
  BackupScheduleCyclesDocument,
  BackupScheduleDocument,
  BackupScheduleHistoryDocument,
  BackupSchedulePreviewDocument,
  BackupSchedulesDocument,
  BackupScheduleUpcomingDocument,
  CreateBackupScheduleDocument,
  DeleteBackupScheduleDocument,
  EditBackupScheduleDocument,
  ExcludeNamespacesFromScheduleDocument,
  HeldBackupsDocument,
  ReleaseHeldBackupsDocument,
  ResumeBackupScheduleDocument,
  RevertScheduleEditDocument,
  SuspendBackupScheduleDocument,
  type TypedDocumentString,
} from '../../src/client/generated/graphql.js';
import { onlyError, type Running, startApi } from '../graphql/running-api.js';
import { fillNamespace } from '../support/installation.js';
import { Scheduled } from '../support/scheduled.js';

let world: Scheduled;
let api: Running;
beforeAll(async () => {
  world = await Scheduled.start({ namespaces: ['billing', 'blog', 'shop'] });
  api = await startApi({ services: world.services, authenticate: async () => world.holdfast.actor });
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});

async function ask<R, V extends Record<string, unknown>>(
  document: TypedDocumentString<R, V>,
  variables: V,
): Promise<R> {
  const { body } = await api.query(String(document), variables);
  expect(body.errors).toBeUndefined();
  return body.data as R;
}

const refused = async <R, V extends Record<string, unknown>>(
  document: TypedDocumentString<R, V>,
  variables: V,
) => onlyError(await api.query(String(document), variables)).extensions;

async function created(name: string, names: readonly string[]) {
  const { cluster, location } = world.holdfast;
  const input = {
    name,
    clusterId: cluster.id,
    locationId: location.id,
    selection: { kind: 'NAMED' as const, names },
    timing: { kind: 'INTERVAL' as const, minutes: 15 },
    timeZone: 'UTC',
    retention: { keep: 1 },
  };
  return (await ask(CreateBackupScheduleDocument, { input })).createBackupSchedule.backupSchedule;
}

const shown = async (id: string) => (await ask(BackupScheduleDocument, { id })).backupSchedule;

describe('a schedule, by a client', () => {
  it('goes on without what is missing, is mended by an exclude, and grows again', async () => {
    const { id, selectionVersion, nextDueAt } = await created('nightly', ['shop', 'billing', 'blog']);
    const { backupSchedule: times } = await ask(BackupScheduleUpcomingDocument, { id, first: 3 });
    expect(times).toMatchObject({ timing: { description: 'every 15 minutes' } });
    expect(times?.upcoming[0]).toBe(nextDueAt);
    expect(times?.upcoming).toHaveLength(3);

    await world.cycle(id);
    world.store.deleteNamespace('billing', { instantly: true });
    const { backupSchedule: ahead } = await ask(BackupSchedulePreviewDocument, { id });
    expect(ahead?.preview).toMatchObject({
      included: [{ name: 'blog' }, { name: 'shop' }],
      missing: [{ name: 'billing', reason: 'not found' }],
    });

    const { backup } = await world.cycle(id);
    const backupId = backup?.backup.id ?? '';
    expect(await shown(id)).toMatchObject({
      missingNamespaces: ['billing'],
      openCycle: null,
      alerts: [{ kind: 'MISSING_NAMESPACES', count: 1 }],
    });
    const { backup: partial } = await ask(BackupMissingDocument, { id: backupId });
    expect(partial).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      schedule: { id, selectionVersion },
      missing: [{ name: 'billing', reason: 'not found', isBack: false, isOnSchedule: true }],
      allowedOperations: expect.arrayContaining([
        expect.objectContaining({ operation: 'excludeNamespaces', allowed: true }),
      ]),
    });
    const { alerts } = await ask(AlertsDocument, { first: 10, filter: { open: true, scheduleId: id } });
    const [alert] = alerts.edges;
    expect(alert?.node).toMatchObject({ isOpen: true, namespaces: ['billing'], backup: { id: backupId } });
    const note = await ask(AcknowledgeAlertDocument, { input: { id: alert?.node.id ?? '' } });
    expect(note.acknowledgeAlert.alert).toMatchObject({ isOpen: true, acknowledgedBy: 'admin' });

    const exclude = { scheduleId: id, namespaces: ['billing'], selectionVersion, backupId };
    const first = await ask(ExcludeNamespacesFromScheduleDocument, { input: exclude });
    expect(first.excludeNamespacesFromSchedule).toMatchObject({
      changed: true,
      namespaces: ['billing'],
      by: { kind: 'EXCLUDE', actor: { kind: 'USER', name: 'admin' } },
      backupSchedule: { selection: { names: ['blog', 'shop'] }, selectionVersion: selectionVersion + 1 },
    });
    const again = await ask(ExcludeNamespacesFromScheduleDocument, { input: exclude });
    expect(again.excludeNamespacesFromSchedule).toMatchObject({
      changed: false,
      by: { id: first.excludeNamespacesFromSchedule.by?.id },
    });

    await world.cycle(id);
    expect(await shown(id)).toMatchObject({
      missingNamespaces: [],
      alerts: [],
      departures: [{ namespace: 'billing', leftAt: expect.stringMatching(/^2026-11-20T/) }],
    });
    const add = { scheduleId: id, namespaces: ['billing'], selectionVersion: selectionVersion + 1 };
    expect(await refused(AddNamespacesToScheduleDocument, { input: add })).toMatchObject({
      code: 'NAMESPACE_NOT_FOUND',
      details: { namespaces: ['billing'] },
    });
    const { backupSchedule: cycles } = await ask(BackupScheduleCyclesDocument, { id, first: 10 });
    expect(cycles?.cycles.edges.map(({ node }) => [node.outcome, node.trigger, node.backup?.state])).toEqual([
      ['BACKED_UP', 'PLANNED', 'SUCCESS'],
      // One is kept: the partial backup has gone, for nothing of it is the last copy.
      ['BACKED_UP', 'PLANNED', undefined],
      ['BACKED_UP', 'PLANNED', 'SUCCESS'],
    ]);

    // The first stays beyond the count: it holds the last copy of billing.
    const { backupSchedule: held } = await ask(HeldBackupsDocument, { id });
    expect(held?.heldBackups).toMatchObject([
      { backup: { state: 'SUCCESS' }, heldFor: [{ namespace: 'billing', reason: 'LEFT_SCHEDULE' }] },
    ]);
    const kept = held?.heldBackups[0]?.backup?.id ?? '';
    expect((await ask(BackupDocument, { id: kept })).backup).toMatchObject({
      schedule: { id, name: 'nightly' },
      heldFor: held?.heldBackups[0]?.heldFor,
    });
    await ask(ReleaseHeldBackupsDocument, { input: { scheduleId: id, namespaces: ['billing'] } });
    expect((await ask(HeldBackupsDocument, { id })).backupSchedule?.heldBackups).toEqual([]);

    fillNamespace(world.store, 'billing');
    const { addNamespacesToSchedule: added } = await ask(AddNamespacesToScheduleDocument, { input: add });
    expect(added).toMatchObject({ changed: true, by: { kind: 'ADD' } });
    expect((await world.cycle(id)).backup).toMatchObject({
      state: 'SUCCESS',
      included: ['billing', 'blog', 'shop'],
    });
  });

  it('shows its whole history, and takes the last exclude back', async () => {
    const { id, selectionVersion, version } = await created('weekly', ['blog', 'shop']);
    const timing = { kind: 'WEEKLY' as const, weekdays: ['SUNDAY' as const], at: '03:00' };
    const input = { id, expectedVersion: version, timing, timeZone: 'Europe/Berlin' };
    const { editBackupSchedule: edited } = await ask(EditBackupScheduleDocument, { input });
    expect(edited.backupSchedule).toMatchObject({
      nextDueAt: '2026-11-22T02:00:00.000Z',
      timing: { description: 'every Sunday at 03:00 (Europe/Berlin)' },
    });
    expect(await refused(EditBackupScheduleDocument, { input })).toMatchObject({ code: 'CONFLICT' });
    await ask(ExcludeNamespacesFromScheduleDocument, {
      input: { scheduleId: id, namespaces: ['blog'], selectionVersion },
    });
    const { revertScheduleEdit: reverted } = await ask(RevertScheduleEditDocument, {
      input: { scheduleId: id },
    });
    expect(reverted).toMatchObject({
      changed: true,
      backupSchedule: { selection: { names: ['blog', 'shop'] } },
    });
    expect(await refused(RevertScheduleEditDocument, { input: { scheduleId: id } })).toMatchObject({
      code: 'NOTHING_TO_REVERT',
    });
    await ask(SuspendBackupScheduleDocument, { input: { id } });
    expect(await shown(id)).toMatchObject({ state: 'SUSPENDED', nextDueAt: null, upcoming: [] });
    expect(await refused(BackUpScheduleNowDocument, { input: { id } })).toMatchObject({
      code: 'OPERATION_NOT_ALLOWED',
    });
    await ask(ResumeBackupScheduleDocument, { input: { id } });
    const { backupSchedule } = await ask(BackupScheduleHistoryDocument, { id, first: 4 });
    const history = backupSchedule?.history;
    expect(history?.edges.map(({ node }) => node.kind)).toEqual(['RESUME', 'SUSPEND', 'REVERT', 'EXCLUDE']);
    expect(history?.edges[3]?.node).toMatchObject({
      namespaces: ['blog'],
      changes: [{ field: 'selection', before: { names: ['blog', 'shop'] }, after: { names: ['shop'] } }],
      revertedAt: expect.any(String),
    });
    const after = history?.pageInfo.endCursor ?? null;
    const { backupSchedule: earlier } = await ask(BackupScheduleHistoryDocument, { id, first: 4, after });
    expect(earlier?.history.edges.map(({ node }) => node.kind)).toEqual(['EDIT', 'CREATE']);
  });

  it('is backed up now, refuses to go while it has backups, and leaves them when asked', async () => {
    const { id } = await created('once', ['shop']);
    const { backUpScheduleNow } = await ask(BackUpScheduleNowDocument, { input: { id } });
    expect(backUpScheduleNow.backup).toMatchObject({ state: 'IN_PROGRESS', schedule: { id } });
    expect(await shown(id)).toMatchObject({
      openCycle: { trigger: 'MANUAL' },
      allowedOperations: expect.arrayContaining([
        expect.objectContaining({ operation: 'addNamespaces', allowed: false, advice: expect.any(String) }),
      ]),
    });
    expect(await refused(BackUpScheduleNowDocument, { input: { id } })).toMatchObject({
      code: 'OPERATION_IN_PROGRESS',
    });
    await world.holdfast.run(backUpScheduleNow.backup.id);
    const { backupSchedule } = await ask(BackupScheduleBackupsDocument, { id, first: 5 });
    expect(backupSchedule?.backups).toMatchObject({
      totalCount: 1,
      edges: [{ node: { id: backUpScheduleNow.backup.id, state: 'SUCCESS' } }],
    });
    expect(await refused(DeleteBackupScheduleDocument, { input: { id } })).toMatchObject({
      code: 'HAS_DEPENDENTS',
    });
    await ask(DeleteBackupScheduleDocument, { input: { id, backups: 'KEEP' } });
    expect(await refused(BackupScheduleDocument, { id })).toMatchObject({ code: 'NOT_FOUND' });
    const { backup } = await ask(BackupDocument, { id: backUpScheduleNow.backup.id });
    expect(backup).toMatchObject({ state: 'SUCCESS', schedule: null, heldFor: [] });
  });

  it('with several faults is refused once, with all that the API and the services know', async () => {
    const { cluster, location } = world.holdfast;
    const { details } = await refused(CreateBackupScheduleDocument, {
      input: {
        name: 'Bad!',
        clusterId: cluster.id,
        locationId: location.id,
        selection: { kind: 'NAMED', names: ['UPPER'] },
        timing: { kind: 'CRON', expression: '0 0 31 2 *' },
        timeZone: 'Mars/Olympus',
        retention: { keep: 0 },
      },
    });
    const paths = (details.fields as { path: string }[]).map((each) => each.path);
    expect(paths).toEqual(expect.arrayContaining(['name', 'selection.names.0', 'retention.keep']));
    expect(paths.some((path) => path.startsWith('timing'))).toBe(true);
  });

  it('is found by cluster, state and a part of its name', async () => {
    await created('find-me', ['blog', 'shop']);
    const { backupSchedules } = await ask(BackupSchedulesDocument, {
      first: 10,
      filter: { clusterId: world.holdfast.cluster.id, states: ['ACTIVE'], nameContains: 'find-' },
    });
    expect(backupSchedules).toMatchObject({
      totalCount: 1,
      edges: [
        { node: { name: 'find-me', cluster: { name: 'prod' }, selection: { names: ['blog', 'shop'] } } },
      ],
    });
  });
});
