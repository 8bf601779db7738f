/** The stores of deletions and verifications: what happens to backups that are there. Times are the database's. */
import type { Backup, Lease } from '../backup.js';
import type { DeletionStep } from '../deletion.js';
import type {
  BackupVerification,
  VerificationEnd,
  VerificationProgress,
  VerificationTrigger,
} from '../verification.js';
import type { MachineName } from '../virtual-machine.js';
import type { LeasedStore } from './leased-store.js';

/** One attempt at the deletion of one backup: what another attempt has taken over is not written any more. */
export interface DeletionAttempt {
  readonly backupId: string;
  readonly attempt: number;
}

export interface DeletionStore {
  /** Backups that are DELETING and due, longest due first. */
  due(limit: number): Promise<readonly { readonly id: string; readonly locationId: string }[]>;
  /** Takes a due one up: counts the attempt and puts the next one off by `ttlMs`. Undefined when it is not due or gone. */
  claim(backupId: string, ttlMs: number): Promise<Backup | undefined>;
  /** Puts the next attempt off again. False when another attempt has begun, or the backup is gone. */
  renew(attempt: DeletionAttempt, ttlMs: number): Promise<boolean>;
  /** @param through the cluster that is told from here on */
  enterStep(attempt: DeletionAttempt, step: DeletionStep, through?: string): Promise<boolean>;
  /** Ends the attempt: the next one comes after `pauseMs`, and not before `lockedUntil`. */
  delay(
    attempt: DeletionAttempt,
    why: { readonly error: string; readonly pauseMs: number; readonly lockedUntil: Date | null },
  ): Promise<boolean>;
  /** The same for all that are due in a location that cannot be used; no attempt is counted. */
  delayAllIn(locationId: string, why: { readonly error: string; readonly pauseMs: number }): Promise<void>;
  /** In a transaction nobody else asks the same of the cluster until it ends: of two last copies one stays. */
  onlyCopiesIn(backupId: string): Promise<OnlyCopies>;
}

/**
 * Of what a backup holds the only intact copy of its cluster, by name. A backup of virtual machines holds no copy of a namespace, and one of namespaces none of a machine:
 * it says nothing of what became of each.
 */
export interface OnlyCopies {
  readonly namespaces: readonly string[];
  readonly machines: readonly MachineName[];
}

export interface VerificationRequest {
  readonly trigger: VerificationTrigger;
  readonly tryRestore: boolean;
  readonly at: Date;
}

export interface VerificationStore extends LeasedStore<BackupVerification> {
  /** The last one of each backup that has one. */
  findMany(backupIds: readonly string[]): Promise<ReadonlyMap<string, BackupVerification>>;
  /** Asks for one. False when one is under way (which then also tries a restore), or the backup is no good one (any more). */
  request(backupId: string, asked: VerificationRequest): Promise<boolean>;
  recordProgress(lease: Lease, progress: VerificationProgress): Promise<boolean>;
  /**
   * Ends it, and notes INTACT or DAMAGED on the backup. A backup that is no good one any more ends CANCELLED, whatever was found.
   * @returns how it ended; undefined when the lease is lost
   */
  finish(lease: Lease, end: VerificationEnd): Promise<VerificationEnd['state'] | undefined>;
  /**
   * The next one to read back in each location that is VALID and reads nothing back now. Good backups that were never read back or
   * longer ago than their schedule says (`everyDays` where it says nothing; 0: never), the newest of a schedule first; what failed or
   * was cancelled after `triedBefore` waits.
   */
  dueBySchedule(when: {
    readonly now: Date;
    readonly everyDays: number;
    readonly triedBefore: Date;
  }): Promise<readonly string[]>;
  /** Whether a backup of the schedule (or, without one, of the location) is known to be damaged. */
  isAnyDamaged(of: { readonly scheduleId: string | null; readonly locationId: string }): Promise<boolean>;
}
