import type { Comparison, ComparisonScope } from '../comparison.js';
import type { ObjectName } from '../restore.js';
import type { OpenedBackup } from './backup-cipher.js';
import type { ObjectStore } from './object-store.js';

/** A backup in its location. */
export interface BackupSource extends OpenedBackup {
  readonly store: ObjectStore;
}

export interface NamesRequest {
  readonly resource: string;
  /** '' for cluster-scoped. */
  readonly namespace: string;
  /** Part of a name; empty: all. */
  readonly contains: string;
  readonly first: number;
  /** The last name seen. */
  readonly after: string | null;
}

export interface NamesPage {
  /** In the order of code units. */
  readonly names: readonly string[];
  readonly total: number;
  readonly hasNext: boolean;
}

export interface StoredObjectText {
  /** JSON as it was stored; values of a Secret are masked unless they were asked for. */
  readonly json: string;
  readonly masked: boolean;
}

/** Looks into backups without restoring them. All methods throw StorageFailed, BackupLocked TAMPERED, and DependencyFailure for a backup that cannot be read. */
export interface BackupBrowser {
  names(backup: BackupSource, request: NamesRequest, signal?: AbortSignal): Promise<NamesPage>;
  /** Undefined when the backup has no such object. */
  object(
    backup: BackupSource,
    name: ObjectName,
    how: { readonly reveal: boolean; readonly signal?: AbortSignal },
  ): Promise<StoredObjectText | undefined>;
  compare(
    before: BackupSource,
    after: BackupSource,
    scope: ComparisonScope,
    signal: AbortSignal,
  ): Promise<Comparison>;
  /** Reads the cluster as a backup would. @throws ClusterCallFailed, and DependencyFailure when it is too large to be compared in one go */
  compareWithCluster(
    before: BackupSource,
    clusterId: string,
    scope: ComparisonScope,
    signal: AbortSignal,
  ): Promise<Comparison>;
}
