import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../src/domain/identity.js';
import { backupKeys } from '../../src/domain/manifest.js';
import { Installation, type InstallationOptions } from '../support/installation.js';
import { QueueBell } from '../support/queue-bell.js';
import { SettableClock } from '../support/settable-clock.js';

let holdfast: Installation;
let bell: QueueBell;
async function start(options: InstallationOptions = {}): Promise<void> {
  bell = new QueueBell();
  holdfast = await Installation.start({ namespaces: ['shop', 'blog'], bell, leaseMs: 60_000, ...options });
}
afterEach(() => holdfast.stop());

const verifications = () => holdfast.product.services.verifications;
const settle = () => bell.settle(holdfast.product.handlers);
const never = () => new AbortController().signal;
const last = async (id: string) => (await verifications().of([id])).get(id);
const backupOf = (id: string) => holdfast.product.services.backups.get(id, systemActor('test'));
const openAlerts = async () => {
  const { items } = await holdfast.product.services.alerts.page(
    { first: 10, after: null },
    { open: true },
    systemActor('test'),
  );
  return items.map(({ item }) => item);
};
const fileOf = (id: string) => join(holdfast.location.path, backupKeys.resources(id, 1));
const expire = (id: string) =>
  holdfast.database.query(`UPDATE backup_verification SET lease_until = now() WHERE backup_id = '${id}'`);

describe('a verification that somebody asks for', () => {
  beforeEach(() => start());

  it('is a job: IN_PROGRESS at once, INTACT when a worker has read all of it', async () => {
    const { backup } = await holdfast.backUp('shop', 'blog');
    const asked = await verifications().request(backup.id, holdfast.actor);
    expect(asked.verification).toMatchObject({ state: 'IN_PROGRESS', attempt: 0, trigger: 'MANUAL' });
    expect(await backupOf(backup.id)).toMatchObject({ verification: null, verifiedAt: null });
    await settle();
    const done = await last(backup.id);
    expect(done).toMatchObject({
      state: 'INTACT',
      attempt: 1,
      objects: backup.objects,
      damages: [],
      error: null,
    });
    expect(done?.bytes).toBeGreaterThan(0);
    expect(await backupOf(backup.id)).toMatchObject({ verification: 'INTACT', verifiedAt: done?.endedAt });
    const told = await holdfast.database.query(
      `SELECT type FROM event WHERE subject_id = '${backup.id}' AND type LIKE 'BACKUP_VERIF%' ORDER BY id`,
    );
    expect(new Set(told.map(({ type }) => type))).toEqual(
      new Set(['BACKUP_VERIFICATION_REQUESTED', 'BACKUP_VERIFICATION_PROGRESSED', 'BACKUP_VERIFIED']),
    );
  });

  it('asked for twice is one', async () => {
    const { backup } = await holdfast.backUp('shop');
    const first = await verifications().request(backup.id, holdfast.actor);
    const second = await verifications().request(backup.id, holdfast.actor);
    expect(second.verification).toEqual(first.verification);
  });

  it('of a failed backup is refused', async () => {
    const { backup } = await holdfast.backUp('nowhere');
    await expect(verifications().request(backup.id, holdfast.actor)).rejects.toMatchObject({
      code: 'OPERATION_NOT_ALLOWED',
    });
  });

  it('of a backup that is damaged keeps what is wrong and opens an alert, which closes when no damaged one is left', async () => {
    const { backup } = await holdfast.backUp('shop');
    await truncate(fileOf(backup.id), 10);
    expect(await holdfast.verify(backup.id)).toMatchObject({ state: 'DAMAGED' });
    expect((await last(backup.id))?.damages[0]).toContain('resources');
    expect(await backupOf(backup.id)).toMatchObject({ state: 'SUCCESS', verification: 'DAMAGED' });
    expect(await openAlerts()).toMatchObject([
      { kind: 'BACKUP_DAMAGED', subjectType: 'BackupLocation', subjectId: holdfast.location.id, count: 1 },
    ]);
    await holdfast.verify(backup.id);
    expect(await openAlerts()).toMatchObject([{ count: 2 }]);
    await holdfast.product.services.backups.remove(backup.id, { confirmLastCopy: false }, holdfast.actor);
    await settle();
    expect(await openAlerts()).toEqual([]);
  });

  it('of a backup without its manifest finds it damaged', async () => {
    const { backup } = await holdfast.backUp('shop');
    const store = await holdfast.product.world.locations.open(holdfast.location);
    await store.delete(backupKeys.manifest(backup.id));
    expect(await holdfast.verify(backup.id)).toMatchObject({ state: 'DAMAGED', error: null });
  });

  it('in a location that is away FAILS and says nothing of the backup', async () => {
    const { backup } = await holdfast.backUp('shop');
    await holdfast.database.query(`UPDATE backup_location SET path = path || '-away'`);
    const end = await holdfast.verify(backup.id);
    expect(end).toMatchObject({ state: 'FAILED', damages: [] });
    expect(end.error).toMatch(/\w/);
    expect(await backupOf(backup.id)).toMatchObject({ verification: null, verifiedAt: null });
    expect(await openAlerts()).toEqual([]);
  });

  it('is cancelled before and while a worker reads, and finds nothing out then', async () => {
    const { backup } = await holdfast.backUp('shop');
    await verifications().request(backup.id, holdfast.actor);
    const asked = await verifications().cancel(backup.id, holdfast.actor);
    expect(asked.verification.cancelRequestedAt).not.toBeNull();
    await settle();
    expect(await last(backup.id)).toMatchObject({ state: 'CANCELLED', objects: 0 });
    expect(await backupOf(backup.id)).toMatchObject({ verification: null });
    expect((await verifications().cancel(backup.id, holdfast.actor)).verification.state).toBe('CANCELLED');
    const { stores } = holdfast.product.world.work;
    await verifications().request(backup.id, holdfast.actor);
    const lease = { id: backup.id, owner: 'other', attempt: 1 };
    await stores.verifications.claim(backup.id, 'other', 60_000);
    await verifications().cancel(backup.id, holdfast.actor);
    expect(await stores.verifications.renew(lease, 60_000)).toBe('cancel');
  });

  it('of a backup that is deleted meanwhile ends CANCELLED, whatever was missing', async () => {
    const { backup } = await holdfast.backUp('shop');
    await verifications().request(backup.id, holdfast.actor);
    await holdfast.product.services.backups.remove(backup.id, { confirmLastCopy: true }, holdfast.actor);
    const store = await holdfast.product.world.locations.open(holdfast.location);
    await store.delete(backupKeys.manifest(backup.id));
    await verifications().run(backup.id, never(), () => false);
    expect(await last(backup.id)).toMatchObject({ state: 'CANCELLED' });
    expect(await backupOf(backup.id)).toMatchObject({ state: 'DELETING', verification: null });
    expect(await openAlerts()).toEqual([]);
  });

  it.each([
    ['before it read anything', { frames: 0, objects: 0, bytes: 0 }],
    ['in the middle', { frames: 1, objects: 2, bytes: 300 }],
  ])(
    'that was killed %s is taken over by another worker, and the dead one writes nothing more',
    async (_when, progress) => {
      const { backup } = await holdfast.backUp('shop');
      const { stores } = holdfast.product.world.work;
      await verifications().request(backup.id, holdfast.actor);
      await stores.verifications.claim(backup.id, 'dead', 60_000);
      const dead = { id: backup.id, owner: 'dead', attempt: 1 };
      expect(await stores.verifications.recordProgress(dead, progress)).toBe(true);
      bell.lose();
      await holdfast.product.handlers.sweep({}, never());
      await settle();
      expect(await last(backup.id)).toMatchObject({ state: 'IN_PROGRESS', leaseOwner: 'dead' });
      await expire(backup.id);
      await holdfast.product.handlers.sweep({}, never());
      await settle();
      expect(await last(backup.id)).toMatchObject({ state: 'INTACT', attempt: 2, objects: backup.objects });
      expect(await stores.verifications.recordProgress(dead, progress)).toBe(false);
      const end = {
        ...progress,
        state: 'DAMAGED',
        damages: ['late'],
        error: null,
        trial: null,
        at: new Date(),
      } as const;
      expect(await stores.verifications.finish(dead, end)).toBeUndefined();
      expect(await backupOf(backup.id)).toMatchObject({ verification: 'INTACT' });
    },
  );

  it('that kills every worker FAILS in the end', async () => {
    const { backup } = await holdfast.backUp('shop');
    const { stores } = holdfast.product.world.work;
    await verifications().request(backup.id, holdfast.actor);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await stores.verifications.claim(backup.id, 'dead', 60_000);
      await expire(backup.id);
    }
    await holdfast.product.handlers.sweep({}, never());
    await settle();
    expect(await last(backup.id)).toMatchObject({ state: 'FAILED' });
  });

  it('is given back by a worker that stops: no attempt that failed', async () => {
    const { backup } = await holdfast.backUp('shop');
    await verifications().request(backup.id, holdfast.actor);
    await verifications().run(backup.id, AbortSignal.abort(), () => false);
    expect(await last(backup.id)).toMatchObject({ state: 'IN_PROGRESS', leaseOwner: null, handedBack: 1 });
  });
});

describe('verifications by schedule', () => {
  const DAY_MS = 86_400_000;
  let clock: SettableClock;
  beforeEach(async () => {
    clock = new SettableClock('2026-11-20T12:00:00Z');
    await start({ clock, verifyEveryDays: 0 });
  });

  const schedule = (name: string, verifyEveryDays: number | null) =>
    holdfast.product.services.schedules.create(
      {
        name,
        clusterId: holdfast.cluster.id,
        locationId: holdfast.location.id,
        selection: { kind: 'NAMED', names: ['shop', 'blog'] },
        timing: { kind: 'INTERVAL', minutes: 60 },
        timeZone: 'UTC',
        retention: { keep: 9, maxAgeDays: null, hourly: 0, daily: 0, weekly: 0, monthly: 0 },
        verifyEveryDays,
      },
      holdfast.actor,
    );
  async function cycle(scheduleId: string): Promise<string> {
    clock.set(new Date(clock.now().getTime() + 60_000));
    const { id } = await holdfast.product.services.schedules.backUpNow(scheduleId, holdfast.actor);
    await settle();
    return id;
  }
  const due = () =>
    holdfast.product.world.work.stores.verifications.dueBySchedule({
      now: clock.now(),
      everyDays: 0,
      triedBefore: new Date(clock.now().getTime() - 3_600_000),
    });

  it('pick the newest of each schedule first, one at a time per location, and what was read lately not at all', async () => {
    const weekly = await schedule('weekly', 7);
    const older = await cycle(weekly.id);
    const newest = await cycle(weekly.id);
    await cycle((await schedule('never', 0)).id);
    await cycle((await schedule('as-installed', null)).id);
    await holdfast.backUp('shop');
    expect(await due()).toEqual([newest]);
    await verifications().request(newest, holdfast.actor);
    expect(await due()).toEqual([]);
    await verifications().run(newest, never(), () => false);
    expect(await due()).toEqual([older]);
    await holdfast.product.handlers['verify-due']({}, never());
    await settle();
    expect(await last(older)).toMatchObject({ state: 'INTACT', trigger: 'SCHEDULED' });
    expect(await due()).toEqual([]);
    clock.set(new Date(clock.now().getTime() + 7 * DAY_MS + 1));
    expect(await due()).toEqual([newest]);
  });

  it('leave a location alone that is not VALID, and what failed an hour ago', async () => {
    const daily = await schedule('daily', 1);
    const backup = await cycle(daily.id);
    await holdfast.database.query(`UPDATE backup_location SET state = 'INVALID'`);
    expect(await due()).toEqual([]);
    await holdfast.database.query(`UPDATE backup_location SET state = 'VALID', path = path || '-away'`);
    expect(await due()).toEqual([backup]);
    await holdfast.product.handlers['verify-due']({}, never());
    await settle();
    expect(await last(backup)).toMatchObject({ state: 'FAILED' });
    expect(await due()).toEqual([]);
    clock.set(new Date(clock.now().getTime() + 3_600_001));
    expect(await due()).toEqual([backup]);
  });
});
