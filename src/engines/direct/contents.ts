import { DependencyFailure } from '../../domain/errors.js';
import type { Manifest } from '../../domain/manifest.js';
import type { ContentEntry } from '../../domain/ports/backup-engine.js';
import type { ObjectStore } from '../../domain/ports/object-store.js';
import { BadIndex, decodeIndex } from './frame-index.js';
import { MAX_STORED_INDEX_BYTES, refusalOf } from './verify.js';

/**
 * What the index says a backup holds, by resource and namespace; nothing for a backup without files.
 * @throws StorageFailed, and DependencyFailure when the manifest or the index cannot be read by this version
 */
export async function readContents(
  store: ObjectStore,
  manifest: Manifest,
  signal?: AbortSignal,
): Promise<readonly ContentEntry[]> {
  const refusal = refusalOf(manifest);
  if (refusal !== undefined) throw unreadable(refusal);
  if (manifest.files === null) return [];
  const stored = await store.read(manifest.files.index.key, {
    maxBytes: MAX_STORED_INDEX_BYTES,
    ...(signal && { signal }),
  });
  const { frames } = await decodeIndex(stored).catch((error: unknown) => {
    throw error instanceof BadIndex ? unreadable(`${error.message}.`, error) : error;
  });
  const entries = new Map<string, ContentEntry>();
  for (const { resource, namespace, objects, rawLength } of frames) {
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

function unreadable(message: string, cause?: Error): DependencyFailure {
  const options = cause && { cause };
  return new DependencyFailure(`The backup cannot be read: ${message}`, { dependency: 'backup' }, options);
}
