import { createHash } from 'node:crypto';
import { DependencyFailure } from '../../../domain/errors/dependency-errors.js';
import type { StoredFile } from '../../../domain/manifest.js';
import type { ObjectStore } from '../../../domain/ports/object-store.js';
import { StorageFailed } from '../../../domain/storage-failure.js';

/** Compressed: some 100,000 objects. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Holds what was read of a cluster, packed as a backup is, for as long as it is compared. */
export class ScratchStore implements Pick<ObjectStore, 'put' | 'read' | 'get'> {
  readonly #files = new Map<string, Buffer>();
  #size = 0;

  /** @throws DependencyFailure when it grows too large */
  async put(key: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<StoredFile> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body instanceof Uint8Array ? [body] : body) {
      this.#size += chunk.length;
      if (this.#size > MAX_BYTES) {
        const message =
          'The cluster holds too much to be compared in one go: name fewer namespaces or kinds.';
        throw new DependencyFailure(message, { dependency: 'Kubernetes' });
      }
      chunks.push(Buffer.from(chunk));
    }
    const bytes = Buffer.concat(chunks);
    this.#files.set(key, bytes);
    return { key, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  async read(key: string): Promise<Buffer> {
    const bytes = this.#files.get(key);
    if (bytes === undefined) throw new StorageFailed(`${key} is not there.`, { reason: 'NOT_FOUND', key });
    return bytes;
  }

  async *get(key: string, { offset = 0, length }: { offset?: number; length?: number } = {}) {
    const bytes = await this.read(key);
    yield bytes.subarray(offset, length === undefined ? undefined : offset + length);
  }
}
