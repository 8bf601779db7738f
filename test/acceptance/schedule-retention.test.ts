import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BackupSchedule } from '../../src/domain/backup-schedule.js';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { systemActor } from '../../src/domain/identity.js';
import { Scheduled } from '../support/scheduled.js';

let world: Scheduled;
beforeEach(async () => {
  world = await Scheduled.start({ namespaces: ['a', 'b', 'c'] });
});
afterEach(() => world.stop());

const DAYS = 24 * 60;
async function cycles(schedule: BackupSchedule, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    ids.push((await world.cycle(schedule.id)).backup?.backup.id ?? '');
  }
  return ids;
}
async function left(schedule: BackupSchedule): Promise<readonly string[]> {
  const { items } = await world.services.backups.page(
    { first: 100, after: null },
    { scheduleId: schedule.id },
    systemActor('test'),
  );
  return items.map((each) => each.item.id).toReversed();
}
async function housekeep(): Promise<void> {
  const { handlers } = world.holdfast.product;
  await handlers.housekeeping({}, new AbortController().signal);
  await world.bell.settle(handlers);
}
const held = (schedule: BackupSchedule) => world.services.retention.held(schedule.id);

describe('S25: retention of a schedule that goes on without a namespace', () => {
  it('of ten Partial Successes keeps three, and what holds the last copy of the missing namespace, which can be read back', async () => {
    const schedule = await world.create(['a', 'b']);
    const [good = ''] = await cycles(schedule, 1);
    world.store.deleteNamespace('b', { instantly: true });
    const partial = await cycles(schedule, 10);
    expect(await left(schedule)).toEqual([good, ...partial.slice(-3)]);
    expect(await held(schedule)).toEqual([
      { backupId: good, heldFor: [{ namespace: 'b', reason: 'MISSING', until: null }] },
    ]);
    expect(await world.holdfast.isRestorable(good)).toBe(true);
  });

  it('lets it go when a newer backup holds the namespace again', async () => {
    const schedule = await world.create(['a', 'b']);
    const [good = ''] = await cycles(schedule, 1);
    world.store.deleteNamespace('b', { instantly: true });
    await cycles(schedule, 4);
    world.store.createNamespace('b');
    await cycles(schedule, 1);
    expect(await left(schedule)).not.toContain(good);
    expect(await held(schedule)).toEqual([]);
  });

  it('lets it go when a person releases it, and says in the history who', async () => {
    const schedule = await world.create(['a', 'b']);
    const [good = ''] = await cycles(schedule, 1);
    world.store.deleteNamespace('b', { instantly: true });
    await cycles(schedule, 4);
    const request = { scheduleId: schedule.id, namespaces: ['b'] };
    await world.services.retention.release(request, world.holdfast.actor);
    await world.bell.settle(world.holdfast.product.handlers);
    expect(await left(schedule)).not.toContain(good);
    const { items } = await world.services.schedules.edits(schedule.id, { first: 1, after: null });
    expect(items[0]?.item).toMatchObject({ kind: 'EDIT', namespaces: ['b'], actor: { name: 'admin' } });
  });

  it('keeps the last copy of an excluded namespace for 30 days, to the day', async () => {
    const schedule = await world.create(['a', 'b'], { timing: { kind: 'INTERVAL', minutes: DAYS } });
    const [good = ''] = await cycles(schedule, 1);
    await world.exclude(schedule, 'b');
    // As many as are kept, then nothing runs for most of the month.
    await cycles(schedule, 3);
    world.clock.advance(26 * DAYS);
    await world.tick(schedule.id);
    expect(await left(schedule)).toContain(good);
    expect(await held(schedule)).toMatchObject([{ backupId: good, heldFor: [{ reason: 'LEFT_SCHEDULE' }] }]);
    await cycles(schedule, 1);
    expect(await left(schedule)).not.toContain(good);
  });

  it('an exclude that is taken back holds it as missing again, without an end', async () => {
    const schedule = await world.create(['a', 'b', 'c']);
    const [good = ''] = await cycles(schedule, 1);
    world.store.deleteNamespace('b', { instantly: true });
    await cycles(schedule, 1);
    await world.exclude(schedule, 'b');
    await world.services.scheduleNamespaces.revert(schedule.id, world.holdfast.actor);
    await cycles(schedule, 4);
    expect(await held(schedule)).toEqual([
      { backupId: good, heldFor: [{ namespace: 'b', reason: 'MISSING', until: null }] },
    ]);
  });
});

describe('retention', () => {
  it('by age goes on while nothing runs, and leaves the newest good backup', async () => {
    const schedule = await world.create(['a'], { retention: { keep: 10, maxAgeDays: 7, ...NO_TIERS } });
    const made = await cycles(schedule, 3);
    await world.services.schedules.suspend(schedule.id, world.holdfast.actor);
    world.clock.advance(8 * DAYS);
    await housekeep();
    expect(await left(schedule)).toEqual(made.slice(-1));
    world.clock.advance(800 * DAYS);
    await housekeep();
    expect(await left(schedule)).toEqual(made.slice(-1));
  });

  it('does not count failures as backups, and keeps no more of them than of the good ones', async () => {
    const schedule = await world.create(['a', 'b'], {
      retention: { keep: 2, maxAgeDays: null, ...NO_TIERS },
    });
    const good = await cycles(schedule, 2);
    const fault = world.holdfast.kubernetes.faults.add({ match: /./, do: 'expired-token' });
    const failed = await cycles(schedule, 4);
    fault.remove();
    await housekeep();
    expect(await left(schedule)).toEqual([...good, ...failed.slice(-2)]);
  });

  it('of one schedule touches neither another one nor what was backed up by hand without one', async () => {
    const schedule = await world.create(['a'], { retention: { keep: 1, maxAgeDays: null, ...NO_TIERS } });
    const other = await world.create(['b'], { name: 'other', timing: { kind: 'DAILY', at: '12:15' } });
    const byHand = await world.holdfast.backUp('c');
    await cycles(schedule, 3);
    expect(await left(schedule)).toHaveLength(1);
    expect(await left(other)).toHaveLength(1);
    expect(await world.holdfast.isRestorable(byHand.backup.id)).toBe(true);
  });

  it('that is made smaller takes effect without waiting for a backup', async () => {
    const schedule = await world.create(['a']);
    const made = await cycles(schedule, 3);
    const retention = { keep: 1, maxAgeDays: null, ...NO_TIERS };
    await world.services.schedules.edit(schedule.id, { expectedVersion: 1, retention }, world.holdfast.actor);
    await housekeep();
    expect(await left(schedule)).toEqual(made.slice(-1));
  });
});

describe('a worker whose clock is a year ahead', () => {
  it('removes nothing for its age: what is too old is decided on database time', async () => {
    const databaseClock = { now: async () => new Date('2026-11-20T13:00:00Z') };
    const own = await Scheduled.start({ namespaces: ['a', 'b'], databaseClock });
    try {
      const schedule = await own.create(['a', 'b'], { retention: { keep: 9, maxAgeDays: 30, ...NO_TIERS } });
      for (const _time of [1, 2]) await own.cycle(schedule.id);
      own.clock.advance(365 * DAYS);
      const { handlers } = own.holdfast.product;
      await handlers.housekeeping({}, new AbortController().signal);
      await own.bell.settle(handlers);
      expect(await own.services.backups.count({ scheduleId: schedule.id }, systemActor('test'))).toBe(2);
    } finally {
      await own.stop();
    }
  });
});
