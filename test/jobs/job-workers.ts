import { randomUUID } from 'node:crypto';
import type { Log } from '../../src/domain/ports/log.js';
import type { WorkerRegistry } from '../../src/domain/ports/worker-registry.js';
import { JOB_NAMES, type JobHandlers, type Rhythm } from '../../src/jobs/job-catalogue.js';
import type { JobStore } from '../../src/jobs/job-store.js';
import { Worker } from '../../src/jobs/worker.js';
import { silentLog } from '../support/silent-log.js';

const HOUR_MS = 3_600_000;
export const SELDOM: Rhythm = {
  dueMs: HOUR_MS,
  sweepMs: HOUR_MS,
  probeMs: HOUR_MS,
  housekeepingMs: HOUR_MS,
  alertsMs: HOUR_MS,
  deliverMs: HOUR_MS,
  verifyMs: HOUR_MS,
  peopleMs: HOUR_MS,
  digestMs: HOUR_MS,
  discoveryMs: HOUR_MS,
};

/** A worker whose handlers do nothing but the given ones; it counts as dead after two silent seconds. */
export function aWorker(options: {
  readonly store: JobStore;
  readonly registry: WorkerRegistry;
  readonly name: string;
  readonly handlers?: Partial<JobHandlers>;
  readonly rhythm?: Rhythm;
  readonly log?: Log;
}): Worker {
  const { store, registry, name, handlers = {}, rhythm = SELDOM, log = silentLog } = options;
  const idle = Object.fromEntries(JOB_NAMES.map((each) => [each, async () => {}])) as unknown as JobHandlers;
  return new Worker({
    store,
    registry,
    record: { id: randomUUID(), name, host: 'here', pid: process.pid, roles: ['worker'] },
    handlers: { ...idle, ...handlers },
    rhythm,
    concurrentBackups: 4,
    silentMs: 2_000,
    log,
  });
}
