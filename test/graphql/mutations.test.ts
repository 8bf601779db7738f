import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { VersionConflict } from '../../src/domain/errors/resource-errors.js';
import {
  NamespaceNotFound,
  ScheduleNotEditable,
  ScheduleWouldBeEmpty,
} from '../../src/domain/errors/schedule-errors.js';
import { aDelivery, anAlertRoute } from '../factories/deliveries.js';
import { aDiscovery } from '../factories/discoveries.js';
import { anAlert, aScheduleEdit, aUserGroup } from '../factories/resources.js';
import { aRestore, restoreOptions } from '../factories/restores.js';
import { anAction, anExecRule } from '../factories/rules.js';
import { aShare } from '../factories/shares.js';
import { aBackup, aCluster, aLocation, aSchedule, aUser } from './builders.js';
import { ADA, onlyError, type Running, startApi } from './running-api.js';

const api: Running = await startApi();
const cluster = aCluster();
const location = aLocation();
const backup = aBackup();
const restore = aRestore({ ownerId: backup.ownerId, backupId: backup.id, clusterId: cluster.id });
const schedule = aSchedule();
const alert = anAlert({ scheduleId: schedule.id });
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
const person = aUser();
const share = aShare({
  resource: 'BackupSchedule',
  resourceId: person.id,
  grantee: { kind: 'USER', userId: person.id },
  createdBy: person.id,
});
const group = aUserGroup();
const route = anAlertRoute();
const rule = anExecRule();
const discovery = aDiscovery();
const delivery = aDelivery();
const SLACK = { teamId: 'T1', teamName: 'Acme', slackUserId: 'U1', slackUserName: 'kim' };
const CLICK = {
  key: 'T1.1.2',
  kind: 'BUTTON',
  action: 'exclude',
  teamId: 'T1',
  slackUserId: 'U1',
  slackUserName: 'kim',
  standing: 'MEMBER',
  operations: ['viewer'],
};
const labels = [{ key: 'team', value: 'blue' }];

/** mutation → input → what is asked for → the one service call it becomes. */
const MUTATIONS: readonly (readonly [string, object, string, string, readonly unknown[]])[] = [
  [
    'registerCluster',
    { name: 'harbour', kubeconfig: 'apiVersion: v1', context: null, mode: 'FEDERATED', labels },
    'cluster { name state }',
    'clusters.register',
    [{ name: 'harbour', kubeconfig: 'apiVersion: v1', mode: 'FEDERATED', labels: { team: 'blue' } }, ADA],
  ],
  [
    'editCluster',
    { id, expectedVersion: 3, name: 'pier', labels: [], kubeconfig: null },
    'cluster { id version }',
    'clusters.edit',
    [id, { expectedVersion: 3, name: 'pier', labels: {} }, ADA],
  ],
  ['deleteCluster', { id }, 'id', 'clusters.remove', [id, ADA]],
  ['validateCluster', { id }, 'cluster { state stateReason }', 'clusters.validate', [id, ADA]],
  [
    'createBackupLocation',
    { name: 'vault', path: '/srv/backups/vault' },
    'backupLocation { name path }',
    'locations.create',
    [{ name: 'vault', path: '/srv/backups/vault' }, ADA],
  ],
  [
    'editBackupLocation',
    { id: location.id, expectedVersion: 1, labels },
    'backupLocation { id }',
    'locations.edit',
    [location.id, { expectedVersion: 1, labels: { team: 'blue' } }, ADA],
  ],
  ['deleteBackupLocation', { id: location.id }, 'id', 'locations.remove', [location.id, ADA]],
  [
    'validateBackupLocation',
    { id: location.id },
    'backupLocation { state }',
    'locations.validate',
    [location.id, ADA],
  ],
  [
    'createLocationConnection',
    { clusterId: id, locationId: location.id },
    'locationConnection { state }',
    'connections.create',
    [{ clusterId: id, locationId: location.id }, ADA],
  ],
  [
    'validateLocationConnection',
    { id },
    'locationConnection { state stateReason }',
    'connections.validate',
    [id, ADA],
  ],
  ['deleteLocationConnection', { id }, 'id', 'connections.remove', [id, ADA]],
  [
    'syncBackupLocation',
    { id: location.id },
    'backupSync { state counts { listed } }',
    'syncs.request',
    [location.id, ADA],
  ],
  [
    'rescanBackupLocation',
    { id: location.id },
    'backupLocation { id } found { name } skipped damaged { key message } locked { key message }',
    'rescan.run',
    [location.id, ADA],
  ],
  [
    'rewrapBackups',
    { first: 50, after: id },
    'rewrapped unchanged refused { backup { id } message } next',
    'encryption.rewrap',
    [{ first: 50, after: id }, ADA],
  ],
  [
    'createBackup',
    { name: null, clusterId: id, locationId: location.id, namespaces: ['shop', 'billing'] },
    'backup { id state }',
    'backups.create',
    [{ clusterId: id, locationId: location.id, namespaces: ['shop', 'billing'] }, ADA],
  ],
  ['cancelBackup', { id: backup.id }, 'backup { state }', 'backups.cancel', [backup.id, ADA]],
  [
    'editBackup',
    { id: backup.id, expectedVersion: 1, name: 'kept' },
    'backup { id }',
    'backups.edit',
    [backup.id, { expectedVersion: 1, name: 'kept' }, ADA],
  ],
  [
    'deleteBackup',
    { id: backup.id },
    'backup { state deletion { step } }',
    'backups.remove',
    [backup.id, { confirmLastCopy: false }, ADA],
  ],
  [
    'verifyBackup',
    { id: backup.id },
    'backup { id } verification { state trigger attempt frames objects bytes damages error endedAt }',
    'verifications.request',
    [backup.id, ADA],
  ],
  [
    'cancelBackupVerification',
    { id: backup.id },
    'backup { id } verification { state cancelRequestedAt }',
    'verifications.cancel',
    [backup.id, ADA],
  ],
  [
    'importVeleroBackup',
    { locationId: location.id, veleroName: 'weekly', clusterId: id, targetLocationId: null },
    'backup { id state }',
    'veleroImports.import',
    [{ locationId: location.id, veleroName: 'weekly', clusterId: id }, ADA],
  ],
  [
    'revealBackupSecret',
    { backupId: backup.id, resource: 'secrets', namespace: 'shop', name: 'key' },
    'object { json masked }',
    'browsing.reveal',
    [backup.id, { resource: 'secrets', namespace: 'shop', name: 'key' }, ADA],
  ],
  [
    'createRestore',
    {
      backupId: backup.id,
      clusterId: id,
      name: 'back-again',
      scope: {
        namespaces: ['shop'],
        objects: [{ resource: 'clusterroles.rbac.authorization.k8s.io', name: 'viewer' }],
        filter: { excludeResources: ['secrets'] },
      },
      namespaceMapping: [{ from: 'shop', to: 'shop-copy' }],
      existing: 'REPLACE',
      confirm: true,
    },
    'restore { name state options { namespaceMapping { from to } } progress { done total } }',
    'restores.create',
    [
      {
        backupId: backup.id,
        clusterId: id,
        name: 'back-again',
        confirm: true,
        options: {
          ...restoreOptions(),
          scope: {
            namespaces: ['shop'],
            objects: [{ resource: 'clusterroles.rbac.authorization.k8s.io', namespace: '', name: 'viewer' }],
            filter: { includeResources: null, excludeResources: ['secrets'], labelSelector: null },
            clusterScoped: true,
          },
          namespaceMapping: { shop: 'shop-copy' },
          existing: 'REPLACE',
        },
      },
      ADA,
    ],
  ],
  ['cancelRestore', { id: restore.id }, 'restore { state }', 'restores.cancel', [restore.id, ADA]],
  ['deleteRestore', { id: restore.id }, 'id', 'restores.remove', [restore.id, ADA]],
  [
    'createBackupSchedule',
    {
      name: 'nightly',
      clusterId: id,
      locationId: location.id,
      selection: { kind: 'NAMED', names: ['shop', 'billing'] },
      timing: { kind: 'DAILY', at: '02:30', minutes: null },
      timeZone: 'Europe/Berlin',
      graceMinutes: null,
      retention: { keep: 7 },
      labels,
    },
    'backupSchedule { name state }',
    'schedules.create',
    [
      {
        name: 'nightly',
        clusterId: id,
        locationId: location.id,
        selection: { kind: 'NAMED', names: ['shop', 'billing'] },
        timing: { kind: 'DAILY', at: '02:30' },
        timeZone: 'Europe/Berlin',
        retention: { keep: 7, maxAgeDays: null, ...NO_TIERS },
        labels: { team: 'blue' },
      },
      ADA,
    ],
  ],
  [
    'editBackupSchedule',
    {
      id: schedule.id,
      expectedVersion: 1,
      timing: { kind: 'WEEKLY', weekdays: ['MONDAY', 'FRIDAY'], at: '23:00' },
      retention: { keep: 3, maxAgeDays: 30, daily: 7 },
      verifyEvery: { days: 7 },
      locationId: location.id,
      selector: 'team=shop',
      name: null,
    },
    'backupSchedule { id version }',
    'schedules.edit',
    [
      schedule.id,
      {
        expectedVersion: 1,
        timing: { kind: 'WEEKLY', days: ['MONDAY', 'FRIDAY'], at: '23:00' },
        retention: { keep: 3, maxAgeDays: 30, ...NO_TIERS, daily: 7 },
        verifyEveryDays: 7,
        locationId: location.id,
        selector: 'team=shop',
      },
      ADA,
    ],
  ],
  [
    'suspendBackupSchedule',
    { id: schedule.id },
    'backupSchedule { state nextDueAt }',
    'schedules.suspend',
    [schedule.id, ADA],
  ],
  [
    'resumeBackupSchedule',
    { id: schedule.id },
    'backupSchedule { state }',
    'schedules.resume',
    [schedule.id, ADA],
  ],
  [
    'deleteBackupSchedule',
    { id: schedule.id, backups: 'KEEP' },
    'id',
    'schedules.remove',
    [schedule.id, { backups: 'KEEP' }, ADA],
  ],
  ['backUpScheduleNow', { id: schedule.id }, 'backup { state }', 'schedules.backUpNow', [schedule.id, ADA]],
  [
    'excludeNamespacesFromSchedule',
    { scheduleId: schedule.id, namespaces: ['billing'], selectionVersion: 4, backupId: backup.id },
    'backupSchedule { id } changed namespaces by { id }',
    'scheduleNamespaces.exclude',
    [{ scheduleId: schedule.id, namespaces: ['billing'], selectionVersion: 4, backupId: backup.id }, ADA],
  ],
  [
    'addNamespacesToSchedule',
    { scheduleId: schedule.id, namespaces: ['wiki'], selectionVersion: 4 },
    'backupSchedule { id } changed namespaces by { id }',
    'scheduleNamespaces.add',
    [{ scheduleId: schedule.id, namespaces: ['wiki'], selectionVersion: 4 }, ADA],
  ],
  [
    'revertScheduleEdit',
    { scheduleId: schedule.id },
    'backupSchedule { id } changed',
    'scheduleNamespaces.revert',
    [schedule.id, ADA],
  ],
  [
    'releaseHeldBackups',
    { scheduleId: schedule.id, namespaces: ['billing'] },
    'backupSchedule { releasedNamespaces }',
    'retention.release',
    [{ scheduleId: schedule.id, namespaces: ['billing'] }, ADA],
  ],
  [
    'acknowledgeAlert',
    { id: alert.id },
    'alert { acknowledgedBy isOpen }',
    'alerts.acknowledge',
    [alert.id, ADA],
  ],
  [
    'createUser',
    { name: 'Kim', role: 'APP_USER', email: null },
    'user { name role }',
    'users.create',
    [{ name: 'Kim', role: 'APP_USER' }, ADA],
  ],
  [
    'editUser',
    { id: person.id, expectedVersion: 1, state: 'INACTIVE', name: null },
    'user { id state }',
    'users.edit',
    [person.id, { expectedVersion: 1, state: 'INACTIVE' }, ADA],
  ],
  [
    'reassignOwnership',
    { fromUserId: person.id, toUserId: group.id, kinds: ['Backup'] },
    'changed moved { kind count }',
    'ownership.reassign',
    [{ fromUserId: person.id, toUserId: group.id, kinds: ['Backup'] }, ADA],
  ],
  [
    'createShare',
    { resource: 'BackupSchedule', id: person.id.toUpperCase(), userId: person.id, access: 'RESTORE' },
    'share { access namespaces user { name } }',
    'shares.create',
    [{ resource: 'BackupSchedule', resourceId: person.id, userId: person.id, access: 'RESTORE' }, ADA],
  ],
  [
    'editShare',
    { id: share.id, expectedVersion: 1, namespaces: ['shop-*'] },
    'share { access }',
    'shares.edit',
    [share.id, { expectedVersion: 1, namespaces: ['shop-*'] }, ADA],
  ],
  [
    'changeLabels',
    { resource: 'Backup', id: share.id, expectedVersion: 1, set: [{ key: 'a', value: 'b' }], remove: ['c'] },
    'id version labels { key }',
    'labels.change',
    [{ resource: 'Backup', id: share.id, expectedVersion: 1, set: { a: 'b' }, remove: ['c'] }, ADA],
  ],
  ['deleteShare', { id: share.id }, 'id', 'shares.remove', [share.id, ADA]],
  [
    'createUserGroup',
    { name: 'ops', memberIds: [person.id.toUpperCase()] },
    'userGroup { name provider }',
    'userGroups.create',
    [{ name: 'ops', memberIds: [person.id] }, ADA],
  ],
  [
    'editUserGroup',
    { id: group.id, expectedVersion: 1, name: null, removeMemberIds: [person.id] },
    'userGroup { id members { totalCount } }',
    'userGroups.edit',
    [group.id, { expectedVersion: 1, removeMemberIds: [person.id] }, ADA],
  ],
  ['deleteUserGroup', { id: group.id }, 'id', 'userGroups.remove', [group.id, ADA]],
  [
    'createAccessToken',
    { userId: person.id, name: 'ci', expiresAt: '2027-01-01T00:00:00Z' },
    'token accessToken { name }',
    'accessTokens.create',
    [{ userId: person.id, name: 'ci', expiresAt: new Date('2027-01-01T00:00:00Z') }, ADA],
  ],
  [
    'revokeAccessToken',
    { id: person.id },
    'accessToken { revokedAt }',
    'accessTokens.revoke',
    [person.id, ADA],
  ],
  ['beginSlackLink', SLACK, 'code expiresAt', 'slackLinks.begin', [SLACK, ADA]],
  [
    'confirmSlackLink',
    { code: 'ABCDE-FGHJK' },
    'slackLink { teamName }',
    'slackLinks.confirm',
    ['ABCDE-FGHJK', ADA],
  ],
  ['removeSlackLink', { id: person.id }, 'id', 'slackLinks.remove', [person.id, ADA]],
  [
    'beginInteraction',
    { ...CLICK, channelId: null },
    'outcome token user { id }',
    'interactions.begin',
    [CLICK, ADA],
  ],
  [
    'snoozeAlerts',
    { scheduleId: schedule.id, until: '2026-11-23T09:00:00.000Z' },
    'changed alerts { id standing snooze { until by } }',
    'snooze.snooze',
    [{ scheduleId: schedule.id, until: new Date('2026-11-23T09:00:00.000Z') }, ADA],
  ],
  [
    'unsnoozeAlerts',
    { scheduleId: schedule.id },
    'changed alerts { id }',
    'snooze.unsnooze',
    [schedule.id, ADA],
  ],
  [
    'createAlertRoute',
    { name: 'ops', channelId: 'C0ALERTS1', detail: 'COUNTS', digestAt: null },
    'alertRoute { name }',
    'alertRoutes.create',
    [{ name: 'ops', channelId: 'C0ALERTS1', detail: 'COUNTS' }, ADA],
  ],
  [
    'editAlertRoute',
    { id: route.id, expectedVersion: 1, digestAt: null },
    'alertRoute { id }',
    'alertRoutes.edit',
    [route.id, 1, { digestAt: null }, ADA],
  ],
  ['deleteAlertRoute', { id: route.id }, 'id', 'alertRoutes.remove', [route.id, ADA]],
  ['testAlertRoute', { id: route.id }, 'delivery { kind }', 'alertRoutes.test', [route.id, ADA]],
  [
    'createExecRule',
    { name: 'freeze', kind: 'PRE', actions: [{ podSelector: 'app=db', command: ['freeze'] }] },
    'execRule { name }',
    'execRules.create',
    [{ name: 'freeze', kind: 'PRE', actions: [anAction({ timeoutSeconds: 30 })] }, ADA],
  ],
  [
    'editExecRule',
    { id: rule.id, expectedVersion: 1, name: 'quiet' },
    'execRule { id }',
    'execRules.edit',
    [rule.id, { expectedVersion: 1, name: 'quiet' }, ADA],
  ],
  [
    'createClusterDiscovery',
    { name: 'dev', kubeconfig: 'k', project: 'dev', intervalMinutes: 15, labelSelector: null },
    'clusterDiscovery { name clusters { managed } allowedOperations { operation } }',
    'discoveries.create',
    [{ name: 'dev', kubeconfig: 'k', project: 'dev', intervalMinutes: 15 }, ADA],
  ],
  [
    'editClusterDiscovery',
    { id: discovery.id, expectedVersion: 1, name: null, project: null, intervalMinutes: null },
    'clusterDiscovery { id owner { id } }',
    'discoveries.edit',
    [discovery.id, { expectedVersion: 1, project: null, intervalMinutes: null }, ADA],
  ],
  [
    'runClusterDiscovery',
    { id: discovery.id },
    'clusterDiscovery { state }',
    'discoveries.discover',
    [discovery.id, ADA],
  ],
  [
    'refreshClusterDiscovery',
    { id: discovery.id },
    'clusterDiscovery { state }',
    'discoveries.refresh',
    [discovery.id, ADA],
  ],
  [
    'deleteClusterDiscovery',
    { id: discovery.id },
    'clusterDiscovery { state }',
    'discoveries.remove',
    [discovery.id, 'REFUSE', ADA],
  ],
  ['deleteExecRule', { id: rule.id }, 'id', 'execRules.remove', [rule.id, ADA]],
  ['resendDelivery', { id: delivery.id }, 'delivery { id }', 'deliveries.resend', [delivery.id, ADA]],
  [
    'claimDeliveries',
    { worker: 'bot', first: 3 },
    'nextAt claimed { claim }',
    'deliveries.claim',
    ['bot', 3, ADA],
  ],
  [
    'acknowledgeDelivery',
    { id: delivery.id, claim: 'word', outcome: 'UNSENT', errorCode: null, retryAfterSeconds: 7 },
    'delivery { id }',
    'deliveries.acknowledge',
    [{ id: delivery.id, claim: 'word', outcome: 'UNSENT', retryAfterSeconds: 7 }, ADA],
  ],
  [
    'adoptMessage',
    { deliveryId: delivery.id, channelId: 'C0ALERTS1', ts: '1.000001' },
    'adopted',
    'deliveries.adopt',
    [delivery.id, { channelId: 'C0ALERTS1', ts: '1.000001' }, ADA],
  ],
  [
    'watchBackup',
    { backupId: backup.id, channelId: 'C0ALERTS1' },
    'delivery { kind }',
    'deliveries.watch',
    [backup.id, 'C0ALERTS1', ADA],
  ],
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
