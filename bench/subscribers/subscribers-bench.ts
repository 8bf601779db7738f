/** 1,000 sockets on one state change, from its commit to each receipt, beside a hand-written LISTEN and ws on the same database. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { apiProcess } from '../graphql/processes.js';
import { atMost, type BenchOptions, type BenchResult, mebibytes } from '../support/bench.js';
import { Child, ROOT } from '../support/child.js';
import { startPopulated } from '../support/populated.js';
import { median, percentile } from '../support/statistics.js';

const SUBSCRIBERS = 1_000;
const EVENTS = 10;
const LEAST_P99_MS = 300;
/** Longer than any event takes: what is late is measured, what never comes is an error. */
const PATIENCE_MS = 20_000;
const MANY = {
  HOLDFAST_SOCKETS_PER_IDENTITY: String(2 * SUBSCRIBERS),
  HOLDFAST_OPERATIONS_PER_IDENTITY: String(2 * SUBSCRIBERS),
};

interface Measured {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export async function subscribersBench({ runs, folder, profileTo, say }: BenchOptions): Promise<BenchResult> {
  await using stack = new AsyncDisposableStack();
  const world = stack.adopt(await startPopulated(folder), (each) => each.stop());
  const api = stack.adopt(apiProcess(world, folder, profileTo, MANY), (each) => each.stop());
  const floor = stack.adopt(script('floor.ts', [world.databaseUrl], folder), (each) => each.stop());
  const [ready, up] = await Promise.all([api.line(/Holdfast is ready/), floor.line(/the floor is up/)]);
  const { graphql } = JSON.parse(ready) as { graphql: string };
  const { port } = JSON.parse(up) as { port: number };
  const writer = new pg.Client({ connectionString: world.databaseUrl });
  await writer.connect();
  stack.defer(() => writer.end());
  const before = await api.usage();
  const sides = {
    api: stack.adopt(readers(graphql.replace('http', 'ws'), world.token, folder), (each) => each.stop()),
    floor: stack.adopt(readers(`ws://127.0.0.1:${port}`, '', folder), (each) => each.stop()),
  };
  await Promise.all(Object.values(sides).map((each) => each.line(/the readers are up/)));
  // Until the last subscription stands: its socket does, and nothing says when its stream has begun.
  await delay(2_000);
  const opened = await api.usage();
  say(
    `subscribers: ${SUBSCRIBERS} sockets cost the API ${mebibytes(opened.peakRssBytes - before.peakRssBytes)}`,
  );
  const measured = { api: [] as Measured[], floor: [] as Measured[] };
  let number = 0;
  // The first one compiles what is hot and counts for nobody.
  await once(writer, { number, sides });
  for (let run = 1; run <= runs; run += 1) {
    const waits = { api: [] as number[], floor: [] as number[] };
    for (let event = 0; event < EVENTS; event += 1) {
      number += 1;
      const took = await once(writer, { number, sides });
      waits.api.push(...took.api);
      waits.floor.push(...took.floor);
    }
    for (const side of ['api', 'floor'] as const) {
      measured[side].push({ p50Ms: percentile(waits[side], 0.5), p99Ms: percentile(waits[side], 0.99) });
    }
    say(
      `subscribers: run ${run} of ${runs}: API p99 ${measured.api.at(-1)?.p99Ms.toFixed(0)} ms, floor ${measured.floor.at(-1)?.p99Ms.toFixed(0)} ms`,
    );
  }
  return resultOf(measured, { runs, sockets: opened.peakRssBytes - before.peakRssBytes });
}

interface Round {
  readonly number: number;
  readonly sides: { readonly api: Child; readonly floor: Child };
}

/** What each side is told of, and its bell: what one of them has to do takes no processor from the other. */
const TOLD = {
  api: { type: 'BACKUP_PROGRESSED', subjectType: 'Backup', bell: 'holdfast_events' },
  floor: { type: 'USER_EDITED', subjectType: 'User', bell: 'bench_floor' },
} as const;

/** One change for each side, in turns, committed and rung for as the product does. @returns from the commit to each receipt, in milliseconds */
async function once(
  writer: pg.Client,
  { number, sides }: Round,
): Promise<{ api: number[]; floor: number[] }> {
  const data = { state: 'IN_PROGRESS', stage: 'RESOURCES', attempt: 1, objects: number, bytes: number };
  const took = { api: [] as number[], floor: [] as number[] };
  for (const side of ['api', 'floor'] as const) {
    const { type, subjectType, bell } = TOLD[side];
    await writer.query(
      `INSERT INTO event (type, subject_type, subject_id, actor, data) VALUES ($1, $2, $3, '{}', $4)`,
      [type, subjectType, randomUUID(), data],
    );
    const committed = performance.timeOrigin + performance.now();
    await writer.query(`SELECT pg_notify($1, '')`, [bell]);
    took[side] = (await all(sides[side], number)).map((at) => at - committed);
  }
  return took;
}

async function all(side: Child, event: number): Promise<readonly number[]> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const got = await side.ask<readonly number[]>({ event });
    if (got.length === SUBSCRIBERS) return got;
    if (Date.now() > until) throw new Error(`${got.length} of ${SUBSCRIBERS} readers got event ${event}`);
    await delay(50);
  }
}

function resultOf(
  { api, floor }: { readonly api: readonly Measured[]; readonly floor: readonly Measured[] },
  { runs, sockets }: { readonly runs: number; readonly sockets: number },
): BenchResult {
  const mid = (of: readonly Measured[], field: keyof Measured) => median(of.map((each) => each[field]));
  const row = (name: string, of: readonly Measured[]) => [
    name,
    `${mid(of, 'p50Ms').toFixed(0)} ms`,
    `${mid(of, 'p99Ms').toFixed(0)} ms`,
  ];
  return {
    title: `one change to ${SUBSCRIBERS} sockets of another process, from commit to receipt, medians of ${runs} runs`,
    head: ['', 'p50', 'p99'],
    rows: [
      row('API', api),
      row('floor: LISTEN and ws', floor),
      ['memory of the sockets', mebibytes(sockets), ''],
    ],
    goals: [
      atMost(`p99 from commit to receipt of ${SUBSCRIBERS} subscribers under ${LEAST_P99_MS} ms`, {
        value: mid(api, 'p99Ms'),
        limit: LEAST_P99_MS,
        show: (value) => `${value.toFixed(0)} ms`,
      }),
    ],
    measurements: { api, floor },
  };
}

function readers(url: string, token: string, folder: string): Child {
  return script('readers.ts', [url, token, String(SUBSCRIBERS)], folder);
}

function script(file: string, args: readonly string[], folder: string): Child {
  const path = join(ROOT, 'bench', 'subscribers', file);
  return new Child({
    name: file,
    args: ['--import', import.meta.resolve('tsx'), path, ...args],
    cwd: folder,
  });
}
