import { basename, dirname, join } from 'node:path';
import type { StoredFile } from '../domain/manifest.js';
import { isKeyPart, isKeyPrefix, isObjectKey } from '../domain/object-key.js';
import type { ObjectInfo, ObjectStore } from '../domain/ports/object-store.js';
import { StorageFailed } from '../domain/storage-failure.js';
import { abortable } from './abortable.js';
import { lookAt, removeIfThere, syncFolder, TEMP_PREFIX } from './atomic-write.js';
import type { FileOperations } from './file-operations.js';
import { FileFault, guardFiles, isMissing } from './guarded-files.js';
import { folderBelow, type LocationRoot, pruneUpToRoot, verifyRoot } from './location-root.js';
import { putObject } from './put-object.js';
import { readFile } from './read-file.js';
import { readWhole } from './read-whole.js';
import { refuseUnless } from './refuse-key.js';
import { storageFailure } from './storage-fault.js';
import { emptyRoot, entriesOf, removeTree, walkFiles } from './walk.js';

export interface FilesystemStoreOptions {
  readonly root: LocationRoot;
  readonly files: FileOperations;
  readonly timeoutMs: number;
  /** Shared by all that use this location: see `Guard`. */
  readonly hung: Set<Promise<unknown>>;
}

/** Cleaning up must not take as long again as the call that failed. */
const CLEANUP_TIMEOUT_MS = 5_000;

/** Objects as files of a folder: `LocationGateway.open` makes one after a look at the marker. */
export class FilesystemStore implements ObjectStore {
  readonly #options: FilesystemStoreOptions;

  constructor(options: FilesystemStoreOptions) {
    this.#options = options;
  }

  async put(
    key: string,
    body: Uint8Array | AsyncIterable<Uint8Array>,
    signal?: AbortSignal,
  ): Promise<StoredFile> {
    refuseUnless(isObjectKey(key), key);
    return this.#call({ key, signal }, (files, root) =>
      putObject(files, {
        root,
        key,
        body: abortable(chunksOf(body), signal),
        cleanUpWith: this.#guarded(undefined, CLEANUP_TIMEOUT_MS),
      }),
    );
  }

  async *get(
    key: string,
    { signal, ...range }: { offset?: number; length?: number; signal?: AbortSignal } = {},
  ): AsyncGenerator<Uint8Array, void> {
    refuseUnless(isObjectKey(key), key);
    for (const value of [range.offset ?? 0, range.length ?? 0]) {
      if (Number.isSafeInteger(value) && value >= 0) continue;
      throw new StorageFailed(`${value} is no offset or length.`, { reason: 'STORAGE_ERROR', key });
    }
    yield* this.#stream({ key, signal, onMissing: 'NOT_FOUND' }, async function* (files, root) {
      const folder = await folderBelow(files, root, dirname(key));
      yield* readFile(files, join(folder, basename(key)), range);
    });
  }

  read(key: string, options: { maxBytes?: number; signal?: AbortSignal } = {}): Promise<Buffer> {
    return readWhole(this, key, options);
  }

  async exists(key: string, signal?: AbortSignal): Promise<boolean> {
    refuseUnless(isObjectKey(key), key);
    return this.#call({ key, signal }, async (files, root) => {
      const folder = await this.#folderIfThere(files, dirname(key));
      const facts = folder === null ? null : await lookAt(files, join(folder, basename(key)));
      // "Not there" counts only in the folder that was opened: the share may have gone in between.
      if (facts === null) await verifyRoot(files, root);
      return facts?.isFile() ?? false;
    });
  }

  async *list(prefix: string, signal?: AbortSignal): AsyncGenerator<ObjectInfo, void> {
    refuseUnless(isKeyPrefix(prefix), prefix);
    const folderIfThere = this.#folderIfThere.bind(this);
    yield* this.#stream({ key: prefix, signal }, async function* (files, root) {
      if ((await folderIfThere(files, prefix)) !== null) {
        for await (const { key, facts } of walkFiles(files, { root, prefix, wanted: isKeyPart })) {
          yield { key, size: Number(facts.size), modifiedAt: new Date(Number(facts.mtimeMs)) };
        }
      }
      await verifyRoot(files, root);
    });
  }

  async *folders(prefix: string, signal?: AbortSignal): AsyncGenerator<string, void> {
    refuseUnless(isKeyPrefix(prefix), prefix);
    const folderIfThere = this.#folderIfThere.bind(this);
    yield* this.#stream({ key: prefix, signal }, async function* (files, root) {
      const folder = await folderIfThere(files, prefix);
      for (const entry of folder === null ? [] : await entriesOf(files, folder)) {
        if (entry.isDirectory() && isKeyPart(entry.name)) yield `${prefix}${entry.name}/`;
      }
      await verifyRoot(files, root);
    });
  }

  async delete(key: string, signal?: AbortSignal): Promise<void> {
    refuseUnless(isObjectKey(key), key);
    await this.#call({ key, signal }, async (files, root) => {
      const folder = await this.#folderIfThere(files, dirname(key));
      const path = join(root.path, key);
      const facts = folder === null ? null : await lookAt(files, path);
      if (folder !== null && facts !== null && !facts.isDirectory()) {
        await removeIfThere(files, path);
        await this.#forgetNames(files, folder);
      }
      await verifyRoot(files, root);
    });
  }

  async deleteAll(prefix: string, signal?: AbortSignal): Promise<void> {
    refuseUnless(isKeyPrefix(prefix), prefix);
    await this.#call({ key: prefix, signal }, async (files, root) => {
      const folder = await this.#folderIfThere(files, prefix);
      if (folder === root.path) {
        await emptyRoot(files, root);
        await syncFolder(files, root.path);
      } else if (folder !== null) {
        await removeTree(files, folder);
        await this.#forgetNames(files, dirname(folder));
      }
      await verifyRoot(files, root);
    });
  }

  async lockedUntil(key: string, signal?: AbortSignal): Promise<Date | null> {
    if (await this.exists(key, signal)) return null;
    const message = `There is no ${key} in ${this.#options.root.path}.`;
    throw new StorageFailed(message, { reason: 'NOT_FOUND', key });
  }

  /** Removes half-written files that nobody has touched since `before`: leftovers of a killed process. Gives their number. */
  async sweep(before: Date, signal?: AbortSignal): Promise<number> {
    return this.#call({ key: '', signal }, async (files, root) => {
      let removed = 0;
      const isTemp = (name: string) => name.startsWith(TEMP_PREFIX);
      for await (const { path, facts } of walkFiles(files, { root, prefix: '', wanted: isTemp })) {
        if (Number(facts.mtimeMs) < before.getTime() && (await removeIfThere(files, path))) removed += 1;
      }
      return removed;
    });
  }

  /** After names in `folder` were removed: durable, and no empty folder stays. */
  async #forgetNames(files: FileOperations, folder: string): Promise<void> {
    await syncFolder(files, folder).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    await pruneUpToRoot(files, this.#options.root, folder);
  }

  async #folderIfThere(files: FileOperations, prefix: string): Promise<string | null> {
    try {
      return await folderBelow(files, this.#options.root, prefix);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  #guarded(signal: AbortSignal | undefined, atMost = Number.POSITIVE_INFINITY): FileOperations {
    const { files, hung, timeoutMs } = this.#options;
    return guardFiles(files, { timeoutMs: Math.min(timeoutMs, atMost), hung, signal });
  }

  async #call<T>(
    call: { key: string; signal: AbortSignal | undefined },
    run: (files: FileOperations, root: LocationRoot) => Promise<T>,
  ): Promise<T> {
    const files = this.#guarded(call.signal);
    try {
      await verifyRoot(files, this.#options.root);
      return await run(files, this.#options.root);
    } catch (error) {
      throw await this.#translate(error, call);
    }
  }

  async *#stream<T>(
    call: { key: string; signal: AbortSignal | undefined; onMissing?: 'NOT_FOUND' },
    run: (files: FileOperations, root: LocationRoot) => AsyncGenerator<T, void>,
  ): AsyncGenerator<T, void> {
    const files = this.#guarded(call.signal);
    try {
      await verifyRoot(files, this.#options.root);
      yield* run(files, this.#options.root);
    } catch (error) {
      throw await this.#translate(error, call);
    }
  }

  /** A fault of the file system in the domain's words. What the caller's own stream or signal threw stays as it is. */
  async #translate(
    error: unknown,
    { key, onMissing }: { key: string; onMissing?: 'NOT_FOUND' },
  ): Promise<unknown> {
    if (!(error instanceof FileFault)) return error;
    if (error.errno === 'EEXIST') {
      const message = `${key} is there already: names are written once.`;
      return new StorageFailed(message, { reason: 'EXISTS', key }, { cause: error });
    }
    try {
      // A folder that is gone explains every other fault.
      await verifyRoot(this.#guarded(undefined, CLEANUP_TIMEOUT_MS), this.#options.root);
    } catch (rootError) {
      if (rootError instanceof StorageFailed) return rootError;
    }
    if (onMissing !== undefined && isMissing(error)) {
      const message = `There is no ${key} in ${this.#options.root.path}.`;
      return new StorageFailed(message, { reason: onMissing, key }, { cause: error });
    }
    return storageFailure(error, key);
  }
}

async function* chunksOf(body: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  if (body instanceof Uint8Array) yield body;
  else yield* body;
}
