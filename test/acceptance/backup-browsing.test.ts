import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, startApi } from '../graphql/running-api.js';
import { Installation } from '../support/installation.js';
import { aPerson, asking, type Person } from '../support/people.js';
import { type CliRun, runCli } from '../support/run-cli.js';

let world: Installation;
let api: Running;
let admin: Person;
let auditor: Person;
let first: { readonly id: string; readonly name: string };
let second: { readonly id: string; readonly name: string };

beforeAll(async () => {
  world = await Installation.start({ namespaces: ['shop', 'blog'] });
  const { services } = world.product;
  api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  admin = await aPerson(world.product, world.actor, { role: 'SUPER_ADMIN' });
  auditor = await aPerson(world.product, world.actor, { role: 'AUDITOR' });
  const { store } = world.kubernetes;
  for (const name of ['node-reader', 'gone-reader']) {
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name };
    store.create('clusterroles.rbac.authorization.k8s.io', { metadata: { name }, rules: [] });
    store.create('rolebindings.rbac.authorization.k8s.io', {
      metadata: { name, namespace: 'blog' },
      roleRef,
    });
  }
  first = (await world.backUp('shop', 'blog')).backup;
  const settings = { metadata: { name: 'settings', namespace: 'shop' }, data: { greeting: 'good bye' } };
  store.delete('configmaps', 'settings', 'shop');
  store.create('configmaps', settings);
  store.create('configmaps', { metadata: { name: 'fresh', namespace: 'shop' } });
  second = (await world.backUp('shop', 'blog')).backup;
  store.deleteNamespace('blog', { instantly: true });
  store.delete('clusterroles.rbac.authorization.k8s.io', 'gone-reader');
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});

const as = (person: Person) => asking(api, person.token);
const holdfast = (...args: string[]): Promise<CliRun> =>
  runCli(args, { api: { url: api.url, token: admin.token } });

describe('what a backup holds', () => {
  it('is named kind by kind, to everybody who may read', async () => {
    const query = `query ($id: ID!) {
      backupObjects(backupId: $id, resource: "configmaps", namespace: "shop", nameContains: "sett") { names total hasNext }
    }`;
    const { data } = await as(auditor)(query, { id: first.id });
    expect(data.backupObjects).toEqual({ names: ['settings'], total: 1, hasNext: false });
  });

  it('is shown object by object; an object that it does not hold is NOT_FOUND', async () => {
    const query = 'query ($input: BackupObjectInput!) { backupObject(input: $input) { json masked } }';
    const of = (name: string) => ({ backupId: first.id, resource: 'configmaps', namespace: 'shop', name });
    const { data } = await as(auditor)(query, { input: of('settings') });
    const { json, masked } = data.backupObject as unknown as { json: string; masked: boolean };
    expect(JSON.parse(json)).toMatchObject({ kind: 'ConfigMap', data: { greeting: 'hello from shop' } });
    expect(masked).toBe(false);
    expect(await as(auditor)(query, { input: of('fresh') })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuses what is no kind, with how to write it', async () => {
    const query = 'query ($input: BackupObjectInput!) { backupObject(input: $input) { json } }';
    const input = { backupId: first.id, resource: '../etc', namespace: '', name: 'x' };
    const { code, errors } = await as(auditor)(query, { input });
    expect(code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.message).toContain('deployments.apps');
  });

  it('masks the values of a Secret; showing them takes the right, and leaves an entry in the audit trail', async () => {
    const input = { backupId: first.id, resource: 'secrets', namespace: 'shop', name: 'credentials' };
    const look = 'query ($input: BackupObjectInput!) { backupObject(input: $input) { json masked } }';
    const masked = await as(admin)(look, { input });
    expect(masked.data.backupObject).toMatchObject({ masked: true });
    expect(JSON.stringify(masked.data)).not.toContain('c2VjcmV0');

    const reveal =
      'mutation ($input: RevealBackupSecretInput!) { revealBackupSecret(input: $input) { object { json } } }';
    const refused = await as(auditor)(reveal, { input });
    expect(refused.code).toBe('FORBIDDEN');
    expect(JSON.stringify(refused)).not.toContain('c2VjcmV0');
    expect(JSON.stringify((await as(admin)(reveal, { input })).data)).toContain('c2VjcmV0');
    const trail = await world.product.services.audit.page({ first: 10, after: null }, {}, world.actor);
    const entries = trail.items.map(({ item }) => [item.operation, item.outcome, item.subjectId]);
    expect(entries).toEqual(
      expect.arrayContaining([
        ['revealBackupSecret', 'APPLIED', first.id],
        ['revealBackupSecret', 'REFUSED', first.id],
      ]),
    );
  });
});

interface Compared {
  readonly unchanged: number;
  readonly differences: readonly { readonly object: { readonly name: string }; readonly change: string }[];
}

describe('what has changed', () => {
  const query = `query ($input: CompareBackupInput!) { compareBackup(input: $input) {
    added removed changed unchanged unread differences { object { resource namespace name } change fields { path before after } } } }`;

  it('between two backups is told field by field', async () => {
    const { data } = await as(auditor)(query, { input: { backupId: first.id, withBackupId: second.id } });
    expect(data.compareBackup).toMatchObject({ added: 1, removed: 0, changed: 1, unread: [] });
    expect((data.compareBackup as unknown as { differences: unknown }).differences).toEqual([
      { object: { resource: 'configmaps', namespace: 'shop', name: 'fresh' }, change: 'ADDED', fields: [] },
      {
        object: { resource: 'configmaps', namespace: 'shop', name: 'settings' },
        change: 'CHANGED',
        fields: [{ path: 'data.greeting', before: '"hello from shop"', after: '"good bye"' }],
      },
    ]);
  });

  it('in the cluster since then is told too: a namespace that is gone is removed', async () => {
    const { data } = await as(auditor)(query, { input: { backupId: second.id, namespaces: ['blog'] } });
    expect(data.compareBackup).toMatchObject({ added: 0, changed: 0, unread: [] });
    expect((data.compareBackup as unknown as { removed: number }).removed).toBeGreaterThan(2);
  });

  it('in the cluster: what a namespace that is gone used is not called removed while it is there', async () => {
    const resources = ['clusterroles.rbac.authorization.k8s.io', 'namespaces'];
    const { data } = await as(auditor)(query, { input: { backupId: second.id, resources } });
    const { differences, unchanged } = data.compareBackup as unknown as Compared;
    expect(differences.map(({ object, change }) => [object.name, change])).toEqual([
      ['gone-reader', 'REMOVED'],
      ['blog', 'REMOVED'],
    ]);
    expect(unchanged).toBe(2);
  });

  it('is not asked of a namespace that no side holds: it would be found the same', async () => {
    for (const withBackupId of [null, second.id]) {
      const input = { backupId: first.id, withBackupId, namespaces: ['shop', 'shopp'] };
      const { code, errors } = await as(auditor)(query, { input });
      expect(code).toBe('BAD_USER_INPUT');
      expect(errors[0]?.message).toContain('shopp');
    }
  });

  it('is asked of one other side only', async () => {
    const input = { backupId: first.id, withBackupId: second.id, withClusterId: world.cluster.id };
    expect((await as(auditor)(query, { input })).code).toBe('BAD_USER_INPUT');
  });
});

describe('the command line', () => {
  it('shows names, an object, and masks a Secret unless told otherwise', async () => {
    const names = await holdfast(
      'backup',
      'objects',
      first.name,
      'configmaps',
      '--namespace',
      'shop',
      '--json',
    );
    expect(JSON.parse(names.stdout)).toEqual(['settings']);
    const object = await holdfast('backup', 'object', first.name, 'configmaps/shop/settings');
    expect(JSON.parse(object.stdout)).toMatchObject({ data: { greeting: 'hello from shop' } });
    const secret = await holdfast('backup', 'object', first.name, 'secrets/shop/credentials');
    expect(secret.stdout).toContain('******');
    expect(secret.stderr + secret.stdout).not.toContain('c2VjcmV0');
    const revealed = await holdfast('backup', 'object', first.name, 'secrets/shop/credentials', '--reveal');
    expect(revealed.stdout).toContain('c2VjcmV0');
  });

  it('says when a backup holds none of a kind there, and how a namespace is named', async () => {
    const { stderr, exitCode } = await holdfast('backup', 'objects', first.name, 'configmaps');
    expect(stderr).toContain('--namespace');
    expect(exitCode).toBe(0);
  });

  it('compares two backups, and does not end with 0 when they differ', async () => {
    const { stdout, exitCode } = await holdfast('backup', 'compare', first.name, second.name);
    expect(stdout).toContain('1 added, 0 removed, 1 changed');
    expect(stdout).toMatch(/CHANGED\s+configmaps\/shop\/settings\s+data.greeting/);
    expect(exitCode).toBe(4);
    expect((await holdfast('backup', 'compare', first.name, first.name)).exitCode).toBe(0);
  });

  it('compares with a namespace that was given another name, and refuses a mapping of what it does not hold', async () => {
    const moved = await holdfast(
      'backup',
      'compare',
      first.name,
      '--namespaces',
      'shop',
      '--map',
      'shop=blog',
    );
    expect(moved.stdout).toContain('0 added');
    expect(moved.exitCode).toBe(4);
    const { stderr } = await holdfast('backup', 'compare', first.name, '--map', 'shopp=blog');
    expect(stderr).toContain('does not hold the namespace "shopp"');
  });

  it('refuses what names no object as bad usage', async () => {
    const { stderr, exitCode } = await holdfast('backup', 'object', first.name, 'settings');
    expect(stderr).toContain('names no object');
    expect(exitCode).toBe(2);
  });
});
