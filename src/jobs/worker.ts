/** Takes jobs from the store and hands them to their handlers; beats while it lives; drains when it is asked to stop. */
import type { Job } from 'agenda';
import type { Log } from '../domain/ports/log.js';
import type { WorkerRecord, WorkerRegistry } from '../domain/ports/worker-registry.js';
import {
  assertHandlers,
  JOB_NAMES,
  JOBS,
  type JobHandlers,
  type JobName,
  type Rhythm,
} from './job-catalogue.js';
import { type JobStore, LOCK_LIFETIME_MS } from './job-store.js';

export interface WorkerOptions {
  readonly store: JobStore;
  readonly registry: WorkerRegistry;
  readonly record: WorkerRecord;
  readonly handlers: JobHandlers;
  readonly rhythm: Rhythm;
  readonly concurrentBackups: number;
  /** After this long without a beat a worker counts as dead. */
  readonly silentMs: number;
  readonly log: Log;
}

export class Worker {
  readonly #running = new Set<Promise<void>>();
  /** Ids of the jobs under way, as the job store knows them. */
  readonly #underWay = new Set<string>();
  readonly #stopNow = new AbortController();
  #beating: NodeJS.Timeout | undefined;
  #upkeep: Promise<void> | undefined;
  #stopping = false;

  /** @throws Error when a job has no handler */
  constructor(private readonly options: WorkerOptions) {
    assertHandlers(options.handlers);
    for (const name of JOB_NAMES) this.#define(name);
  }

  async start(): Promise<void> {
    const { registry, record, silentMs, store } = this.options;
    await registry.join(record);
    await this.#reap();
    this.#beating = setInterval(() => void this.#beat(), silentMs / 4);
    await store.agenda.start();
    await this.#comeByThemselves((kept, wanted) => kept !== wanted);
    await this.#bringForward();
  }

  /**
   * Takes no more jobs, lets the running ones end for `drainMs`, then aborts them: a backup is given back to another worker.
   */
  async stop(drainMs: number): Promise<void> {
    const { store, registry, record } = this.options;
    this.#stopping = true;
    await this.#asFarAsItGoes(() => store.stopTaking());
    const patience = setTimeout(() => this.#stopNow.abort(), drainMs);
    await Promise.allSettled(this.#running);
    clearTimeout(patience);
    clearInterval(this.#beating);
    await store.settled();
    await this.#asFarAsItGoes(() => store.freeUnstartedJobs(record.name));
    await registry.leave(record.name);
  }

  #define<N extends JobName>(name: N): void {
    const { concurrency } = JOBS[name];
    const atOnce = concurrency === 'backups' ? this.options.concurrentBackups : concurrency;
    const options = { concurrency: atOnce, lockLimit: atOnce, lockLifetime: LOCK_LIFETIME_MS };
    const { agenda } = this.options.store;
    // Of Agenda's two ways to define a job, the one whose function is awaited.
    const define: (name: string, work: (job: Job) => Promise<void>, options: object) => void =
      agenda.define.bind(agenda);
    define(name, (job) => this.#track(this.#handle(name, job)), options);
  }

  async #handle<N extends JobName>(name: N, job: Job): Promise<void> {
    const { handlers, log } = this.options;
    // A job that ends well is removed: this one must stay, for another worker.
    if (this.#stopping) throw new Error('The worker stops.');
    const payload = JOBS[name].payload.safeParse(job.attrs.data ?? {});
    if (!payload.success) {
      log.error(
        { job: name, data: job.attrs.data },
        'a job carries what its catalogue entry does not allow: dropped',
      );
      return;
    }
    const touching = setInterval(() => {
      job
        .touch()
        .catch((error: unknown) => log.debug({ job: name, err: error }, 'a job could not be touched'));
    }, LOCK_LIFETIME_MS / 4);
    const id = String(job.attrs._id);
    this.#underWay.add(id);
    try {
      await handlers[name](payload.data as never, this.#stopNow.signal, () => !this.#stopping);
    } catch (error) {
      log.warn(
        { job: name, data: job.attrs.data, err: error },
        'a job failed; what it was for will be found again',
      );
    } finally {
      clearInterval(touching);
      this.#underWay.delete(id);
    }
  }

  #track(work: Promise<void>): Promise<void> {
    this.#running.add(work);
    return work.finally(() => this.#running.delete(work));
  }

  /** Jobs that come by themselves: one row each in the whole installation. `isToMake` sees the rhythm that is kept, if any. */
  async #comeByThemselves(isToMake: (kept: string | undefined, wanted: string) => boolean): Promise<void> {
    const { store, rhythm } = this.options;
    const kept = await store.repeating();
    for (const name of JOB_NAMES) {
      const entry = JOBS[name];
      if (!('every' in entry)) continue;
      const interval = `${rhythm[entry.every] / 1000} seconds`;
      if (isToMake(kept.get(name), interval)) await store.repeat(name, interval);
    }
  }

  /** A clock that was ahead may have put jobs off for days, also while this worker runs. */
  async #bringForward(): Promise<void> {
    const { store, rhythm, log } = this.options;
    const intervals = JOB_NAMES.flatMap((name) => {
      const entry = JOBS[name];
      return 'every' in entry ? [[name, rhythm[entry.every]] as const] : [];
    });
    const brought = await store.bringForward(new Map(intervals));
    if (brought > 0)
      log.warn({ jobs: brought }, 'jobs were put off by a clock that was ahead; they are due now');
  }

  /** Says that the worker lives, whatever the job store does; then looks after the store, once at a time. */
  async #beat(): Promise<void> {
    const { registry, record, log } = this.options;
    try {
      await registry.beat(record.name);
    } catch (error) {
      log.warn({ err: error }, 'the worker could not say that it lives');
      return;
    }
    this.#upkeep ??= this.#lookAfterStore().finally(() => {
      this.#upkeep = undefined;
    });
    await this.#upkeep;
  }

  /** A store that was lost and is back empty gets its repeating jobs again; other rhythms are left to who starts next. */
  async #lookAfterStore(): Promise<void> {
    try {
      await this.#comeByThemselves((kept) => kept === undefined);
      await this.#bringForward();
      await this.#reap();
    } catch (error) {
      this.options.log.warn({ err: error }, 'the worker could not look after the job store');
    }
  }

  async #reap(): Promise<void> {
    const { registry, record, store, silentMs, log } = this.options;
    await registry.forgetSilent(silentMs);
    const freed = await store.freeAbandonedJobs(async () =>
      (await registry.living(silentMs)).map(({ name }) => name),
    );
    if (freed > 0) log.info({ freed }, 'jobs of workers that died are free again');
    const running = [...this.#underWay];
    const forgotten = await store.freeForgottenJobs({ worker: record.name, running, olderThanMs: silentMs });
    if (forgotten > 0) log.info({ freed: forgotten }, 'jobs whose end could not be written are free again');
  }

  /** A job store that is gone does not keep the worker from ending: others free what it had. */
  async #asFarAsItGoes(step: () => Promise<unknown>): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.options.log.warn({ err: error }, 'the worker ends without its job store');
    }
  }
}
