import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aLocation } from '../../factories/resources.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

let world: StoredWorld;
beforeAll(async () => {
  world = await createStoredWorld();
});
afterAll(() => world.drop());

describe('whether anything is known to be damaged', () => {
  const damaged = { state: 'SUCCESS', verification: 'DAMAGED' } as const;
  const asked = (scheduleId: string | null, locationId = world.location.id) =>
    world.stores.verifications.isAnyDamaged({ scheduleId, locationId });

  it('of a schedule counts all its backups, also those in a location that it had before', async () => {
    const before = aLocation(world.user.id);
    await world.stores.locations.insert(before);
    const schedule = await world.addSchedule();
    await world.addBackup({ ...damaged, scheduleId: schedule.id, locationId: before.id });
    expect(await asked(schedule.id)).toBe(true);
    expect(await asked((await world.addSchedule()).id)).toBe(false);
  });

  it('of a location counts what was backed up by hand there, and no other', async () => {
    expect(await asked(null)).toBe(false);
    await world.addBackup(damaged);
    expect(await asked(null)).toBe(true);
    const other = aLocation(world.user.id);
    await world.stores.locations.insert(other);
    expect(await asked(null, other.id)).toBe(false);
  });
});
