/** The story, as a user lives it: a cluster, a location, a namespace that goes away, and a backup that goes on without it. */
import { readFileSync } from 'node:fs';
import type { Connection } from '../src/client/connection.js';
import { execute } from '../src/client/execute.js';
import {
  BackupDocument,
  BackupsDocument,
  BackupUpdatedDocument,
  type BackupUpdatedSubscription,
  type Resource,
  StateMatrixDocument,
} from '../src/client/generated/graphql.js';
import { subscribe } from '../src/client/subscribe.js';
import type { DemoCluster } from './cluster.js';
import type { Narrator } from './narrator.js';
import type { Product } from './product.js';

export interface Scene {
  readonly narrator: Narrator;
  readonly cluster: DemoCluster;
  readonly product: Product;
}

/** @throws Error with a sentence about the step that did not go as it should */
export async function tellStory(scene: Scene): Promise<void> {
  await registerCluster(scene);
  await addLocation(scene);
  await loseNamespace(scene);
  await backUp(scene);
  await showVerdict(scene);
  await readBack(scene);
}

async function registerCluster(scene: Scene): Promise<void> {
  scene.narrator.step('The cluster is registered with its kubeconfig.');
  await holdfast(scene, ['cluster', 'add', 'prod', '--kubeconfig', scene.cluster.kubeconfigFile]);
  await matrixLine(scene, 'Cluster', 'ACTIVE');
}

async function addLocation(scene: Scene): Promise<void> {
  scene.narrator.step('A backup location: a folder.');
  await holdfast(scene, ['location', 'add', 'main']);
  await matrixLine(scene, 'BackupLocation', 'VALID');
}

async function loseNamespace(scene: Scene): Promise<void> {
  const { narrator, cluster } = scene;
  narrator.step('Somebody deletes the namespace "billing".');
  const path = '/api/v1/namespaces/billing';
  const status = await cluster.call('DELETE', path);
  narrator.output(`DELETE ${cluster.url}${path}  →  ${status}`);
  if (status !== 200) throw new Error(`The cluster answered ${status} to the deletion of the namespace.`);
  await cluster.settled();
  await holdfast(scene, ['backup', 'plan', '--cluster', 'prod', '--namespaces', 'shop,blog,billing']);
}

async function backUp(scene: Scene): Promise<void> {
  const { narrator, product } = scene;
  narrator.step(
    'A backup of shop, blog and billing all the same, while a GraphQL subscription tells every stage.',
  );
  const watching = stagesOfNextBackup(connectionTo(product));
  await holdfast(scene, [
    ...['backup', 'create', '--cluster', 'prod', '--location', 'main'],
    ...['--name', 'before-the-release', '--namespaces', 'shop,blog,billing'],
  ]);
  narrator.say('What the subscription "backupUpdated" said:');
  narrator.output((await watching).join('\n'));
}

async function showVerdict(scene: Scene): Promise<void> {
  scene.narrator.step('It is a Partial Success: two namespaces are safe, and billing is named as missing.');
  await holdfast(scene, ['backup', 'show', 'before-the-release']);
  const connection = connectionTo(scene.product);
  const { backups } = await execute(BackupsDocument, { first: 1 }, connection);
  const id = backups.edges[0]?.node.id ?? '';
  const { backup } = await execute(BackupDocument, { id }, connection);
  const seen = `${backup?.state}, missing: ${backup?.missingNamespaces.join(', ')}`;
  if (seen !== 'PARTIAL_SUCCESS, missing: billing')
    throw new Error(`A Partial Success without billing was expected, and this came: ${seen}.`);
  await matrixLine(scene, 'Backup', 'PARTIAL_SUCCESS');
}

async function readBack(scene: Scene): Promise<void> {
  scene.narrator.step('It is read back whole: every frame, every digest, every object.');
  await holdfast(scene, ['backup', 'verify', 'before-the-release']);
}

/** Runs a command of the product, shows it and what it said. */
async function holdfast({ narrator, product }: Scene, args: readonly string[]): Promise<void> {
  narrator.command(`holdfast ${args.join(' ')}`);
  const { code, output } = await product.run(args);
  narrator.output(output);
  if (code !== 0) throw new Error(`"holdfast ${args.slice(0, 2).join(' ')}" ended with exit code ${code}.`);
}

/** The line of the state matrix for a state that something has just reached. */
async function matrixLine({ narrator, product }: Scene, resource: Resource, id: string): Promise<void> {
  const { stateMatrix } = await execute(StateMatrixDocument, { resource }, connectionTo(product));
  const [row] = stateMatrix;
  const state = row?.states.find((each) => each.state === id);
  if (!row || !state || state.count !== 1)
    throw new Error(`The state matrix was expected to count one ${resource} in the state ${id}.`);
  const may = state.operations.filter(({ built }) => built).map(({ label }) => label);
  narrator.say(`In the state matrix: ${row.label}, ${state.label} – ${state.meaning}.`);
  if (may.length > 0) narrator.say(`What may be asked of it: ${may.join(', ')}.`);
}

type Update = BackupUpdatedSubscription['backupUpdated'];

/** Follows the first backup that there is, from its first event to its end. */
async function stagesOfNextBackup(connection: Connection): Promise<string[]> {
  const lines: string[] = [];
  const updates = subscribe(BackupUpdatedDocument, { after: BEGINNING }, connection, {
    cursorOf: ({ backupUpdated }) => backupUpdated.eventId,
  });
  for await (const { backupUpdated } of updates) {
    lines.push(lineOf(backupUpdated));
    if (backupUpdated.type === 'BACKUP_FINISHED') break;
  }
  return lines;
}

/** Before the first event: a subscription from here on misses nothing, whoever is faster. */
const BEGINNING = '0'.repeat(32);

function lineOf({ at, type, state, stage, objects }: Update): string {
  const where = type === 'BACKUP_FINISHED' ? (state ?? '') : (stage ?? '');
  const counted = objects === null ? '' : `${objects} objects`;
  return [at.slice(11, 23), (type ?? '').padEnd(20), where.padEnd(15), counted].join('  ').trimEnd();
}

function connectionTo({ url, tokenFile }: Product): Connection {
  return { url, token: readFileSync(tokenFile, 'utf8').trim() };
}
