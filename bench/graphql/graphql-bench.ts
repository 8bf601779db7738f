/** Two lists of the API beside a hand-written endpoint that gives the same rows, in turns on the same PostgreSQL. */
import { join } from 'node:path';
import { aBackup, aCycle, aRequestedNamespace, aSchedule } from '../../test/factories/resources.js';
import type { BenchOptions, BenchResult, Goal } from '../support/bench.js';
import { Child, ROOT } from '../support/child.js';
import { type Populated, startPopulated } from '../support/populated.js';
import { median } from '../support/statistics.js';
import { type Load, load, type Target } from './load.js';
import { PAGE, QUESTIONS, type Question } from './questions.js';

const SCHEDULES = 1_000;
const BACKUPS = 20_000;
const LEAST_SHARE = 1 / 3;
const NAMES: Readonly<Record<Question, string>> = {
  schedules: `${PAGE.schedules} of ${SCHEDULES} schedules with state and allowed operations`,
  backups: `first ${PAGE.backups} of ${BACKUPS} backups, by state`,
};
const ASKED = Object.keys(QUESTIONS) as readonly Question[];

interface Pair {
  readonly api: Load[];
  readonly floor: Load[];
}

export async function graphqlBench({ runs, folder, profileTo, say }: BenchOptions): Promise<BenchResult> {
  await using stack = new AsyncDisposableStack();
  const world = stack.adopt(await startPopulated(folder), (each) => each.stop());
  say(`graphql: filling in ${SCHEDULES} schedules and ${BACKUPS} backups`);
  await fill(world);
  const api = stack.adopt(apiProcess(world, folder, profileTo), (each) => each.stop());
  const floor = stack.adopt(floorProcess(world, folder), (each) => each.stop());
  // Asked for together: a line that was said before is not said again.
  const [ready, up] = await Promise.all([api.line(/Holdfast is ready/), floor.line(/the floor is up/)]);
  const { graphql } = JSON.parse(ready) as { graphql: string };
  const { port } = JSON.parse(up) as { port: number };
  const measured: Record<Question, Pair> = {
    schedules: { api: [], floor: [] },
    backups: { api: [], floor: [] },
  };
  for (let run = 1; run <= runs; run += 1) {
    for (const question of ASKED) {
      const pair = measured[question];
      pair.floor.push(await load({ origin: `http://127.0.0.1:${port}`, path: `/${question}`, body: '{}' }));
      pair.api.push(await load(targetOf(graphql, world.token, question)));
      say(`graphql: run ${run} of ${runs}, ${question}: ${told(pair)}`);
    }
  }
  return resultOf(measured, runs);
}

function targetOf(graphql: string, token: string, question: Question): Target {
  const { origin, pathname } = new URL(graphql);
  return {
    origin,
    path: pathname,
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(QUESTIONS[question]),
  };
}

function told({ api, floor }: Pair): string {
  const show = (of: Load | undefined) =>
    of && `${of.perSecond.toFixed(0)}/s, p99 ${of.p99Ms.toFixed(0)} ms, ${of.bytes} bytes`;
  return `API ${show(api.at(-1))}; floor ${show(floor.at(-1))}`;
}

function resultOf(measured: Readonly<Record<Question, Pair>>, runs: number): BenchResult {
  const mid = (of: readonly Load[], field: keyof Load) => median(of.map((each) => each[field]));
  const share = ({ api, floor }: Pair) => mid(api, 'perSecond') / mid(floor, 'perSecond');
  const percent = (value: number) => `${(value * 100).toFixed(0)} %`;
  return {
    title: `lists of the API beside pg and JSON.stringify, ten connections, medians of ${runs} runs`,
    head: ['', 'API', 'floor', 'API / floor', 'API p99', 'floor p99'],
    rows: ASKED.map((question) => {
      const { api, floor } = measured[question];
      return [
        NAMES[question],
        `${mid(api, 'perSecond').toFixed(0)} /s`,
        `${mid(floor, 'perSecond').toFixed(0)} /s`,
        percent(share(measured[question])),
        `${mid(api, 'p99Ms').toFixed(0)} ms`,
        `${mid(floor, 'p99Ms').toFixed(0)} ms`,
      ];
    }),
    goals: ASKED.map((question): Goal => {
      const value = share(measured[question]);
      return {
        text: `${question}: at least a third of the floor's requests`,
        measured: percent(value),
        met: value >= LEAST_SHARE,
      };
    }),
    measurements: measured,
  };
}

async function fill({ stores, of, query }: Populated): Promise<void> {
  const started = Date.parse('2026-10-01T00:00:00Z');
  for (let number = 0; number < SCHEDULES; number += 1) {
    const createdAt = new Date(started + number * 60_000);
    await stores.schedules.insert(
      aSchedule(of, { createdAt, state: number % 5 === 0 ? 'SUSPENDED' : 'ACTIVE' }),
    );
  }
  const cycle = aCycle({ outcome: 'BACKED_UP' });
  const backup = aBackup({ ...of, cycleId: cycle.id }, { state: 'SUCCESS', attempt: 1 });
  await stores.cycles.insert(cycle);
  await stores.backups.insert(backup, [
    aRequestedNamespace('blog', { fate: 'INCLUDED' }),
    aRequestedNamespace('shop', { fate: 'INCLUDED' }),
  ]);
  await multiply(query, cycle.id, backup.id);
}

/** One cycle and its backup many times over, a quarter of an hour apart; every fourth is a Partial Success. */
async function multiply(query: Populated['query'], cycleId: string, backupId: string): Promise<void> {
  const numbers = [BACKUPS - 1];
  await query(
    `INSERT INTO cycle SELECT (jsonb_populate_record(cycle, jsonb_build_object('id', md5('cycle' || n)::uuid))).*
     FROM cycle, generate_series(1, $1::int) AS n WHERE cycle.id = $2`,
    [...numbers, cycleId],
  );
  await query(
    `INSERT INTO backup SELECT (jsonb_populate_record(backup, jsonb_build_object('id', md5('backup' || n)::uuid,
       'name', 'backup-' || n, 'cycle_id', md5('cycle' || n)::uuid, 'schedule_id', chosen.id,
       'created_at', timestamptz '2026-04-01' + n * interval '15 minutes',
       'state', CASE WHEN n % 4 = 0 THEN 'PARTIAL_SUCCESS' ELSE 'SUCCESS' END))).*
     FROM backup, generate_series(1, $1::int) AS n
     JOIN (SELECT id, row_number() OVER (ORDER BY id) AS number FROM backup_schedule) AS chosen
       ON chosen.number = n % ${SCHEDULES} + 1
     WHERE backup.id = $2`,
    [...numbers, backupId],
  );
  await query(
    `INSERT INTO backup_namespace SELECT (jsonb_populate_record(one, jsonb_build_object(
       'backup_id', md5('backup' || n)::uuid))).*
     FROM backup_namespace AS one, generate_series(1, $1::int) AS n WHERE one.backup_id = $2`,
    [...numbers, backupId],
  );
  await query('ANALYZE');
}

function apiProcess(world: Populated, folder: string, profileTo: string | undefined): Child {
  const profiling = profileTo === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profileTo];
  return new Child({
    name: 'holdfast api',
    args: [...profiling, join(ROOT, 'dist', 'main.js'), 'api'],
    env: {
      DATABASE_URL: world.databaseUrl,
      HOLDFAST_SECRET_KEY: world.secretKey,
      HOLDFAST_DATA_DIR: join(folder, 'data'),
      HOLDFAST_LOCATION_PARENTS: world.locations,
      HOLDFAST_LOG_FORMAT: 'json',
      HOLDFAST_PORT: '0',
    },
    cwd: folder,
  });
}

function floorProcess(world: Populated, folder: string): Child {
  return new Child({
    name: 'the floor of the API',
    args: [
      '--import',
      import.meta.resolve('tsx'),
      join(ROOT, 'bench', 'graphql', 'floor.ts'),
      world.databaseUrl,
    ],
    cwd: folder,
  });
}
