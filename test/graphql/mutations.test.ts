import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { VersionConflict } from '../../src/domain/errors/resource-errors.js';
import {
  NamespaceNotFound,
  ScheduleNotEditable,
  ScheduleWouldBeEmpty,
} from '../../src/domain/errors/schedule-errors.js';
import { aScheduleEdit } from '../factories/resources.js';
import { ALERT_CASES } from './mutation-cases/alerts.js';
import { BACKUP_CASES } from './mutation-cases/backups.js';
import { CLUSTER_CASES } from './mutation-cases/clusters.js';
import { DELIVERIE_CASES } from './mutation-cases/deliveries.js';
import { LOCATION_CASES } from './mutation-cases/locations.js';
import { PEOPLE_CASES } from './mutation-cases/people.js';
import { RESOURCE_CASES } from './mutation-cases/resources.js';
import { RESTORE_CASES } from './mutation-cases/restores.js';
import { SCHEDULE_CASES } from './mutation-cases/schedules.js';
import {
  alert,
  backup,
  cluster,
  delivery,
  discovery,
  group,
  labels,
  location,
  type MutationCase,
  person,
  restore,
  route,
  rule,
  schedule,
  share,
} from './mutation-cases/things.js';
import { onlyError, type Running, startApi } from './running-api.js';

const api: Running = await startApi();
afterAll(() => api.stop());
beforeEach(() => {
  api.services.calls.length = 0;
  api.services.clusterRows = [cluster];
  api.services.locationRows = [location];
  api.services.backupRows = [backup];
  api.services.restoreRows = [restore];
  api.services.scheduleRows = [schedule];
  api.services.alertRows = [alert];
  api.services.userRows = [person];
  api.services.groupRows = [group];
  api.services.shareRows = [share];
  api.services.routeRows = [route];
  api.services.ruleRows = [rule];
  api.services.discoveryRows = [discovery];
  api.services.deliveryRows = [delivery];
});

const { id } = cluster;

const MUTATIONS: readonly MutationCase[] = [
  ...CLUSTER_CASES,
  ...LOCATION_CASES,
  ...BACKUP_CASES,
  ...RESTORE_CASES,
  ...SCHEDULE_CASES,
  ...ALERT_CASES,
  ...DELIVERIE_CASES,
  ...PEOPLE_CASES,
  ...RESOURCE_CASES,
];

function mutate(name: string, input: object, fields = '__typename') {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  return api.query(`mutation ($input: ${type}) { ${name}(input: $input) { ${fields} } }`, { input });
}

describe('a mutation', () => {
  it.each(MUTATIONS)(
    '%s is one call of a service, by the caller',
    async (name, input, fields, call, args) => {
      const { body } = await mutate(name, input, fields);
      expect(body.errors).toBeUndefined();
      expect((body.data as Record<string, unknown>)[name]).toBeTruthy();
      expect(api.services.calls[0]).toEqual({ name: call, args });
    },
  );

  it('there is a test of each', async () => {
    const { body } = await api.query('{ __schema { mutationType { fields { name } } } }');
    const { fields } = (body.data as { __schema: { mutationType: { fields: { name: string }[] } } }).__schema
      .mutationType;
    expect(fields.map((field) => field.name).sort()).toEqual(MUTATIONS.map(([name]) => name).sort());
  });

  it('of an id that can be the id of nothing is NOT_FOUND before a service is asked', async () => {
    for (const field of ['id', 'scheduleId']) {
      for (const [name, input] of MUTATIONS.filter(([, input]) => field in input)) {
        const { extensions } = onlyError(await mutate(name, { ...input, [field]: 'no-such-id' }));
        expect([name, extensions.code]).toEqual([name, 'NOT_FOUND']);
      }
    }
    expect(api.services.calls).toEqual([]);
  });

  it('a label key that is given twice is refused', async () => {
    const twice = [...labels, { key: 'team', value: 'red' }];
    const error = onlyError(await mutate('editBackup', { id: backup.id, expectedVersion: 1, labels: twice }));
    expect(error.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { fields: [{ path: 'labels' }] },
    });
    expect(api.services.calls).toEqual([]);
  });

  it('a label called __proto__ is a label like any other', async () => {
    await mutate('editBackup', {
      id: backup.id,
      expectedVersion: 1,
      labels: [{ key: '__proto__', value: 'x' }],
    });
    const change = api.services.calls[0]?.args[1] as { labels: object };
    expect(Object.keys(change.labels)).toEqual(['__proto__']);
  });

  it('a backup that is deleted is shown DELETING, a rescan shows what it found', async () => {
    expect((await mutate('deleteBackup', { id: backup.id }, 'backup { state }')).body.data).toEqual({
      deleteBackup: { backup: { state: 'DELETING' } },
    });
    const { body } = await mutate(
      'rescanBackupLocation',
      { id: location.id },
      'found { name } skipped damaged { key message }',
    );
    expect(body.data).toEqual({
      rescanBackupLocation: {
        found: [{ name: 'lost-and-found' }],
        skipped: 2,
        damaged: [{ key: 'backups/x/', message: 'no manifest' }],
      },
    });
  });

  it('a schedule is deleted with its backups refused unless the caller says otherwise', async () => {
    await mutate('deleteBackupSchedule', { id: schedule.id });
    expect(api.services.calls[0]?.args[1]).toEqual({ backups: 'REFUSE' });
  });

  it('an exclude that was already so says who did it when', async () => {
    const by = aScheduleEdit(schedule.id, { at: new Date('2026-11-19T08:00:00Z') });
    api.services.selectionEdit = { changed: false, namespaces: ['billing'], by };
    const input = { scheduleId: schedule.id, namespaces: ['billing'], selectionVersion: 1 };
    const fields = 'changed namespaces by { kind at actor { kind name } selectionVersion }';
    expect((await mutate('excludeNamespacesFromSchedule', input, fields)).body.data).toEqual({
      excludeNamespacesFromSchedule: {
        changed: false,
        namespaces: ['billing'],
        by: {
          kind: 'EXCLUDE',
          at: '2026-11-19T08:00:00.000Z',
          actor: { kind: 'USER', name: 'ada' },
          selectionVersion: 2,
        },
      },
    });
  });

  it.each([
    [
      'SCHEDULE_NOT_EDITABLE',
      new ScheduleNotEditable(schedule.id, 'LABELS', 'nightly'),
      { reason: 'LABELS', advice: expect.stringContaining('edit the selector') },
    ],
    [
      'SCHEDULE_WOULD_BE_EMPTY',
      new ScheduleWouldBeEmpty(schedule.id, 'nightly'),
      { scheduleId: schedule.id },
    ],
    [
      'CONFLICT',
      new VersionConflict({ resource: 'BackupSchedule', id: schedule.id, expected: 1, actual: 2 }),
      { expected: 1, actual: 2 },
    ],
    ['NAMESPACE_NOT_FOUND', new NamespaceNotFound(id, ['wiki']), { namespaces: ['wiki'] }],
  ])('a refusal with %s reaches the caller with its details', async (code, error, details) => {
    const failing = await startApi();
    try {
      failing.services.fail('scheduleNamespaces.exclude', error);
      const answer = await failing.query(
        'mutation ($input: ExcludeNamespacesFromScheduleInput!) { excludeNamespacesFromSchedule(input: $input) { changed } }',
        { input: { scheduleId: schedule.id, namespaces: ['billing'], selectionVersion: 1 } },
      );
      expect(onlyError(answer).extensions).toMatchObject({ code, details });
    } finally {
      await failing.stop();
    }
  });
});
