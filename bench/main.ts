/**
 * Speed and memory: `npm run bench [-- name ...] [--runs N] [--json FILE] [--profile FOLDER]`.
 * A table on standard output, progress on standard error. docs/benchmarks.md says what the numbers mean.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { apiBench } from './api/api-bench.js';
import { cycleBench } from './cycle/cycle-bench.js';
import { engineBench } from './engine/engine-bench.js';
import { graphqlBench } from './graphql/graphql-bench.js';
import { schedulerBench } from './scheduler/scheduler-bench.js';
import { slackBench } from './slack/slack-bench.js';
import { startBench } from './start/start-bench.js';
import { statesBench } from './states/states-bench.js';
import { subscribersBench } from './subscribers/subscribers-bench.js';
import type { Bench, BenchResult, BenchTable } from './support/bench.js';
import { ROOT } from './support/child.js';

const BENCHES: Readonly<Record<string, Bench>> = {
  cycle: cycleBench,
  engine: engineBench,
  start: startBench,
  scheduler: schedulerBench,
  graphql: graphqlBench,
  api: apiBench,
  slack: slackBench,
  subscribers: subscribersBench,
  states: statesBench,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '3' },
    json: { type: 'string' },
    profile: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
  const unknown = names.filter((name) => BENCHES[name] === undefined);
  if (unknown.length > 0) {
    throw new Error(`there is no bench ${unknown.join(', ')}: ${Object.keys(BENCHES).join(', ')}`);
  }
  const runs = Number(values.runs);
  if (!Number.isSafeInteger(runs) || runs < 1) throw new Error('--runs needs a whole number from 1 on');
  await build();
  const results: Record<string, BenchResult> = {};
  for (const name of names) {
    const result = await runOne(BENCHES[name] as Bench, runs);
    print(name, result);
    results[name] = result;
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report(results), null, 2)}\n`);
}

/** What is measured is what people run: the compiled program. */
async function build(): Promise<void> {
  const { buildIfStale } = (await import(join(ROOT, 'scripts', 'build-if-stale.mjs'))) as {
    buildIfStale(root: string): void;
  };
  buildIfStale(ROOT);
}

async function runOne(bench: Bench, runs: number): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
  const profileTo = values.profile === undefined ? undefined : resolve(values.profile);
  if (profileTo !== undefined) mkdirSync(profileTo, { recursive: true });
  try {
    const say = (text: string) => console.error(text);
    return await bench({ runs, folder, say, ...(profileTo !== undefined && { profileTo }) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(name: string, result: BenchResult): void {
  for (const { title, head, rows } of [result, ...(result.further ?? [])])
    console.log(`\n${name}: ${title}\n${drawn(head, rows)}`);
  const verdicts = result.goals.map(({ text, measured, met }) => [text, measured, met ? 'yes' : 'NO']);
  console.log(drawn(['goal', 'measured', 'met'], verdicts));
}

function drawn(head: BenchTable['head'], rows: BenchTable['rows']): string {
  const table = new Table({ style: { head: [], border: [] }, head: [...head] });
  for (const row of rows) table.push([...row]);
  return table.toString();
}

function report(results: Readonly<Record<string, BenchResult>>): object {
  const machine = { platform: process.platform, arch: process.arch, cpus: cpus().length };
  return { at: new Date().toISOString(), node: process.version, machine, results };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 1;
});
