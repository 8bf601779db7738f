import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RestoreEntity } from '../../../src/db/entities/restore.entity.js';
import type { Lease } from '../../../src/domain/backup.js';
import { systemActor } from '../../../src/domain/identity.js';
import type { RestoreEnd } from '../../../src/domain/ports/restore-store.js';
import type { Restore, RestoreStage } from '../../../src/domain/restore.js';
import { aRestore, restoreCounts, restoreOptions } from '../../factories/restores.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

const LONG_MS = 600_000;
const AT = new Date('2030-01-01T00:00:00.000Z');
const object = (name: string) => ({ resource: 'configmaps', namespace: 'shop', name });
const END: RestoreEnd = {
  state: 'PARTIAL_SUCCESS',
  reason: 'REFUSED',
  at: AT,
  counts: restoreCounts({ CREATED: 2, FAILED: 1 }),
  total: 3,
  issues: [
    { code: 'CLUSTER_UNAVAILABLE', object: null, message: 'away' },
    { code: 'REFUSED', object: object('settings'), message: 'no: "a\\b" {x} \0' },
    { code: 'FIELD_DROPPED', object: { ...object('role'), namespace: '' }, message: 'spec.x' },
  ],
};

let world: StoredWorld;
let backupId: string;
beforeAll(async () => {
  world = await createStoredWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  backupId = (await world.addBackup({ state: 'SUCCESS' })).id;
});

const store = () => world.stores.restores;
async function add(change: Partial<Restore> = {}): Promise<Restore> {
  const of = { ownerId: world.user.id, backupId, clusterId: world.cluster.id };
  const restore = aRestore(of, { targetNamespaces: [`ns-${randomUUID()}`], ...change });
  await store().insert(restore);
  return restore;
}
async function addClaimed(ttlMs = LONG_MS): Promise<{ restore: Restore; lease: Lease }> {
  const { id } = await add();
  const restore = (await store().claim(id, 'worker-1', ttlMs))!;
  return { restore, lease: { id, owner: 'worker-1', attempt: restore.attempt } };
}
const stand = (lease: Lease, stage: RestoreStage = 'RESOURCES') =>
  store().recordStanding(
    lease,
    { stage, counts: restoreCounts({ CREATED: 1 }), total: 3 },
    {
      type: 'RESTORE_PROGRESSED',
      subjectType: 'Restore',
      subjectId: lease.id,
      actor: systemActor(lease.owner),
      data: {},
    },
  );
const letRunOut = (id: string) =>
  world.database.query(
    `UPDATE restore SET lease_until = clock_timestamp() - interval '1 millisecond' WHERE id = '${id}'`,
  );

describe('a restore', () => {
  it('is read back as it was written, by lists as by TypeORM', async () => {
    const made = await add({
      options: restoreOptions({
        namespaceMapping: { shop: 'shop-copy' },
        scope: { ...restoreOptions().scope, objects: [object('a"b')] },
      }),
      total: 7,
    });
    expect(await store().find(made.id)).toEqual(made);
    expect(await store().findMany([made.id, 'nonsense'])).toEqual([made]);
    const { items } = await store().page({ first: 50, after: null }, { backupId });
    const typed = await world.dataSource.getRepository(RestoreEntity).findBy({ backupId });
    expect(items.map(({ item }) => item)).toEqual(typed);
  });

  it('bears a name that no other has', async () => {
    await add({ name: 'once' });
    await expect(add({ name: 'once' })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      details: { resource: 'Restore', field: 'name' },
    });
  });

  it('that runs keeps its backup and its cluster, whatever deletes them', async () => {
    await add();
    await expect(world.stores.backups.remove(backupId)).rejects.toMatchObject({ code: 'HAS_DEPENDENTS' });
    expect(await world.stores.backups.find(backupId)).toBeDefined();
  });

  it('that has ended outlives its backup', async () => {
    const { id } = await add({ state: 'SUCCESS', backupName: 'gone' });
    await world.stores.backups.remove(backupId);
    expect(await store().find(id)).toMatchObject({ backupId: null, backupName: 'gone' });
  });

  it('is removed only when it has ended, with its issues', async () => {
    const { restore, lease } = await addClaimed();
    expect(await store().remove(restore.id)).toBe(false);
    await store().finish(lease, END);
    expect(await store().remove(restore.id)).toBe(true);
    expect(await store().countIssues(restore.id)).toBe(0);
    expect(await store().remove('nonsense')).toBe(false);
  });
});

describe('the lease of a restore', () => {
  it('is taken by one of many, and not while another holds it', async () => {
    const { id } = await add();
    const claims = await Promise.all(
      Array.from({ length: 10 }, (_, n) => store().claim(id, `worker-${n}`, LONG_MS)),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await store().claim(id, 'late', LONG_MS)).toBeUndefined();
  });

  it('that ran out lets another in: a new attempt before its first stage; the old one writes nothing', async () => {
    const { restore, lease } = await addClaimed();
    expect(await stand(lease)).toBe(true);
    await letRunOut(restore.id);
    expect(await store().claimable(100)).toContain(restore.id);
    expect(await stand(lease)).toBe(false);
    expect(await store().finish(lease, END)).toBe(false);
    expect(await store().renew(lease, LONG_MS)).toBe('lost');
    const taken = await store().claim(restore.id, 'worker-2', LONG_MS);
    expect(taken).toMatchObject({ attempt: 2, stage: null, counts: restoreCounts({ CREATED: 1 }) });
  });

  it('says that somebody wants it cancelled, and is given back', async () => {
    const { restore, lease } = await addClaimed();
    expect(await store().renew(lease, LONG_MS)).toBe('held');
    expect(await store().requestCancel(restore.id, AT)).toBe(true);
    expect(await store().requestCancel(restore.id, AT)).toBe(false);
    expect(await store().renew(lease, LONG_MS)).toBe('cancel');
    await store().release(lease, { uncounted: true });
    expect(await store().find(restore.id)).toMatchObject({ leaseOwner: null, handedBack: 1 });
  });

  it('tells its claim and its progress as events of the restore', async () => {
    const { lease } = await addClaimed();
    await stand(lease);
    const events = await world.database.query(
      `SELECT type, subject_type FROM event WHERE subject_id = '${lease.id}' ORDER BY id`,
    );
    expect(events).toEqual([
      { type: 'RESTORE_CLAIMED', subject_type: 'Restore' },
      { type: 'RESTORE_PROGRESSED', subject_type: 'Restore' },
    ]);
    expect(await world.stores.events.forgetProgress(new Date(Date.now() + 60_000))).toBeGreaterThan(0);
  });
});

describe('the end of a restore', () => {
  it('writes state, counts and issues at once, and once', async () => {
    const { restore, lease } = await addClaimed();
    expect(await store().finish(lease, END)).toBe(true);
    expect(await store().find(restore.id)).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      stateReason: 'REFUSED',
      counts: END.counts,
      total: 3,
      leaseOwner: null,
      finishedAt: AT,
    });
    expect(await store().finish(lease, END)).toBe(false);
    expect(await store().countIssues(restore.id)).toBe(3);
  });

  it('is written past a lease only where no worker has begun', async () => {
    const waiting = await add();
    expect(await store().finishUnclaimed(waiting.id, END)).toBe(true);
    const { restore } = await addClaimed();
    expect(await store().finishUnclaimed(restore.id, END)).toBe(false);
    expect(await store().finishUnclaimed('nonsense', END)).toBe(false);
  });

  it('has its issues in pages, in the order of the run', async () => {
    const { restore, lease } = await addClaimed();
    await store().finish(lease, END);
    const first = await store().issuesOf(restore.id, { first: 2, after: null });
    expect(first.hasNext).toBe(true);
    expect(first.items.map(({ item }) => item)).toEqual([
      END.issues[0],
      { ...END.issues[1], message: 'no: "a\\b" {x} \uFFFD' },
    ]);
    const rest = await store().issuesOf(restore.id, { first: 2, after: first.items[1]!.cursor });
    expect(rest.items.map(({ item }) => item)).toEqual([END.issues[2]]);
    expect(rest.hasNext).toBe(false);
    for (const after of ['nonsense', '', Buffer.from('issue/01').toString('base64url')]) {
      await expect(store().issuesOf(restore.id, { first: 2, after })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    }
  });
});

describe('restores at once', () => {
  it('into one namespace of a cluster see each other, into others not', async () => {
    const running = await add({ targetNamespaces: ['shop-copy', 'blog-copy'] });
    await add({ targetNamespaces: ['done'], state: 'SUCCESS' });
    const rival = (namespaces: string[], clusterId = world.cluster.id) =>
      world.work.transaction((stores) => stores.restores.rivalOf(clusterId, namespaces));
    expect((await rival(['other', 'blog-copy']))?.id).toBe(running.id);
    expect(await rival(['other', 'done'])).toBeUndefined();
    expect(await rival(['blog-copy'], randomUUID())).toBeUndefined();
    expect(await rival([])).toBeUndefined();
  });

  it('keep their backup from being deleted; ended ones do not', async () => {
    const { backups } = world.stores;
    const { restore, lease } = await addClaimed();
    expect((await store().runningOf(backupId))?.id).toBe(restore.id);
    expect(await backups.move(backupId, 'SUCCESS', 'DELETING', AT)).toBe(false);
    await store().finish(lease, END);
    expect(await store().runningOf(backupId)).toBeUndefined();
    expect(await backups.move(backupId, 'SUCCESS', 'DELETING', AT)).toBe(true);
    expect(await store().countOfBackups([backupId, randomUUID()])).toEqual(new Map([[backupId, 1]]));
  });

  it('that begin while a deletion is being decided are seen by it', async () => {
    const { promise: locked, resolve: hasLocked } = Promise.withResolvers<void>();
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
    const beginning = world.work.transaction(async (stores) => {
      await stores.backups.lock(backupId);
      hasLocked();
      await mayGoOn;
      const of = { ownerId: world.user.id, backupId, clusterId: world.cluster.id };
      await stores.restores.insert(aRestore(of));
    });
    await locked;
    const moved = world.stores.backups.move(backupId, 'SUCCESS', 'DELETING', AT);
    goOn();
    await beginning;
    expect(await moved).toBe(false);
  });
});
