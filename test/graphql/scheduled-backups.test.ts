import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClusterCallFailed } from '../../src/domain/cluster-call.js';
import { aBackup, aNamespace } from './builders.js';
import { askSchedule, fill, only } from './filled-schedules.js';
import { type Running, startApi } from './running-api.js';

describe.each([
  ['graphql-jit', true],
  ['graphql-js', false],
])('with %s', (_engine, compiled) => {
  let api: Running;
  beforeEach(async () => {
    api = await startApi({ compiled });
  });
  afterEach(() => api.stop());

  it('a page of 100 of their backups asks for schedules, missing namespaces and holds not once per backup', async () => {
    fill(api, 1);
    const { schedule } = only(api);
    api.services.backupRows = Array.from({ length: 100 }, () =>
      aBackup({ scheduleId: schedule.id, clusterId: schedule.clusterId }),
    );
    for (const { id } of api.services.backupRows) {
      api.services.namespaceRows.set(id, [aNamespace({ name: 'billing', fate: 'MISSING' })]);
    }
    const { body } = await api.query(`{ backups(first: 100) { edges { node {
      schedule { name } missing { name isBack isOnSchedule } heldFor { namespace } allowedOperations { allowed } } } } }`);
    expect(body.errors).toBeUndefined();
    // Whole for who needs more of them than the name.
    expect(api.services.count('schedules.getMany')).toBe(1);
    expect(api.services.count('backups.namesAround')).toBe(1);
    for (const name of ['backups.namespacesOf', 'clusters.namespaces', 'retention.held']) {
      expect([name, api.services.count(name)]).toEqual([name, 1]);
    }
  });

  it('its backups are the backups of its cycles, counted only when asked', async () => {
    fill(api, 1);
    const { schedule, backup } = only(api);
    const { shown } = await askSchedule(api, 'backups(first: 5) { edges { node { id schedule { name } } } }');
    expect(shown).toEqual({
      backups: { edges: [{ node: { id: backup.id, schedule: { name: 'schedule-0' } } }] },
    });
    expect(api.services.calls.find(({ name }) => name === 'backups.page')?.args).toEqual([
      { first: 5, after: null },
      { scheduleId: schedule.id },
    ]);
    expect(api.services.count('backups.count')).toBe(0);
    await api.query('query ($filter: BackupFilterInput) { backups(filter: $filter) { totalCount } }', {
      filter: { scheduleId: schedule.id.toUpperCase() },
    });
    expect(api.services.calls.at(-1)).toEqual({ name: 'backups.count', args: [{ scheduleId: schedule.id }] });
  });

  it('what is kept beyond retention says for what and until when, on the schedule and on the backup', async () => {
    fill(api, 1);
    const { schedule, backup } = only(api);
    const heldFor = [
      { namespace: 'billing', reason: 'LEFT_SCHEDULE' as const, until: new Date('2026-12-20T00:00:00Z') },
      { namespace: 'wiki', reason: 'MISSING' as const, until: null },
    ];
    api.services.heldRows.set(schedule.id, [{ backupId: backup.id, heldFor }]);
    const shownFor = [
      { namespace: 'billing', reason: 'LEFT_SCHEDULE', until: '2026-12-20T00:00:00.000Z' },
      { namespace: 'wiki', reason: 'MISSING', until: null },
    ];
    const fields = 'heldBackups { backup { id } heldFor { namespace reason until } }';
    expect((await askSchedule(api, fields)).shown).toEqual({
      heldBackups: [{ backup: { id: backup.id }, heldFor: shownFor }],
    });
    const byHand = aBackup();
    api.services.backupRows.push(byHand);
    const { body } =
      await api.query(`{ scheduled: backup(id: "${backup.id}") { heldFor { namespace reason until } }
      byHand: backup(id: "${byHand.id}") { heldFor { namespace } } }`);
    expect(body.data).toEqual({ scheduled: { heldFor: shownFor }, byHand: { heldFor: [] } });
  });

  it('a missing namespace tells whether it is back and whether the schedule still names it', async () => {
    fill(api, 1);
    const { backup } = only(api);
    api.services.namespaceRows.set(backup.id, [
      aNamespace({ name: 'billing', fate: 'MISSING', reason: 'not found' }),
      aNamespace({ name: 'shop', fate: 'MISSING', reason: 'Terminating' }),
      aNamespace({ name: 'wiki', fate: 'MISSING', reason: 'not found' }),
    ]);
    const query = `{ backup(id: "${backup.id}") { missingNamespaces missing { name reason isBack isOnSchedule }
      allowedOperations { operation allowed } } }`;
    expect((await api.query(query)).body.data).toMatchObject({
      backup: {
        missingNamespaces: ['billing', 'shop', 'wiki'],
        missing: [
          { name: 'billing', reason: 'not found', isBack: false, isOnSchedule: true },
          { name: 'shop', reason: 'Terminating', isBack: true, isOnSchedule: true },
          { name: 'wiki', reason: 'not found', isBack: false, isOnSchedule: false },
        ],
        allowedOperations: expect.arrayContaining([{ operation: 'excludeNamespaces', allowed: true }]),
      },
    });
    api.services.fail(
      'clusters.namespaces',
      new ClusterCallFailed('Timed out.', { kind: 'TIMEOUT', call: 'GET /' }),
    );
    const { body } = await api.query(query);
    expect(body.data).toMatchObject({ backup: { missing: [{ isBack: null, isOnSchedule: true }, {}, {}] } });
    expect(body.errors?.map((each) => each.extensions.code)).toContain('DEPENDENCY_FAILURE');
  });

  it('whether a missing namespace is on the schedule is asked of no cluster, and is null without a schedule', async () => {
    fill(api, 1);
    const { backup } = only(api);
    const byHand = aBackup();
    api.services.backupRows.push(byHand);
    api.services.namespaceRows.set(byHand.id, [aNamespace({ name: 'billing', fate: 'MISSING' })]);
    const { body } =
      await api.query(`{ scheduled: backup(id: "${backup.id}") { missing { name isOnSchedule } }
      byHand: backup(id: "${byHand.id}") { schedule { id } missing { name isOnSchedule } } }`);
    expect(body.data).toEqual({
      scheduled: {
        missing: [
          { name: 'billing', isOnSchedule: true },
          { name: 'wiki', isOnSchedule: false },
        ],
      },
      byHand: { schedule: null, missing: [{ name: 'billing', isOnSchedule: null }] },
    });
    expect(api.services.count('clusters.namespaces')).toBe(0);
  });
});
