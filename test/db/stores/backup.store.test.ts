import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issue } from '../../../src/domain/issue.js';
import type { BackupEnd, BackupStore } from '../../../src/domain/ports/backup-store.js';
import { aBackup, aCycle, aRequestedNamespace } from '../../factories/resources.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

let world: StoredWorld;
let backups: BackupStore;
beforeAll(async () => {
  world = await createStoredWorld();
  backups = world.stores.backups;
});
afterAll(() => world.drop());

const AT = new Date('2026-11-20T10:00:00.000Z');

describe('a backup', () => {
  it('is read back as it was written', async () => {
    const backup = await world.addBackup({
      labels: { why: 'release' },
      requestedNamespaces: ['billing', 'blog', 'shop'],
      storedBytes: 2 ** 45,
    });
    expect(await backups.find(backup.id)).toEqual(backup);
    expect(await backups.findMany([backup.id])).toEqual([backup]);
    expect(await backups.find('nonsense')).toBeUndefined();
  });

  it('that was found in a location comes with its namespaces and issues', async () => {
    const cycle = aCycle({ outcome: 'BACKED_UP', endedAt: AT });
    await world.stores.cycles.insert(cycle);
    const { user, cluster, location } = world;
    const of = { ownerId: user.id, clusterId: cluster.id, locationId: location.id, cycleId: cycle.id };
    const backup = aBackup(of, { state: 'PARTIAL_SUCCESS', attempt: 2, startedAt: AT, finishedAt: AT });
    const namespaces = [aRequestedNamespace('shop', { fate: 'INCLUDED', uid: 'u', objects: 1, bytes: 2 })];
    const issues = [issue('NAMESPACE_MISSING', { kind: 'NAMESPACE', name: 'blog' }, 'blog was not found')];
    await backups.insert(backup, namespaces, issues);
    expect(await backups.namespacesOf([backup.id])).toEqual(new Map([[backup.id, namespaces]]));
    expect(await backups.issuesOf([backup.id])).toEqual(new Map([[backup.id, issues]]));
    expect(await backups.idsInLocation(location.id)).toContain(backup.id);
    expect(await backups.idsInLocation(randomUUID())).toEqual(new Set());
  });

  it('is there with all its namespaces or not at all', async () => {
    const cycle = aCycle();
    await world.stores.cycles.insert(cycle);
    const { user, cluster, location } = world;
    const of = { ownerId: user.id, clusterId: cluster.id, locationId: location.id, cycleId: cycle.id };
    const backup = aBackup(of);
    const twice = [aRequestedNamespace('shop'), aRequestedNamespace('shop')];
    await expect(backups.insert(backup, twice)).rejects.toThrow('backup_namespace_pkey');
    expect(await backups.find(backup.id)).toBeUndefined();
  });

  it('has a name of its own', async () => {
    const { name } = await world.addBackup();
    await expect(world.addBackup({ name })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      details: { resource: 'Backup', field: 'name', value: name },
    });
  });

  it('without namespaces or issues has empty lists of them, also one that does not exist', async () => {
    const backup = await world.addBackup({}, []);
    const ids = [backup.id, randomUUID(), 'nonsense'];
    const empty = new Map(ids.map((id) => [id, []]));
    expect(await backups.namespacesOf(ids)).toEqual(empty);
    expect(await backups.issuesOf(ids)).toEqual(empty);
  });

  it('is edited by who saw its newest version', async () => {
    const backup = await world.addBackup();
    expect(await backups.edit(backup.id, 1, { labels: { keep: 'yes' } })).toBe(true);
    expect(await backups.edit(backup.id, 1, { name: 'late' })).toBe(false);
    expect(await backups.find(backup.id)).toEqual({ ...backup, labels: { keep: 'yes' }, version: 2 });
  });

  it('moves from the state it is in, and only where the table lets it', async () => {
    const { id } = await world.addBackup({ state: 'SUCCESS' });
    expect(await backups.move(id, 'FAILURE', 'DELETING', AT)).toBe(false);
    expect(await backups.move(id, 'SUCCESS', 'DELETING', AT)).toBe(true);
    expect(await backups.find(id)).toMatchObject({ state: 'DELETING', stateChangedAt: AT });
    await expect(backups.move(id, 'DELETING', 'SUCCESS', AT)).rejects.toThrow(RangeError);
  });

  it('keeps until when its location refuses to delete it', async () => {
    const { id } = await world.addBackup({ state: 'SUCCESS' });
    await backups.recordLock(id, AT);
    expect(await backups.find(id)).toMatchObject({ lockedUntil: AT, version: 1 });
    await backups.recordLock(id, null);
    expect(await backups.find(id)).toMatchObject({ lockedUntil: null });
  });

  it('goes with its namespaces and issues; its cycle stays', async () => {
    const { lease, backup } = await world.addClaimedBackup();
    const issues = [issue('CANCELLED', { kind: 'BACKUP', name: backup.id }, 'cancelled')];
    await backups.finish(lease, { ...CANCELLED, issues });
    await backups.remove(backup.id);
    expect(await backups.find(backup.id)).toBeUndefined();
    const left = await world.database.query(
      `SELECT FROM backup_namespace WHERE backup_id = '${backup.id}'
       UNION ALL SELECT FROM backup_issue WHERE backup_id = '${backup.id}'`,
    );
    expect(left).toEqual([]);
    expect(await world.stores.cycles.find(backup.cycleId)).toBeDefined();
  });

  it('is counted in its state', async () => {
    const before = await backups.countByState();
    await world.addBackup({ state: 'FAILURE' });
    const after = await backups.countByState();
    expect([...after.keys()]).toEqual(['IN_PROGRESS', 'SUCCESS', 'PARTIAL_SUCCESS', 'FAILURE', 'DELETING']);
    expect(after.get('FAILURE')).toBe(before.get('FAILURE')! + 1);
  });
});

const CANCELLED: BackupEnd = {
  state: 'FAILURE',
  reason: 'CANCELLED',
  at: AT,
  namespaces: [],
  issues: [],
  totals: { objects: 0, bytes: 0, storedBytes: 0 },
  manifestKey: null,
  encryptionKeyIds: null,
  volumes: [],
};

describe('cancelling before anybody took the backup up', () => {
  it('ends it at once', async () => {
    const { id } = await world.addBackup();
    expect(await backups.finishUnclaimed(id, CANCELLED)).toBe(true);
    expect(await backups.find(id)).toMatchObject({
      state: 'FAILURE',
      stateReason: 'CANCELLED',
      finishedAt: AT,
    });
    expect(await backups.claim(id, 'worker-1', 60_000)).toBeUndefined();
    expect(await backups.finishUnclaimed(id, CANCELLED)).toBe(false);
  });

  it('is refused once a worker has, also when that one gave it back', async () => {
    const { lease, backup } = await world.addClaimedBackup();
    expect(await backups.finishUnclaimed(backup.id, CANCELLED)).toBe(false);
    await backups.release(lease);
    expect(await backups.finishUnclaimed(backup.id, CANCELLED)).toBe(false);
    expect((await backups.find(backup.id))?.state).toBe('IN_PROGRESS');
  });

  it('and taking it up at the same moment: one of the two happens', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id } = await world.addBackup();
      const [claimed, ended] = await Promise.all([
        backups.claim(id, 'worker-1', 60_000),
        backups.finishUnclaimed(id, CANCELLED),
      ]);
      expect([claimed !== undefined, ended].toSorted()).toEqual([false, true]);
    }
  });
});
