/** The objects in Velero's `<name>.tar.gz`, one after the other as they lie there. Source: facts of Velero 1.4. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { DependencyFailure } from '../../domain/errors/dependency-errors.js';
import type { ReadableStore } from '../../domain/ports/backup-importer.js';
import { StorageFailed } from '../../domain/storage-failure.js';
import { unreadable, veleroKeys } from './velero-records.js';

export interface TarObject {
  /** `<resource>` or `<resource>.<group>`. */
  readonly resource: string;
  /** '' for cluster-scoped. */
  readonly namespace: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** `resources/<resource>/cluster/<name>.json` or `…/namespaces/<namespace>/<name>.json`. What lies below a version is the same again. */
const PLACE = /^(?:\.\/)?resources\/([^/]+)\/(?:cluster|namespaces\/([^/]+))\/([^/]+)\.json$/;
/** The API server takes no object beyond a few MiB. */
const MAX_OBJECT_BYTES = 16 * 1024 * 1024;

/** @throws StorageFailed, and DependencyFailure for contents that are no whole tar */
export async function* tarObjects(
  source: ReadableStore,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<TarObject, void, void> {
  const key = veleroKeys.contents(name);
  const tar = extract();
  // What breaks on the way ends the tar, and with it the loop below.
  const feeding = pipeline(Readable.from(source.get(key, { signal })), createGunzip(), tar, { signal });
  feeding.catch(() => undefined);
  try {
    for await (const entry of tar) {
      const [, resource, namespace = '', objectName] = PLACE.exec(entry.header.name) ?? [];
      if (resource === undefined || objectName === undefined) {
        entry.resume();
        continue;
      }
      if ((entry.header.size ?? 0) > MAX_OBJECT_BYTES) {
        throw unreadable(
          name,
          `${entry.header.name} has ${entry.header.size} bytes, more than any object has`,
        );
      }
      const bytes = await buffer(entry);
      yield { resource, namespace, name: objectName, bytes };
    }
    await feeding;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DependencyFailure) throw error;
    tar.destroy();
    const cause = await feeding.then(
      () => error,
      (reason: unknown) => reason,
    );
    if (cause instanceof StorageFailed) throw cause;
    throw unreadable(name, `${key} is damaged or cut off`, cause);
  } finally {
    tar.destroy();
  }
}
