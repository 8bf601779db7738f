import { describe, expect, it } from 'vitest';
import { ClusterCallFailed } from '../../../../src/domain/cluster-call.js';
import type { Comparison } from '../../../../src/domain/comparison.js';
import type { BackupSource } from '../../../../src/domain/ports/backup-browser.js';
import { DirectBrowser } from '../../../../src/engines/direct/browse/direct-browser.js';
import { silentLog } from '../../../support/silent-log.js';
import { capture } from '../engine-run.js';
import { FakeCluster, KINDS } from '../fake-cluster.js';

const EVERYTHING = { namespaces: null, resources: null, namespaceMapping: {} };
const never = new AbortController().signal;

async function backupOf(cluster: FakeCluster, ...namespaces: string[]): Promise<BackupSource> {
  const { store, manifest } = await capture(cluster, namespaces);
  const held = namespaces.map((name) => ({
    name,
    fate: 'INCLUDED' as const,
    uid: `uid-${name}`,
    reason: null,
    objects: 0,
    bytes: 0,
  }));
  return { store, manifest: { ...manifest, namespaces: held }, key: null };
}

function browser(cluster = new FakeCluster()): DirectBrowser {
  return new DirectBrowser({ clusters: { api: async () => cluster }, log: silentLog });
}

const shop = () => new FakeCluster().namespace('shop');
const settings = (cluster: FakeCluster, fields: object) =>
  cluster.object(KINDS.configmaps, 'shop', 'settings', fields as Record<string, unknown>);

async function changed(before: FakeCluster, after: FakeCluster): Promise<Comparison> {
  return browser().compare(await backupOf(before, 'shop'), await backupOf(after, 'shop'), EVERYTHING, never);
}

describe('two backups', () => {
  it('differ in what one of them alone holds', async () => {
    const { added, removed, unchanged, differences } = await changed(
      settings(shop(), {}).object(KINDS.configmaps, 'shop', 'old'),
      settings(shop(), {}).object(KINDS.configmaps, 'shop', 'new'),
    );
    // The namespace itself and the settings are the same.
    expect({ added, removed, unchanged }).toEqual({ added: 1, removed: 1, unchanged: 2 });
    expect(differences.map(({ change, object }) => [change, object.resource, object.name])).toEqual([
      ['ADDED', 'configmaps', 'new'],
      ['REMOVED', 'configmaps', 'old'],
    ]);
  });

  it('differ field by field', async () => {
    const { differences } = await changed(
      settings(shop(), { data: { a: '1', gone: 'x', 'dotted.key': 'k' } }),
      settings(shop(), { data: { a: '2', come: 'y', 'dotted.key': 'l' } }),
    );
    expect(differences[0]?.fields).toEqual([
      { path: 'data.a', before: '"1"', after: '"2"', masked: false },
      { path: 'data.gone', before: '"x"', after: null, masked: false },
      { path: 'data["dotted.key"]', before: '"k"', after: '"l"', masked: false },
      { path: 'data.come', before: null, after: '"y"', masked: false },
    ]);
  });

  it('name members of lists by their name, so that one that moved is no change', async () => {
    const spec = (...containers: object[]) => ({ spec: { template: { spec: { containers } } } });
    const [web, log] = [
      { name: 'web', image: 'web:1' },
      { name: 'log', image: 'log:1' },
    ];
    const one = shop().object(KINDS.deployments, 'shop', 'web', spec(web, log));
    const two = shop().object(KINDS.deployments, 'shop', 'web', spec(log, { ...web, image: 'web:2' }));
    expect((await changed(one, two)).differences[0]?.fields.map(({ path }) => path)).toEqual([
      'spec.template.spec.containers[web].image',
    ]);
  });

  it('are the same where only the server counted on', async () => {
    const of = (resourceVersion: string, replicas: number) =>
      shop().object(KINDS.deployments, 'shop', 'web', {
        metadata: {
          uid: `u${resourceVersion}`,
          resourceVersion,
          generation: replicas,
          managedFields: [{ a: replicas }],
        },
        spec: { paused: true },
        status: { replicas },
      });
    expect(await changed(of('1', 1), of('2', 3))).toMatchObject({ changed: 0, differences: [] });
  });

  it('differ in integers that JavaScript would round to the same', async () => {
    const of = (big: string) =>
      shop().raw(KINDS.widgets, {
        namespace: 'shop',
        name: 'w',
        json: `{"apiVersion":"shop.example.com/v1","kind":"Widget","metadata":{"name":"w","namespace":"shop"},"spec":{"big":${big}}}`,
      });
    const { differences } = await changed(of('9223372036854775806'), of('9223372036854775807'));
    expect(differences[0]?.fields).toMatchObject([
      { path: 'spec.big', before: '"9223372036854775806"', after: '"9223372036854775807"' },
    ]);
  });

  it('tell that a Secret differs, and never its values', async () => {
    const of = (password: string) =>
      shop().object(KINDS.secrets, 'shop', 'key', {
        metadata: {
          labels: { team: password === 'b25l' ? 'one' : 'two' },
          annotations: { 'kubectl.kubernetes.io/last-applied-configuration': `{"data":"${password}"}` },
        },
        data: { password },
      });
    const result = await changed(of('b25l'), of('dHdv'));
    expect(result.differences[0]?.fields).toEqual([
      { path: 'data.password', before: null, after: null, masked: true },
      { path: 'metadata.labels.team', before: '"one"', after: '"two"', masked: false },
      {
        path: 'metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]',
        before: null,
        after: null,
        masked: true,
      },
    ]);
    expect(JSON.stringify(result)).not.toMatch(/b25l|dHdv/);
  });

  it('are compared in the namespaces and kinds that are named only', async () => {
    const of = (value: string) => {
      const cluster = new FakeCluster().namespace('shop', 'blog');
      for (const namespace of ['shop', 'blog']) {
        cluster.object(KINDS.configmaps, namespace, 'c', { data: { value } });
        cluster.object(KINDS.secrets, namespace, 's', { data: { value } });
      }
      return backupOf(cluster, 'shop', 'blog');
    };
    const scope = { namespaces: ['blog'], resources: ['configmaps'], namespaceMapping: {} };
    const { differences } = await browser().compare(await of('1'), await of('2'), scope, never);
    expect(differences.map(({ object }) => `${object.resource} ${object.namespace}/${object.name}`)).toEqual([
      'configmaps blog/c',
    ]);
  });

  it('count what is beyond the fields and objects that are shown', async () => {
    const many = (value: string) => {
      const data = Object.fromEntries(Array.from({ length: 60 }, (_, each) => [`k${each}`, value]));
      const cluster = settings(shop(), { data });
      for (let each = 0; each < 1_100; each++) {
        cluster.object(KINDS.secrets, 'shop', `s-${each}`, { data: { value } });
      }
      return cluster;
    };
    const result = await changed(many('1'), many('2'));
    expect(result.changed).toBe(1_101);
    expect(result.differences).toHaveLength(1_000);
    expect(result.differences[0]).toMatchObject({ fieldsTotal: 60 });
    expect(result.differences[0]?.fields).toHaveLength(50);
  });
});

describe('a backup and the cluster now', () => {
  it('differ in what has changed since, read as a backup reads it', async () => {
    const before = await backupOf(
      settings(shop(), { data: { a: '1' } }).object(KINDS.secrets, 'shop', 'key'),
      'shop',
    );
    const now = settings(shop(), { data: { a: '2' } }).object(KINDS.deployments, 'shop', 'web');
    const result = await browser(now).compareWithCluster(before, 'cluster', EVERYTHING, never);
    expect(result.differences.map(({ change, object }) => `${change} ${object.resource}`)).toEqual([
      'CHANGED configmaps',
      'ADDED deployments.apps',
      'REMOVED secrets',
    ]);
    expect(result.unread).toEqual([]);
  });

  it('under another name differ in what people changed, not in the name of the namespace', async () => {
    const groupVersion = 'rbac.authorization.k8s.io/v1';
    const bindings = { resource: 'rolebindings', groupVersion, kind: 'RoleBinding' };
    const binding = (namespace: string) => ({
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
      subjects: [{ kind: 'ServiceAccount', name: 'default', namespace }],
    });
    const world = (namespace: string, a: string) =>
      new FakeCluster()
        .serve(bindings)
        .namespace(namespace)
        .object(KINDS.configmaps, namespace, 'settings', { data: { a } })
        .object(bindings, namespace, 'readers', binding(namespace));
    const before = await backupOf(world('shop', '1'), 'shop');
    const scope = { namespaces: ['shop'], resources: null, namespaceMapping: { shop: 'shop-again' } };
    const compare = (now: FakeCluster) => browser(now).compareWithCluster(before, 'cluster', scope, never);
    expect(await compare(world('shop-again', '1'))).toMatchObject({ added: 0, removed: 0, changed: 0 });
    const { differences } = await compare(
      world('shop-again', '2').object(KINDS.secrets, 'shop-again', 'new'),
    );
    expect(differences.map(({ change, object }) => `${change} ${object.namespace}/${object.name}`)).toEqual([
      'CHANGED shop/settings',
      'ADDED shop-again/new',
    ]);
  });

  it('differ in everything once the namespace is gone', async () => {
    const before = await backupOf(settings(shop(), {}), 'shop');
    const result = await browser(new FakeCluster()).compareWithCluster(before, 'cluster', EVERYTHING, never);
    expect(result).toMatchObject({ added: 0, changed: 0, unchanged: 0, removed: 2 });
  });

  it('say what could not be read, instead of calling it removed', async () => {
    const cluster = settings(shop(), {}).object(KINDS.secrets, 'shop', 'key');
    const before = await backupOf(cluster, 'shop');
    cluster.onGet = ({ path }) => {
      if (!path.endsWith('/secrets')) return undefined;
      throw new ClusterCallFailed('no right', { kind: 'FORBIDDEN', call: `GET ${path}`, status: 403 });
    };
    const result = await browser(cluster).compareWithCluster(before, 'cluster', EVERYTHING, never);
    expect(result.unread).toEqual([expect.stringContaining('secrets')]);
    expect(result).toMatchObject({ removed: 0, unchanged: 2 });
  });
});

describe('a look into a backup', () => {
  const of = () =>
    backupOf(
      settings(shop(), { data: { a: '1' } })
        .object(KINDS.configmaps, 'shop', 'colours')
        .object(KINDS.configmaps, 'shop', 'shades')
        .object(KINDS.secrets, 'shop', 'key', { data: { password: 'b25l' } }),
      'shop',
    );
  const configMaps = { resource: 'configmaps', namespace: 'shop' };

  it('pages through the names of one kind in one namespace', async () => {
    const backup = await of();
    const page = (first: number, after: string | null, contains = '') =>
      browser().names(backup, { ...configMaps, contains, first, after });
    expect(await page(2, null)).toEqual({ names: ['colours', 'settings'], total: 3, hasNext: true });
    expect(await page(2, 'settings')).toEqual({ names: ['shades'], total: 3, hasNext: false });
    expect(await page(5, null, 'olour')).toEqual({ names: ['colours'], total: 1, hasNext: false });
  });

  it('gives one object as it was stored, and nothing for one that is not there', async () => {
    const backup = await of();
    const found = await browser().object(backup, { ...configMaps, name: 'settings' }, { reveal: false });
    expect(JSON.parse(found?.json ?? '')).toMatchObject({ kind: 'ConfigMap', data: { a: '1' } });
    expect(found?.masked).toBe(false);
    expect(
      await browser().object(backup, { ...configMaps, name: 'none' }, { reveal: false }),
    ).toBeUndefined();
  });

  it('masks the values of a Secret unless they are asked for', async () => {
    const backup = await of();
    const secret = { resource: 'secrets', namespace: 'shop', name: 'key' };
    const masked = await browser().object(backup, secret, { reveal: false });
    expect(masked).toMatchObject({ masked: true });
    expect(JSON.parse(masked?.json ?? '')).toMatchObject({ data: { password: '******' } });
    expect(masked?.json).not.toContain('b25l');
    const revealed = await browser().object(backup, secret, { reveal: true });
    expect(revealed).toMatchObject({ masked: false, json: expect.stringContaining('b25l') });
  });
});
