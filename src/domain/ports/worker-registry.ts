/** Which worker processes live, by their heartbeats on database time. */
export interface WorkerRegistry {
  join(worker: WorkerRecord): Promise<void>;
  /** Says that the worker lives. A worker that was thought dead joins again. */
  beat(name: string): Promise<void>;
  leave(name: string): Promise<void>;
  /** Forgets workers that have been silent for `silentMs`. */
  forgetSilent(silentMs: number): Promise<void>;
  living(silentMs: number): Promise<readonly WorkerRecord[]>;
}

export interface WorkerRecord {
  readonly id: string;
  /** Readable and unique over restarts: under it jobs are locked and leases held. */
  readonly name: string;
  readonly host: string;
  readonly pid: number;
  readonly roles: readonly string[];
}
