/** Lists of a large installation, first and deep pages, beside a hand-written endpoint on the same PostgreSQL, in turns. */
import { join } from 'node:path';
import { aBackup, aCycle, aSchedule } from '../../test/factories/resources.js';
import { aRestore } from '../../test/factories/restores.js';
import { BACKUPS, fillLists, SCHEDULES } from '../../test/long/filled-lists.js';
import { apiProcess, floorProcess, type Measured, measure } from '../graphql/processes.js';
import type { BenchOptions, BenchResult, Goal } from '../support/bench.js';
import { ROOT } from '../support/child.js';
import { type Populated, startPopulated } from '../support/populated.js';
import { median } from '../support/statistics.js';
import { type Question, questionsFor } from './questions.js';

const LEAST_SHARE = 0.4;

interface Pair {
  readonly api: Measured[];
  readonly floor: Measured[];
}

export async function apiBench({ runs, folder, profileTo, say }: BenchOptions): Promise<BenchResult> {
  await using stack = new AsyncDisposableStack();
  const world = stack.adopt(await startPopulated(folder), (each) => each.stop());
  say(`api: filling in ${SCHEDULES} schedules and ${BACKUPS} backups`);
  await fill(world);
  const questions = await questionsFor(world.query, { backups: BACKUPS, schedules: SCHEDULES });
  const api = stack.adopt(apiProcess(world, folder, profileTo), (each) => each.stop());
  const floorScript = join(ROOT, 'bench', 'api', 'floor.ts');
  const floor = stack.adopt(floorProcess(world, folder, floorScript), (each) => each.stop());
  // Asked for together: a line that was said before is not said again.
  const [ready, up] = await Promise.all([api.line(/Holdfast is ready/), floor.line(/the floor is up/)]);
  const { graphql } = JSON.parse(ready) as { graphql: string };
  const { port } = JSON.parse(up) as { port: number };
  const { origin, pathname } = new URL(graphql);
  const headers = { authorization: `Bearer ${world.token}` };
  const measured = new Map<Question, Pair>(questions.map((question) => [question, { api: [], floor: [] }]));
  for (let run = 1; run <= runs; run += 1) {
    for (const [question, pair] of measured) {
      const plain = { origin: `http://127.0.0.1:${port}`, path: '/', body: JSON.stringify(question) };
      pair.floor.push(await measure(floor, plain));
      pair.api.push(await measure(api, { origin, path: pathname, headers, body: question.body }));
      say(`api: run ${run} of ${runs}, ${question.name}: ${told(pair)}`);
    }
  }
  return resultOf(measured, runs);
}

async function fill({ stores, of, query }: Populated): Promise<void> {
  const schedule = aSchedule(of);
  const cycle = aCycle({ outcome: 'BACKED_UP', scheduleId: schedule.id });
  const backup = aBackup(
    { ...of, cycleId: cycle.id },
    { state: 'SUCCESS', attempt: 1, scheduleId: schedule.id },
  );
  await stores.schedules.insert(schedule);
  await stores.cycles.insert(cycle);
  await stores.backups.insert(backup, []);
  await stores.restores.insert(aRestore({ ...of, backupId: backup.id }, { state: 'SUCCESS' }));
  await fillLists((statement) => query(statement));
}

function told({ api, floor }: Pair): string {
  const show = (of: Measured | undefined) =>
    of && `${of.perSecond.toFixed(0)}/s, p99 ${of.p99Ms.toFixed(0)} ms, CPU ${of.cpuMs.toFixed(1)} ms`;
  return `API ${show(api.at(-1))}; floor ${show(floor.at(-1))}`;
}

function resultOf(measured: ReadonlyMap<Question, Pair>, runs: number): BenchResult {
  const mid = (of: readonly Measured[], field: keyof Measured) => median(of.map((each) => each[field]));
  const share = ({ api, floor }: Pair) => mid(api, 'perSecond') / mid(floor, 'perSecond');
  const percent = (value: number) => `${(value * 100).toFixed(0)} %`;
  const pairs = [...measured];
  return {
    title: `lists of ${BACKUPS} backups and ${SCHEDULES} schedules beside pg and JSON.stringify, ten connections, medians of ${runs} runs`,
    head: ['', 'API', 'floor', 'API / floor', 'API p99', 'floor p99', 'API CPU', 'floor CPU'],
    rows: pairs.map(([{ name }, pair]) => [
      name,
      `${mid(pair.api, 'perSecond').toFixed(0)} /s`,
      `${mid(pair.floor, 'perSecond').toFixed(0)} /s`,
      percent(share(pair)),
      `${mid(pair.api, 'p99Ms').toFixed(0)} ms`,
      `${mid(pair.floor, 'p99Ms').toFixed(0)} ms`,
      `${mid(pair.api, 'cpuMs').toFixed(1)} ms`,
      `${mid(pair.floor, 'cpuMs').toFixed(1)} ms`,
    ]),
    goals: pairs.map(
      ([{ name }, pair]): Goal => ({
        text: `${name}: at least 40 % of the floor's requests`,
        measured: percent(share(pair)),
        met: share(pair) >= LEAST_SHARE,
      }),
    ),
    measurements: pairs.map(([{ name }, pair]) => ({ name, ...pair })),
  };
}
