import type { Manifest } from '../manifest.js';
import type { RestoreCounts, RestoreIssue, RestoreOptions, RestorePreview } from '../restore.js';
import type { BackupKey } from './backup-cipher.js';
import type { ObjectStore } from './object-store.js';

/** The frozen work of one attempt. */
export interface RestoreRun {
  readonly restoreId: string;
  readonly attempt: number;
  /** Where to: the backup's cluster or another. */
  readonly clusterId: string;
  readonly store: ObjectStore;
  readonly manifest: Manifest;
  /** Of the manifest's files; null: stored in the clear. */
  readonly key: BackupKey | null;
  readonly options: RestoreOptions;
  readonly signal: AbortSignal;
}

export interface RestoreProgress {
  readonly stage: 'VOLUMES' | 'RESOURCES';
  /** Objects that the scope holds, as the index counts them. */
  readonly total: number;
  readonly counts: RestoreCounts;
}

export interface RestoreOutcome {
  readonly counts: RestoreCounts;
  /** One per object that did not come back as it was, in the order of the restore; at most 1,000, then one that counts the rest. */
  readonly issues: readonly RestoreIssue[];
}

/**
 * Brings a backup's objects back. Safe to run again from the top: what an earlier attempt made is found UNCHANGED.
 * Both throw ClusterCallFailed for what concerns the cluster as a whole, StorageFailed, BackupLocked for a frame that does
 * not open, and DependencyFailure for a backup that this version cannot read; an aborted signal throws its reason.
 */
export interface RestoreEngine {
  /** The whole way with `dryRun=All`: changes nothing. */
  preview(run: RestoreRun): Promise<RestorePreview>;
  /** `report` is called as often as the engine likes; the receiver throttles. */
  restore(run: RestoreRun, report: (progress: RestoreProgress) => void): Promise<RestoreOutcome>;
}
