/** `holdfast start` until /readyz answers 200: on an empty data folder, and on one that was used before. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { atMost, type BenchOptions, type BenchResult, mebibytes, seconds } from '../support/bench.js';
import { Child, ROOT, serverOptions } from '../support/child.js';
import { median, span } from '../support/statistics.js';
import type { Usage } from '../support/usage.js';

const LOOK_EVERY_MS = 10;

interface StartMeasurement extends Usage {
  /** From the start of the process to the first 200. */
  readonly seconds: number;
}

export async function startBench(options: BenchOptions): Promise<BenchResult> {
  const { runs, folder, say } = options;
  const first: StartMeasurement[] = [];
  const later: StartMeasurement[] = [];
  for (let run = 1; run <= runs; run++) {
    const dataDir = join(folder, `data-${run}`);
    const onEmpty = await measureStart(dataDir, options);
    const onUsed = await measureStart(dataDir, options);
    first.push(onEmpty);
    later.push(onUsed);
    say(`start: run ${run} of ${runs}: first ${seconds(onEmpty.seconds)}, later ${seconds(onUsed.seconds)}`);
  }
  const row = (name: string, from: readonly StartMeasurement[]) => [
    name,
    seconds(median(from.map((each) => each.seconds))),
    `${span(
      from.map((each) => each.seconds),
      2,
    )} s`,
    seconds(median(from.map((each) => each.cpuSeconds))),
    mebibytes(median(from.map((each) => each.peakRssBytes))),
  ];
  const mid = (from: readonly StartMeasurement[]) => median(from.map((each) => each.seconds));
  return {
    title: `holdfast start to ready, medians of ${runs} runs`,
    head: ['', 'time', 'least to greatest', 'CPU of the process', 'peak RSS'],
    rows: [row('empty data folder', first), row('used data folder', later)],
    goals: [
      atMost('first start under 15 s', { value: mid(first), limit: 15, show: seconds }),
      atMost('later start under 4 s', { value: mid(later), limit: 4, show: seconds }),
    ],
    measurements: { first, later },
  };
}

async function measureStart(dataDir: string, { folder, profileTo }: BenchOptions): Promise<StartMeasurement> {
  const port = await freePort();
  const profiling = profileTo === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profileTo];
  const began = performance.now();
  const child = new Child({
    name: 'holdfast start',
    args: [...serverOptions('start'), ...profiling, join(ROOT, 'dist', 'main.js'), 'start'],
    env: { HOLDFAST_DATA_DIR: dataDir, HOLDFAST_PORT: String(port), HOLDFAST_LOG_FORMAT: 'json' },
    cwd: folder,
  });
  try {
    await child.unlessItEnds(untilReady(port));
    const took = (performance.now() - began) / 1000;
    return { seconds: took, ...(await child.usage()) };
  } finally {
    await child.stop();
  }
}

async function untilReady(port: number): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await pause(LOOK_EVERY_MS);
  }
}

/** Free a moment ago: nobody else here takes ports in between. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
