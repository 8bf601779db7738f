import { dirname } from 'node:path';
import type { BackupLocation, LocationCheck } from '../domain/backup-location.js';
import { backupKeys } from '../domain/manifest.js';
import type { Clock } from '../domain/ports/clock.js';
import { StorageFailed } from '../domain/storage-failure.js';
import { VELERO_FOLDERS } from '../domain/velero.js';
import { syncFolder, TEMP_PREFIX } from './atomic-write.js';
import { type FileOperations, nodeFiles } from './file-operations.js';
import { FilesystemStore } from './filesystem-store.js';
import { FileFault, guardFiles, isFault, isMissing } from './guarded-files.js';
import type { KindOfLocations } from './kind-of-locations.js';
import { exerciseFolder, freeBytes } from './location-check.js';
import { isLocationFault } from './location-fault.js';
import { readMarker, removeMarker, verifyMarker, writeMarker } from './location-marker.js';
import { canonicalPath, isBelow, outsideParents, pathPlaceFaults, pathTextFaults } from './location-path.js';
import { type LocationRoot, makeFolder } from './location-root.js';
import { foreignMarker, MARKER_FILE } from './marker-text.js';
import { locationFailure, storageFailure } from './storage-fault.js';

export interface FilesystemLocationsOptions {
  /** Absolute folders below which every location must lie. */
  readonly parents: readonly string[];
  readonly clock?: Clock;
  /** Longest wait for one file operation; default 60,000 ms. */
  readonly operationTimeoutMs?: number;
  /** Longest a check may take; default 15,000 ms. */
  readonly checkTimeoutMs?: number;
  readonly files?: FileOperations;
}

type Place = Pick<BackupLocation, 'id' | 'path'>;

const STALE_TEMP_MS = 24 * 60 * 60_000;
/** What may lie in a folder that a new location takes: backups of a released location, what file systems put there, and Velero's own. */
const TOLERATED = new Set([
  backupKeys.root.slice(0, -1),
  'lost+found',
  '.snapshot',
  '.snapshots',
  ...VELERO_FOLDERS,
]);

/** Backup locations that are folders below configured parents. */
export class FilesystemLocations implements KindOfLocations {
  readonly #parents: readonly string[];
  readonly #clock: Clock;
  readonly #files: FileOperations;
  readonly #operationTimeoutMs: number;
  readonly #checkTimeoutMs: number;
  /** By path: see `Guard.hung`. */
  readonly #hung = new Map<string, Set<Promise<unknown>>>();

  constructor(options: FilesystemLocationsOptions) {
    this.#parents = options.parents;
    this.#clock = options.clock ?? { now: () => new Date() };
    this.#files = options.files ?? nodeFiles;
    this.#operationTimeoutMs = options.operationTimeoutMs ?? 60_000;
    this.#checkTimeoutMs = options.checkTimeoutMs ?? 15_000;
  }

  async pathFaults(path: string): Promise<readonly string[]> {
    const faults = pathTextFaults(path);
    if (faults.length > 0) return faults;
    try {
      return await this.#withDeadline(path, undefined, (files) =>
        pathPlaceFaults(files, { path, parents: this.#parents }),
      );
    } catch (error) {
      if (error instanceof StorageFailed) return [error.message];
      throw error;
    }
  }

  async holder(path: string): Promise<{ readonly locationId: string; readonly name: string } | null> {
    return this.#withDeadline(path, undefined, async (files) => {
      try {
        return await readMarker(files, await files.realpath(path));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    });
  }

  async initialise({ id, name, path }: Pick<BackupLocation, 'id' | 'name' | 'path'>): Promise<void> {
    const faults = await this.pathFaults(path);
    if (faults.length > 0) throw locationFailure('OUTSIDE_PARENTS', faults.join(' '));
    await this.#withDeadline(path, undefined, async (files) => {
      const folder = await canonicalPath(files, path);
      await makeFolders(files, folder);
      const marker = await readMarker(files, folder);
      if (marker?.locationId === id) return;
      if (marker !== null) throw foreignMarker(path, marker);
      await refuseStrangeContent(files, path, folder);
      try {
        const createdAt = this.#clock.now().toISOString();
        await writeMarker(files, folder, { locationId: id, name, createdAt });
      } catch (error) {
        if (!isFault(error, 'EEXIST')) throw error;
        await verifyMarker(files, folder, id);
      }
    });
  }

  async check({ id, path }: Place, signal?: AbortSignal): Promise<LocationCheck> {
    try {
      return await this.#withDeadline(path, signal, async (files) => {
        const { path: folder } = await this.#enter(files, { id, path });
        await exerciseFolder(files, { folder, cleanUpWith: this.#guarded(path) });
        return { ok: true, freeBytes: await freeBytes(files, folder), capabilities: null };
      });
    } catch (error) {
      if (!(error instanceof StorageFailed)) throw error;
      const { reason, message } = error;
      return { ok: false, reason: isLocationFault(reason) ? reason : 'STORAGE_ERROR', message };
    }
  }

  async open(location: Place, signal?: AbortSignal): Promise<FilesystemStore> {
    const root = await this.#withDeadline(location.path, signal, (files) => this.#enter(files, location));
    return new FilesystemStore({
      root,
      files: this.#files,
      timeoutMs: this.#operationTimeoutMs,
      hung: this.#hungOf(location.path),
    });
  }

  async release({ id, path }: Place): Promise<void> {
    await this.#withDeadline(path, undefined, async (files) => {
      try {
        const folder = await files.realpath(path);
        const marker = await readMarker(files, folder);
        if (marker?.locationId === id) await removeMarker(files, folder);
      } catch (error) {
        // The folder is gone, or it is another's: nothing of this location is there.
        if (!isMissing(error) && !(error instanceof StorageFailed && error.reason === 'MARKER_FOREIGN'))
          throw error;
      }
    });
  }

  async sweep(location: Place, signal?: AbortSignal): Promise<number> {
    const store = await this.open(location, signal);
    return store.sweep(new Date(this.#clock.now().getTime() - STALE_TEMP_MS), signal);
  }

  /** The folder, when it lies where it must and its marker names this location. */
  async #enter(files: FileOperations, { id, path }: Place): Promise<LocationRoot> {
    let folder: string;
    try {
      folder = await files.realpath(path);
    } catch (error) {
      if (!isMissing(error)) throw error;
      throw locationFailure('FOLDER_MISSING', `The folder ${path} is not there.`, { cause: error });
    }
    const parents = await Promise.all(this.#parents.map((parent) => canonicalPath(files, parent)));
    if (!parents.some((parent) => isBelow(folder, parent))) {
      throw locationFailure('OUTSIDE_PARENTS', outsideParents(path, folder, this.#parents));
    }
    const facts = await files.lstat(folder);
    if (!facts.isDirectory()) throw new FileFault('lstat', path, 'ENOTDIR');
    await verifyMarker(files, folder, id);
    return { path: folder, dev: facts.dev, ino: facts.ino };
  }

  async #withDeadline<T>(
    path: string,
    signal: AbortSignal | undefined,
    run: (files: FileOperations) => Promise<T>,
  ): Promise<T> {
    const deadline = new AbortController();
    const timer = setTimeout(
      () => deadline.abort(new FileFault('lstat', path, 'TIMEOUT')),
      this.#checkTimeoutMs,
    );
    const either = signal === undefined ? deadline.signal : AbortSignal.any([signal, deadline.signal]);
    try {
      return await run(this.#guarded(path, either));
    } catch (error) {
      throw error instanceof FileFault ? storageFailure(error) : error;
    } finally {
      clearTimeout(timer);
    }
  }

  #guarded(path: string, signal?: AbortSignal): FileOperations {
    const timeoutMs = signal === undefined ? this.#checkTimeoutMs : this.#operationTimeoutMs;
    return guardFiles(this.#files, { timeoutMs, hung: this.#hungOf(path), signal });
  }

  #hungOf(path: string): Set<Promise<unknown>> {
    const hung = this.#hung.get(path) ?? new Set();
    this.#hung.set(path, hung);
    return hung;
  }
}

async function makeFolders(files: FileOperations, folder: string): Promise<void> {
  try {
    if (await makeFolder(files, folder)) await syncFolder(files, dirname(folder));
  } catch (error) {
    if (!isFault(error, 'ENOENT')) throw error;
    await makeFolders(files, dirname(folder));
    await makeFolders(files, folder);
  }
}

async function refuseStrangeContent(files: FileOperations, path: string, folder: string): Promise<void> {
  // A marker that is there by now is another process' and is dealt with when ours gets its name.
  const strange = (await files.readdir(folder))
    .map((entry) => entry.name)
    .filter((name) => name !== MARKER_FILE && !TOLERATED.has(name) && !name.startsWith(TEMP_PREFIX));
  if (strange.length === 0) return;
  const some = strange
    .sort()
    .slice(0, 3)
    .map((name) => JSON.stringify(name))
    .join(', ');
  const more = strange.length > 3 ? ` and ${strange.length - 3} more` : '';
  throw new StorageFailed(
    `${path} holds other files (${some}${more}) and no marker file ${MARKER_FILE}. Name an empty folder, or one that does not exist yet.`,
    { reason: 'MARKER_MISSING' },
  );
}
