/** Which worker processes live, by their heartbeats on database time; and the job store's rows that dead ones left locked. */
export interface WorkerRegistry {
  join(worker: WorkerRecord): Promise<void>;
  /** Says that the worker lives. A worker that was thought dead joins again. */
  beat(name: string): Promise<void>;
  leave(name: string): Promise<void>;
  /** Unlocks jobs of workers that have been silent for `silentMs` or never joined, and forgets those workers. @returns how many jobs */
  freeAbandonedJobs(silentMs: number): Promise<number>;
  /** Unlocks jobs that this worker took from the store and never began (after a drain that ran out of time). */
  freeUnstartedJobs(name: string): Promise<number>;
  /** Unlocks jobs that this worker locked more than `olderThanMs` ago and does not run: their end was never written, the database being away. @returns how many */
  freeForgottenJobs(forgotten: ForgottenJobs): Promise<number>;
  living(silentMs: number): Promise<readonly WorkerRecord[]>;
}

export interface ForgottenJobs {
  /** The worker's. */
  readonly name: string;
  /** Ids of the jobs that it does run. */
  readonly running: readonly string[];
  readonly olderThanMs: number;
}

export interface WorkerRecord {
  readonly id: string;
  /** Readable and unique over restarts: under it jobs are locked and leases held. */
  readonly name: string;
  readonly host: string;
  readonly pid: number;
  readonly roles: readonly string[];
}
