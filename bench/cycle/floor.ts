/**
 * The floor of a backup, as a process of its own: the lists that the engine reads, over the same connections, in the same
 * order, so many at a time and in the same pages, and every byte thrown away. What a backup costs beyond this is ours.
 */
import { readFileSync } from 'node:fs';
import pLimit from 'p-limit';
import type { Pool } from 'undici';
import { ApiClient } from '../../src/clusters/api-client.js';
import { CLUSTER_TIMEOUTS } from '../../src/clusters/cluster-timeouts.js';
import { CONNECTIONS_PER_CLUSTER, connectionPool } from '../../src/clusters/connection-pool.js';
import { readKubeconfig } from '../../src/clusters/kubeconfig.js';
import { listPath } from '../../src/engines/direct/api-kind.js';
import { discoverKinds } from '../../src/engines/direct/discovery.js';
import { longListsFirst } from '../../src/engines/direct/namespaced-reading.js';
import { kindsToRead } from '../../src/engines/direct/selection.js';
import { floorHeaders } from '../support/floor-headers.js';

export interface FloorRun {
  readonly seconds: number;
  readonly requests: number;
  readonly bytes: number;
}

const PAGE_LIMIT = 500;
/** It stands in the list's metadata, before the first item. */
const CONTINUE = /"continue":"([^"]+)"/;
const HEAD_BYTES = 512;

const access = readKubeconfig(readFileSync(process.argv[2] as string, 'utf8'));

process.on('message', (message) => {
  if (message === 'prepare') void prepare().then(() => process.send?.('prepared'));
  if (message === 'run') void fetchAll().then((run) => process.send?.(run));
});
// Between two questions nothing else keeps it alive.
process.channel?.ref();
console.log('floor is up');

let paths: readonly string[] = [];

async function prepare(): Promise<void> {
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const clock = { now: () => new Date() };
  const api = new ApiClient({ access, clock, log, timeouts: CLUSTER_TIMEOUTS, userAgent: 'floor' });
  const { kinds } = await discoverKinds(api, new AbortController().signal);
  paths = longListsFirst(kindsToRead(kinds)).map((kind) => listPath(kind));
  await api.close();
}

async function fetchAll(): Promise<FloorRun> {
  const pool = connectionPool(access, { timeouts: CLUSTER_TIMEOUTS, lookup: undefined });
  const limit = pLimit(CONNECTIONS_PER_CLUSTER);
  const began = performance.now();
  const lists = await Promise.all(paths.map((path) => limit(fetchList, pool, path)));
  const seconds = (performance.now() - began) / 1000;
  await pool.close();
  const sum = (field: 'requests' | 'bytes') => lists.reduce((total, each) => total + each[field], 0);
  return { seconds, requests: sum('requests'), bytes: sum('bytes') };
}

async function fetchList(pool: Pool, path: string): Promise<{ requests: number; bytes: number }> {
  let requests = 0;
  let bytes = 0;
  let token = '';
  do {
    const after = token === '' ? '' : `&continue=${encodeURIComponent(token)}`;
    const { statusCode, body } = await pool.request({
      method: 'GET',
      path: `${path}?limit=${PAGE_LIMIT}${after}`,
      headers: floorHeaders(access),
    });
    if (statusCode !== 200) throw new Error(`GET ${path} answered ${statusCode}`);
    let head = '';
    for await (const chunk of body as AsyncIterable<Buffer>) {
      if (head === '') head = chunk.toString('latin1', 0, HEAD_BYTES);
      bytes += chunk.length;
    }
    requests++;
    token = CONTINUE.exec(head)?.[1] ?? '';
  } while (token !== '');
  return { requests, bytes };
}
