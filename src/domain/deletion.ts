/** How the deletion of a backup stands. It is a job: tried again until it is done, and safe to repeat at every step. Pure. */

/** In its order: from MANIFEST on there is no backup any more. Each may be done twice. */
export const DELETION_STEPS = ['MANIFEST', 'DATA', 'SNAPSHOTS', 'RECORD'] as const;
export type DeletionStep = (typeof DELETION_STEPS)[number];

export interface Deletion {
  readonly startedAt: Date;
  /** How often it was taken up. */
  readonly attempts: number;
  /** How far an attempt has come; null: none has begun. */
  readonly step: DeletionStep | null;
  /** Why the last attempt did not come to its end: one sentence; null: there was none, or it is under way. */
  readonly lastError: string | null;
  /** When the next attempt is made; while one is under way: when another worker would take it for dead. */
  readonly nextTryAt: Date;
}

/** The same as a backup has it: null before anybody deletes it. */
export interface DeletionFields {
  readonly deletionStartedAt: Date | null;
  readonly deletionAttempts: number;
  readonly deletionStep: DeletionStep | null;
  readonly deletionError: string | null;
  readonly deletionNextTryAt: Date | null;
  /** The federated cluster that had the backup and was told, or was about to be, when DATA was entered: that another one has none proves nothing. */
  readonly deletionClusterId: string | null;
}

export const NOT_DELETED: DeletionFields = {
  deletionStartedAt: null,
  deletionAttempts: 0,
  deletionStep: null,
  deletionError: null,
  deletionNextTryAt: null,
  deletionClusterId: null,
};

export function deletionOf(backup: DeletionFields): Deletion | null {
  const { deletionStartedAt: startedAt, deletionNextTryAt: nextTryAt } = backup;
  if (startedAt === null || nextTryAt === null) return null;
  const { deletionAttempts: attempts, deletionStep: step, deletionError: lastError } = backup;
  return { startedAt, attempts, step, lastError, nextTryAt };
}

const FIRST_PAUSE_MS = 10_000;
export const LONGEST_DELETION_PAUSE_MS = 15 * 60_000;

/** How long after the so-many-th attempt the next one is made: twice as long each time, a quarter of an hour at most. */
export function deletionPauseMs(attempts: number): number {
  return Math.min(LONGEST_DELETION_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20));
}
