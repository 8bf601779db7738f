import { describe, expect, it } from 'vitest';
import { MemoryObjectStore } from '../../fakes/memory-object-store.js';
import { engineOver, engineRun } from './engine-run.js';
import { FakeCluster, failure, KINDS } from './fake-cluster.js';

const inspect = (cluster: FakeCluster, namespaces: readonly string[]) =>
  engineOver(cluster).inspectVolumes(engineRun(namespaces, new MemoryObjectStore()));

function world(): FakeCluster {
  return new FakeCluster()
    .namespace('shop', 'blog', 'other')
    .object(KINDS.claims, 'shop', 'orders')
    .object(KINDS.claims, 'blog', 'images')
    .object(KINDS.claims, 'other', 'not-asked-for')
    .object(KINDS.claims, 'shop', 'cache', { metadata: { labels: { 'holdfast.io/exclude': 'true' } } });
}

describe('inspectVolumes', () => {
  it('notes every claim of the namespaces whose data is not copied', async () => {
    const issues = await inspect(world(), ['shop', 'blog']);
    expect(issues).toEqual([
      {
        code: 'VOLUME_NOT_COPIED',
        subject: { kind: 'VOLUME', name: 'blog/images' },
        message: 'The claim blog/images is stored as a resource; the data in its volume is not copied.',
      },
      expect.objectContaining({ subject: { kind: 'VOLUME', name: 'shop/orders' } }),
    ]);
  });

  it('names a hundred and counts the rest', async () => {
    const cluster = new FakeCluster().namespace('shop');
    for (let each = 0; each < 130; each++) cluster.object(KINDS.claims, 'shop', `c-${each}`);
    const issues = await inspect(cluster, ['shop']);
    expect(issues).toHaveLength(101);
    expect(issues.at(-1)?.message).toBe('The data of 30 more claims is not copied either.');
  });

  it('asks by namespace when the list over the cluster is forbidden', async () => {
    const cluster = world();
    cluster.onGet = ({ path }) => {
      if (path === '/api/v1/persistentvolumeclaims') throw failure('FORBIDDEN', path);
      return undefined;
    };
    expect(await inspect(cluster, ['shop', 'blog'])).toHaveLength(2);
  });

  it('leaves claims that nobody may list to the capture', async () => {
    const cluster = world();
    cluster.onGet = ({ path }) => {
      if (path.endsWith('persistentvolumeclaims')) throw failure('FORBIDDEN', path);
      return undefined;
    };
    expect(await inspect(cluster, ['shop', 'blog'])).toEqual([]);
  });

  it('throws when the cluster is lost', async () => {
    const cluster = world();
    cluster.onGet = ({ path }) => {
      throw failure('UNAUTHORIZED', path);
    };
    await expect(inspect(cluster, ['shop'])).rejects.toMatchObject({ kind: 'UNAUTHORIZED' });
  });
});
