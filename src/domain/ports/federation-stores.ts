/** Stores of what only federated clusters have. */
import type { Sight } from '../access.js';
import type { Lease } from '../backup.js';
import type { BackupSync, BackupSyncState, KnownBackup, SyncCounts, SyncFailure } from '../backup-sync.js';
import type { ConnectionState, LocationConnection } from '../location-connection.js';
import type { Page, PageRequest } from './stores.js';

export interface ConnectionFilter {
  readonly locationId?: string;
  readonly clusterId?: string;
  readonly states?: readonly ConnectionState[];
  /** Absent: all. Else those of clusters that are seen. */
  readonly seenBy?: Sight;
}

export type SeenConnection = Pick<
  LocationConnection,
  'state' | 'stateReason' | 'stateMessage' | 'stateChangedAt' | 'stateCheckedAt' | 'validatedAt' | 'looks'
>;

export interface LocationConnectionStore {
  /** @throws AlreadyExists */
  insert(connection: LocationConnection): Promise<void>;
  find(id: string, seenBy?: Sight): Promise<LocationConnection | undefined>;
  findPair(clusterId: string, locationId: string): Promise<LocationConnection | undefined>;
  findMany(ids: readonly string[], seenBy?: Sight): Promise<readonly LocationConnection[]>;
  page(request: PageRequest, filter?: ConnectionFilter): Promise<Page<LocationConnection>>;
  count(filter?: ConnectionFilter): Promise<number>;
  /** Of one location, oldest first. */
  ofLocation(locationId: string): Promise<readonly LocationConnection[]>;
  /** Of all of them, oldest first. */
  ofLocations(locationIds: readonly string[]): Promise<readonly LocationConnection[]>;
  /** Of all of them, oldest first. */
  ofClusters(clusterIds: readonly string[]): Promise<readonly LocationConnection[]>;
  all(): Promise<readonly LocationConnection[]>;
  /** Guarded by nobody having looked since the row was read. Returns false when refused. */
  observe(id: string, guard: { readonly checkedBefore: Date | null }, seen: SeenConnection): Promise<boolean>;
  remove(id: string): Promise<void>;
  countByState(): Promise<ReadonlyMap<ConnectionState, number>>;
}

export interface SyncFilter {
  readonly locationId?: string;
  readonly states?: readonly BackupSyncState[];
}

export interface SyncEnd {
  readonly state: 'COMPLETED' | 'FAILED';
  readonly reason: SyncFailure | null;
  readonly message: string;
  readonly counts: SyncCounts;
  readonly at: Date;
}

export interface BackupSyncStore {
  /** Ids of those that no living worker holds, oldest first. */
  claimable(limit: number): Promise<readonly string[]>;
  /** PENDING becomes IN_PROGRESS. Undefined when another holds it or it has ended. */
  claim(id: string, owner: string, ttlMs: number): Promise<BackupSync | undefined>;
  /** False when the lease is another's by now. */
  renew(lease: Lease, ttlMs: number): Promise<boolean>;
  /** So that another worker may take over at once. `uncounted`: the attempt is none of `maxAttempts`. */
  release(lease: Lease, how: { readonly uncounted: boolean }): Promise<void>;
  /** @throws OperationInProgress naming the sync of the same bucket that has not ended */
  insert(sync: BackupSync): Promise<void>;
  /** The location is removed, in the transaction that removes it. @returns those that go with it */
  forget(locationId: string): Promise<readonly BackupSync[]>;
  /** Those that ended before, but the newest of each location that ended so. @returns them, `most` at most, oldest first */
  forgetEnded(before: Date, most: number): Promise<readonly BackupSync[]>;
  find(id: string): Promise<BackupSync | undefined>;
  /** The one of the bucket that has not ended. */
  openOf(bucketKey: string): Promise<BackupSync | undefined>;
  /** The same of each bucket that has one, by its key. */
  openIn(bucketKeys: readonly string[]): Promise<ReadonlyMap<string, BackupSync>>;
  /** The newest of each location. */
  lastOf(locationIds: readonly string[]): Promise<ReadonlyMap<string, BackupSync>>;
  page(request: PageRequest, filter?: SyncFilter): Promise<Page<BackupSync>>;
  count(filter?: SyncFilter): Promise<number>;
  countByState(): Promise<ReadonlyMap<BackupSyncState, number>>;
  recordCluster(lease: Lease, clusterId: string): Promise<boolean>;
  recordProgress(lease: Lease, counts: SyncCounts): Promise<boolean>;
  finish(lease: Lease, end: SyncEnd): Promise<boolean>;
  /** Good backups of Stork's layout in these locations, those too that are being deleted. */
  knownIn(locationIds: readonly string[]): Promise<readonly KnownBackup[]>;
  /** Null: it is there again. */
  markVanished(backupId: string, at: Date | null): Promise<boolean>;
}
