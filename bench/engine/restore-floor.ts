/**
 * The floor of a restore, as a process of its own: the objects that the engine sends, over the same connections, in the same order, so
 * many at a time, by plain POSTs whose answers are read and thrown away. What a restore costs beyond this is ours.
 */
import { readFileSync } from 'node:fs';
import type { Pool } from 'undici';
import { CLUSTER_TIMEOUTS } from '../../src/clusters/cluster-timeouts.js';
import { CONNECTIONS_PER_CLUSTER, connectionPool } from '../../src/clusters/connection-pool.js';
import { readKubeconfig } from '../../src/clusters/kubeconfig.js';
import type { FloorRun } from '../cycle/floor.js';
import { floorHeaders } from '../support/floor-headers.js';
import type { PlainWrite, PlainWrites } from './plain-writes.js';

const [kubeconfigFile, writesFile] = process.argv.slice(2) as [string, string];
const CREATED = 201;
/** What every namespace gets by itself is there already. */
const CONFLICT = 409;

const access = readKubeconfig(readFileSync(kubeconfigFile, 'utf8'));
const headers = { ...floorHeaders(access), 'content-type': 'application/json' };
let writes: PlainWrites = { namespaces: [], others: [] };

process.on('message', (message) => {
  if (message === 'prepare') {
    writes = JSON.parse(readFileSync(writesFile, 'utf8')) as PlainWrites;
    process.send?.('prepared');
  }
  if (message === 'run') void sendAll().then((run) => process.send?.(run));
});
// Between two questions nothing else keeps it alive.
process.channel?.ref();
console.log('floor is up');

async function sendAll(): Promise<FloorRun> {
  const pool = connectionPool(access, { timeouts: CLUSTER_TIMEOUTS, lookup: undefined });
  const began = performance.now();
  const answered = [await sendSome(pool, writes.namespaces), await sendSome(pool, writes.others)];
  const seconds = (performance.now() - began) / 1000;
  await pool.close();
  const bytes = answered.reduce((sum, each) => sum + each, 0);
  return { seconds, requests: writes.namespaces.length + writes.others.length, bytes };
}

/** As many at a time as there are connections. @returns the bytes of the answers */
async function sendSome(pool: Pool, some: readonly PlainWrite[]): Promise<number> {
  const left = some.values();
  let bytes = 0;
  const sender = async () => {
    for (const write of left) bytes += await send(pool, write);
  };
  await Promise.all(Array.from({ length: CONNECTIONS_PER_CLUSTER }, sender));
  return bytes;
}

async function send(pool: Pool, { path, body: text }: PlainWrite): Promise<number> {
  const { statusCode, body } = await pool.request({ method: 'POST', path, headers, body: text });
  if (statusCode !== CREATED && statusCode !== CONFLICT)
    throw new Error(`POST ${path} answered ${statusCode}: ${await body.text()}`);
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) bytes += chunk.length;
  return bytes;
}
