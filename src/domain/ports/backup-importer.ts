import type { BackupNamespace } from '../backup.js';
import type { BackupVolume } from '../backup-volume.js';
import type { VeleroBackup } from '../velero.js';
import type { CapturedResources, EngineRun, ProgressReport } from './backup-engine.js';
import type { ObjectStore } from './object-store.js';

/** Velero's layout as it is found: only these two are ever asked of it. */
export type ReadableStore = Pick<ObjectStore, 'get' | 'read' | 'folders'>;

export interface ImportRun extends Pick<EngineRun, 'backupId' | 'attempt' | 'store' | 'signal' | 'key'> {
  readonly source: ReadableStore;
  /** Name of the backup in Velero's bucket. */
  readonly name: string;
}

export interface ImportedBackup extends CapturedResources {
  readonly namespaces: readonly BackupNamespace[];
  readonly volumes: readonly BackupVolume[];
}

/** What could not be understood of one folder of the bucket. */
export interface UnreadableBackup {
  readonly name: string;
  readonly message: string;
}

export interface BackupImporter {
  /** Every backup in the bucket, in the order of its folders. @throws StorageFailed */
  list(source: ReadableStore, signal?: AbortSignal): AsyncIterable<VeleroBackup | UnreadableBackup>;
  /** @throws StorageFailed NOT_FOUND, or DependencyFailure when its record cannot be read */
  find(source: ReadableStore, name: string, signal?: AbortSignal): Promise<VeleroBackup>;
  /** Writes its objects in our own layout below the attempt's folder. @throws StorageFailed, DependencyFailure for contents that are damaged */
  convert(run: ImportRun, report: ProgressReport): Promise<ImportedBackup>;
}
