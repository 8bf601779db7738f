/**
 * A thousand due times on a fast clock, worked off by four worker processes of which one is killed again and again. The
 * workers are the product but for a cluster and an engine that answer at once: what is tried here is who does what how often.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { builtProduct, PROJECT } from '../support/built-product.js';
import { DueTimes } from '../support/due-times.js';
import { Installation } from '../support/installation.js';
import { Processes, type RunningProcess } from '../support/processes.js';
import { NAMESPACE } from '../support/trivial-parts.js';
import type { TrivialWorkerSettings } from '../support/trivial-worker.js';

const SCHEDULES = 125;
const DUE_TIMES = 1_000;
const WORKERS = 4;
/** So many due times after the last kill comes the next. */
const KILL_EVERY = 120;

let holdfast: Installation;
const processes = new Processes();
const workers: RunningProcess[] = [];

beforeAll(async () => {
  [holdfast] = await Promise.all([Installation.start({ namespaces: [NAMESPACE] }), builtProduct()]);
});
afterAll(async () => {
  await processes.endAll();
  await holdfast.stop();
});

async function addSchedules(): Promise<void> {
  const { product, cluster, location, actor } = holdfast;
  for (let number = 0; number < SCHEDULES; number += 1) {
    await product.services.schedules.create(
      {
        name: `killed-${number}`,
        clusterId: cluster.id,
        locationId: location.id,
        selection: { kind: 'NAMED', names: [NAMESPACE] },
        // Not due by itself while the test runs: `DueTimes` makes it due.
        timing: { kind: 'INTERVAL', minutes: 60 },
        timeZone: 'UTC',
        retention: { keep: 1_000, maxAgeDays: null, ...NO_TIERS },
      },
      actor,
    );
  }
}

async function addWorker(): Promise<void> {
  const settings: TrivialWorkerSettings = {
    databaseUrl: holdfast.database.url,
    locations: holdfast.folder,
    concurrentBackups: 2,
    leaseMs: 2_000,
    maxAttempts: 20,
  };
  const guard = pathToFileURL(join(PROJECT, 'scripts', 'exit-with-parent.mjs')).href;
  // A worker that is to be compiled first would spend more time on that than on backups until it is killed.
  const compiled = pathToFileURL(join(PROJECT, 'test', 'support', 'compiled.mjs')).href;
  const worker = await processes.start([JSON.stringify(settings)], {
    cwd: holdfast.folder,
    env: {},
    program: [
      process.execPath,
      '--import',
      guard,
      '--import',
      compiled,
      join(import.meta.dirname, '..', 'support', 'trivial-worker.ts'),
    ],
  });
  workers.push(worker);
}

async function killOne(): Promise<void> {
  const [victim] = workers.splice(Math.floor(Math.random() * workers.length), 1);
  victim?.kill('SIGKILL');
  await addWorker();
}

it('four workers of which one is killed again and again lose none of a thousand due times and run none twice', {
  timeout: 240_000,
}, async () => {
  await addSchedules();
  for (let number = 0; number < WORKERS; number += 1) await addWorker();
  const due = new DueTimes((statement) => holdfast.database.query(statement), 'killed', DUE_TIMES);
  let kills = 0;
  await vi.waitFor(
    async () => {
      const all = await due.giveMore();
      if (due.given.length > (kills + 1) * KILL_EVERY) {
        await killOne();
        kills += 1;
      }
      expect({ all, open: await due.openOnes() }).toEqual({ all: true, open: 0 });
    },
    { timeout: 220_000, interval: 150 },
  );
  expect(kills).toBeGreaterThan(5);
  await due.expectEachDoneOnce();
});
