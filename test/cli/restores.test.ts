import { afterEach, describe, expect, it } from 'vitest';
import type {
  RestoreFieldsFragment,
  RestoreUpdatedSubscription,
} from '../../src/client/generated/graphql.js';
import { apiBackup, apiCluster, apiPage, uuid } from '../support/api-things.js';
import { runCli } from '../support/run-cli.js';
import { type Answers, type StandInApi, startStandInApi } from '../support/stand-in-api.js';

const AT = '2026-11-20T12:00:00.000Z';
const NONE = { created: 0, updated: 0, replaced: 0, unchanged: 0, kept: 0, skipped: 0, failed: 0 };
const open: StandInApi[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

function apiRestore(given: Partial<RestoreFieldsFragment> = {}): RestoreFieldsFragment {
  return {
    id: uuid(8),
    name: 'again',
    state: 'SUCCESS',
    stateReason: null,
    stage: 'FINISH',
    attempt: 1,
    backupName: 'nightly',
    sourceClusterName: 'prod',
    clusterName: 'prod',
    targetNamespaces: ['shop-copy'],
    progress: { done: 12, total: 12, counts: { ...NONE, created: 12 } },
    createdAt: AT,
    startedAt: AT,
    finishedAt: '2026-11-20T12:01:15.000Z',
    backupCreatedAt: AT,
    cancelRequestedAt: null,
    stateChangedAt: AT,
    owner: { id: uuid(9), name: 'ada' },
    options: {
      scope: {
        namespaces: ['shop'],
        objects: null,
        filter: { includeResources: null, excludeResources: [], labelSelector: null },
        clusterScoped: true,
      },
      namespaceMapping: [{ from: 'shop', to: 'shop-copy' }],
      storageClassMapping: [],
      existing: 'KEEP',
      restoreStatus: [],
      preserveNodePorts: false,
      volumes: true,
    },
    allowedOperations: [],
    ...given,
  };
}

const PARTIAL = apiRestore({
  state: 'PARTIAL_SUCCESS',
  stateReason: 'QUOTA_EXCEEDED',
  progress: { done: 12, total: 12, counts: { ...NONE, created: 11, failed: 1 } },
});
const ISSUE = {
  code: 'QUOTA_EXCEEDED',
  effect: 'PARTIAL_SUCCESS',
  object: { resource: 'deployments.apps', namespace: 'shop', name: 'web' },
  message: 'no room for 2 pods',
};

function apiUpdate(given: Partial<RestoreUpdatedSubscription['restoreUpdated']>) {
  const restoreUpdated = {
    eventId: '1',
    type: 'RESTORE_PROGRESSED',
    at: AT,
    restoreId: uuid(8),
    state: 'IN_PROGRESS',
    stage: 'RESOURCES',
    attempt: 1,
    done: 0,
    total: 12,
    restore: null,
    ...given,
  };
  return { restoreUpdated };
}

async function apiWith(end = apiRestore(), more: Answers = {}): Promise<StandInApi> {
  const issues = end.state === 'SUCCESS' ? [] : [ISSUE];
  const server = await startStandInApi({
    clusters: () => apiPage([apiCluster()]),
    backup: () => apiBackup(),
    backups: () => apiPage([apiBackup()]),
    restore: () => ({
      ...end,
      issues: { ...apiPage(issues), totalCount: issues.length + (issues.length && 2) },
    }),
    restores: () => apiPage([end]),
    createRestore: () => ({ restore: { ...end, state: 'IN_PROGRESS' } }),
    cancelRestore: () => ({ restore: { ...end, state: 'IN_PROGRESS' } }),
    deleteRestore: () => ({ id: end.id }),
    restoreUpdated: async function* ({ after }: { after?: string | null }) {
      if (after == null) yield apiUpdate({ eventId: null, type: null, stage: 'PLAN', total: null });
      yield apiUpdate({ eventId: '1', type: 'RESTORE_STAGE_ENTERED' });
      yield apiUpdate({ eventId: '2', done: 7 });
      yield apiUpdate({ eventId: '3', type: 'RESTORE_FINISHED', state: end.state, done: 12, restore: end });
    },
    ...more,
  });
  open.push(server);
  return server;
}

const askedInput = (api: StandInApi, what: string) =>
  api.asked.find(({ query }) => query.includes(what))?.variables.input;

describe('restore create', () => {
  it('asks for nothing more than was said', async () => {
    const api = await apiWith();
    const run = await runCli(['restore', 'create', 'nightly'], { api });
    expect(run).toMatchObject({
      exitCode: 0,
      stdout: 'Restore "again" has begun: "holdfast restore watch again" follows it.\n',
    });
    expect(askedInput(api, 'createRestore')).toMatchObject({
      backupId: uuid(3),
      clusterId: null,
      scope: { namespaces: null, objects: null, filter: null, clusterScoped: true },
      namespaceMapping: null,
      existing: null,
      confirm: null,
      volumes: true,
    });
  });

  it('hands on every option', async () => {
    const api = await apiWith();
    const options = [
      ...['--cluster', 'prod', '--namespace', 'shop', '--map', 'shop=shop-copy', '--map', 'a=b,c=d'],
      ...['--include', 'deployments.apps', '--exclude', 'secrets', '--selector', 'app=web'],
      ...[
        '--object',
        'deployments.apps/shop/web',
        '--object',
        'clusterroles.rbac.authorization.k8s.io/viewer',
      ],
      ...['--storage-class', 'fast=slow', '--existing', 'update', '--restore-status', 'widgets.example.com'],
      ...[
        '--preserve-node-ports',
        '--no-cluster-scoped',
        '--no-volumes',
        '--accept-damaged',
        '--name',
        'again',
      ],
    ];
    expect((await runCli(['restore', 'create', 'nightly', ...options], { api })).stderr).toBe('');
    expect(askedInput(api, 'createRestore')).toEqual({
      acceptDamaged: true,
      backupId: uuid(3),
      clusterId: uuid(1),
      scope: {
        namespaces: ['shop'],
        objects: [
          { resource: 'deployments.apps', namespace: 'shop', name: 'web' },
          { resource: 'clusterroles.rbac.authorization.k8s.io', namespace: null, name: 'viewer' },
        ],
        filter: {
          includeResources: ['deployments.apps'],
          excludeResources: ['secrets'],
          labelSelector: 'app=web',
        },
        clusterScoped: false,
      },
      namespaceMapping: [
        { from: 'shop', to: 'shop-copy' },
        { from: 'a', to: 'b' },
        { from: 'c', to: 'd' },
      ],
      storageClassMapping: [{ from: 'fast', to: 'slow' }],
      existing: 'UPDATE',
      restoreStatus: ['widgets.example.com'],
      preserveNodePorts: true,
      haltMachines: null,
      keepMachineIdentity: null,
      volumes: false,
      name: 'again',
      confirm: null,
    });
  });

  it.each([
    [[], { haltMachines: null, keepMachineIdentity: null }],
    [['--halt-vms'], { haltMachines: true, keepMachineIdentity: null }],
    [['--vm-identity', 'keep'], { haltMachines: null, keepMachineIdentity: true }],
    [['--halt-vms', '--vm-identity', 'new'], { haltMachines: true, keepMachineIdentity: false }],
  ])('%j says how virtual machines come back', async (options, asked) => {
    const api = await apiWith();
    expect((await runCli(['restore', 'create', 'nightly', ...options], { api })).stderr).toBe('');
    expect(askedInput(api, 'createRestore')).toMatchObject(asked);
  });

  it.each([
    ['--map', 'shop'],
    ['--map', 'shop=a=b'],
    ['--object', 'web'],
    ['--object', 'a/b/c/d'],
    ['--existing', 'overwrite'],
  ])('%s %s is bad usage, and nobody is asked', async (...bad) => {
    const api = await apiWith();
    expect((await runCli(['restore', 'create', 'nightly', ...bad], { api })).exitCode).toBe(2);
    expect(api.asked).toEqual([]);
  });

  it('asks before it replaces anything, and does nothing after a no', async () => {
    const api = await apiWith();
    const args = ['restore', 'create', 'nightly', '--existing', 'replace'];
    const no = await runCli(args, { api, answer: false });
    expect(no).toMatchObject({ exitCode: 6 });
    expect(no.stderr).toContain('Delete every object that is there and differs from backup "nightly"');
    expect(askedInput(api, 'createRestore')).toBeUndefined();
    expect((await runCli([...args, '--yes'], { api })).exitCode).toBe(0);
    expect(askedInput(api, 'createRestore')).toMatchObject({ existing: 'REPLACE', confirm: true });
  });
});

describe('restore watch', () => {
  it('follows it live and ends with what became of it', async () => {
    const api = await apiWith();
    const run = await runCli(['restore', 'watch', 'again'], { api });
    expect(run).toMatchObject({
      exitCode: 0,
      stdout: 'Restore "again" of backup "nightly" into cluster "prod" is a Success: 12 created.\n',
    });
    expect(run.stderr.split('\n')).toEqual([
      '12:00:00Z  PLAN  0 objects',
      '12:00:00Z  RESOURCES  0 of 12 objects',
      '12:00:00Z  RESOURCES  7 of 12 objects',
      '12:00:00Z  SUCCESS  12 of 12 objects',
      '',
    ]);
  });

  it('says what did not come back, and that there is more', async () => {
    const run = await runCli(['restore', 'create', 'nightly', '--watch'], { api: await apiWith(PARTIAL) });
    expect(run.exitCode).toBe(3);
    expect(run.stdout).toContain('is a Partial Success (QUOTA_EXCEEDED): 11 created, 1 failed.');
    expect(run.stdout).toMatch(/QUOTA_EXCEEDED +deployments\.apps\/shop\/web +no room for 2 pods/);
    expect(run.stdout).toContain('and 2 issues more: "holdfast restore show again" has them.');
  });

  it('of a failure ends with 4, and with --json prints one update a line', async () => {
    const api = await apiWith(apiRestore({ state: 'FAILURE', stateReason: 'CANCELLED' }));
    const run = await runCli(['restore', 'watch', 'again', '--json'], { api });
    expect(run.exitCode).toBe(4);
    const lines = run.stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).state)).toEqual([
      'IN_PROGRESS',
      'IN_PROGRESS',
      'IN_PROGRESS',
      'FAILURE',
    ]);
  });
});

describe('the other commands', () => {
  it('preview tells what would be and what stands in its way', async () => {
    const api = await apiWith(apiRestore(), {
      previewRestore: () => ({
        counts: { ...NONE, created: 3, kept: 1 },
        newNamespaces: ['shop-copy'],
        unchecked: 3,
        conflicts: [
          {
            object: { resource: 'configmaps', namespace: 'shop', name: 'settings' },
            target: { namespace: 'shop-copy', name: 'settings' },
            outcome: 'KEPT',
            code: 'CONFLICT_KEPT',
            message: 'differs in data.colour',
          },
        ],
        conflictsTotal: 1,
        issues: [],
      }),
    });
    const { stdout, exitCode } = await runCli(['restore', 'preview', 'nightly', '--map', 'shop=shop-copy'], {
      api,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/would be +3 created, 1 kept/);
    expect(stdout).toMatch(/KEPT +configmaps\/shop\/settings +shop-copy\/settings +CONFLICT_KEPT/);
  });

  it('list, show, cancel and delete', async () => {
    const api = await apiWith(PARTIAL);
    expect((await runCli(['restore', 'list', '--backup', 'nightly'], { api })).stdout).toMatch(
      /again +PARTIAL_SUCCESS +nightly +prod +shop-copy +12 of 12/,
    );
    expect((await runCli(['restore', 'show', 'again'], { api })).stdout).toMatch(/renamed +shop → shop-copy/);
    expect((await runCli(['restore', 'cancel', 'again'], { api })).stdout).toContain('what it made stays');
    expect((await runCli(['restore', 'delete', 'again'], { api, answer: true })).stdout).toBe(
      'The record of restore "again" is gone.\n',
    );
  });

  it('a name that no restore has is told with those that are like it', async () => {
    const run = await runCli(['restore', 'show', 'agian'], { api: await apiWith() });
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain('There is no restore "agian"; did you mean "again"?');
  });
});
