/**
 * `npm run demo [-- --data DIR] [--port N] [--no-wait]`: the product on a stand-in cluster plays its story and goes on
 * running, to be looked at. `npm run demo -- ROW [--stay] [--pictures DIR]` replays one row of the seed's table, or another task, and ends;
 * `--list` shows them. What a row looks at in a browser is kept as pictures in DIR; for who stays, in the demo's own folder. Exit code 0
 * when it was ended or had nothing to wait for, 1 when something was not as it was told.
 */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createNarrator } from './narrator.js';
import { buildProduct, COMMAND } from './product.js';
import { listOfRows, rowNamed } from './rows/all-rows.js';
import type { Row } from './rows/row.js';
import { addLocation, connectionTo, registerCluster, type Scene } from './scene.js';
import { followStages } from './stages.js';
import { tellStory } from './story.js';
import { startAll } from './surroundings.js';
import { yourTurn } from './your-turn.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    stay: { type: 'boolean', default: false },
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    pictures: { type: 'string' },
    'no-wait': { type: 'boolean', default: false },
  },
});

const narrator = createNarrator((text) => process.stdout.write(text));
const asked = Promise.withResolvers<void>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.resolve());
const closers: (() => Promise<unknown>)[] = [];

/** A folder of its own: one that is given must be new or empty, for the cluster in it would be another one's. */
async function openFolder(): Promise<string> {
  if (values.data === undefined) {
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-demo-'));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    return folder;
  }
  const folder = resolve(values.data);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0)
    throw new Error(`${folder} is not empty: give --data a folder that is empty or does not exist yet.`);
  return folder;
}

async function play(): Promise<void> {
  if (values.list) return void process.stdout.write(listOfRows());
  const port = Number(values.port);
  if (!Number.isSafeInteger(port) || port < 0 || port > 65_535) throw new Error('--port needs a port, or 0.');
  const [name, another] = positionals;
  if (another !== undefined) throw new Error('One row at a time.');
  const row = name === undefined ? undefined : rowNamed(name);
  if (values.pictures !== undefined && !row?.explorer)
    throw new Error('--pictures is for a row that looks at the explorer: states.');
  const folder = await openFolder();
  await buildProduct();
  introduce(row);
  const started = await startAll({ folder, port, pictures: picturesIn(folder), narrator, closers }, row);
  const { product } = started;
  const scene = { narrator, ...started, stages: followStages(connectionTo(product)) };
  const died = product.died.then((how) => Promise.reject(new Error(how)));
  const playing = row === undefined ? tellStory(scene) : replay(row, scene);
  await Promise.race([playing, died, asked.promise]);
  if (row === undefined ? values['no-wait'] : !values.stay) return;
  if (row === undefined) process.stdout.write(`\n${yourTurn(scene, `node ${COMMAND}`)}\n`);
  invite(folder, scene);
  await Promise.race([asked.promise, died]);
}

function picturesIn(folder: string): string | undefined {
  if (values.pictures !== undefined) return resolve(values.pictures);
  return values.stay ? join(folder, 'pictures') : undefined;
}

function introduce(row: Row | undefined): void {
  if (row === undefined)
    return void process.stdout.write(
      'Holdfast on a stand-in cluster: namespaces come and go, and the schedule goes on.\n\n',
    );
  const takes = row.takes === undefined ? '' : ` (takes ${row.takes})`;
  process.stdout.write(`Holdfast on a stand-in cluster: ${row.name}, ${row.source}${takes}.\n\n`);
  narrator.say(`“${row.words}”`);
}

async function replay(row: Row, scene: Scene): Promise<void> {
  await registerCluster(scene);
  if (!row.bucket) await addLocation(scene);
  await row.play(scene);
  if (values.stay) await row.leave?.(scene);
  await scene.explorer?.close();
  process.stdout.write(`\n${row.name}: all of it is as the words say.\n\n`);
}

function invite(folder: string, { cluster, chat, product, explorer }: Scene): void {
  const { kubeconfigFile } = cluster;
  const { url, tokenFile } = product;
  const query = '{ backupSchedules(first: 5) { edges { node { name state nextDueAt missingNamespaces } } } }';
  process.stdout.write(`Everything goes on running; Ctrl-C ends it${values.data === undefined ? ' and removes its folder' : ''}.

   Slack       ${chat.url}
   GraphQL     ${url}/graphql
   Explorer    ${url}/explorer/
${explorer === undefined ? '' : `   Pictures    ${picturesIn(folder)}\n`}   Token       in ${tokenFile}
   Log         ${join(folder, 'holdfast.log')}
   Kubeconfig  ${kubeconfigFile}

   kubectl --kubeconfig ${kubeconfigFile} get namespaces
   kubectl --kubeconfig ${kubeconfigFile} get deployments --all-namespaces

   curl -s ${url}/graphql -H 'content-type: application/json' \\
     -H "authorization: Bearer $(cat ${tokenFile})" \\
     -d '${JSON.stringify({ query })}'

`);
}

let exitCode = 0;
try {
  await play();
} catch (error) {
  process.stderr.write(`\nThe demo went wrong. ${error instanceof Error ? error.message : String(error)}\n`);
  exitCode = 1;
}
for (const close of closers.reverse()) {
  await close().catch((error: unknown) => {
    process.stderr.write(
      `Something could not be ended: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    exitCode = 1;
  });
}
process.exit(exitCode);
