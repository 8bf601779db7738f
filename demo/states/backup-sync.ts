/** Syncs: one that waits, one that runs, those that fail, and what one finds that has completed. */
import { storkNames } from '../../src/engines/stork/stork-kinds.js';
import { BACKUPS } from '../../test/stand-ins/stork/stork-kinds.js';
import type { DemoGarden } from '../garden.js';
import { HARBOUR_BUCKET } from '../harbour.js';
import { hold } from '../hold.js';
import { backupNamed } from '../restoring.js';
import { claim, holdfast, type Scene, same } from '../scene.js';
import { until } from '../until.js';
import { beginFederated, ended, KEPT } from './backup.js';
import { BLUE, GREEN } from './cluster-discovery.js';
import { asked, idOf } from './explorer.js';
import { addBucket, QUAY } from './location-connection.js';
import type { Tour } from './tour.js';

const LOST = 'lost';
const THEIRS = 'theirs';
const TWIN = 'quay-two';
/** As many syncs as a worker runs at once. */
const BUSY = ['pier-1', 'pier-2', 'pier-3', 'pier-4'] as const;

/** @returns sees it end: a listing takes half a minute, in which other things can be looked at */
export async function walkSyncs(tour: Tour, garden: DemoGarden): Promise<() => Promise<void>> {
  const { scene } = tour;
  await changeBucket(scene, garden);
  const fail = await keepBusy(scene, garden);
  scene.narrator.step('A fifth sync waits its turn; no other can begin for its bucket, whatever names it.');
  await addBucket(scene, TWIN, HARBOUR_BUCKET);
  await holdfast(scene, ['location', 'connect', TWIN, BLUE]);
  await holdfast(scene, ['location', 'sync', QUAY, '--no-wait']);
  await see(tour, QUAY, 'PENDING');
  const { output } = await holdfast(scene, ['location', 'sync', TWIN, '--no-wait'], { expectedCode: 1 });
  const refused = { holds: output.includes('OPERATION_IN_PROGRESS'), seen: output.trim() };
  claim(scene, 'A second location with the same bucket is refused a sync of its own.', refused);
  scene.narrator.step('The cluster refuses the listings of the four: they fail, and the fifth begins.');
  fail();
  await reached(scene, QUAY, 'IN_PROGRESS');
  await see(tour, QUAY, 'IN_PROGRESS');
  for (const name of BUSY) await reached(scene, name, 'FAILED');
  await see(tour, BUSY[0], 'FAILED');
  return () => seeEnd(tour);
}

/** Somebody else has a backup made there, and takes one of ours away. */
async function changeBucket(scene: Scene, garden: DemoGarden): Promise<void> {
  const { narrator } = scene;
  narrator.step('Two backups lie in a bucket. Somebody adds one by hand, and removes one of the two.');
  for (const [name, namespace] of [
    [KEPT, 'orders'],
    [LOST, 'catalogue'],
  ] as const) {
    await beginFederated(scene, name, namespace);
    await ended(scene, name);
  }
  const { standIn, stork } = garden.clusters.blue;
  const namespace = stork.adminNamespace;
  const backupLocation = storkNames.location(await idOf(scene, 'BackupLocation', QUAY));
  standIn.store.create(BACKUPS, {
    metadata: { name: THEIRS, namespace },
    spec: {
      namespaces: ['orders'],
      backupLocation,
      reclaimPolicy: 'Retain',
      csiSnapshotClassMap: { 'csi.example.com': 'default' },
    },
  });
  const lies = () => stork.buckets.keys(HARBOUR_BUCKET).some((key) => key.includes(`/${THEIRS}/`));
  await until(lies, 'Their backup was not made in time.');
  const { id } = await backupNamed(scene, LOST);
  const [key = ''] = stork.buckets.keys(HARBOUR_BUCKET).filter((each) => each.includes(id));
  standIn.store.delete(BACKUPS, storkNames.backup(id), namespace);
  stork.buckets.deleteBelow(HARBOUR_BUCKET, key.slice(0, key.lastIndexOf('/')));
  narrator.gap();
  narrator.output(
    `kubectl create: applicationbackup/${THEIRS}\nremoved from the bucket: ${key.slice(0, key.lastIndexOf('/'))}`,
  );
}

const ADD = `mutation Add($input: CreateBackupLocationInput!) {
  createBackupLocation(input: $input) { backupLocation { id } } }`;
const CONNECT = `mutation Connect($input: CreateLocationConnectionInput!) {
  createLocationConnection(input: $input) { locationConnection { state } } }`;
const SYNC = `mutation Sync($input: SyncBackupLocationInput!) { syncBackupLocation(input: $input) { backupSync { id } } }`;
interface Made {
  readonly createBackupLocation: { readonly backupLocation: { readonly id: string } };
}

/** Four other buckets, whose cluster keeps every sync waiting. @returns ends all of them: the cluster refuses */
async function keepBusy(scene: Scene, garden: DemoGarden): Promise<() => void> {
  const { narrator } = scene;
  narrator.step('Four other buckets are synced at once, through a cluster that takes its time.');
  narrator.say(
    'By three mutations each: createBackupLocation, createLocationConnection, syncBackupLocation.',
  );
  const { standIn, stork } = garden.clusters.green;
  const clusterId = await idOf(scene, 'Cluster', GREEN);
  await Promise.all(
    BUSY.map(async (name) => {
      stork.buckets.make(name);
      const s3 = { bucket: name, endpoint: 'https://store.example' };
      const made = await asked<Made>(scene, ADD, { input: { name, access: 'WORKLOAD_IDENTITY', s3 } });
      const { id: locationId } = made.createBackupLocation.backupLocation;
      await asked(scene, CONNECT, { input: { locationId, clusterId } });
    }),
  );
  const listing = /\/applicationbackups\?/;
  const answer = hold(standIn, listing);
  const refusal = standIn.faults.add({ match: listing, do: { status: 403 } });
  await beginSyncs(scene);
  await until(() => refusal.fired >= BUSY.length, 'The cluster was not asked for its listings in time.');
  return answer;
}

/** Of the four, at once. */
async function beginSyncs(scene: Scene): Promise<void> {
  for (const name of BUSY) {
    const id = await idOf(scene, 'BackupLocation', name);
    await asked(scene, SYNC, { input: { id } });
  }
  for (const name of BUSY) await reached(scene, name, 'IN_PROGRESS');
}

/** All that a worker can do at once is kept waiting again, and one stands in the line. */
export async function leaveSyncs(scene: Scene, garden: DemoGarden): Promise<void> {
  hold(garden.clusters.green.standIn, /\/applicationbackups\?/);
  await beginSyncs(scene);
  await holdfast(scene, ['location', 'sync', TWIN, '--no-wait']);
}

async function seeEnd(tour: Tour): Promise<void> {
  const { scene } = tour;
  scene.narrator.step('The sync has found what is new, and what is gone.');
  await reached(scene, QUAY, 'COMPLETED');
  await see(tour, QUAY, 'COMPLETED');
  const id = await idOf(scene, 'BackupSync', QUAY);
  const query = 'query Counts($id: ID!) { backupSync(id: $id) { counts { added vanished } } }';
  const { backupSync } = await asked<{ backupSync: { counts: object } }>(scene, query, { id });
  const counts = same(backupSync.counts, { added: 1, vanished: 1 });
  claim(scene, 'It has added the one that somebody else had made, and marked the one that is gone.', counts);
  await holdfast(scene, ['backup', 'list', '--location', QUAY]);
  const { output } = await holdfast(scene, ['backup', 'show', LOST]);
  const marked = { holds: /^vanished .*a sync of/m.test(output), seen: output.trim() };
  claim(scene, `"${LOST}" is still listed, and marked as gone from its bucket.`, marked);
}

async function reached(scene: Scene, location: string, state: string): Promise<void> {
  const id = await idOf(scene, 'BackupSync', location);
  const query = 'query State($id: ID!) { backupSync(id: $id) { state } }';
  const now = async () =>
    (await asked<{ backupSync: { state: string } }>(scene, query, { id })).backupSync.state;
  await until(
    async () => (await now()) === state,
    `The sync of "${location}" did not become ${state} in time.`,
  );
}

type State = 'PENDING' | 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';

async function see(tour: Tour, location: string, state: State): Promise<void> {
  const id = await idOf(tour.scene, 'BackupSync', location);
  const command = ['location', 'syncs', location];
  await tour.see({ resource: 'BackupSync', state, name: location, id, command });
}
