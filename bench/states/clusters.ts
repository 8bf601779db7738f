/** Clusters that are looked at, of which some hang: how long a round takes, and when a subscriber sees a change. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { kubeconfig } from '../../test/clusters/kubeconfig-builder.js';
import { aCluster } from '../../test/factories/resources.js';
import { Child, ROOT } from '../support/child.js';
import { type Populated, startPopulated } from '../support/populated.js';
import { percentile } from '../support/statistics.js';
import type { Connections, Mood, Question } from './clusters-process.js';
import { scaled } from './scale.js';
import { PATIENCE_MS, startProduct } from './states-product.js';

export const CLUSTERS = scaled(1_000);
/** Of 100. */
export const HANG = 5;
/** As configured by default is a minute: nobody waits for the bench so long. */
export const PROBE_SECONDS = 30;
/** Clusters whose credential is refused from some moment on, spread over one interval. */
const CHANGES = Math.min(100, Math.floor(CLUSTERS / 2));

export interface ClustersMeasurement {
  readonly firstRoundSeconds: number;
  readonly roundSeconds: number;
  readonly seenP50: number;
  readonly seenP99: number;
  readonly connections: number;
  readonly peakRssBytes: number;
  readonly cpuSeconds: number;
}

export async function measureClusters(
  folder: string,
  profileTo: string | undefined,
): Promise<ClustersMeasurement> {
  await using stack = new AsyncDisposableStack();
  const world = stack.adopt(await startPopulated(folder), (each) => each.stop());
  const clusters = stack.adopt(startClusters(folder), (each) => each.stop());
  const { url, ca } = JSON.parse(await clusters.line(/^\{/)) as { url: string; ca: string };
  const tokens = await register(world, url, ca);
  const names = [...tokens.keys()];
  const hanging = names.slice(0, (CLUSTERS * HANG) / 100);
  const set = (ids: readonly string[], mood: Mood) =>
    clusters.ask({
      set: ids.map((id) => ({ token: tokens.get(id) ?? '', mood })),
    } satisfies Question);
  await set(hanging, 'HANGS');
  const begun = Date.now();
  const product = stack.adopt(
    startProduct(world, { folder, profileTo, probeSeconds: PROBE_SECONDS }),
    (each) => each.stop(),
  );
  const { graphql } = JSON.parse(await product.line(/Holdfast is ready/)) as { graphql: string };
  const firstRoundSeconds = (await untilLookedAt(world, new Date(begun))) - begun / 1000;
  const before = await product.usage();
  const round = await nextRound(world);
  const { cpuSeconds } = await product.usage();
  const seen = await changes(graphql, world.token, {
    ids: names.slice(hanging.length, hanging.length + CHANGES),
    refuse: (id) => set([id], 'REFUSES'),
  });
  const { most } = await clusters.ask<Connections>({ connections: true } satisfies Question);
  return {
    firstRoundSeconds,
    roundSeconds: round,
    seenP50: percentile(seen, 0.5),
    seenP99: percentile(seen, 0.99),
    connections: most,
    peakRssBytes: (await product.usage()).peakRssBytes,
    cpuSeconds: cpuSeconds - before.cpuSeconds,
  };
}

function startClusters(folder: string): Child {
  return new Child({
    name: 'the clusters',
    args: ['--import', import.meta.resolve('tsx'), join(ROOT, 'bench', 'states', 'clusters-process.ts')],
    cwd: folder,
  });
}

/** @returns token by id, in the order in which they are looked at */
async function register(
  { product, stores, of, query }: Populated,
  url: string,
  ca: string,
): Promise<ReadonlyMap<string, string>> {
  // The one that is only a row.
  await query('DELETE FROM cluster');
  const tokens = new Map<string, string>();
  for (let number = 0; number < CLUSTERS; number += 1) {
    const token = `token-${number}`;
    const cluster = aCluster(of.ownerId, { server: url, createdAt: new Date(1_795_000_000_000 + number) });
    const secret = kubeconfig({
      cluster: { server: url, 'certificate-authority-data': Buffer.from(ca).toString('base64') },
      user: { token },
    });
    await stores.clusters.insert(cluster);
    await product.world.work.transaction((within) =>
      within.credentials.put({ type: 'Cluster', id: cluster.id }, secret),
    );
    tokens.set(cluster.id, token);
  }
  return tokens;
}

/** When the last of the clusters had been looked at since then, in seconds. */
async function untilLookedAt({ query }: Populated, since: Date): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const [row] = await query<{ looked: number; last: Date }>(
      'SELECT count(*)::int AS looked, max(state_checked_at) AS last FROM cluster WHERE state_checked_at > $1',
      [since],
    );
    if (row?.looked === CLUSTERS) return row.last.getTime() / 1000;
    if (Date.now() > deadline) throw new Error(`only ${row?.looked} clusters were looked at`);
    await pause(200);
  }
}

/** From the first look of the next whole round to its last one, in seconds. */
async function nextRound(world: Populated): Promise<number> {
  const [row] = await world.query<{ last: Date }>('SELECT max(state_checked_at) AS last FROM cluster');
  const since = row?.last ?? new Date();
  await untilLookedAt(world, since);
  const [span] = await world.query<{ seconds: number }>(
    'SELECT extract(epoch FROM max(state_checked_at) - min(state_checked_at))::float8 AS seconds FROM cluster',
  );
  return span?.seconds ?? 0;
}

/** Spread over one interval, each cluster refuses its credential: how long until the subscriber is told, in seconds. */
async function changes(
  graphql: string,
  token: string,
  { ids, refuse }: { readonly ids: readonly string[]; readonly refuse: (id: string) => Promise<unknown> },
): Promise<readonly number[]> {
  const client = createClient({
    url: graphql.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  const refusedAt = new Map<string, number>();
  const seen = new Map<string, number>();
  const query = 'subscription { resourceStateChanged(resource: Cluster) { isPresent subjectId to } }';
  interface Told {
    readonly resourceStateChanged: {
      readonly isPresent: boolean;
      readonly subjectId: string;
      readonly to: string;
    };
  }
  const listening = Promise.withResolvers<void>();
  const reading = (async () => {
    for await (const { data } of client.iterate<Told>({ query })) {
      const change = data?.resourceStateChanged;
      listening.resolve();
      if (change?.isPresent !== false || change.to === 'ACTIVE') continue;
      const since = refusedAt.get(change.subjectId);
      if (since !== undefined) seen.set(change.subjectId, (performance.now() - since) / 1000);
    }
  })();
  try {
    // What is now comes first.
    await Promise.race([listening.promise, reading]);
    for (const id of ids) {
      refusedAt.set(id, performance.now());
      await refuse(id);
      await pause((PROBE_SECONDS * 1000) / ids.length);
    }
    const deadline = Date.now() + PATIENCE_MS;
    while (seen.size < ids.length) {
      if (Date.now() > deadline) throw new Error(`only ${seen.size} of ${ids.length} changes were seen`);
      await pause(200);
    }
  } finally {
    await client.dispose();
    await reading.catch(() => undefined);
  }
  return [...seen.values()];
}
