/**
 * Agenda on PostgreSQL or MongoDB, by the rules that its sharp edges ask for (ADR 0005, ADR 0013): own connections, made
 * before it is; tables and indexes of our making; every emitter with an error listener; nothing correct depends on it: it
 * only rings the bell.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Agenda, type Job } from 'agenda';
import type { JobBell } from '../domain/ports/job-bell.js';
import type { Log } from '../domain/ports/log.js';
import type { ForgottenJobs, JobBackend, JobBacklog } from './job-backend.js';
import type { JobName, JobPayload } from './job-catalogue.js';
import { Notices } from './notices.js';
import { openJobBackend } from './open-job-backend.js';
import { quietly } from './quietly.js';

/** How long Agenda leaves a job to a process that says nothing; the worker registry frees it sooner when the process is dead. */
export const LOCK_LIFETIME_MS = 60_000;
const POLL_MS = 1_000;
/** How long the last lines about jobs that have ended may take to reach the store. */
const SETTLE_MS = 5_000;

/**
 * Rings for many backups at once: each wakes a place in some worker, which then takes up what waits. A ring and its
 * delivery cost some ten statements. More places than this begin with the next ring or sweep.
 */
const WOKEN = 16;
const CYCLES_PER_JOB = 100;

/** More than clocks of machines are apart. */
const CLOCKS_DIFFER_MS = 60_000;

export interface JobStoreOptions {
  /** `postgres://…` or `mongodb://…`. Holds a password: never log it. */
  readonly url: string;
  /** The worker's id. */
  readonly name: string;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
}

export class JobStore implements JobBell {
  readonly agenda: Agenda;
  readonly #notices: Notices;
  readonly #unsettled = new Map<Job, PromiseWithResolvers<void>>();

  private constructor(
    private readonly backend: JobBackend,
    private readonly options: JobStoreOptions,
    onError: (error: unknown, what: string) => void,
  ) {
    this.#notices = new Notices(backend.agenda.notificationChannel ?? undefined);
    this.#notices.on('error', () => undefined);
    this.agenda = new Agenda({
      backend: backend.agenda,
      notificationChannel: this.#notices,
      name: options.name,
      processEvery: POLL_MS,
      defaultLockLifetime: LOCK_LIFETIME_MS,
      maxConcurrency: 100,
      removeOnComplete: false,
    });
    this.agenda.on('error', (error) => onError(error, 'the job store had an error'));
    this.agenda.on('start', (job: Job) => this.#unsettled.set(job, Promise.withResolvers()));
    this.agenda.on('complete', (job: Job) => void this.#settle(job));
  }

  /**
   * Connects and makes tables or indexes where there are none. Rings can be sent from now on.
   * @throws DependencyFailure when the database cannot be used
   */
  static async open(options: JobStoreOptions): Promise<JobStore> {
    const onError = quietly(options.log);
    const { url, signal } = options;
    const backend = await openJobBackend({ url, onError, signal });
    const store = new JobStore(backend, options, onError);
    await store.agenda.ready;
    await store.#notices.connect();
    return store;
  }

  runBackup(backupId: string): Promise<void> {
    return this.ring('run-backup', { backupId });
  }

  async runBackups(backupIds: readonly string[]): Promise<void> {
    for (const backupId of backupIds.slice(0, WOKEN)) await this.runBackup(backupId);
  }

  async startCycles(cycleIds: readonly string[]): Promise<void> {
    for (let from = 0; from < cycleIds.length; from += CYCLES_PER_JOB)
      await this.ring('start-cycles', { cycleIds: cycleIds.slice(from, from + CYCLES_PER_JOB) });
  }

  pruneSchedule(scheduleId: string): Promise<void> {
    return this.ring('prune-schedule', { scheduleId });
  }

  deleteBackup(backupId: string): Promise<void> {
    return this.ring('delete-backup', { backupId });
  }

  runRestore(restoreId: string): Promise<void> {
    return this.ring('run-restore', { restoreId });
  }

  verifyBackup(backupId: string): Promise<void> {
    return this.ring('verify-backup', { backupId });
  }

  runDiscovery(discoveryId: string): Promise<void> {
    return this.ring('run-discovery', { discoveryId });
  }

  syncLocation(syncId: string): Promise<void> {
    return this.ring('sync-location', { syncId });
  }

  /**
   * One waiting job per payload: ringing twice for the same thing leaves one. A job that is there already is left as it
   * is: written anew it would count as this process's, and what a dead worker has locked would never be found abandoned.
   */
  async ring<N extends JobName>(name: N, payload: JobPayload<N>): Promise<void> {
    const key = Object.fromEntries(Object.entries(payload).map(([field, value]) => [`data.${field}`, value]));
    await this.#once(() =>
      this.agenda.create(name, payload).unique(key, { insertOnly: true }).schedule(new Date()).save(),
    );
  }

  /** One job of this name that comes by itself, from now on in this rhythm. */
  async repeat(name: JobName, interval: string): Promise<void> {
    await this.#once(() => this.agenda.every(interval, name, {}, { skipImmediate: false }));
  }

  /** Makes tables and indexes anew where the store has lost them. @returns the jobs that come by themselves: name → rhythm */
  async repeating(): Promise<ReadonlyMap<string, string>> {
    await this.backend.prepare();
    return this.backend.repeating();
  }

  /** How many jobs there are of each name, in whichever process they run. */
  backlog(): Promise<readonly JobBacklog[]> {
    return this.backend.backlog();
  }

  /** Frees jobs whose worker is not among the living. @returns how many */
  freeAbandonedJobs(living: () => Promise<readonly string[]>): Promise<number> {
    return this.backend.freeAbandonedJobs(living);
  }

  /** Frees jobs that a worker took and never began (after a drain that ran out of time). @returns how many */
  freeUnstartedJobs(worker: string): Promise<number> {
    return this.backend.freeUnstartedJobs(worker);
  }

  /** Frees jobs whose end was never written, the store being away. @returns how many */
  freeForgottenJobs(forgotten: ForgottenJobs): Promise<number> {
    return this.backend.freeForgottenJobs(forgotten);
  }

  /** Makes due what a clock that was ahead put off. @param intervals in milliseconds, by name @returns how many */
  bringForward(intervals: ReadonlyMap<string, number>): Promise<number> {
    return this.backend.bringForward({ now: new Date(), intervals, slackMs: CLOCKS_DIFFER_MS });
  }

  /** Takes no more jobs; those that run go on. */
  async stopTaking(): Promise<void> {
    await this.agenda.stop();
  }

  /** Until the store knows of every job that has ended; not for long. */
  async settled(): Promise<void> {
    const all = Promise.all([...this.#unsettled.values()].map(({ promise }) => promise));
    await Promise.race([all, delay(SETTLE_MS, undefined, { ref: false })]);
  }

  /** Ends, also when the database is gone. */
  async close(): Promise<void> {
    for (const step of [
      () => this.stopTaking(),
      () => this.#notices.disconnect(),
      () => this.backend.close(),
    ]) {
      await step().catch((error: unknown) =>
        this.options.log.warn({ err: error }, 'the job store was not closed as it should be'),
      );
    }
  }

  /**
   * Agenda would remove jobs that are done itself, and look for others a second later: here the next one is looked for as
   * soon as there is room, so that a burst is not worked off at one job per second.
   */
  async #settle(job: Job): Promise<void> {
    try {
      const { _id: id, nextRunAt, failCount } = job.attrs;
      if (id !== undefined && !nextRunAt && !failCount) await this.agenda.cancel({ id });
    } catch (error) {
      this.options.log.debug(
        { job: job.attrs.name, err: error },
        'a job that is done could not be removed: it comes again',
      );
    }
    this.#unsettled.get(job)?.resolve();
    this.#unsettled.delete(job);
    this.#notices.lookAgain(job.attrs.name);
  }

  async #once(save: () => Promise<unknown>): Promise<void> {
    try {
      await save();
    } catch (error) {
      if (!this.backend.isDuplicate(error)) throw error;
    }
  }
}
