/** Restores: one under way, and how it and others end. */
import { join } from 'node:path';
import { holdfast, type Scene } from '../scene.js';
import { until } from '../until.js';
import { GOOD } from './backup.js';
import { moveAway } from './backup-location.js';
import { asked, idOf } from './explorer.js';
import type { Tour } from './tour.js';

export async function walkRestores(tour: Tour): Promise<void> {
  const { scene } = tour;
  const { narrator, cluster } = scene;
  narrator.step('Restores. The cluster takes its time; then it answers.');
  const answer = cluster.hold(/\/namespaces\/shop-again\/configmaps\b/);
  await beginRestore(scene, 'again');
  await see(tour, 'again', 'IN_PROGRESS');
  answer();
  await ended(scene, 'again');
  await see(tour, 'again', 'SUCCESS');
  narrator.step(
    'It refuses the Services of another one; and then somebody moves the files of the backup away.',
  );
  const mend = cluster.refuse(/\/namespaces\/shop-half\/services\b/, 403);
  await beginRestore(scene, 'half');
  await ended(scene, 'half');
  mend();
  await see(tour, 'half', 'PARTIAL_SUCCESS');
  const putBack = await moveAway(scene, 'main', join('backups', await idOf(scene, 'Backup', GOOD)));
  await beginRestore(scene, 'none');
  await ended(scene, 'none');
  await putBack();
  await see(tour, 'none', 'FAILURE');
}

/** Into a new namespace. */
export async function beginRestore(scene: Scene, name: string): Promise<void> {
  const how = ['--map', `shop=shop-${name}`, '--name', name];
  await holdfast(scene, ['restore', 'create', GOOD, ...how]);
}

async function ended(scene: Scene, name: string): Promise<void> {
  const id = await idOf(scene, 'Restore', name);
  const query = 'query State($id: ID!) { restore(id: $id) { state } }';
  const state = async () => (await asked<{ restore: { state: string } }>(scene, query, { id })).restore.state;
  await until(async () => (await state()) !== 'IN_PROGRESS', `The restore "${name}" did not end in time.`);
}

type State = 'IN_PROGRESS' | 'SUCCESS' | 'PARTIAL_SUCCESS' | 'FAILURE';

async function see(tour: Tour, name: string, state: State): Promise<void> {
  const id = await idOf(tour.scene, 'Restore', name);
  await tour.see({ resource: 'Restore', state, name, id, command: ['restore', 'show', name] });
}
