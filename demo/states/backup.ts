/** Backups: one under way, and how it and others end; one that is being deleted; and one that no cluster can delete. */
import { createNamespace, deleteNamespace } from '../deeds.js';
import type { DemoGarden } from '../garden.js';
import { hold } from '../hold.js';
import { backupNamed } from '../restoring.js';
import { claim, holdfast, type Scene } from '../scene.js';
import { until } from '../until.js';
import { BLUE } from './cluster-discovery.js';
import { asked, idOf } from './explorer.js';
import { QUAY, refuse } from './location-connection.js';
import type { Tour } from './tour.js';

/** Of the namespace "shop", in the location "main": a Success. */
export const GOOD = 'good';
/** Of a federated cluster. */
export const KEPT = 'kept';

export async function walkBackups(tour: Tour): Promise<void> {
  const { scene } = tour;
  const { narrator, cluster } = scene;
  narrator.step('Backups. The cluster takes its time; then it answers.');
  const answer = cluster.hold(/\/configmaps\b/);
  await beginBackup(scene, GOOD, ['shop']);
  await see(tour, GOOD, 'IN_PROGRESS');
  answer();
  await ended(scene, GOOD);
  await see(tour, GOOD, 'SUCCESS');
  narrator.step('A namespace is gone before a backup; another is deleted while one reads its volumes.');
  await deleteNamespace(scene, 'billing');
  await beginBackup(scene, 'partial', ['blog', 'billing']);
  await ended(scene, 'partial');
  await see(tour, 'partial', 'PARTIAL_SUCCESS');
  const deletion = cluster.during(/\/persistentvolumeclaims\b/, () => deleteNamespace(scene, 'mail'));
  await beginBackup(scene, 'broken', ['search', 'mail']);
  await ended(scene, 'broken');
  await deletion.done();
  await see(tour, 'broken', 'FAILURE');
  await createNamespace(scene, 'billing');
}

/** A cluster deletes what it made. */
export async function walkDeletion(tour: Tour, garden: DemoGarden): Promise<void> {
  const { scene } = tour;
  scene.narrator.step('A federated backup is deleted; its cluster takes its time.');
  const name = 'doomed';
  await beginFederated(scene, name, 'orders');
  await ended(scene, name);
  const answer = hold(garden.clusters.blue.standIn, /\/applicationbackups\b/);
  await holdfast(scene, ['backup', 'delete', name, '--yes']);
  await see(tour, name, 'DELETING');
  answer();
  await until(async () => !(await isKnown(scene, name)), `"${name}" was not deleted in time.`);
}

/** One whose cluster does not come to delete it. */
export async function leaveDeletion(scene: Scene, garden: DemoGarden): Promise<void> {
  const name = 'leaving';
  await beginFederated(scene, name, 'orders');
  await ended(scene, name);
  hold(garden.clusters.blue.standIn, /\/applicationbackups\b/);
  await holdfast(scene, ['backup', 'delete', name, '--yes']);
}

/** Where no cluster reaches the bucket, nothing but the record can go. */
export async function walkForcedDeletion(tour: Tour, garden: DemoGarden): Promise<void> {
  const { scene } = tour;
  scene.narrator.step('The last cluster loses the bucket. What lies there, nobody can delete now.');
  const admit = await refuse(scene, garden, 'blue');
  await holdfast(scene, ['location', 'look', QUAY, BLUE], { expectedCode: 4 });
  const id = await idOf(scene, 'BackupLocation', QUAY);
  const command = ['location', 'show', QUAY];
  const reason = 'NO_VALID_CONNECTION';
  await tour.see({ resource: 'BackupLocation', state: 'INVALID', name: QUAY, id, reason, command });
  const { output } = await holdfast(scene, ['backup', 'delete', KEPT, '--yes'], { expectedCode: 1 });
  const refused = { holds: output.includes('NO_ELIGIBLE_CLUSTER'), seen: output.trim() };
  claim(scene, 'The deletion is refused: no cluster could do it.', refused);
  const forced = await holdfast(scene, ['backup', 'delete', KEPT, '--force', '--yes']);
  const gone = !(await isKnown(scene, KEPT)) && /stays in \S+/.test(forced.output);
  claim(scene, 'By force its record goes, and it is said where its data stays.', {
    holds: gone,
    seen: forced.output.trim(),
  });
  admit();
  await holdfast(scene, ['location', 'look', QUAY, BLUE]);
}

export async function beginBackup(scene: Scene, name: string, namespaces: readonly string[]): Promise<void> {
  const place = ['--cluster', 'prod', '--location', 'main', '--namespaces', namespaces.join(',')];
  await holdfast(scene, ['backup', 'create', ...place, '--name', name]);
}

export async function beginFederated(scene: Scene, name: string, namespace: string): Promise<void> {
  const place = ['--cluster', BLUE, '--location', QUAY, '--namespaces', namespace];
  await holdfast(scene, ['backup', 'create', ...place, '--name', name]);
}

export async function ended(scene: Scene, name: string): Promise<void> {
  const state = async () => (await backupNamed(scene, name)).state;
  await until(async () => (await state()) !== 'IN_PROGRESS', `The backup "${name}" did not end in time.`);
}

async function isKnown(scene: Scene, name: string): Promise<boolean> {
  const query = 'query Known($name: String!) { backups(filter: { nameContains: $name }) { totalCount } }';
  const { backups } = await asked<{ backups: { totalCount: number } }>(scene, query, { name });
  return backups.totalCount > 0;
}

type State = 'IN_PROGRESS' | 'SUCCESS' | 'PARTIAL_SUCCESS' | 'FAILURE' | 'DELETING';

async function see(tour: Tour, name: string, state: State): Promise<void> {
  const { id } = await backupNamed(tour.scene, name);
  await tour.see({ resource: 'Backup', state, name, id, command: ['backup', 'show', name] });
}
