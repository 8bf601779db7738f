import type { BackupLocation, LocationCheck } from '../backup-location.js';
import type { FieldFault } from '../errors/request-errors.js';
import type { StoredFile } from '../manifest.js';
import type { S3Keys } from '../s3-settings.js';

export interface ObjectInfo {
  readonly key: string;
  readonly size: number;
  readonly modifiedAt: Date;
}

/**
 * Keys and bytes of one location. Keys are relative, `/`-separated, of `[A-Za-z0-9._-]` parts.
 * Every method throws `StorageFailed` and nothing else; an aborted `signal` throws its reason.
 */
export interface ObjectStore {
  /**
   * Writes a new object whole or not at all, durable when it returns (fsync of file and folder), and verifies its size.
   * Names are write-once. @throws StorageFailed EXISTS when the key is taken
   */
  put(key: string, body: Uint8Array | AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<StoredFile>;
  /** The object's bytes, or `length` of them from `offset`. @throws StorageFailed NOT_FOUND */
  get(
    key: string,
    options?: { offset?: number; length?: number; signal?: AbortSignal },
  ): AsyncIterable<Uint8Array>;
  /** The whole of a small object. @throws StorageFailed NOT_FOUND, or STORAGE_ERROR when it is larger than `maxBytes` (default 16 MiB) */
  read(key: string, options?: { maxBytes?: number; signal?: AbortSignal }): Promise<Buffer>;
  exists(key: string, signal?: AbortSignal): Promise<boolean>;
  /** Objects whose key begins with `prefix` (ending in `/` or empty), in no order. An unreadable folder throws: it is not empty. */
  list(prefix: string, signal?: AbortSignal): AsyncIterable<ObjectInfo>;
  /** Direct sub-folders of `prefix`, as keys ending in `/`. */
  folders(prefix: string, signal?: AbortSignal): AsyncIterable<string>;
  /**
   * Removes one object, with its bytes where the store keeps versions; one that is not there is no error.
   * @throws StorageFailed OBJECT_LOCKED with `lockedUntil`: nothing was removed
   */
  delete(key: string, signal?: AbortSignal): Promise<void>;
  /**
   * Removes every object below `prefix`, also half-written ones; nothing there is no error.
   * @throws StorageFailed OBJECT_LOCKED with the latest `lockedUntil` when some are locked: the others are removed
   */
  deleteAll(prefix: string, signal?: AbortSignal): Promise<void>;
  /**
   * Until when the store refuses to delete the object; null when nothing holds it by date (a legal hold has none: `delete`
   * meets it). One request. @throws StorageFailed NOT_FOUND
   */
  lockedUntil(key: string, signal?: AbortSignal): Promise<Date | null>;
}

/** Where a location is. */
export type LocationPlace = Pick<BackupLocation, 'id' | 'kind' | 'path' | 's3' | 'capabilities'>;

/** What locations need of the world: the same for folders and buckets. */
export interface LocationGateway {
  /** Faults of a place before anything is stored: a path outside the parents, an endpoint that must not be called, ... */
  placeFaults(place: Pick<LocationPlace, 'kind' | 'path' | 's3'>): Promise<readonly FieldFault[]>;
  /**
   * Whose marker lies there; null where none does, or the folder is not there. `keys`: of a bucket that is not registered
   * yet. @throws StorageFailed
   */
  holder(
    place: LocationPlace,
    keys: S3Keys | null,
  ): Promise<{ readonly locationId: string; readonly name: string } | null>;
  /** Creates the folder where needed (0700) and the marker with the location's id. @throws StorageFailed MARKER_FOREIGN when another location lives there */
  initialise(location: LocationPlace & Pick<BackupLocation, 'name'>): Promise<void>;
  /** List + write + read back + delete, and the marker. Never throws for what the storage does. */
  check(location: LocationPlace, signal?: AbortSignal): Promise<LocationCheck>;
  /** The store, after a look at the marker. @throws StorageFailed with the reason */
  open(location: LocationPlace, signal?: AbortSignal): Promise<ObjectStore>;
  /** Removes what killed processes left half-written more than a day ago. @returns how many. @throws StorageFailed */
  sweep(location: LocationPlace, signal?: AbortSignal): Promise<number>;
  /** Removes the marker when a location is deleted, so that another may take the place. Backups stay. */
  release(location: LocationPlace): Promise<void>;
  /** Ends every call to every bucket. */
  close(): Promise<void>;
}
