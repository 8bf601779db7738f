import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeenNamespace } from '../../../src/domain/namespace-look.js';
import type { ClusterNamespaceStore } from '../../../src/domain/ports/cluster-store.js';
import { aCluster } from '../../factories/resources.js';
import { explained } from '../explained.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

let world: StoredWorld;
let store: ClusterNamespaceStore;
beforeAll(async () => {
  world = await createStoredWorld();
  store = world.stores.clusterNamespaces;
});
afterAll(() => world.drop());

const AT = new Date('2026-11-20T10:00:00.000Z');
const later = (seconds: number) => new Date(AT.getTime() + seconds * 1_000);
const seen = (name: string, change: Partial<SeenNamespace> = {}): SeenNamespace => ({
  name,
  uid: `uid-of-${name}`,
  terminating: false,
  ...change,
});
const many = (count: number, change: Partial<SeenNamespace> = {}) =>
  Array.from({ length: count }, (_, index) => seen(`tenant-${String(index).padStart(5, '0')}`, change));

async function aNewCluster(): Promise<string> {
  const cluster = aCluster(world.user.id);
  await world.stores.clusters.insert(cluster);
  return cluster.id;
}
async function look(clusterId: string, namespaces: readonly SeenNamespace[], at = AT) {
  const guard = await store.guard(clusterId);
  return store.record(clusterId, guard!, { at, namespaces });
}
const names = async (clusterId: string, part = '', without: readonly string[] = [], first = 100) =>
  (await store.search(clusterId, { part, without, among: 'ALL', first })).names;
/** How often each row was written: `xmin` is the transaction that made it. */
const writers = (clusterId: string) =>
  world.database.query(
    `SELECT count(*)::integer AS rows, count(DISTINCT xmin::text)::integer AS writers FROM cluster_namespace
     WHERE cluster_id = '${clusterId}'`,
  );

describe('the namespaces of a cluster as they were last observed', () => {
  it('are what the last look saw: those that are gone go, those that are new or changed are written', async () => {
    const clusterId = await aNewCluster();
    expect(await store.guard(clusterId)).toEqual({ credentialVersion: 1, observedBefore: null });
    expect(await look(clusterId, [seen('billing'), seen('blog'), seen('shop')])).toBe(true);
    const second = [seen('blog', { uid: 'another' }), seen('shop', { terminating: true }), seen('wiki')];
    expect(await look(clusterId, second, later(60))).toBe(true);
    const among = await store.among(clusterId, ['billing', 'blog', 'shop', 'wiki', 'nobody']);
    expect([...among.values()].sort((a, b) => a.name.localeCompare(b.name))).toEqual(second);
    expect(await names(clusterId)).toEqual(['blog', 'wiki']);
    expect(await store.observedAt([clusterId, randomUUID(), 'nonsense'])).toEqual(
      new Map([[clusterId, later(60)]]),
    );
  });

  it('are of one cluster each', async () => {
    const [one, other] = [await aNewCluster(), await aNewCluster()];
    await look(one, [seen('shop')]);
    await look(other, [seen('blog')]);
    await look(one, []);
    expect(await names(one)).toEqual([]);
    expect(await names(other)).toEqual(['blog']);
  });

  it('are not written by a look that another one overtook', async () => {
    const clusterId = await aNewCluster();
    const guard = (await store.guard(clusterId))!;
    await look(clusterId, [seen('new')], later(60));
    expect(await store.record(clusterId, guard, { at: AT, namespaces: [seen('old')] })).toBe(false);
    expect(await names(clusterId)).toEqual(['new']);
    expect(await store.observedAt([clusterId])).toEqual(new Map([[clusterId, later(60)]]));
  });

  it('of 10 looks at once are what one of them saw', async () => {
    const clusterId = await aNewCluster();
    await look(clusterId, [seen('first')]);
    const guard = (await store.guard(clusterId))!;
    const written = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        store.record(clusterId, guard, { at: later(index + 1), namespaces: [seen(`look-${index}`)] }),
      ),
    );
    expect(written.filter(Boolean)).toHaveLength(1);
    expect(await names(clusterId)).toEqual([`look-${written.indexOf(true)}`]);
  });

  it('count for nothing once the cluster has a new credential, until they are looked at with it', async () => {
    const clusterId = await aNewCluster();
    await look(clusterId, [seen('shop')]);
    const guard = (await store.guard(clusterId))!;
    await world.stores.clusters.edit(clusterId, 1, { credentialVersion: 2 });
    expect(await store.observedAt([clusterId])).toEqual(new Map());
    expect(await names(clusterId)).toEqual([]);
    expect(await store.record(clusterId, guard, { at: later(60), namespaces: [seen('old')] })).toBe(false);
    expect(await look(clusterId, [seen('blog')], later(61))).toBe(true);
    expect(await names(clusterId)).toEqual(['blog']);
  });

  it('go with their cluster; of one that there is not nothing is known or written', async () => {
    const clusterId = await aNewCluster();
    await look(clusterId, [seen('shop')]);
    const guard = (await store.guard(clusterId))!;
    await world.stores.clusters.remove(clusterId);
    expect(await store.guard(clusterId)).toBeUndefined();
    expect(await store.guard('nonsense')).toBeUndefined();
    expect(await store.record(clusterId, guard, { at: AT, namespaces: [seen('shop')] })).toBe(false);
    expect(await writers(clusterId)).toEqual([{ rows: 0, writers: 0 }]);
    expect(await names('nonsense')).toEqual([]);
    expect(await store.among('nonsense', ['shop'])).toEqual(new Map());
  });
});

describe('20,000 namespaces', () => {
  it('are written once, and afterwards only where one differs', async () => {
    const clusterId = await aNewCluster();
    const all = many(20_000);
    await look(clusterId, all);
    expect(await writers(clusterId)).toEqual([{ rows: 20_000, writers: 1 }]);
    await look(clusterId, all, later(60));
    expect(await writers(clusterId)).toEqual([{ rows: 20_000, writers: 1 }]);
    await look(
      clusterId,
      [seen('fresh'), seen('tenant-00001', { uid: 'again' }), ...all.slice(2)],
      later(120),
    );
    expect(await writers(clusterId)).toEqual([{ rows: 20_000, writers: 2 }]);
  });

  it('are searched without those of a schedule of 5,000, by the index of the cluster', async () => {
    const clusterId = await aNewCluster();
    await look(clusterId, many(20_000));
    const without = many(5_000).map(({ name }) => name);
    const found = await store.search(clusterId, { part: '', without, among: 'ALL', first: 100 });
    expect(found.total).toBe(15_000);
    expect([found.names[0], found.names.length]).toEqual(['tenant-05000', 100]);
    expect((await store.search(clusterId, { part: '-1999', without, among: 'ALL', first: 3 })).names).toEqual(
      ['tenant-19990', 'tenant-19991', 'tenant-19992'],
    );
    await world.database.query('ANALYZE cluster_namespace');
    const plan = await explained(world.dataSource, (stores) =>
      stores.clusterNamespaces.search(world.cluster.id, { part: 'shop', without, among: 'ALL', first: 100 }),
    );
    expect(plan.indexes).toContain('cluster_namespace_pkey');
  });
});

describe('a search', () => {
  it('finds a part of the name, those that begin with it first, in the order of the alphabet', async () => {
    const clusterId = await aNewCluster();
    await look(
      clusterId,
      ['workshop', 'shop', 'a-shop', 'shop-eu', 'blog', 'shop2'].map((name) => seen(name)),
    );
    expect(await names(clusterId, 'shop')).toEqual(['shop', 'shop-eu', 'shop2', 'a-shop', 'workshop']);
    expect(
      await store.search(clusterId, { part: 'shop', without: ['shop'], among: 'ALL', first: 2 }),
    ).toEqual({
      names: ['shop-eu', 'shop2'],
      total: 4,
    });
    expect(await names(clusterId, 's%p')).toEqual([]);
  });

  it('finds namespaces of the system only when they are meant', async () => {
    const clusterId = await aNewCluster();
    await look(
      clusterId,
      ['kube-system', 'holdfast', 'stork', 'kubeflow', 'shop'].map((name) => seen(name)),
    );
    expect(await names(clusterId)).toEqual(['kubeflow', 'shop']);
    expect(await names(clusterId, 'kub')).toEqual(['kubeflow']);
    expect(await names(clusterId, 'kube')).toEqual(['kube-system', 'kubeflow']);
    expect(await names(clusterId, 'system')).toEqual([]);
    expect(await names(clusterId, 'stor')).toEqual(['stork']);
  });

  it('does the same with those that a look knows to be of the system, until another credential has looked', async () => {
    const clusterId = await aNewCluster();
    const all = ['disks', 'shop'].map((name) => seen(name));
    await look(clusterId, all);
    const guard = (await store.guard(clusterId))!;
    await store.recordSystem(clusterId, guard, ['disks']);
    expect(await names(clusterId)).toEqual(['shop']);
    expect(await names(clusterId, 'disk')).toEqual(['disks']);
    await look(clusterId, all, later(60));
    expect(await names(clusterId)).toEqual(['shop']);
    await world.stores.clusters.edit(clusterId, 1, { credentialVersion: 2 });
    await look(clusterId, all, later(120));
    await store.recordSystem(clusterId, guard, ['shop']);
    expect(await names(clusterId)).toEqual(['disks', 'shop']);
  });
});
