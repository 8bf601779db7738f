/** Connections: one bucket that one cluster may use and another may not. */
import { storkNames } from '../../src/engines/stork/stork-kinds.js';
import type { DemoGarden, ShootName } from '../garden.js';
import { HARBOUR_BUCKET } from '../harbour.js';
import { holdfast, type Scene } from '../scene.js';
import { BLUE, GREEN } from './cluster-discovery.js';
import { idOf } from './explorer.js';
import type { Tour } from './tour.js';

export const QUAY = 'quay';
const ENDPOINT = ['--endpoint', 'https://store.example'];

export async function walkConnections(tour: Tour, garden: DemoGarden): Promise<void> {
  const { scene } = tour;
  scene.narrator.step(
    'A location is valid for one cluster and invalid for another: each asks with an identity of its own.',
  );
  await addBucket(scene, QUAY, HARBOUR_BUCKET);
  await refuse(scene, garden, 'green');
  await holdfast(scene, ['location', 'connect', QUAY, BLUE]);
  await holdfast(scene, ['location', 'connect', QUAY, GREEN], { expectedCode: 4 });
  await see(tour, BLUE, { state: 'VALID', reason: 'OK' });
  await see(tour, GREEN, { state: 'INVALID', reason: 'ACCESS_DENIED' });
  const id = await idOf(scene, 'BackupLocation', QUAY);
  const command = ['location', 'show', QUAY];
  await tour.see({ resource: 'BackupLocation', state: 'VALID', name: QUAY, id, command });
}

export async function addBucket(scene: Scene, name: string, bucket: string): Promise<void> {
  const what = ['--access', 'WORKLOAD_IDENTITY', '--s3', bucket, ...ENDPOINT];
  await holdfast(scene, ['location', 'add', name, ...what]);
}

/** The cluster's identity may not use the bucket any more. @returns lets it again */
export async function refuse(scene: Scene, garden: DemoGarden, shoot: ShootName): Promise<() => void> {
  const location = storkNames.location(await idOf(scene, 'BackupLocation', QUAY));
  const { faults } = garden.clusters[shoot].stork;
  faults.refuseLocation(location, 'AccessDenied: the identity may not list the bucket');
  return () => faults.admitLocation(location);
}

interface Expected {
  readonly state: 'VALID' | 'INVALID';
  readonly reason: string;
}

async function see(tour: Tour, cluster: string, { state, reason }: Expected): Promise<void> {
  const name = `${cluster} to ${QUAY}`;
  const id = await idOf(tour.scene, 'LocationConnection', name);
  const command = ['location', 'connections', QUAY];
  await tour.see({ resource: 'LocationConnection', state, name, id, reason, command });
}
