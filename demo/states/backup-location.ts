/** Backup locations: one that works, and one whose folder somebody took away. */
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { holdfast, type Scene } from '../scene.js';
import { asked, idOf } from './explorer.js';
import type { Tour } from './tour.js';

const NAME = 'main';
export const ATTIC = 'attic';

export async function walkLocations(tour: Tour): Promise<void> {
  const { scene } = tour;
  scene.narrator.step('Backup locations. One can be written to; the folder of another is moved away.');
  const see = async (name: string, state: 'VALID' | 'INVALID') => {
    const id = await idOf(scene, 'BackupLocation', name);
    await tour.see({ resource: 'BackupLocation', state, name, id, command: ['location', 'show', name] });
  };
  await see(NAME, 'VALID');
  await holdfast(scene, ['location', 'add', ATTIC]);
  await moveAway(scene, ATTIC);
  await holdfast(scene, ['location', 'validate', ATTIC], { expectedCode: 4 });
  await see(ATTIC, 'INVALID');
}

/** The folder of a location, or one below it, is not where it was. @returns puts it back */
export async function moveAway(scene: Scene, name: string, below = ''): Promise<() => Promise<void>> {
  const id = await idOf(scene, 'BackupLocation', name);
  const query = 'query Where($id: ID!) { backupLocation(id: $id) { path } }';
  const { backupLocation } = await asked<{ backupLocation: { path: string } }>(scene, query, { id });
  const path = join(backupLocation.path, below);
  await rename(path, `${path}-away`);
  scene.narrator.gap();
  scene.narrator.output(`mv ${path} ${path}-away`);
  return () => rename(`${path}-away`, path);
}
