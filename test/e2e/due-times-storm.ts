/**
 * Due times on a fast clock, worked off by four worker processes of which one is killed again and again. The workers are the
 * product but for a cluster and an engine that answer at once: what is tried here is who does what how often.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, vi } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { PROJECT } from '../support/built-product.js';
import { compiledProgram } from '../support/compiled-program.js';
import { DueTimes } from '../support/due-times.js';
import { Installation } from '../support/installation.js';
import { Processes, type RunningProcess } from '../support/processes.js';
import { NAMESPACE } from '../support/trivial-parts.js';
import type { TrivialWorkerSettings } from '../support/trivial-worker.js';

export interface Storm {
  readonly schedules: number;
  readonly dueTimes: number;
  /** So many due times after the last kill comes the next. */
  readonly killEvery: number;
}

const WORKERS = 4;
const GUARD = pathToFileURL(join(PROJECT, 'scripts', 'exit-with-parent.mjs')).href;

/** None is lost and none is run twice. @returns how often a worker was killed */
export async function weatherStorm(storm: Storm): Promise<number> {
  const holdfast = await Installation.start({ namespaces: [NAMESPACE] });
  const workers = new StormWorkers(holdfast);
  try {
    await addSchedules(holdfast, storm.schedules);
    for (let number = 0; number < WORKERS; number += 1) await workers.add();
    const due = new DueTimes((statement) => holdfast.database.query(statement), 'killed', storm.dueTimes);
    let kills = 0;
    await vi.waitFor(
      async () => {
        const all = await due.giveMore();
        if (due.given.length > (kills + 1) * storm.killEvery) {
          await workers.killOne();
          kills += 1;
        }
        expect({ all, open: await due.openOnes() }).toEqual({ all: true, open: 0 });
      },
      { timeout: 220_000, interval: 150 },
    );
    await due.expectEachDoneOnce();
    return kills;
  } finally {
    await workers.end();
    await holdfast.stop();
  }
}

async function addSchedules({ product, cluster, location, actor }: Installation, count: number) {
  for (let number = 0; number < count; number += 1) {
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

class StormWorkers {
  readonly #processes = new Processes();
  readonly #running: RunningProcess[] = [];

  constructor(private readonly holdfast: Installation) {}

  async add(): Promise<void> {
    const settings: TrivialWorkerSettings = {
      databaseUrl: this.holdfast.database.url,
      locations: this.holdfast.folder,
      concurrentBackups: 2,
      leaseMs: 2_000,
      maxAttempts: 20,
    };
    // A worker that is to be compiled first would spend more time on that than on backups until it is killed.
    const [program, ...args] = await compiledProgram(
      join(import.meta.dirname, '..', 'support', 'trivial-worker.ts'),
    );
    const worker = await this.#processes.start([JSON.stringify(settings)], {
      cwd: this.holdfast.folder,
      env: {},
      program: [program, '--import', GUARD, ...args],
    });
    this.#running.push(worker);
  }

  async killOne(): Promise<void> {
    const [victim] = this.#running.splice(Math.floor(Math.random() * this.#running.length), 1);
    victim?.kill('SIGKILL');
    await this.add();
  }

  end(): Promise<void> {
    return this.#processes.endAll();
  }
}
