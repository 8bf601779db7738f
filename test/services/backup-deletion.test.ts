import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/compose.js';
import { StorageFailed } from '../../src/domain/storage-failure.js';
import { EnginesByMode } from '../../src/engines/engines-by-mode.js';
import { BackupDeletion } from '../../src/services/backup-deletion.js';
import { createStoredWorld, type StoredWorld } from '../db/stored-world.js';
import { aLocation } from '../factories/resources.js';
import { MemoryObjectStore } from '../fakes/memory-object-store.js';
import { recordingLog } from '../support/recording-log.js';
import { trivialEngine } from '../support/trivial-parts.js';

let world: StoredWorld;
beforeAll(async () => {
  world = await createStoredWorld();
});
afterAll(() => world.drop());

it('a location that is away is asked once, and what waits elsewhere is deleted, oldest first', async () => {
  const away = aLocation(world.user.id);
  await world.stores.locations.insert(away);
  const waiting = (minute: number, locationId: string) =>
    world.addBackup({
      state: 'DELETING',
      locationId,
      createdAt: new Date(Date.UTC(2026, 10, 20, 10, 0, minute)),
    });
  const here = [await waiting(1, world.location.id), await waiting(2, world.location.id)];
  for (let n = 0; n < 210; n += 1) await waiting(10 + n, away.id);
  const opened: string[] = [];
  const log = recordingLog();
  const deletion = new BackupDeletion({
    work: world.work,
    engine: { releaseVolumes: async () => undefined },
    engines: new EnginesByMode({ direct: trivialEngine() }),
    clock: systemClock,
    log,
    settings: { leaseMs: 60_000 },
    locations: {
      open: async ({ id }) => {
        opened.push(id);
        if (id === away.id) throw new StorageFailed('It is away.', { reason: 'MARKER_MISSING' });
        return new MemoryObjectStore();
      },
    },
  });
  await deletion.sweep(new AbortController().signal);
  expect(opened.filter((id) => id === away.id)).toHaveLength(1);
  expect(await world.stores.backups.findMany(here.map(({ id }) => id))).toEqual([]);
  expect(await world.stores.backups.count({ states: ['DELETING'] })).toBe(210);
  expect(log.lines).toHaveLength(1);
});
