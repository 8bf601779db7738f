import type { OpenedBackup } from '../../domain/ports/backup-cipher.js';
import type { ContentEntry } from '../../domain/ports/backup-engine.js';
import type { ObjectStore } from '../../domain/ports/object-store.js';
import { BackupFiles } from './backup-files.js';

/**
 * What the index says a backup holds, by resource and namespace; nothing for a backup without files.
 * @throws StorageFailed, BackupLocked TAMPERED, and DependencyFailure when the manifest or the index cannot be read by this version
 */
export async function readContents(
  store: ObjectStore,
  backup: OpenedBackup,
  signal?: AbortSignal,
): Promise<readonly ContentEntry[]> {
  const { index } = await BackupFiles.open(store, backup, signal);
  const entries = new Map<string, ContentEntry>();
  for (const { resource, namespace, objects, rawLength } of index.frames) {
    const key = `${resource} ${namespace}`;
    const before = entries.get(key);
    entries.set(key, {
      resource,
      namespace,
      objects: (before?.objects ?? 0) + objects,
      bytes: (before?.bytes ?? 0) + rawLength,
    });
  }
  return [...entries.values()];
}
