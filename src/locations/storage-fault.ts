import { LOCATION_REASONS } from '../domain/backup-location.js';
import { StorageFailed, type StorageFailureReason } from '../domain/storage-failure.js';
import type { FileFault, FileOperation } from './guarded-files.js';

export type LocationFault = Exclude<StorageFailureReason, 'EXISTS' | 'NOT_FOUND' | 'OBJECT_LOCKED'>;

const REASON_OF_ERRNO: Readonly<Record<string, LocationFault>> = {
  EROFS: 'READ_ONLY',
  ENOSPC: 'NO_SPACE',
  EDQUOT: 'NO_SPACE',
  EACCES: 'PERMISSION_DENIED',
  EPERM: 'PERMISSION_DENIED',
  ETIMEDOUT: 'TIMEOUT',
  TIMEOUT: 'TIMEOUT',
};

const MEANING_OF_ERRNO: Readonly<Record<string, string>> = {
  EBUSY: 'another process is giving the same name, or died while it did',
  EDQUOT: 'the quota is used up',
  EIO: 'the device reports an input/output error',
  ELOOP: 'a symbolic link stands in the way, and none is followed inside a location',
  EMFILE: 'this process has too many files open',
  ENOTDIR: 'a file stands where a folder must be',
  ENOENT: 'the file or its folder disappeared meanwhile',
  ESTALE: 'the share was exported anew, so its open files are stale',
};

export const ADVICE: Readonly<Record<LocationFault, string>> = {
  OUTSIDE_PARENTS:
    'Use a folder below one of the configured parents, or add its parent to HOLDFAST_LOCATION_PARENTS.',
  FOLDER_MISSING: 'Mount the share or create the folder again, then validate the location.',
  MARKER_MISSING: 'Mount the share that belongs there, then validate the location.',
  MARKER_FOREIGN: 'Mount the right folder there, or register the location under another path.',
  READ_ONLY: 'Mount it read-write, then validate the location.',
  NO_SPACE: 'Free space there or enlarge it, then validate the location.',
  PERMISSION_DENIED: 'Give the user that runs Holdfast the right to read and write there.',
  READ_BACK_DIFFERS: 'Do not trust this storage; check the disk, the share and its caches.',
  TIMEOUT: 'Check that the share and its server answer, then validate the location.',
  BUCKET_MISSING: 'Create the bucket, then validate the location.',
  ACCESS_DENIED: 'Give the key the rights of docs/locations.md, then validate the location.',
  CREDENTIALS_INVALID:
    'Edit the location with a key and its secret, or give the processes of Holdfast the role that it relies on.',
  CREDENTIALS_EXPIRED: 'Edit the location with a new key.',
  CLOCK_SKEW: 'Set the clock of this machine by NTP, then validate the location.',
  WRONG_REGION: 'Edit the location with the region of the bucket.',
  TLS_FAILED: 'Edit the location with the CA bundle that signed the certificate of the store.',
  UNREACHABLE: 'Check the endpoint, its name and the network, then validate the location.',
  THROTTLED: 'Wait, or raise the limits of the store; the next look is taken by itself.',
  CHECKSUMS_MISSING: 'Use a store that checks them, or edit the location with checksums AUTO.',
  STORAGE_ERROR: 'Check the storage and its log, then validate the location.',
};

const DOING: Readonly<Record<FileOperation, string>> = {
  open: 'opened',
  close: 'closed',
  read: 'read',
  write: 'written',
  sync: 'flushed to the disk',
  link: 'given its name',
  rename: 'given its name',
  unlink: 'deleted',
  mkdir: 'created',
  rmdir: 'deleted',
  lstat: 'looked at',
  realpath: 'looked at',
  freeBytes: 'measured',
  readdir: 'listed',
};

/** The failed file operation in the words of the domain: what, why, and what to do. */
export function storageFailure(fault: FileFault, key: string | null = null): StorageFailed {
  const reason = REASON_OF_ERRNO[fault.errno] ?? 'STORAGE_ERROR';
  const why = MEANING_OF_ERRNO[fault.errno] ?? LOCATION_REASONS[reason];
  const what = `${fault.path} could not be ${DOING[fault.operation]}: ${why} (${fault.errno}).`;
  return new StorageFailed(`${what} ${ADVICE[reason]}`, { reason, key }, { cause: fault });
}

/** `sentence` followed by what to do about `reason`. */
export function locationFailure(
  reason: LocationFault,
  sentence: string,
  options: ErrorOptions & { readonly key?: string | null } = {},
): StorageFailed {
  return new StorageFailed(`${sentence} ${ADVICE[reason]}`, { reason, key: options.key ?? null }, options);
}
