import type { Lease } from '../backup.js';

/** `cancel`: held, and somebody asked for the end. `lost`: no longer ours, stop at once. */
export type LeaseAnswer = 'held' | 'lost' | 'cancel';

/** What a worker takes up and runs under a lease: backups and restores alike. All times are the database's. */
export interface LeasedStore<T> {
  /** Ids of running ones that no living worker holds: never taken up, or with a lease that has run out. */
  claimable(limit: number): Promise<readonly string[]>;
  /**
   * Takes the lease when it is free: raises `attempt`, sets the owner, appends the event of the claim. Undefined when another
   * holds it or the run has ended.
   */
  claim(id: string, owner: string, ttlMs: number): Promise<T | undefined>;
  /** Ids of those that wait, the one that has waited longest first; what was given back for a database that was away is left to the sweep. */
  waiting(limit: number): Promise<readonly string[]>;
  /** Takes the lease of the first of these, which `waiting` told, that still waits and that nobody else is just taking. */
  claimFirst(ids: readonly string[], owner: string, ttlMs: number): Promise<T | undefined>;
  /** Prolongs the lease. */
  renew(lease: Lease, ttlMs: number): Promise<LeaseAnswer>;
  /** Gives the lease back so that another worker may take over at once. `uncounted`: the attempt is none of `maxAttempts`. */
  release(lease: Lease, how?: { readonly uncounted: boolean }): Promise<void>;
  /** False when the run has ended or somebody asked before. */
  requestCancel(id: string, at: Date): Promise<boolean>;
}
