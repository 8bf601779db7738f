/** Two lists of the API beside a hand-written endpoint that gives the same rows, in turns on the same PostgreSQL. */
import { join } from 'node:path';
import type { BenchOptions, BenchResult, Goal } from '../support/bench.js';
import { ROOT } from '../support/child.js';
import { startPopulated } from '../support/populated.js';
import { median } from '../support/statistics.js';
import { BACKUPS, fill, SCHEDULES } from './fill.js';
import type { Target } from './load.js';
import { apiProcess, floorProcess, type Measured, measure } from './processes.js';
import { PAGE, QUESTIONS, type Question } from './questions.js';

const LEAST_SHARE = 1 / 3;
const FLOOR = join(ROOT, 'bench', 'graphql', 'floor.ts');
const NAMES: Readonly<Record<Question, string>> = {
  schedules: `${PAGE.schedules} of ${SCHEDULES} schedules with state and allowed operations`,
  backups: `first ${PAGE.backups} of ${BACKUPS} backups, by state and week`,
};
const ASKED = Object.keys(QUESTIONS) as readonly Question[];

interface Pair {
  readonly api: Measured[];
  readonly floor: Measured[];
}

export async function graphqlBench({ runs, folder, profileTo, say }: BenchOptions): Promise<BenchResult> {
  await using stack = new AsyncDisposableStack();
  const world = stack.adopt(await startPopulated(folder), (each) => each.stop());
  say(`graphql: filling in ${SCHEDULES} schedules and ${BACKUPS} backups`);
  await fill(world);
  const api = stack.adopt(apiProcess(world, folder, profileTo), (each) => each.stop());
  const floor = stack.adopt(floorProcess(world, folder, FLOOR), (each) => each.stop());
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
      const plain = { origin: `http://127.0.0.1:${port}`, path: `/${question}`, body: '{}' };
      pair.floor.push(await measure(floor, plain));
      pair.api.push(await measure(api, targetOf(graphql, world.token, question)));
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
  const show = (of: Measured | undefined) =>
    of && `${of.perSecond.toFixed(0)}/s, p99 ${of.p99Ms.toFixed(0)} ms, CPU ${of.cpuMs.toFixed(1)} ms`;
  return `API ${show(api.at(-1))}; floor ${show(floor.at(-1))}`;
}

function resultOf(measured: Readonly<Record<Question, Pair>>, runs: number): BenchResult {
  const mid = (of: readonly Measured[], field: keyof Measured) => median(of.map((each) => each[field]));
  const share = ({ api, floor }: Pair) => mid(api, 'perSecond') / mid(floor, 'perSecond');
  const percent = (value: number) => `${(value * 100).toFixed(0)} %`;
  return {
    title: `lists of the API beside pg and JSON.stringify, ten connections, medians of ${runs} runs`,
    head: ['', 'API', 'floor', 'API / floor', 'API p99', 'floor p99', 'API CPU', 'floor CPU'],
    rows: ASKED.map((question) => {
      const { api, floor } = measured[question];
      return [
        NAMES[question],
        `${mid(api, 'perSecond').toFixed(0)} /s`,
        `${mid(floor, 'perSecond').toFixed(0)} /s`,
        percent(share(measured[question])),
        `${mid(api, 'p99Ms').toFixed(0)} ms`,
        `${mid(floor, 'p99Ms').toFixed(0)} ms`,
        `${mid(api, 'cpuMs').toFixed(1)} ms`,
        `${mid(floor, 'cpuMs').toFixed(1)} ms`,
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
