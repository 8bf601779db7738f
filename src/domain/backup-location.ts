/** A place that holds backups, and what a look at it means for its state. */

import type { Labels } from './names.js';
import type { LocationCapabilities, S3Settings } from './s3-settings.js';
import type { BackupLocationState } from './state-matrix.js';
import { afterLook, type LookMemory, type Standing } from './steadiness.js';

export const LOCATION_KINDS = ['FILESYSTEM', 'S3'] as const;
export type LocationKind = (typeof LOCATION_KINDS)[number];
export const LOCATION_ACCESS = ['CREDENTIALS', 'WORKLOAD_IDENTITY'] as const;
export type LocationAccess = (typeof LOCATION_ACCESS)[number];

export const LOCATION_REASONS = {
  NOT_CHECKED: 'not looked at yet',
  OK: 'listed, wrote, read back and deleted a file',
  OUTSIDE_PARENTS: 'the folder does not lie below a configured parent folder',
  FOLDER_MISSING: 'the folder is not there',
  MARKER_MISSING: 'the marker file is not there: the folder may be an unmounted share',
  MARKER_FOREIGN: 'the marker file names another location: this is not the folder it was',
  READ_ONLY: 'the folder cannot be written to',
  NO_SPACE: 'the file system is full',
  PERMISSION_DENIED: 'the folder may not be read or written',
  READ_BACK_DIFFERS: 'what was read back is not what was written',
  TIMEOUT: 'the storage did not answer in time',
  BUCKET_MISSING: 'the bucket is not there',
  ACCESS_DENIED: 'the credentials are good, and may not do this',
  CREDENTIALS_INVALID: 'there are no credentials, or the store does not take them',
  CREDENTIALS_EXPIRED: 'the credentials have expired',
  CLOCK_SKEW: 'the clocks of this machine and of the store differ by more than 15 minutes',
  WRONG_REGION: 'the bucket is in another region',
  TLS_FAILED: 'the certificate of the store is not trusted',
  UNREACHABLE: 'the store cannot be reached',
  THROTTLED: 'the store asks for fewer requests',
  CHECKSUMS_MISSING: 'the store checks no checksums, and the location requires them',
  STORAGE_ERROR: 'the storage answered with an error',
  CONNECTED: 'at least one connected cluster reaches it with its workload identity',
  NO_VALID_CONNECTION: 'no connected cluster reaches it with its workload identity',
  CLUSTERS_HIBERNATED: 'the clusters that are connected to it sleep',
} as const;
export type LocationReason = keyof typeof LOCATION_REASONS;
/** What a look of our own may find wrong. */
export type StorageReason = Exclude<
  LocationReason,
  'NOT_CHECKED' | 'OK' | 'CONNECTED' | 'NO_VALID_CONNECTION' | 'CLUSTERS_HIBERNATED'
>;

export interface BackupLocation {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly kind: LocationKind;
  /** Fixed when the location is created. */
  readonly access: LocationAccess;
  /** FILESYSTEM: the absolute folder below one of the configured parents. S3: `s3Path` of its settings. Unique. */
  readonly path: string;
  /** Null for a folder. */
  readonly s3: S3Settings | null;
  /** What the store was last seen to be able to do; null for a folder, and until a look went well. */
  readonly capabilities: LocationCapabilities | null;
  readonly labels: Labels;
  readonly state: BackupLocationState;
  readonly stateReason: LocationReason;
  readonly stateMessage: string;
  readonly stateChangedAt: Date;
  readonly stateCheckedAt: Date | null;
  readonly looks: LookMemory;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type LocationCheck =
  | {
      readonly ok: true;
      readonly freeBytes: bigint | null;
      readonly capabilities: LocationCapabilities | null;
    }
  | {
      readonly ok: false;
      readonly reason: StorageReason;
      readonly message: string;
    };

/** What may well pass a moment later, without anybody doing anything. */
const SOFT: ReadonlySet<LocationReason> = new Set(['TIMEOUT', 'UNREACHABLE', 'THROTTLED', 'STORAGE_ERROR']);

/** `asked`: a person asked for this look, so it counts at once. Else one that may pass takes VALID away only when it lasts. */
export function judgeCheck(
  check: LocationCheck,
  { state, stateReason, looks }: Pick<BackupLocation, 'state' | 'stateReason' | 'looks'>,
  asked: boolean,
): Standing<BackupLocationState, LocationReason> {
  const reason = check.ok ? 'OK' : check.reason;
  const look = {
    state: check.ok ? 'VALID' : 'INVALID',
    reason,
    ok: check.ok,
    mayPass: SOFT.has(reason),
  } as const;
  return afterLook<BackupLocationState, LocationReason>(
    look,
    { state, reason: stateReason, looks },
    { good: 'VALID', asked },
  );
}
