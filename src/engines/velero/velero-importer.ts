import { DependencyFailure } from '../../domain/errors/dependency-errors.js';
import type { ProgressReport } from '../../domain/ports/backup-engine.js';
import type {
  BackupImporter,
  ImportedBackup,
  ImportRun,
  ReadableStore,
  UnreadableBackup,
} from '../../domain/ports/backup-importer.js';
import { StorageFailed } from '../../domain/storage-failure.js';
import type { VeleroBackup } from '../../domain/velero.js';
import { convertVelero } from './convert.js';
import { readRecord, veleroKeys } from './velero-records.js';

/** Reads what Velero left in its bucket; writes nothing there. */
export class VeleroImporter implements BackupImporter {
  async *list(
    source: ReadableStore,
    signal?: AbortSignal,
  ): AsyncGenerator<VeleroBackup | UnreadableBackup, void, void> {
    for await (const folder of source.folders(veleroKeys.root, signal)) {
      const name = folder.slice(veleroKeys.root.length, -1);
      try {
        yield await readRecord(source, name, signal);
      } catch (error) {
        // Logs of a backup that failed stay in a folder without a record: that is none.
        if (error instanceof StorageFailed && error.reason === 'NOT_FOUND') continue;
        if (!(error instanceof DependencyFailure)) throw error;
        yield { name, message: error.message };
      }
    }
  }

  find(source: ReadableStore, name: string, signal?: AbortSignal): Promise<VeleroBackup> {
    return readRecord(source, name, signal);
  }

  convert(run: ImportRun, report: ProgressReport): Promise<ImportedBackup> {
    return convertVelero(run, report);
  }
}
