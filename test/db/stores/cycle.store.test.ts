import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlreadyExists, NotFound } from '../../../src/domain/errors/resource-errors.js';
import type { CycleStore } from '../../../src/domain/ports/cycle-store.js';
import { aBackup, aCycle } from '../../factories/resources.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

let world: StoredWorld;
let cycles: CycleStore;
beforeAll(async () => {
  world = await createStoredWorld();
  cycles = world.stores.cycles;
});
afterAll(() => world.drop());

const AT = new Date('2026-11-20T10:00:00.000Z');
const later = (ms: number) => new Date(AT.getTime() + ms);

async function addCycle(change: Parameters<typeof aCycle>[0]) {
  const cycle = aCycle(change);
  await cycles.insert(cycle);
  return cycle;
}
const place = () => ({
  ownerId: world.user.id,
  clusterId: world.cluster.id,
  locationId: world.location.id,
});

describe('a cycle of a schedule', () => {
  it.each([
    { trigger: 'PLANNED', plannedAt: AT, selection: { kind: 'NAMED', names: ['blog', 'shop'] } },
    { trigger: 'CATCH_UP', plannedAt: AT, selection: { kind: 'LABELS', selector: 'team=shop' } },
    { trigger: 'FOLLOW_UP', selection: { kind: 'ALL' } },
  ] as const)('is read back as it was written: $trigger', async (change) => {
    const { id: scheduleId } = await world.addSchedule();
    const cycle = await addCycle({ ...change, scheduleId });
    expect(await cycles.find(cycle.id)).toEqual(cycle);
  });

  it('that does not exist is refused', async () => {
    await expect(cycles.insert(aCycle({ scheduleId: randomUUID() }))).rejects.toBeInstanceOf(NotFound);
  });

  it('is known by its planned time', async () => {
    const { id: scheduleId } = await world.addSchedule();
    await addCycle({ scheduleId, plannedAt: AT, outcome: 'SKIPPED', endedAt: AT });
    const another = (await world.addSchedule()).id;
    expect(
      await cycles.planned([
        { scheduleId, plannedAt: AT },
        { scheduleId: another, plannedAt: AT },
        { scheduleId: 'nonsense', plannedAt: AT },
      ]),
    ).toEqual(new Set([scheduleId]));
    expect(await cycles.planned([{ scheduleId, plannedAt: later(1) }])).toEqual(new Set());
  });

  it('is found while it is open', async () => {
    const [busy, idle] = [await world.addSchedule(), await world.addSchedule()];
    await addCycle({ scheduleId: busy.id, outcome: 'BACKED_UP', endedAt: AT });
    await addCycle({ scheduleId: idle.id, outcome: 'SKIPPED', endedAt: AT });
    const open = await addCycle({ scheduleId: busy.id });
    expect(await cycles.openOf([busy.id, idle.id, 'nonsense'])).toEqual(new Map([[busy.id, open]]));
    expect(await cycles.openOf([])).toEqual(new Map());
  });

  it('is listed newest first, page by page', async () => {
    const { id: scheduleId } = await world.addSchedule();
    const outcome = 'BACKED_UP';
    const made = [];
    for (let n = 0; n < 4; n += 1) {
      made.push(await addCycle({ scheduleId, outcome, startedAt: later(n), plannedAt: later(n) }));
    }
    await addCycle({});
    const first = await cycles.pageOf(scheduleId, { first: 3, after: null });
    const rest = await cycles.pageOf(scheduleId, { first: 3, after: first.items.at(-1)!.cursor });
    expect([...first.items, ...rest.items].map(({ item }) => item)).toEqual(made.toReversed());
    expect([first.hasNext, rest.hasNext]).toEqual([true, false]);
    const none = { items: [], hasNext: false };
    expect(await cycles.pageOf('nonsense', { first: 3, after: null })).toEqual(none);
  });

  it('has begun with a selection, or a later one, or has not', async () => {
    const { id: scheduleId } = await world.addSchedule();
    await addCycle({ scheduleId, selectionVersion: 2 });
    expect(await cycles.startedWith(scheduleId, 2)).toBe(true);
    expect(await cycles.startedWith(scheduleId, 3)).toBe(false);
    expect(await cycles.startedWith('nonsense', 1)).toBe(false);
  });

  it('has one backup at most: of two that are made at once one is refused', async () => {
    const { id: scheduleId } = await world.addSchedule();
    const cycle = await addCycle({ scheduleId });
    const insert = () =>
      world.stores.backups.insert(aBackup({ ...place(), cycleId: cycle.id }, { scheduleId }), []);
    const [refused, ...others] = (await Promise.allSettled([insert(), insert()])).filter(
      (each) => each.status === 'rejected',
    );
    expect(others).toEqual([]);
    expect(refused?.reason).toBeInstanceOf(AlreadyExists);
    expect(refused?.reason).toMatchObject({
      details: { resource: 'Backup', field: 'cycleId', value: cycle.id },
    });
  });

  it('stays when its schedule is deleted, as do its backups', async () => {
    const { id: scheduleId } = await world.addSchedule();
    const backup = await world.addBackup({ scheduleId });
    const skipped = await addCycle({ scheduleId, outcome: 'SKIPPED', plannedAt: AT, endedAt: AT });
    const twin = await world.addSchedule();
    const twins = await addCycle({ scheduleId: twin.id, outcome: 'SKIPPED', plannedAt: AT, endedAt: AT });
    await world.stores.schedules.remove(scheduleId);
    await world.stores.schedules.remove(twin.id);
    expect(await cycles.find(skipped.id)).toEqual({ ...skipped, scheduleId: null });
    expect(await cycles.find(twins.id)).toEqual({ ...twins, scheduleId: null });
    expect(await world.stores.backups.find(backup.id)).toEqual({ ...backup, scheduleId: null });
  });
});

describe('cycles whose start was lost', () => {
  it('are open, of a schedule, without a backup, and began before', async () => {
    const scheduled = async (change: Parameters<typeof aCycle>[0]) =>
      (await addCycle({ scheduleId: (await world.addSchedule()).id, ...change })).id;
    const ancient = { startedAt: new Date('2001-01-01T00:00:00.000Z') };
    const lost = await scheduled(ancient);
    const lostToo = await scheduled({ startedAt: new Date('2001-01-01T00:00:01.000Z') });
    await scheduled({ ...ancient, outcome: 'SKIPPED', endedAt: AT });
    await scheduled({ startedAt: new Date('2001-01-01T01:00:00.000Z') });
    await addCycle(ancient);
    const begun = await scheduled(ancient);
    await world.stores.backups.insert(aBackup({ ...place(), cycleId: begun }), []);
    const before = new Date('2001-01-01T00:30:00.000Z');
    expect(await cycles.withoutBackup(before, 10)).toEqual([lost, lostToo]);
    expect(await cycles.withoutBackup(before, 1)).toEqual([lost]);
    expect(await cycles.withoutBackup(new Date(0), 10)).toEqual([]);
  });
});
