import type { JobBell } from '../../src/domain/ports/job-bell.js';
import type { JobHandlers } from '../../src/jobs/job-catalogue.js';

/** Keeps what is rung for, until a test has it done: the job store without its clock. */
export class QueueBell implements JobBell {
  readonly #rings: ((handlers: JobHandlers, signal: AbortSignal) => Promise<void>)[] = [];

  async runBackup(backupId: string): Promise<void> {
    this.#rings.push((handlers, signal) => handlers['run-backup']({ backupId }, signal));
  }

  async runBackups(backupIds: readonly string[]): Promise<void> {
    for (const backupId of backupIds) await this.runBackup(backupId);
  }

  async startCycles(cycleIds: readonly string[]): Promise<void> {
    if (cycleIds.length > 0)
      this.#rings.push((handlers, signal) => handlers['start-cycles']({ cycleIds: [...cycleIds] }, signal));
  }

  async pruneSchedule(scheduleId: string): Promise<void> {
    this.#rings.push((handlers, signal) => handlers['prune-schedule']({ scheduleId }, signal));
  }

  async deleteBackup(backupId: string): Promise<void> {
    this.#rings.push((handlers, signal) => handlers['delete-backup']({ backupId }, signal));
  }

  async runRestore(restoreId: string): Promise<void> {
    this.#rings.push((handlers, signal) => handlers['run-restore']({ restoreId }, signal));
  }

  async syncLocation(syncId: string): Promise<void> {
    this.#rings.push((handlers, signal) => handlers['sync-location']({ syncId }, signal));
  }

  async verifyBackup(backupId: string): Promise<void> {
    this.#rings.push((handlers, signal) => handlers['verify-backup']({ backupId }, signal));
  }

  async runDiscovery(discoveryId: string): Promise<void> {
    this.#rings.push((handlers, signal) => handlers['run-discovery']({ discoveryId }, signal));
  }

  /** Everything that was rung for, and what that rings for in turn. */
  async settle(handlers: JobHandlers, signal: AbortSignal = new AbortController().signal): Promise<void> {
    for (let next = this.#rings.shift(); next !== undefined; next = this.#rings.shift())
      await next(handlers, signal);
  }

  /** Forgets everything: the job store was lost. */
  lose(): void {
    this.#rings.length = 0;
  }
}
