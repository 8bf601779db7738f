/** Reading a backup back whole, as a job: one at most per backup, the last one kept. */
import type { RestoreTrial } from './restore-trial.js';

export const VERIFICATION_STATES = ['IN_PROGRESS', 'INTACT', 'DAMAGED', 'FAILED', 'CANCELLED'] as const;
export type VerificationState = (typeof VERIFICATION_STATES)[number];

export const VERIFICATION_STATE_MEANINGS: Record<VerificationState, string> = {
  IN_PROGRESS: 'It is being read back, or waits for a worker.',
  INTACT: 'Every digest is right and every object parses.',
  DAMAGED: 'Something is missing or is not what was written.',
  FAILED: 'It could not be read back: nothing is known of the backup that was not known before.',
  CANCELLED: 'Somebody cancelled it, or the backup was deleted meanwhile.',
};

export const VERIFICATION_TRIGGERS = ['MANUAL', 'SCHEDULED'] as const;
export type VerificationTrigger = (typeof VERIFICATION_TRIGGERS)[number];

/** After how long a verification that failed is due again by schedule. */
export const RETRY_VERIFICATION_MS = 60 * 60_000;

export interface VerificationProgress {
  readonly frames: number;
  readonly objects: number;
  /** Read so far. */
  readonly bytes: number;
}

export interface BackupVerification extends VerificationProgress {
  /** Of the backup. */
  readonly id: string;
  readonly state: VerificationState;
  readonly trigger: VerificationTrigger;
  /** Whether a restore is tried too, when the backup is intact. */
  readonly tryRestore: boolean;
  /** The last trial of this backup, also of an earlier verification; null: never tried. */
  readonly trial: RestoreTrial | null;
  readonly requestedAt: Date;
  /** Which run of the work this is; 0 until a worker has taken it up. */
  readonly attempt: number;
  /** How many of the attempts a worker gave back because it was told to stop. */
  readonly handedBack: number;
  readonly leaseOwner: string | null;
  readonly leaseUntil: Date | null;
  readonly cancelRequestedAt: Date | null;
  /** One sentence per damage, at most 100. */
  readonly damages: readonly string[];
  /** FAILED, CANCELLED: why, one sentence. */
  readonly error: string | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

/** What a verification ends with. */
export interface VerificationEnd extends VerificationProgress {
  readonly state: Exclude<VerificationState, 'IN_PROGRESS'>;
  readonly damages: readonly string[];
  readonly error: string | null;
  /** Null: none was made now; an earlier one stays. */
  readonly trial: RestoreTrial | null;
  readonly at: Date;
}
