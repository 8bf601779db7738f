import { createHash } from 'node:crypto';
import type { StoredFile } from '../../src/domain/manifest.js';
import { isKeyPrefix, isObjectKey } from '../../src/domain/object-key.js';
import type { ObjectInfo, ObjectStore } from '../../src/domain/ports/object-store.js';
import { StorageFailed } from '../../src/domain/storage-failure.js';
import { abortable } from '../../src/locations/abortable.js';

export interface StoreCall {
  readonly operation:
    | 'put'
    | 'write'
    | 'get'
    | 'read'
    | 'exists'
    | 'list'
    | 'folders'
    | 'delete'
    | 'deleteAll'
    | 'lockedUntil';
  /** The key or the prefix. */
  readonly key: string;
}

const CHUNK = 64 * 1024;

/**
 * An `ObjectStore` in memory that keeps the same contract as the real ones (test/contract/object-store-contract.ts).
 * `onCall` sees every call before it acts (`write`: before each chunk of a put): throw from it to make the call fail,
 * await in it to hold the call.
 */
export class MemoryObjectStore implements ObjectStore {
  readonly calls: StoreCall[] = [];
  onCall: (call: StoreCall) => void | Promise<void> = () => {};
  /** Until when an object may not be deleted; null: a legal hold. Set by the test. */
  readonly locks = new Map<string, Date | null>();
  readonly #objects = new Map<string, { readonly bytes: Buffer; readonly modifiedAt: Date }>();

  /** Keys in the order of the alphabet. */
  keys(): string[] {
    return [...this.#objects.keys()].sort();
  }

  /** Changes stored bytes behind the store's back, as a broken disk would. */
  corrupt(key: string, change: (bytes: Buffer) => Buffer): void {
    const { bytes, modifiedAt } = this.#find(key);
    this.#objects.set(key, { bytes: change(Buffer.from(bytes)), modifiedAt });
  }

  async put(
    key: string,
    body: Uint8Array | AsyncIterable<Uint8Array>,
    signal?: AbortSignal,
  ): Promise<StoredFile> {
    await this.#begin({ operation: 'put', key }, signal);
    this.#refuseTaken(key);
    const chunks: Buffer[] = [];
    for await (const chunk of abortable(body instanceof Uint8Array ? once(body) : body, signal)) {
      await this.#begin({ operation: 'write', key }, signal);
      chunks.push(Buffer.from(chunk));
    }
    signal?.throwIfAborted();
    this.#refuseTaken(key);
    const bytes = Buffer.concat(chunks);
    this.#objects.set(key, { bytes, modifiedAt: new Date() });
    return { key, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  async *get(
    key: string,
    options: { offset?: number; length?: number; signal?: AbortSignal } = {},
  ): AsyncGenerator<Uint8Array, void> {
    await this.#begin({ operation: 'get', key }, options.signal);
    const { offset = 0, length } = options;
    for (const value of [offset, length ?? 0]) {
      if (!Number.isSafeInteger(value) || value < 0) throw refused(`${value} is no offset or length`, key);
    }
    const { bytes } = this.#find(key);
    const end = Math.min(bytes.length, length === undefined ? bytes.length : offset + length);
    for (let position = offset; position < end; position += CHUNK) {
      options.signal?.throwIfAborted();
      yield bytes.subarray(position, Math.min(position + CHUNK, end));
    }
  }

  async read(key: string, options: { maxBytes?: number; signal?: AbortSignal } = {}): Promise<Buffer> {
    await this.#begin({ operation: 'read', key }, options.signal);
    const { bytes } = this.#find(key);
    const { maxBytes = 16 * 1024 * 1024 } = options;
    if (bytes.length > maxBytes) throw refused(`it is larger than ${maxBytes} bytes`, key);
    return Buffer.from(bytes);
  }

  async exists(key: string, signal?: AbortSignal): Promise<boolean> {
    await this.#begin({ operation: 'exists', key }, signal);
    return this.#objects.has(key);
  }

  async *list(prefix: string, signal?: AbortSignal): AsyncGenerator<ObjectInfo, void> {
    await this.#begin({ operation: 'list', key: prefix }, signal);
    for (const [key, { bytes, modifiedAt }] of [...this.#objects]) {
      signal?.throwIfAborted();
      if (key.startsWith(prefix)) yield { key, size: bytes.length, modifiedAt };
    }
  }

  async *folders(prefix: string, signal?: AbortSignal): AsyncGenerator<string, void> {
    await this.#begin({ operation: 'folders', key: prefix }, signal);
    const names = this.keys()
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length).split('/'))
      .flatMap(([name, ...rest]) => (name !== undefined && rest.length > 0 ? [name] : []));
    for (const name of new Set(names)) {
      signal?.throwIfAborted();
      yield `${prefix}${name}/`;
    }
  }

  async delete(key: string, signal?: AbortSignal): Promise<void> {
    await this.#begin({ operation: 'delete', key }, signal);
    if (this.#objects.has(key)) this.#refuseLocked([key]);
    this.#objects.delete(key);
  }

  async deleteAll(prefix: string, signal?: AbortSignal): Promise<void> {
    await this.#begin({ operation: 'deleteAll', key: prefix }, signal);
    const keys = this.keys().filter((key) => key.startsWith(prefix));
    for (const key of keys) if (!this.locks.has(key)) this.#objects.delete(key);
    this.#refuseLocked(keys);
  }

  async lockedUntil(key: string, signal?: AbortSignal): Promise<Date | null> {
    await this.#begin({ operation: 'lockedUntil', key }, signal);
    this.#find(key);
    return this.locks.get(key) ?? null;
  }

  async #begin(call: StoreCall, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const takesPrefix = ['list', 'folders', 'deleteAll'].includes(call.operation);
    if (!(takesPrefix ? isKeyPrefix(call.key) : isObjectKey(call.key))) {
      throw refused('it is no key', call.key);
    }
    this.calls.push(call);
    await this.onCall(call);
    signal?.throwIfAborted();
  }

  #refuseTaken(key: string): void {
    if (!this.#objects.has(key)) return;
    throw new StorageFailed(`${key} is there already: names are written once.`, { reason: 'EXISTS', key });
  }

  #refuseLocked(keys: readonly string[]): void {
    const locked = keys.filter((key) => this.locks.has(key));
    const [key] = locked;
    if (key === undefined) return;
    const dates = locked.map((each) => this.locks.get(each) ?? null).filter((date) => date !== null);
    const lockedUntil = dates.sort((a, b) => b.getTime() - a.getTime())[0] ?? null;
    throw new StorageFailed(`${key} is locked.`, { reason: 'OBJECT_LOCKED', key, lockedUntil });
  }

  #find(key: string): { readonly bytes: Buffer; readonly modifiedAt: Date } {
    const found = this.#objects.get(key);
    if (found === undefined)
      throw new StorageFailed(`There is no ${key} in memory.`, { reason: 'NOT_FOUND', key });
    return found;
  }
}

function refused(why: string, key: string): StorageFailed {
  return new StorageFailed(`${JSON.stringify(key)} is refused: ${why}.`, { reason: 'STORAGE_ERROR', key });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
