/** Reading a backup back whole, as a job: one at most per backup, the last one kept. */
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

/** What dry runs of a restore found. */
export const RESTORABLE_ANSWERS = ['YES', 'PARTLY', 'NO', 'NOT_TRIED'] as const;
export type Restorable = (typeof RESTORABLE_ANSWERS)[number];

export const RESTORABLE_MEANINGS: Record<Restorable, string> = {
  YES: 'The cluster would take every object that it could be asked about.',
  PARTLY: 'The cluster would refuse some of the objects.',
  NO: 'The cluster would refuse every object, or the backup cannot be restored at all.',
  NOT_TRIED: 'It could not be tried: nothing is known that was not known before.',
};

/** A restore of all of a backup into new namespaces of its own cluster, tried by dry runs: nothing is written there. */
export interface RestoreTrial {
  readonly restorable: Restorable;
  /** Null: Holdfast does not know the cluster any more. */
  readonly clusterId: string | null;
  readonly clusterName: string;
  /** Objects that would be there after the restore, those among them that are there already included. */
  readonly objects: number;
  /** Of `objects`: those that the cluster could not be asked about, for example for want of rights. */
  readonly unchecked: number;
  /** Objects that the cluster would refuse. */
  readonly refused: number;
  /** Why it is not YES: one sentence each without secrets, at most `MAX_TRIAL_REASONS`. */
  readonly reasons: readonly string[];
  readonly at: Date;
}

export const MAX_TRIAL_REASONS = 20;

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
