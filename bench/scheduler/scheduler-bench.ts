/** 1,000 schedules that are due at the same moment: how late their cycles open and their backups begin, with 1 and 4 workers. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { aSchedule } from '../../test/factories/resources.js';
import { NAMESPACE } from '../../test/support/trivial-parts.js';
import type { TrivialWorkerSettings } from '../../test/support/trivial-worker.js';
import { atMost, type BenchOptions, type BenchResult, seconds } from '../support/bench.js';
import { Child, ROOT, serverOptions } from '../support/child.js';
import { type Populated, startPopulated } from '../support/populated.js';
import { median, percentile } from '../support/statistics.js';

const SCHEDULES = 1_000;
const WORKERS = [1, 4] as const;
/** As configured by default. */
const CONCURRENT_BACKUPS = 2;
const LEASE_MS = 60_000;
const DUE_IN_MS = 3_000;
const LOOK_EVERY_MS = 500;
const PATIENCE_MS = 180_000;

interface SchedulerMeasurement {
  readonly openedP50: number;
  readonly openedP99: number;
  readonly begunP50: number;
  readonly begunP99: number;
  readonly endedP99: number;
  /** Of all workers together, until the last backup had ended. */
  readonly cpuSeconds: number;
  readonly postgresCpuSeconds: number;
  readonly transactions: number;
}

export async function schedulerBench({ runs, folder, profileTo, say }: BenchOptions): Promise<BenchResult> {
  const measured = new Map<number, SchedulerMeasurement[]>(WORKERS.map((count) => [count, []]));
  for (let run = 1; run <= runs; run += 1) {
    for (const workers of WORKERS) {
      const result = await measure({ workers, folder: mkdtempSync(join(folder, 'run-')), profileTo });
      measured.get(workers)?.push(result);
      const { openedP99, begunP99, endedP99 } = result;
      say(
        `scheduler: run ${run} of ${runs}, ${workers} worker(s): p99 opened ${seconds(openedP99)}, begun ${seconds(begunP99)}, ended ${seconds(endedP99)}`,
      );
    }
  }
  const mid = (workers: number, field: keyof SchedulerMeasurement) =>
    median((measured.get(workers) ?? []).map((each) => each[field]));
  const row = (name: string, field: keyof SchedulerMeasurement, show: (value: number) => string) => [
    name,
    ...WORKERS.map((workers) => show(mid(workers, field))),
  ];
  const each = (value: number) => (value / SCHEDULES).toFixed(1);
  return {
    title: `${SCHEDULES} schedules due at the same moment, trivial cluster and engine, medians of ${runs} runs`,
    head: ['', ...WORKERS.map((workers) => `${workers} worker${workers === 1 ? '' : 's'}`)],
    rows: [
      row('cycle opened, p50 after its due time', 'openedP50', seconds),
      row('cycle opened, p99', 'openedP99', seconds),
      row('backup begun, p50 after its due time', 'begunP50', seconds),
      row('backup begun, p99', 'begunP99', seconds),
      row('backup ended, p99', 'endedP99', seconds),
      row('CPU of the workers', 'cpuSeconds', seconds),
      row('CPU of PostgreSQL', 'postgresCpuSeconds', seconds),
      row('transactions per cycle', 'transactions', each),
    ],
    goals: WORKERS.map((workers) =>
      atMost(`backups begun at p99 under 10 s, ${workers} worker(s)`, {
        value: mid(workers, 'begunP99'),
        limit: 10,
        show: seconds,
      }),
    ),
    measurements: Object.fromEntries(measured),
  };
}

interface Setting {
  readonly workers: number;
  readonly folder: string;
  readonly profileTo: string | undefined;
}

async function measure({ workers, folder, profileTo }: Setting): Promise<SchedulerMeasurement> {
  await using stack = new AsyncDisposableStack();
  const world = stack.adopt(await startPopulated(folder), (each) => each.stop());
  await addSchedules(world);
  const children = Array.from({ length: workers }, () =>
    stack.adopt(worker(world, folder, profileTo), (each) => each.stop()),
  );
  await Promise.all(children.map((each) => each.line(/the worker is up/)));
  const cpu = async () => {
    const used = await Promise.all(children.map((each) => each.usage()));
    return used.reduce((sum, each) => sum + each.cpuSeconds, 0);
  };
  const before = {
    cpu: await cpu(),
    postgres: world.database.cpuSeconds(),
    transactions: await transactionsOf(world),
  };
  await world.query(`UPDATE backup_schedule SET next_due_at = $1`, [new Date(Date.now() + DUE_IN_MS)]);
  await untilAllEnded(world);
  return {
    ...(await latenessOf(world)),
    cpuSeconds: (await cpu()) - before.cpu,
    postgresCpuSeconds: world.database.cpuSeconds() - before.postgres,
    transactions: (await transactionsOf(world)) - before.transactions,
  };
}

async function addSchedules({ stores, of }: Populated): Promise<void> {
  const anchor = new Date();
  for (let number = 0; number < SCHEDULES; number += 1) {
    const schedule = aSchedule(of, {
      selection: { kind: 'NAMED', names: [NAMESPACE] },
      createdSingle: true,
      timing: { kind: 'INTERVAL', minutes: 24 * 60 },
      anchor,
      nextDueAt: new Date(anchor.getTime() + 24 * 60 * 60_000),
    });
    await stores.schedules.insert(schedule);
  }
}

function worker(world: Populated, folder: string, profileTo: string | undefined): Child {
  const profiling = profileTo === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profileTo];
  const main = join(ROOT, 'test', 'support', 'trivial-worker.ts');
  const compiled = pathToFileURL(join(ROOT, 'test', 'support', 'compiled.mjs')).href;
  const { databaseUrl, locations } = world;
  const settings: TrivialWorkerSettings = {
    databaseUrl,
    locations,
    concurrentBackups: CONCURRENT_BACKUPS,
    leaseMs: LEASE_MS,
    maxAttempts: 1,
  };
  return new Child({
    name: 'a worker with a trivial engine',
    args: [...serverOptions('worker'), ...profiling, '--import', compiled, main, JSON.stringify(settings)],
    cwd: folder,
  });
}

async function untilAllEnded(world: Populated): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    await pause(LOOK_EVERY_MS);
    const [row] = await world.query<{ ended: number }>(
      `SELECT count(*)::int AS ended FROM cycle WHERE outcome <> 'OPEN'`,
    );
    if (row?.ended === SCHEDULES) return;
    if (Date.now() > deadline) throw new Error(`only ${row?.ended} cycles had ended after ${PATIENCE_MS} ms`);
  }
}

async function latenessOf(world: Populated) {
  const rows = await world.query<{ state: string; opened: number; begun: number; ended: number }>(
    `SELECT backup.state, extract(epoch FROM cycle.started_at - planned_at)::float8 AS opened,
       extract(epoch FROM backup.started_at - planned_at)::float8 AS begun,
       extract(epoch FROM backup.finished_at - planned_at)::float8 AS ended
     FROM cycle JOIN backup ON backup.cycle_id = cycle.id`,
  );
  const failed = rows.filter((each) => each.state !== 'SUCCESS').length;
  if (failed > 0) throw new Error(`${failed} of the backups are no success`);
  const at = (field: 'opened' | 'begun' | 'ended', share: number) =>
    percentile(
      rows.map((each) => each[field]),
      share,
    );
  return {
    openedP50: at('opened', 0.5),
    openedP99: at('opened', 0.99),
    begunP50: at('begun', 0.5),
    begunP99: at('begun', 0.99),
    endedP99: at('ended', 0.99),
  };
}

async function transactionsOf(world: Populated): Promise<number> {
  const [row] = await world.query<{ count: number }>(
    `SELECT (xact_commit + xact_rollback)::int AS count FROM pg_stat_database WHERE datname = current_database()`,
  );
  return row?.count ?? 0;
}
