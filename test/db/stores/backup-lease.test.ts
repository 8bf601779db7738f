import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

/** Longer than any test. */
const LONG_MS = 600_000;

let world: StoredWorld;
beforeAll(async () => {
  world = await createStoredWorld();
});
afterAll(() => world.drop());

/** Lets the lease run out as the passing of time would, without waiting for it. */
async function letRunOut(backupId: string): Promise<void> {
  await world.database.query(
    `UPDATE backup SET lease_until = clock_timestamp() - interval '1 millisecond' WHERE id = '${backupId}'`,
  );
}

describe('taking up a backup', () => {
  it('raises the attempt and names the owner', async () => {
    const { id } = await world.addBackup();
    const backup = await world.stores.backups.claim(id, 'worker-1', LONG_MS);
    expect(backup).toMatchObject({ id, attempt: 1, leaseOwner: 'worker-1', state: 'IN_PROGRESS' });
    expect(backup?.startedAt).toBeInstanceOf(Date);
    expect(await world.stores.backups.find(id)).toEqual(backup);
  });

  it('by many at once succeeds for one', async () => {
    const { id } = await world.addBackup();
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, n) => world.stores.backups.claim(id, `worker-${n}`, LONG_MS)),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect((await world.stores.backups.find(id))?.attempt).toBe(1);
  });

  it('is refused while another holds it, also to the same owner', async () => {
    const { backup } = await world.addClaimedBackup();
    expect(await world.stores.backups.claim(backup.id, 'worker-2', LONG_MS)).toBeUndefined();
    expect(await world.stores.backups.claim(backup.id, 'worker-1', LONG_MS)).toBeUndefined();
  });

  it('after its lease ran out is a new attempt that stands before its first stage', async () => {
    const { backup, lease } = await world.addClaimedBackup();
    await world.stores.backups.recordPlan(lease, { included: [], missing: [] });
    await world.database.query(`UPDATE backup SET stage = 'RESOURCES' WHERE id = '${backup.id}'`);
    await letRunOut(backup.id);
    const taken = await world.stores.backups.claim(backup.id, 'worker-2', LONG_MS);
    expect(taken).toMatchObject({ attempt: 2, leaseOwner: 'worker-2', stage: null });
    expect(taken?.startedAt).toEqual(backup.startedAt);
  });

  it('that has ended or never was is refused', async () => {
    const ended = await world.addBackup({ state: 'FAILURE' });
    expect(await world.stores.backups.claim(ended.id, 'worker-1', LONG_MS)).toBeUndefined();
    expect(await world.stores.backups.claim(randomUUID(), 'worker-1', LONG_MS)).toBeUndefined();
    expect(await world.stores.backups.claim('nonsense', 'worker-1', LONG_MS)).toBeUndefined();
  });
});

describe('what may be taken up', () => {
  it('is running and held by nobody living, the oldest first', async () => {
    const own = await createStoredWorld();
    try {
      const { backups } = own.stores;
      const at = (day: number) => ({ createdAt: new Date(Date.UTC(2026, 0, day)) });
      const newer = await own.addBackup(at(2));
      const older = await own.addBackup(at(1));
      await own.addBackup({ ...at(1), state: 'SUCCESS' });
      const { backup: held } = await own.addClaimedBackup();
      expect(await backups.claimable(10)).toEqual([older.id, newer.id]);
      expect(await backups.claimable(1)).toEqual([older.id]);
      await own.database.query(`UPDATE backup SET lease_until = clock_timestamp() WHERE id = '${held.id}'`);
      expect(await backups.claimable(10)).toContain(held.id);
    } finally {
      await own.drop();
    }
  });
});

describe('what waits', () => {
  it('is taken up oldest first, each once, by any number of workers; what a stopped worker gave back waits too', async () => {
    const own = await createStoredWorld();
    try {
      const { backups } = own.stores;
      const at = (day: number) => ({ createdAt: new Date(Date.UTC(2026, 0, day)) });
      const second = await own.addBackup(at(2));
      const first = await own.addBackup(at(1));
      await own.addBackup({ ...at(1), state: 'SUCCESS' });
      await own.addClaimedBackup({ change: at(1) });
      const line = await backups.waiting(10);
      expect(line).toEqual([first.id, second.id]);
      expect((await backups.claimFirst(line, 'worker-1', LONG_MS))?.id).toBe(first.id);
      const claims = await Promise.all(
        [1, 2, 3].map((n) => backups.claimFirst(line, `worker-${n}`, LONG_MS)),
      );
      const taken = claims.filter((each) => each !== undefined);
      expect(taken.map(({ id }) => id)).toEqual([second.id]);
      const [{ id, leaseOwner, attempt } = second] = taken;
      await backups.release({ id, owner: leaseOwner ?? '', attempt }, { uncounted: true });
      expect(await backups.waiting(10)).toEqual([id]);
      expect(await backups.claimFirst(line, 'worker-4', LONG_MS)).toMatchObject({
        id,
        attempt: 2,
        handedBack: 1,
      });
      expect(await backups.waiting(10)).toEqual([]);
      expect(await backups.claimFirst(line, 'worker-5', LONG_MS)).toBeUndefined();
      await own.database.query(`UPDATE backup SET lease_until = clock_timestamp() WHERE id = '${id}'`);
      expect(await backups.claimFirst(line, 'worker-5', LONG_MS)).toMatchObject({ id, attempt: 3 });
    } finally {
      await own.drop();
    }
  });

  it('does not take up at once what was given back because the database was away', async () => {
    const own = await createStoredWorld();
    try {
      const { lease } = await own.addClaimedBackup();
      await own.stores.backups.release(lease);
      expect(await own.stores.backups.waiting(10)).toEqual([]);
      expect(await own.stores.backups.claimFirst([lease.id], 'worker-1', LONG_MS)).toBeUndefined();
      expect(await own.stores.backups.claimable(10)).toEqual([lease.id]);
    } finally {
      await own.drop();
    }
  });
});

describe('a lease', () => {
  it('is prolonged by its holder', async () => {
    const { backup, lease } = await world.addClaimedBackup();
    expect(await world.stores.backups.renew(lease, 2 * LONG_MS)).toBe('held');
    const renewed = await world.stores.backups.find(backup.id);
    expect(renewed!.leaseUntil!.getTime()).toBeGreaterThan(backup.leaseUntil!.getTime());
    expect(renewed?.attempt).toBe(1);
  });

  it('that ran out cannot be prolonged, though nobody took it', async () => {
    const { backup, lease } = await world.addClaimedBackup();
    await letRunOut(backup.id);
    expect(await world.stores.backups.renew(lease, LONG_MS)).toBe('lost');
  });

  it('of another owner or attempt is not ours', async () => {
    const { lease } = await world.addClaimedBackup();
    expect(await world.stores.backups.renew({ ...lease, owner: 'worker-2' }, LONG_MS)).toBe('lost');
    expect(await world.stores.backups.renew({ ...lease, attempt: 2 }, LONG_MS)).toBe('lost');
    expect(await world.stores.backups.renew({ ...lease, id: randomUUID() }, LONG_MS)).toBe('lost');
  });

  it('tells its holder to cancel, as soon as somebody asks', async () => {
    const { backup, lease } = await world.addClaimedBackup();
    const at = new Date('2026-11-20T10:00:00.000Z');
    expect(await world.stores.backups.requestCancel(backup.id, at)).toBe(true);
    expect(await world.stores.backups.renew(lease, LONG_MS)).toBe('cancel');
  });

  it('that is given back can be taken at once', async () => {
    const { backup, lease } = await world.addClaimedBackup();
    await world.stores.backups.release(lease);
    expect(await world.stores.backups.find(backup.id)).toMatchObject({ leaseOwner: null, leaseUntil: null });
    const taken = await world.stores.backups.claim(backup.id, 'worker-2', LONG_MS);
    expect(taken?.attempt).toBe(2);
  });

  it('is not given back by who lost it', async () => {
    const { backup, lease } = await world.addClaimedBackup();
    await letRunOut(backup.id);
    await world.stores.backups.claim(backup.id, 'worker-2', LONG_MS);
    await world.stores.backups.release(lease);
    expect((await world.stores.backups.find(backup.id))?.leaseOwner).toBe('worker-2');
  });
});

describe('asking to cancel', () => {
  it('is heard once: the first request stays', async () => {
    const { id } = await world.addBackup();
    const first = new Date('2026-11-20T10:00:00.000Z');
    expect(await world.stores.backups.requestCancel(id, first)).toBe(true);
    expect(await world.stores.backups.requestCancel(id, new Date())).toBe(false);
    expect((await world.stores.backups.find(id))?.cancelRequestedAt).toEqual(first);
  });

  it('is too late when the run has ended', async () => {
    const { id } = await world.addBackup({ state: 'SUCCESS' });
    expect(await world.stores.backups.requestCancel(id, new Date())).toBe(false);
    expect(await world.stores.backups.requestCancel('nonsense', new Date())).toBe(false);
  });
});
