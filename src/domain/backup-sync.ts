/** One look, by a cluster, at everything that lies in the bucket of a location. Pure. */
import type { Backup } from './backup.js';
import type { S3Settings } from './s3-settings.js';
import type { StateOf } from './state-matrix.js';

export type BackupSyncState = StateOf<'BackupSync'>;

/** Why a sync FAILED. Nothing was removed or marked then. */
export const SYNC_FAILURES = {
  NO_ELIGIBLE_CLUSTER: 'no active cluster has a valid connection to the location',
  CLUSTER_FAILED: 'the cluster could not be asked',
  LISTING_FAILED: 'the cluster did not come to the end of its listing',
  ATTEMPTS_EXHAUSTED: 'several workers took it up and none came to its end',
  INTERNAL_ERROR: 'a fault of Holdfast itself; the log has the cause',
} as const;
export type SyncFailure = keyof typeof SYNC_FAILURES;

export interface SyncCounts {
  /** Backups that the cluster listed. */
  readonly listed: number;
  /** Of them those that Holdfast did not know. */
  readonly added: number;
  /** Known ones that were not listed: marked. */
  readonly vanished: number;
  /** Marked ones that were listed again. */
  readonly returned: number;
  readonly unreadable: number;
}
export const NOTHING_SYNCED: SyncCounts = { listed: 0, added: 0, vanished: 0, returned: 0, unreadable: 0 };

export interface BackupSync {
  readonly id: string;
  readonly locationId: string;
  /** Through which cluster; null until it runs, or the cluster was removed. */
  readonly clusterId: string | null;
  /** The storage that one sync at a time may look at, whichever location names it. */
  readonly bucketKey: string;
  readonly requestedBy: string;
  readonly state: BackupSyncState;
  readonly stateReason: SyncFailure | null;
  readonly stateMessage: string;
  readonly stateChangedAt: Date;
  readonly counts: SyncCounts;
  readonly attempt: number;
  /** How many attempts a worker gave back because it was told to stop. */
  readonly handedBack: number;
  readonly leaseOwner: string | null;
  readonly leaseUntil: Date | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/**
 * Every address of S3 at AWS: of old and with its region, for both stacks, FIPS, accelerated, over a private link, with the bucket before it. China is a
 * partition with names of its own.
 */
const AWS = /(?:^|\.)s3(?:-[a-z0-9-]+)?(?:\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/;

/** Two locations with the same key are the same storage, however their endpoints are written. */
export function bucketKeyOf({ endpoint, bucket }: Pick<S3Settings, 'endpoint' | 'bucket'>): string {
  const url = endpoint === null ? null : URL.parse(endpoint);
  const host = url?.hostname.toLowerCase().replace(/\.$/, '');
  // The names of AWS's buckets are unique over its regions, and its addresses are many.
  if (host === undefined) return `aws/${bucket}`;
  const aws = AWS.exec(host);
  if (aws !== null) return `aws${aws[1] ?? ''}/${bucket}`;
  const port = url?.port || (url?.protocol === 'http:' ? '80' : '443');
  return `${host}:${port}/${bucket}`;
}

/** What Holdfast knows of a backup before a sync looks. */
export type KnownBackup = Pick<
  Backup,
  'id' | 'name' | 'state' | 'locationId' | 'clusterId' | 'manifestKey' | 'vanishedAt' | 'finishedAt'
>;

export interface SeenInBucket {
  /** Of the manifests of the backups that were listed. */
  readonly keys: ReadonlySet<string>;
  /** Entries that could not be read. */
  readonly unreadable: number;
  /** When the sync began to look: what ended later may not be listed yet. */
  readonly since: Date;
}

/** What a sync says of one that it knows: `gone`, `returned`, or nothing. */
export type SyncMark = 'gone' | 'returned' | null;

/** What could not be read, or a listing of nothing, says of nothing that it is gone. */
export function markOf(
  { manifestKey, vanishedAt, finishedAt }: Pick<KnownBackup, 'manifestKey' | 'vanishedAt' | 'finishedAt'>,
  { keys, unreadable, since }: SeenInBucket,
): SyncMark {
  if (manifestKey === null) return null;
  if (keys.has(manifestKey)) return vanishedAt === null ? null : 'returned';
  const isWhole = keys.size > 0 && unreadable === 0;
  const isOlder = finishedAt !== null && finishedAt < since;
  return isWhole && isOlder && vanishedAt === null ? 'gone' : null;
}
