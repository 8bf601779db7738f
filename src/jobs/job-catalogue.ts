/** Every job there is: what it carries, how many run at once in a process, and how often it comes by itself. */
import { z } from 'zod';

const backupJob = z.strictObject({ backupId: z.uuid() });
const cyclesJob = z.strictObject({ cycleIds: z.array(z.uuid()).min(1) });
const scheduleJob = z.strictObject({ scheduleId: z.uuid() });
const restoreJob = z.strictObject({ restoreId: z.uuid() });
const discoveryJob = z.strictObject({ discoveryId: z.uuid() });
const syncJob = z.strictObject({ syncId: z.uuid() });
const nothing = z.strictObject({});

export const JOBS = {
  /** Runs this backup to its end, then what else waits. Delivered twice it does nothing twice: the lease governs. */
  'run-backup': { payload: backupJob, concurrency: 'backups' },
  /** Opens the cycles that are due. */
  due: { payload: nothing, concurrency: 1, every: 'dueMs' },
  /** Begins due cycles: a backup each, or the reason why there is none. */
  'start-cycles': { payload: cyclesJob, concurrency: 8 },
  /** Applies the retention of one schedule. */
  'prune-schedule': { payload: scheduleJob, concurrency: 2 },
  /** Runs this restore to its end, then what else waits: as a backup, by its lease. */
  'run-restore': { payload: restoreJob, concurrency: 4 },
  /** Deletes the data of one backup that is DELETING. */
  'delete-backup': { payload: backupJob, concurrency: 1 },
  /** Rings again for running backups and restores that no living worker holds, cycles whose start was lost, deletions that stand still. */
  /** Reads one backup back whole, then what else waits for that. */
  'verify-backup': { payload: backupJob, concurrency: 1 },
  /** Has a cluster list what lies in a location. Each waits on one cluster. */
  'sync-location': { payload: syncJob, concurrency: 4 },
  /** Asks for the verifications that are due by schedule. */
  'verify-due': { payload: nothing, concurrency: 1, every: 'verifyMs' },
  /** Rings again for running backups that no living worker holds, verifications too, cycles whose start was lost, and tries deletions again. */
  sweep: { payload: nothing, concurrency: 1, every: 'sweepMs' },
  /** Tells clusters of runs that have ended which they could not be told of then: on its own, for a cluster may be slow. */
  'take-back': { payload: nothing, concurrency: 1, every: 'sweepMs' },
  /** Clears what nobody needs any more: half-written files, old progress. */
  housekeeping: { payload: nothing, concurrency: 1, every: 'housekeepingMs' },
  /** Makes due deliveries known, takes back claims that ran out, lets messages follow their backups. */
  deliver: { payload: nothing, concurrency: 1, every: 'deliverMs' },
  /** Sends the mails that are due: on its own, for a mail server may be slow. */
  'send-mails': { payload: nothing, concurrency: 1, every: 'deliverMs' },
  /** Writes the daily digest of each channel whose time has come. */
  digest: { payload: nothing, concurrency: 1, every: 'digestMs' },
  /** Asks the identity provider about the people and groups that are known here. */
  'refresh-people': { payload: nothing, concurrency: 1, every: 'peopleMs' },
  /** Runs this cluster discovery to its end, or removes it when that was asked for; then what else waits. By its lease. */
  'run-discovery': { payload: discoveryJob, concurrency: 2 },
  /** Begins the discoveries that are due, and rings again for those that no living worker holds. */
  'tend-discoveries': { payload: nothing, concurrency: 1, every: 'discoveryMs' },
  /** Renews kubeconfigs of shoots that have lived two thirds of their life: on its own, for a garden may be slow. */
  'renew-kubeconfigs': { payload: nothing, concurrency: 1, every: 'discoveryMs' },
  /** Looks at every cluster. */
  'probe-clusters': { payload: nothing, concurrency: 1, every: 'probeMs' },
  /** Looks at every backup location. */
  'probe-locations': { payload: nothing, concurrency: 1, every: 'probeMs' },
  /** Tells that timed snoozes of alerts are over. */
  'alert-times': { payload: nothing, concurrency: 1, every: 'alertsMs' },
  /** Reminds of alerts that nobody sees to. */
  'remind-alerts': { payload: nothing, concurrency: 1, every: 'alertsMs' },
} as const satisfies Record<string, JobEntry>;

interface JobEntry {
  /** Ids and plain values only; read again from the database by the handler. */
  readonly payload: z.ZodObject;
  /** Jobs of this kind at once in one process; `backups`: as configured. */
  readonly concurrency: number | 'backups';
  /** The setting that says how often, in milliseconds. */
  readonly every?: keyof Rhythm;
}

/** Times of the jobs that come by themselves, in milliseconds. */
export interface Rhythm {
  readonly dueMs: number;
  readonly sweepMs: number;
  readonly probeMs: number;
  readonly housekeepingMs: number;
  readonly alertsMs: number;
  readonly deliverMs: number;
  readonly digestMs: number;
  readonly verifyMs: number;
  readonly peopleMs: number;
  readonly discoveryMs: number;
}

export type JobName = keyof typeof JOBS;
export type JobPayload<N extends JobName> = z.infer<(typeof JOBS)[N]['payload']>;
export const JOB_NAMES = Object.keys(JOBS) as readonly JobName[];

/** Whether the process still takes work up: false from the moment on that it was asked to stop. */
export type MayTake = () => boolean;

/** What does a job. `signal` aborts when the process must stop now; throwing lets the sweep or the next time try again. */
export type JobHandlers = {
  readonly [N in JobName]: (payload: JobPayload<N>, signal: AbortSignal, mayTake?: MayTake) => Promise<void>;
};

/** @throws Error naming every job without a handler and every handler without a job: such a process must not start */
export function assertHandlers(handlers: Readonly<Record<string, unknown>>): void {
  const missing = JOB_NAMES.filter((name) => typeof handlers[name] !== 'function');
  const unknown = Object.keys(handlers).filter((name) => !(name in JOBS));
  if (missing.length === 0 && unknown.length === 0) return;
  throw new Error(
    `Jobs and handlers differ: no handler for [${missing.join(', ')}], no job for [${unknown.join(', ')}].`,
  );
}
