import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { capture, RESOURCES_KEY } from './engine-run.js';
import { FakeCluster, KINDS } from './fake-cluster.js';

const hasZstd = spawnSync('zstd', ['--version']).status === 0;
if (!hasZstd) process.emitWarning('zstd is not installed: nobody but Node.js reads the file back here');

describe('a capture', () => {
  it('stores what is in the namespaces and nothing of the others', async () => {
    const cluster = new FakeCluster()
      .namespace('shop', 'blog', 'other')
      .object(KINDS.configmaps, 'shop', 'settings', { data: { a: '1' } })
      .object(KINDS.deployments, 'shop', 'web', { spec: { replicas: 2 } })
      .object(KINDS.widgets, 'blog', 'gear')
      .object(KINDS.secrets, 'other', 'not-asked-for');
    const { names, captured } = await capture(cluster, ['shop', 'blog']);
    expect(names).toEqual([
      'configmaps shop/settings',
      'deployments.apps shop/web',
      'namespaces /blog',
      'namespaces /shop',
      'widgets.shop.example.com blog/gear',
    ]);
    expect(captured.issues).toEqual([]);
    expect(captured.totals.objects).toBe(5);
    expect(captured.byNamespace.get('shop')?.objects).toBe(2);
    expect(captured.byNamespace.get('')?.objects).toBe(2);
  });

  it('keeps the bytes of the server: integers of 64 bits, reserved words, __proto__, unknown fields, their order', async () => {
    const spec =
      '"spec":{"big":9223372036854775807,"from":[{"x":1e400}],"default":"d","__proto__":{"a":1},"constructor":null,"zero":-0.0,"text":"\\u00e9\\/\\ud83d\\ude00é"}';
    const item = (extra: string) =>
      `{${extra}"metadata":{"name":"odd","namespace":"shop","future":[1]},${spec}}`;
    const cluster = new FakeCluster()
      .namespace('shop')
      .raw(KINDS.configmaps, { namespace: 'shop', name: 'odd', json: item('') })
      .raw(KINDS.widgets, {
        namespace: 'shop',
        name: 'odd',
        json: item('"apiVersion":"shop.example.com/v1","kind":"Widget",'),
      });
    const { objects } = await capture(cluster, ['shop']);
    expect(objects.find(({ resource }) => resource === 'configmaps')?.line).toBe(
      item('"apiVersion":"v1","kind":"ConfigMap",'),
    );
    expect(objects.find(({ resource }) => resource === 'widgets.shop.example.com')?.line).toBe(
      item('"apiVersion":"shop.example.com/v1","kind":"Widget",'),
    );
  });

  it('adds only the one of apiVersion and kind that an item lacks', async () => {
    const cluster = new FakeCluster().namespace('shop').raw(KINDS.configmaps, {
      namespace: 'shop',
      name: 'half',
      json: '{"metadata":{"name":"half","namespace":"shop"},"kind":"ConfigMap"}',
    });
    const { objects } = await capture(cluster, ['shop']);
    expect(objects[0]?.line).toBe(
      '{"apiVersion":"v1","metadata":{"name":"half","namespace":"shop"},"kind":"ConfigMap"}',
    );
  });

  it('puts an object that the server spreads over several lines on one, and leaves its strings alone', async () => {
    const cluster = new FakeCluster();
    cluster.pretty = true;
    cluster.namespace('shop').object(KINDS.configmaps, 'shop', 'settings', {
      data: { 'a  b': 'two  spaces\n\tand "lines" \\ ' },
    });
    const { objects } = await capture(cluster, ['shop']);
    expect(objects[0]?.line).toBe(
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"shop"},"data":{"a  b":"two  spaces\\n\\tand \\"lines\\" \\\\ "}}',
    );
  });

  it.skipIf(!hasZstd)('leaves a file that zstd alone can read', async () => {
    const cluster = new FakeCluster()
      .namespace('shop', 'blog')
      .object(KINDS.configmaps, 'shop', 'a')
      .object(KINDS.secrets, 'blog', 'b');
    const { store, objects, index } = await capture(cluster, ['shop', 'blog']);
    expect(index.frames.length).toBe(3);
    const whole = execFileSync('zstd', ['-dc'], { input: await store.read(RESOURCES_KEY) });
    const lines = whole.toString('utf8').split('\n').filter(Boolean);
    expect(lines.sort()).toEqual(objects.map(({ line }) => line).sort());
  });

  it('lists an index in the order of resource and namespace, whose frames are the file without a gap', async () => {
    const cluster = new FakeCluster().namespace('zoo', 'ant', 'shop');
    for (const namespace of ['zoo', 'ant', 'shop']) {
      cluster.object(KINDS.secrets, namespace, 'b').object(KINDS.configmaps, namespace, 'a');
    }
    const { index, captured } = await capture(cluster, ['zoo', 'ant', 'shop']);
    expect(index.frames.map(({ resource, namespace }) => `${resource} ${namespace}`)).toEqual([
      'configmaps ant',
      'configmaps shop',
      'configmaps zoo',
      'namespaces ',
      'secrets ant',
      'secrets shop',
      'secrets zoo',
    ]);
    const inFile = [...index.frames].sort((left, right) => left.offset - right.offset);
    let end = 0;
    for (const { offset, length } of inFile) {
      expect(offset).toBe(end);
      end += length;
    }
    expect(end).toBe(captured.files.resources.size);
    expect(captured.totals.storedBytes).toBe(captured.files.resources.size + captured.files.index.size);
  });

  it('counts an empty namespace as read: the namespace itself is in the backup', async () => {
    const { names, captured } = await capture(new FakeCluster().namespace('empty'), ['empty']);
    expect(names).toEqual(['namespaces /empty']);
    expect(captured.byNamespace.get('empty')).toEqual({ objects: 0, bytes: 0 });
    expect(captured.issues).toEqual([]);
  });

  it('takes names as they are, however they look', async () => {
    const hostile = ['__proto__', 'constructor', 'a:b/../c', 'Über "quoted"', 'line\nbreak', '%2e%2e'];
    const cluster = new FakeCluster().namespace('constructor', 'shop');
    for (const name of hostile) cluster.object(KINDS.configmaps, 'constructor', name);
    const { objects, captured } = await capture(cluster, ['constructor']);
    const names = objects.filter(({ resource }) => resource === 'configmaps').map(({ name }) => name);
    expect(names).toEqual(hostile);
    expect(captured.byNamespace.get('constructor')?.objects).toBe(hostile.length);
  });

  it('asks for one list over the cluster when the namespaces are many of it, and filters', async () => {
    const cluster = new FakeCluster([KINDS.namespaces, KINDS.configmaps]).namespace('shop', 'blog', 'other');
    const { captured } = await capture(cluster, ['shop']);
    expect(cluster.paths()).toContain('/api/v1/configmaps');
    expect(cluster.paths()).not.toContain('/api/v1/namespaces/shop/configmaps');
    expect(captured.issues).toEqual([]);
  });

  it('asks namespace by namespace when they are few of the cluster', async () => {
    const cluster = new FakeCluster([KINDS.namespaces, KINDS.configmaps]).namespace('shop');
    for (let other = 0; other < 10; other++) cluster.namespace(`other-${other}`);
    cluster.object(KINDS.configmaps, 'shop', 'a');
    const { names } = await capture(cluster, ['shop']);
    expect(cluster.paths()).toContain('/api/v1/namespaces/shop/configmaps');
    expect(cluster.paths()).not.toContain('/api/v1/configmaps');
    expect(names).toEqual(['configmaps shop/a', 'namespaces /shop']);
  });

  it('keeps the resourceVersion of the one list that objects come from', async () => {
    const cluster = new FakeCluster().namespace('shop').object(KINDS.configmaps, 'shop', 'a');
    const { captured } = await capture(cluster, ['shop']);
    const [configmaps] = captured.resources;
    expect(configmaps).toMatchObject({
      resource: 'configmaps',
      groupVersion: 'v1',
      kind: 'ConfigMap',
      scope: 'NAMESPACED',
      objects: 1,
      resourceVersion: '4711',
      consistent: true,
    });
  });

  it('reports totals by namespace, and ends with those that it returns', async () => {
    const cluster = new FakeCluster().namespace('shop', 'blog');
    for (let each = 0; each < 1200; each++) cluster.object(KINDS.configmaps, 'shop', `c-${each}`);
    cluster.object(KINDS.configmaps, 'blog', 'b');
    const reports: number[] = [];
    let last: ReadonlyMap<string, unknown> = new Map();
    const { captured } = await capture(cluster, ['shop', 'blog'], (byNamespace) => {
      reports.push(byNamespace.get('shop')?.objects ?? 0);
      last = byNamespace;
    });
    expect(reports).toEqual([...reports].sort((left, right) => left - right));
    expect(last).toEqual(captured.byNamespace);
  });
});
