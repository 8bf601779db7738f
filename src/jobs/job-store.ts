/**
 * Agenda on our PostgreSQL, by the rules that its sharp edges ask for (ADR 0005): own pool, schema from our migrations,
 * every emitter with an error listener, and nothing correct depends on it: it only rings the bell.
 */
import { PostgresBackend } from '@agendajs/postgres-backend';
import { Agenda } from 'agenda';
import type { Pool } from 'pg';
import type { JobBell } from '../domain/ports/job-bell.js';
import type { Log } from '../domain/ports/log.js';
import type { JobName, JobPayload } from './job-catalogue.js';

/** How long Agenda leaves a job to a process that says nothing; the worker registry frees it sooner when the process is dead. */
export const LOCK_LIFETIME_MS = 60_000;
const POLL_MS = 1_000;

export interface JobStoreOptions {
  /** A pool of Agenda's own: it releases its LISTEN client with listeners on it. */
  readonly pool: Pool;
  /** The worker's id. */
  readonly name: string;
  readonly log: Log;
}

export class JobStore implements JobBell {
  readonly agenda: Agenda;

  private constructor(private readonly options: JobStoreOptions) {
    const backend = new PostgresBackend({ pool: options.pool, ensureSchema: false });
    this.agenda = new Agenda({
      backend,
      name: options.name,
      processEvery: POLL_MS,
      defaultLockLifetime: LOCK_LIFETIME_MS,
      maxConcurrency: 100,
      removeOnComplete: true,
    });
    const note = (what: string) => (error: unknown) => options.log.warn({ err: error }, what);
    this.agenda.on('error', note('the job store had an error'));
    backend.notificationChannel?.on('error', note('the job store lost its notifications and reconnects'));
    options.pool.on('error', note('a connection of the job store was lost'));
  }

  /** Connects; the database must be there and migrated. Rings can be sent from now on. */
  static async open(options: JobStoreOptions): Promise<JobStore> {
    const store = new JobStore(options);
    await store.agenda.ready;
    return store;
  }

  runBackup(backupId: string): Promise<void> {
    return this.ring('run-backup', { backupId });
  }

  startCycle(cycleId: string): Promise<void> {
    return this.ring('start-cycle', { cycleId });
  }

  pruneSchedule(scheduleId: string): Promise<void> {
    return this.ring('prune-schedule', { scheduleId });
  }

  deleteBackup(backupId: string): Promise<void> {
    return this.ring('delete-backup', { backupId });
  }

  /**
   * One waiting job per payload: ringing twice for the same thing leaves one. A job that is there already is left as it
   * is: written anew it would count as this process's, and what a dead worker has locked would never be found abandoned.
   */
  async ring<N extends JobName>(name: N, payload: JobPayload<N>): Promise<void> {
    const key = Object.fromEntries(Object.entries(payload).map(([field, value]) => [`data.${field}`, value]));
    await this.agenda.create(name, payload).unique(key, { insertOnly: true }).schedule(new Date()).save();
  }

  async close(): Promise<void> {
    await this.agenda.stop();
    await this.options.pool.end();
  }
}
