/** A small object as one piece, whatever kind of location it lies in. */
import type { ObjectStore } from '../domain/ports/object-store.js';
import { StorageFailed } from '../domain/storage-failure.js';

const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;

/** @throws StorageFailed NOT_FOUND; STORAGE_ERROR when it is larger than `maxBytes` (16 MiB when not given) */
export async function readWhole(
  store: Pick<ObjectStore, 'get'>,
  key: string,
  { maxBytes = DEFAULT_MAX_BYTES, signal }: { maxBytes?: number; signal?: AbortSignal } = {},
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of store.get(key, { length: maxBytes + 1, ...(signal && { signal }) })) {
    chunks.push(chunk);
    size += chunk.length;
  }
  if (size <= maxBytes) return Buffer.concat(chunks);
  throw new StorageFailed(`${key} is larger than ${maxBytes} bytes.`, { reason: 'STORAGE_ERROR', key });
}
