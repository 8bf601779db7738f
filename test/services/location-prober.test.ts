import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LocationCheck } from '../../src/domain/backup-location.js';
import { systemActor } from '../../src/domain/identity.js';
import { LocationProber } from '../../src/services/location-prober.js';
import { createStoredWorld, type StoredWorld } from '../db/stored-world.js';
import { aLocation, anAlert } from '../factories/resources.js';
import { SettableClock } from '../support/settable-clock.js';
import { silentLog } from '../support/silent-log.js';

let world: StoredWorld;
beforeAll(async () => {
  world = await createStoredWorld();
});
afterAll(() => world.drop());

const GOOD: LocationCheck = { ok: true, freeBytes: null, capabilities: null };
const FULL: LocationCheck = { ok: false, reason: 'NO_SPACE', message: 'the file system is full' };

/** A location whose checks a test answers, at times that it sets. */
async function aLookedAtLocation() {
  const location = aLocation(world.user.id);
  await world.stores.locations.insert(location);
  const clock = new SettableClock('2026-11-20T12:00:00Z');
  const look = (check: () => Promise<LocationCheck>) =>
    new LocationProber({ work: world.work, locations: { check }, clock, log: silentLog }).look(location.id, {
      actor: systemActor('location prober'),
      asked: false,
    });
  const openAlert = async () => {
    const alert = anAlert({ subjectType: 'BackupLocation', subjectId: location.id, kind: 'LOCATION_BAD' });
    await world.stores.alerts.insert(alert);
    return () => world.stores.alerts.find(alert.id);
  };
  return { clock, look, openAlert };
}

it('an alert that a cycle opened while the location stayed VALID is closed by the next good look', async () => {
  const { look, openAlert, clock } = await aLookedAtLocation();
  await look(async () => GOOD);
  const alert = await openAlert();
  clock.advance(1);
  await look(async () => GOOD);
  expect(await alert()).toMatchObject({ closedAt: clock.now() });
});

it('a look that another one overtook writes nothing and closes nothing', async () => {
  const { look, openAlert, clock } = await aLookedAtLocation();
  const alert = await openAlert();
  const seen = await look(async () => {
    clock.advance(1);
    await look(async () => FULL);
    clock.advance(1);
    return GOOD;
  });
  expect(seen).toMatchObject({ state: 'INVALID' });
  expect(await alert()).toMatchObject({ closedAt: null });
});

it('a look counts though the clock was set back', async () => {
  const { look, clock } = await aLookedAtLocation();
  await look(async () => GOOD);
  clock.advance(-24 * 60);
  expect(await look(async () => FULL)).toMatchObject({ state: 'INVALID', stateCheckedAt: clock.now() });
});
