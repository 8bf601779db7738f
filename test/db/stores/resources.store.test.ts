import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlreadyExists, HasDependents, NotFound } from '../../../src/domain/errors/resource-errors.js';
import { NO_LOOK } from '../../../src/domain/steadiness.js';
import { aBackup, aCluster, aCycle, aLocation } from '../../factories/resources.js';
import { ALL_CAPABILITIES } from '../../support/s3-location.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

let world: StoredWorld;
beforeAll(async () => {
  world = await createStoredWorld();
});
afterAll(() => world.drop());

const BEGAN = new Date('2026-11-20T10:00:00.000Z');
const later = (ms: number) => new Date(BEGAN.getTime() + ms);

describe('clusters', () => {
  it('are read back as they were written', async () => {
    const cluster = aCluster(world.user.id, {
      missingRights: [{ verb: 'list', resource: 'secrets' }],
      credentialExpiresAt: BEGAN,
      labels: { team: 'shop', 'app.example.org/tier': '' },
    });
    await world.stores.clusters.insert(cluster);
    expect(await world.stores.clusters.find(cluster.id)).toEqual(cluster);
    expect(await world.stores.clusters.findMany([cluster.id, randomUUID(), 'nonsense'])).toEqual([cluster]);
    expect(await world.stores.clusters.all()).toContainEqual(cluster);
  });

  it('with a name that is taken are refused by field and value', async () => {
    const twin = aCluster(world.user.id, { name: world.cluster.name });
    const refused = world.stores.clusters.insert(twin);
    await expect(refused).rejects.toBeInstanceOf(AlreadyExists);
    await expect(refused).rejects.toMatchObject({
      details: { resource: 'Cluster', field: 'name', value: world.cluster.name },
    });
  });

  it('of an unknown owner are refused', async () => {
    const ownerId = randomUUID();
    await expect(world.stores.clusters.insert(aCluster(ownerId))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { resource: 'User', id: ownerId },
    });
  });

  it('that do not exist are found by no id, not even by one that is none', async () => {
    expect(await world.stores.clusters.find(randomUUID())).toBeUndefined();
    expect(await world.stores.clusters.find("'; DROP TABLE cluster; --")).toBeUndefined();
    expect(await world.stores.clusters.edit('nonsense', 1, { name: 'x' })).toBe(false);
    await expect(world.stores.clusters.remove('nonsense')).resolves.toBeUndefined();
  });

  it('are edited only by who saw their newest version', async () => {
    const cluster = aCluster(world.user.id);
    await world.stores.clusters.insert(cluster);
    const { edit, find } = world.stores.clusters;
    expect(await edit(cluster.id, 1, { labels: { a: 'b' }, server: null, updatedAt: BEGAN })).toBe(true);
    expect(await edit(cluster.id, 1, { name: 'late' })).toBe(false);
    const expected = { ...cluster, labels: { a: 'b' }, server: null, updatedAt: BEGAN, version: 2 };
    expect(await find(cluster.id)).toEqual(expected);
  });

  it('edited by two at once are changed by one', async () => {
    const cluster = aCluster(world.user.id);
    await world.stores.clusters.insert(cluster);
    const both = await Promise.all(
      ['red', 'blue'].map((name) => world.stores.clusters.edit(cluster.id, 1, { labels: { name } })),
    );
    expect(both.toSorted()).toEqual([false, true]);
    expect((await world.stores.clusters.find(cluster.id))?.version).toBe(2);
  });

  it('keep their identity, version and day of creation whatever an edit says', async () => {
    const cluster = aCluster(world.user.id);
    await world.stores.clusters.insert(cluster);
    const change = { id: randomUUID(), version: 77, createdAt: BEGAN };
    expect(await world.stores.clusters.edit(cluster.id, 1, change)).toBe(true);
    expect(await world.stores.clusters.find(cluster.id)).toEqual({ ...cluster, version: 2 });
  });

  it('whose name is edited to a taken one are refused', async () => {
    const cluster = aCluster(world.user.id);
    await world.stores.clusters.insert(cluster);
    const refused = world.stores.clusters.edit(cluster.id, 1, { name: world.cluster.name });
    await expect(refused).rejects.toBeInstanceOf(AlreadyExists);
  });

  it('that a backup needs are not removed', async () => {
    const { clusterId } = await world.addBackup();
    await expect(world.stores.clusters.remove(clusterId)).rejects.toBeInstanceOf(HasDependents);
    expect(await world.stores.clusters.find(clusterId)).toBeDefined();
  });

  it('are gone once removed', async () => {
    const cluster = aCluster(world.user.id);
    await world.stores.clusters.insert(cluster);
    await world.stores.clusters.remove(cluster.id);
    expect(await world.stores.clusters.find(cluster.id)).toBeUndefined();
  });

  it('are counted in every state, also where there are none', async () => {
    const counts = await world.stores.clusters.countByState();
    expect([...counts.keys()]).toEqual(['UNCHECKED', 'ACTIVE', 'DISCONNECTED', 'NOT_AVAILABLE']);
    expect(counts.get('NOT_AVAILABLE')).toBe(0);
    expect(counts.get('UNCHECKED')).toBeGreaterThan(0);
  });
});

describe('what a prober saw of a cluster', () => {
  const seen = {
    state: 'ACTIVE',
    stateReason: 'OK',
    stateMessage: 'all is \0 well \uD800',
    stateChangedAt: later(50),
    stateCheckedAt: later(50),
    lastReachedAt: later(50),
    looks: { last: 'OK', alike: 1, failures: 0, unrest: 0 },
    kubernetesVersion: 'v1.33.1',
    clusterUid: 'uid-1',
    missingRights: [{ verb: 'list', resource: '*.*' }],
  } as const;

  async function added() {
    const cluster = aCluster(world.user.id, { credentialVersion: 3 });
    await world.stores.clusters.insert(cluster);
    return cluster;
  }

  it('is written, with what no database can hold replaced', async () => {
    const { id } = await added();
    const guard = { credentialVersion: 3, checkedBefore: null };
    expect(await world.stores.clusters.observe(id, guard, seen)).toBe(true);
    const stored = await world.stores.clusters.find(id);
    expect(stored).toMatchObject({ ...seen, stateMessage: 'all is \uFFFD well \uFFFD' });
    expect(stored?.version).toBe(1);
  });

  it('with an older credential is refused', async () => {
    const { id } = await added();
    const guard = { credentialVersion: 2, checkedBefore: null };
    expect(await world.stores.clusters.observe(id, guard, seen)).toBe(false);
    expect((await world.stores.clusters.find(id))?.state).toBe('UNCHECKED');
  });

  it('is refused when somebody has looked since it began', async () => {
    const { id } = await added();
    const { observe, find } = world.stores.clusters;
    expect(await observe(id, { credentialVersion: 3, checkedBefore: null }, seen)).toBe(true);
    const slow = {
      ...seen,
      state: 'NOT_AVAILABLE',
      stateReason: 'TIMEOUT',
      stateCheckedAt: later(90),
    } as const;
    expect(await observe(id, { credentialVersion: 3, checkedBefore: null }, slow)).toBe(false);
    expect((await find(id))?.state).toBe('ACTIVE');
    expect(await observe(id, { credentialVersion: 3, checkedBefore: later(50) }, slow)).toBe(true);
    expect((await find(id))?.state).toBe('NOT_AVAILABLE');
  });
});

describe('locations', () => {
  it('are read back as they were written, and edited like clusters', async () => {
    const location = aLocation(world.user.id, { labels: { site: 'berlin' } });
    await world.stores.locations.insert(location);
    expect(await world.stores.locations.find(location.id)).toEqual(location);
    expect(await world.stores.locations.edit(location.id, 1, { name: `${location.name}-2` })).toBe(true);
    expect(await world.stores.locations.edit(location.id, 1, { name: 'late' })).toBe(false);
  });

  it('share no name and no folder', async () => {
    const { name, path } = world.location;
    const { insert } = world.stores.locations;
    await expect(insert(aLocation(world.user.id, { name }))).rejects.toMatchObject({
      details: { resource: 'BackupLocation', field: 'name', value: name },
    });
    await expect(insert(aLocation(world.user.id, { path }))).rejects.toMatchObject({
      details: { resource: 'BackupLocation', field: 'path', value: path },
    });
  });

  it('keep the newest look', async () => {
    const location = aLocation(world.user.id);
    await world.stores.locations.insert(location);
    const seen = {
      state: 'INVALID',
      stateReason: 'NO_SPACE',
      stateMessage: 'the file system is full',
      stateChangedAt: later(10),
      stateCheckedAt: later(10),
      looks: NO_LOOK,
      capabilities: ALL_CAPABILITIES,
    } as const;
    expect(await world.stores.locations.observe(location.id, { checkedBefore: null }, seen)).toBe(true);
    expect(await world.stores.locations.observe(location.id, { checkedBefore: later(5) }, seen)).toBe(false);
    expect(await world.stores.locations.find(location.id)).toEqual({ ...location, ...seen });
    expect((await world.stores.locations.countByState()).get('INVALID')).toBe(1);
  });
});

describe('cycles', () => {
  it('close once', async () => {
    const cycle = aCycle();
    await world.stores.cycles.insert(cycle);
    const closed = { ...cycle, outcome: 'SKIPPED', reasons: ['SUSPENDED'], endedAt: BEGAN };
    expect(await world.stores.cycles.close(cycle.id, 'SKIPPED', ['SUSPENDED'], BEGAN)).toEqual(closed);
    expect(await world.stores.cycles.close(cycle.id, 'BACKED_UP', [], later(1))).toBeUndefined();
    expect(await world.stores.cycles.find(cycle.id)).toEqual(closed);
  });

  it('of one schedule have one due moment each, and one of them is open at most', async () => {
    const { id: scheduleId } = await world.addSchedule();
    const { insert } = world.stores.cycles;
    await insert(aCycle({ scheduleId, plannedAt: BEGAN, outcome: 'BACKED_UP' }));
    const again = insert(aCycle({ scheduleId, plannedAt: BEGAN, outcome: 'SKIPPED' }));
    await expect(again).rejects.toMatchObject({ details: { resource: 'Cycle', field: 'plannedAt' } });
    await insert(aCycle({ scheduleId, plannedAt: later(1) }));
    await expect(insert(aCycle({ scheduleId, plannedAt: null }))).rejects.toBeInstanceOf(AlreadyExists);
  });

  it('made by hand are open beside each other', async () => {
    await world.stores.cycles.insert(aCycle());
    await expect(world.stores.cycles.insert(aCycle())).resolves.toBeUndefined();
  });

  it('of no cluster hold no backup', async () => {
    const cycle = aCycle();
    await world.stores.cycles.insert(cycle);
    const { user, location } = world;
    const of = { ownerId: user.id, clusterId: randomUUID(), locationId: location.id, cycleId: cycle.id };
    await expect(world.stores.backups.insert(aBackup(of), [])).rejects.toBeInstanceOf(NotFound);
  });
});
