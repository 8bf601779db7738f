/** Discoveries that all begin at once: how long until every shoot is a cluster, and how long the next run takes, which finds nothing new. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { execute } from '../../src/client/execute.js';
import {
  CreateClusterDiscoveryDocument,
  RunClusterDiscoveryDocument,
} from '../../src/client/generated/graphql.js';
import { kubeconfig } from '../../test/clusters/kubeconfig-builder.js';
import { Child, ROOT } from '../support/child.js';
import { type Populated, startPopulated } from '../support/populated.js';
import { gardenToken, projectOf } from './garden-names.js';
import type { Requests } from './gardens-process.js';
import { scaled } from './scale.js';
import { PATIENCE_MS, startProduct } from './states-product.js';

export const DISCOVERIES = 20;
export const SHOOTS = scaled(500);
/** Clusters are not looked at meanwhile: that is the other half. */
const NO_PROBES_SECONDS = 3_600;

export interface RunMeasurement extends Requests {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

export interface DiscoveriesMeasurement {
  readonly first: RunMeasurement;
  readonly again: RunMeasurement;
  readonly peakRssBytes: number;
}

export async function measureDiscoveries(
  folder: string,
  profileTo: string | undefined,
): Promise<DiscoveriesMeasurement> {
  await using stack = new AsyncDisposableStack();
  const world = stack.adopt(await startPopulated(folder), (each) => each.stop());
  const gardens = stack.adopt(startGardens(folder), (each) => each.stop());
  const { url, ca } = JSON.parse(await gardens.line(/^\{/)) as { url: string; ca: string };
  const options = { folder, profileTo, probeSeconds: NO_PROBES_SECONDS };
  const product = stack.adopt(startProduct(world, options), (each) => each.stop());
  const { graphql } = JSON.parse(await product.line(/Holdfast is ready/)) as { graphql: string };
  const connection = { url: graphql.replace(/\/graphql$/, ''), token: world.token };
  const authority = Buffer.from(ca).toString('base64');
  const ids: string[] = [];
  const measured = async (begin: () => Promise<unknown>): Promise<RunMeasurement> => {
    const before = await product.usage();
    const began = performance.now();
    await begin();
    await untilSucceeded(world, product);
    const took = (performance.now() - began) / 1_000;
    const { cpuSeconds } = await product.usage();
    const requests = await gardens.ask<Requests>({ requests: true });
    return { seconds: took, cpuSeconds: cpuSeconds - before.cpuSeconds, ...requests };
  };
  const first = await measured(async () => {
    for (let garden = 0; garden < DISCOVERIES; garden += 1) {
      const cluster = { server: url, 'certificate-authority-data': authority };
      const access = kubeconfig({ cluster, user: { token: gardenToken(garden) } });
      const input = { name: `garden-${garden}`, kubeconfig: access, project: projectOf(garden) };
      const { createClusterDiscovery } = await execute(CreateClusterDiscoveryDocument, { input }, connection);
      ids.push(createClusterDiscovery.clusterDiscovery.id);
    }
  });
  const again = await measured(async () => {
    for (const id of ids) await execute(RunClusterDiscoveryDocument, { input: { id } }, connection);
  });
  await assertAllThere(world);
  return { first, again, peakRssBytes: (await product.usage()).peakRssBytes };
}

function startGardens(folder: string): Child {
  const file = join(ROOT, 'bench', 'states', 'gardens-process.ts');
  return new Child({
    name: 'the gardens',
    args: ['--import', import.meta.resolve('tsx'), file, String(DISCOVERIES), String(SHOOTS)],
    cwd: folder,
  });
}

/** @throws Error when one failed, or when the product ends */
async function untilSucceeded({ query }: Populated, product: Child): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const states = await product.unlessItEnds(
      query<{ state: string; reason: string; message: string }>(
        'SELECT state, state_reason AS reason, state_message AS message FROM cluster_discovery',
      ),
    );
    const failed = states.find(({ state }) => state === 'FAILED');
    if (failed !== undefined) throw new Error(`a discovery failed: ${failed.reason}: ${failed.message}`);
    if (states.length === DISCOVERIES && states.every(({ state }) => state === 'SUCCESS')) return;
    if (performance.now() > deadline)
      throw new Error(`not every discovery ended in ${PATIENCE_MS / 1_000} s`);
    await pause(100);
  }
}

async function assertAllThere({ query }: Populated): Promise<void> {
  const [row] = await query<{ shoots: number }>(
    'SELECT count(*)::int AS shoots FROM discovered_shoot WHERE managed',
  );
  const expected = DISCOVERIES * SHOOTS;
  if (row?.shoots !== expected) throw new Error(`${row?.shoots} shoots are registered, not ${expected}`);
}
