import { rename } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/compose.js';
import { systemActor } from '../../src/domain/identity.js';
import { backupKeys } from '../../src/domain/manifest.js';
import type { ObjectStore } from '../../src/domain/ports/object-store.js';
import { StorageFailed } from '../../src/domain/storage-failure.js';
import { BackupDeletion } from '../../src/services/backup-deletion.js';
import { Installation } from '../support/installation.js';
import { silentLog } from '../support/silent-log.js';

let holdfast: Installation;
beforeEach(async () => {
  holdfast = await Installation.start({ namespaces: ['shop', 'blog'] });
});
afterEach(() => holdfast.stop());

const confirmed = { confirmLastCopy: true };
const never = () => new AbortController().signal;
const backups = () => holdfast.product.services.backups;
const sweep = () => holdfast.product.handlers.sweep({}, never());

async function deleting(): Promise<string> {
  const { backup } = await holdfast.backUp('shop');
  await backups().remove(backup.id, confirmed, holdfast.actor);
  return backup.id;
}
async function keysOf(id: string): Promise<string[]> {
  const store = await holdfast.product.world.locations.open(holdfast.location);
  const keys: string[] = [];
  for await (const { key } of store.list(backupKeys.folder(id))) keys.push(key);
  return keys.sort();
}
async function events(id: string): Promise<readonly Record<string, unknown>[]> {
  return holdfast.database.query(
    `SELECT type, data->>'step' AS step FROM event WHERE subject_id = '${id}' AND type LIKE 'BACKUP_DEL%' ORDER BY id`,
  );
}
/** What waits for its time is due now. */
const due = () =>
  holdfast.database.query(`UPDATE backup SET deletion_next_try_at = now() WHERE state = 'DELETING'`);

/** A deletion of its own, over the real location with one method changed. */
function deletion(change: Partial<ObjectStore>): BackupDeletion {
  const { work, engine, locations } = holdfast.product.world;
  const open = async (location: Parameters<typeof locations.open>[0]) => {
    const store = await locations.open(location);
    return new Proxy(store, {
      get: (target, property) => {
        const member: unknown = Reflect.get(change, property) ?? Reflect.get(target, property, target);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  };
  return new BackupDeletion({
    work,
    engine,
    engines: holdfast.product.world.engines,
    locations: { open },
    clock: systemClock,
    log: silentLog,
    settings: { leaseMs: 60_000 },
  });
}

describe('the deletion of a backup', () => {
  it('goes by its steps, each with its event, and leaves nothing', async () => {
    const id = await deleting();
    await sweep();
    await expect(backups().get(id, systemActor('test'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await keysOf(id)).toEqual([]);
    expect((await events(id)).map(({ type, step }) => step ?? type)).toEqual([
      'BACKUP_DELETING',
      'MANIFEST',
      'DATA',
      'RECORD',
      'BACKUP_DELETED',
    ]);
  });

  it('whose location is away stays DELETING with the reason, and is tried again when its time comes', async () => {
    const id = await deleting();
    await rename(holdfast.location.path, `${holdfast.location.path}-away`);
    await sweep();
    const waiting = await backups().get(id, systemActor('test'));
    expect(waiting).toMatchObject({ state: 'DELETING', deletionAttempts: 1 });
    expect(waiting.deletionError).toMatch(/\w/);
    expect(waiting.deletionNextTryAt?.getTime()).toBeGreaterThan(Date.now());
    await sweep();
    expect(await backups().get(id, systemActor('test'))).toMatchObject({ deletionAttempts: 1 });
    await due();
    await sweep();
    const again = await backups().get(id, systemActor('test'));
    expect(again.deletionAttempts).toBe(2);
    await rename(`${holdfast.location.path}-away`, holdfast.location.path);
    await due();
    await sweep();
    await expect(backups().get(id, systemActor('test'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each(['MANIFEST', 'DATA', 'RECORD'] as const)(
    'that was killed as it entered %s goes on from the top and comes to its end',
    async (step) => {
      const id = await deleting();
      const { stores } = holdfast.product.world.work;
      const attempt = { backupId: id, attempt: 1 };
      expect(await stores.deletions.claim(id, 60_000)).toBeDefined();
      const store = await holdfast.product.world.locations.open(holdfast.location);
      if (step !== 'MANIFEST') await store.delete(backupKeys.manifest(id));
      if (step === 'RECORD') await store.deleteAll(backupKeys.folder(id));
      await stores.deletions.enterStep(attempt, step);
      // Dead from here on: nobody else tries before its time is over.
      await sweep();
      expect(await backups().get(id, systemActor('test'))).toMatchObject({
        state: 'DELETING',
        deletionStep: step,
        deletionAttempts: 1,
      });
      await due();
      await sweep();
      await expect(backups().get(id, systemActor('test'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await keysOf(id)).toEqual([]);
    },
  );

  it('that was overtaken by another attempt writes nothing more', async () => {
    const id = await deleting();
    const { stores } = holdfast.product.world.work;
    await stores.deletions.claim(id, 0);
    await stores.deletions.claim(id, 60_000);
    const old = { backupId: id, attempt: 1 };
    expect(await stores.deletions.enterStep(old, 'DATA')).toBe(false);
    expect(await stores.deletions.renew(old, 60_000)).toBe(false);
    expect(await stores.deletions.delay(old, { error: 'late', pauseMs: 0, lockedUntil: null })).toBe(false);
    expect(await backups().get(id, systemActor('test'))).toMatchObject({
      deletionStep: null,
      deletionError: null,
    });
  });

  it('whose data cannot be removed has no manifest any more: it is no backup for anybody', async () => {
    const id = await deleting();
    const broken = deletion({
      deleteAll: () => Promise.reject(new StorageFailed('The disk is ill.', { reason: 'STORAGE_ERROR' })),
    });
    expect(await broken.run(id)).toBe('away');
    expect(await backups().get(id, systemActor('test'))).toMatchObject({
      deletionStep: 'DATA',
      deletionError: 'The disk is ill.',
    });
    expect(await keysOf(id)).not.toContain(backupKeys.manifest(id));
    await due();
    await sweep();
    expect(await keysOf(id)).toEqual([]);
  });

  it('that a worker is told to leave is due for the next one at once', async () => {
    const id = await deleting();
    const stopping = new AbortController();
    const interrupted = deletion({
      delete: async () => {
        stopping.abort(new Error('stop'));
        stopping.signal.throwIfAborted();
      },
    });
    expect(await interrupted.run(id, stopping.signal)).toBe('waits');
    await vi.waitFor(sweep);
    await expect(backups().get(id, systemActor('test'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a locked copy', () => {
  const until = new Date(Date.now() + 86_400_000);

  it('is not deleted by hand before its date, which the refusal names', async () => {
    const { backup } = await holdfast.backUp('shop');
    await holdfast.product.world.work.stores.backups.recordLock(backup.id, until);
    await expect(backups().remove(backup.id, confirmed, holdfast.actor)).rejects.toMatchObject({
      code: 'OBJECT_LOCKED',
      details: { lockedUntil: until.toISOString() },
    });
    expect(await backups().get(backup.id, systemActor('test'))).toMatchObject({ state: 'SUCCESS' });
  });

  it('that its location has locked longer than was known waits until then, and says so', async () => {
    const id = await deleting();
    const locked = deletion({
      delete: () =>
        Promise.reject(new StorageFailed('It is locked.', { reason: 'OBJECT_LOCKED', lockedUntil: until })),
    });
    expect(await locked.run(id)).toBe('waits');
    expect(await backups().get(id, systemActor('test'))).toMatchObject({
      state: 'DELETING',
      deletionError: 'It is locked.',
      deletionNextTryAt: until,
      lockedUntil: until,
    });
    expect(await keysOf(id)).toContain(backupKeys.manifest(id));
  });
});

describe('the last intact copy of a namespace', () => {
  it('is deleted only after a confirmation that knows the names', async () => {
    const { backup: both } = await holdfast.backUp('shop', 'blog');
    const { backup: one } = await holdfast.backUp('shop');
    const { actor } = holdfast;
    const asked = { confirmLastCopy: false };
    await expect(backups().remove(both.id, asked, actor)).rejects.toMatchObject({
      code: 'LAST_COPY',
      details: { namespaces: ['blog'] },
    });
    expect(await backups().get(both.id, systemActor('test'))).toMatchObject({ state: 'SUCCESS' });
    expect(await backups().remove(both.id, confirmed, actor)).toMatchObject({ state: 'DELETING' });
    // One that is going is a copy no more.
    await expect(backups().remove(one.id, asked, actor)).rejects.toMatchObject({
      details: { namespaces: ['shop'] },
    });
  });

  it('of two that are deleted at the same time one stays', async () => {
    const ids = [await holdfast.backUp('shop'), await holdfast.backUp('shop')].map(({ backup }) => backup.id);
    const asked = { confirmLastCopy: false };
    const ends = await Promise.allSettled(ids.map((id) => backups().remove(id, asked, holdfast.actor)));
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('a damaged one is none, and is none that counts', async () => {
    const { backup: damaged } = await holdfast.backUp('shop');
    const { backup: good } = await holdfast.backUp('shop');
    await holdfast.database.query(`UPDATE backup SET verification = 'DAMAGED' WHERE id = '${damaged.id}'`);
    const asked = { confirmLastCopy: false };
    await expect(backups().remove(good.id, asked, holdfast.actor)).rejects.toMatchObject({
      code: 'LAST_COPY',
    });
    expect(await backups().remove(damaged.id, asked, holdfast.actor)).toMatchObject({ state: 'DELETING' });
  });

  it('a failed one holds none', async () => {
    const { backup } = await holdfast.backUp('nowhere');
    expect(backup.state).toBe('FAILURE');
    expect(await backups().remove(backup.id, { confirmLastCopy: false }, holdfast.actor)).toMatchObject({
      state: 'DELETING',
    });
  });
});
