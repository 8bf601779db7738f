/** The stores of cluster discoveries and of the shoots behind clusters. Leases are on the database's time. */
import type { Lease } from '../backup.js';
import type {
  ClusterDiscovery,
  ClusterDiscoveryState,
  DiscoveryEnd,
  DiscoveryRun,
} from '../cluster-discovery.js';
import type { DiscoveredShoot } from '../shoot.js';
import type { LeasedStore } from './leased-store.js';
import type { Page, PageRequest } from './stores.js';

export interface DiscoveryFilter {
  readonly states?: readonly ClusterDiscoveryState[];
}

/** How many clusters a discovery finds, and how many it was the last to find. */
export interface DiscoveredClusters {
  readonly managed: number;
  readonly hibernated: number;
}

/** Runs and deletions: both are done under a lease, by whoever takes them up. */
export interface ClusterDiscoveryStore extends LeasedStore<ClusterDiscovery> {
  insert(discovery: ClusterDiscovery): Promise<void>;
  find(id: string): Promise<ClusterDiscovery | undefined>;
  /** Locks the row until the transaction ends. */
  lock(id: string): Promise<ClusterDiscovery | undefined>;
  findMany(ids: readonly string[]): Promise<readonly ClusterDiscovery[]>;
  page(request: PageRequest, filter?: DiscoveryFilter): Promise<Page<ClusterDiscovery>>;
  count(filter?: DiscoveryFilter): Promise<number>;
  countByState(): Promise<ReadonlyMap<ClusterDiscoveryState, number>>;
  /** False when `expectedVersion` is not the present one. */
  edit(id: string, expectedVersion: number, change: Partial<ClusterDiscovery>): Promise<boolean>;
  /** Of a row that is locked and neither runs nor is being deleted. */
  begin(
    id: string,
    run: { readonly kind: DiscoveryRun; readonly message: string; readonly at: Date },
  ): Promise<void>;
  /** Of a row that is locked: from now on whoever takes it up removes it. */
  beginDeletion(id: string, message: string, at: Date): Promise<void>;
  /** Ids of those that neither run nor are being deleted and whose time has come. */
  due(now: Date, limit: number): Promise<readonly string[]>;
  recordProgress(
    lease: Lease,
    progress: { readonly processed: number; readonly total: number },
  ): Promise<boolean>;
  /** False when the lease is lost. */
  finish(lease: Lease, end: DiscoveryEnd): Promise<boolean>;
  /** Whether the lease is still ours; in a transaction nobody takes it until that ends. */
  assertHeld(lease: Lease): Promise<boolean>;
  /** False when the lease is lost. */
  remove(lease: Lease): Promise<boolean>;
}

export interface ShootStore {
  insert(shoot: DiscoveredShoot): Promise<void>;
  /** Locked until the transaction ends. */
  lockByUid(uid: string): Promise<DiscoveredShoot | undefined>;
  lock(clusterId: string): Promise<DiscoveredShoot | undefined>;
  find(clusterId: string): Promise<DiscoveredShoot | undefined>;
  findMany(clusterIds: readonly string[]): Promise<readonly DiscoveredShoot[]>;
  update(clusterId: string, change: Partial<Omit<DiscoveredShoot, 'id' | 'uid'>>): Promise<void>;
  /** In no order. */
  findByUids(uids: readonly string[]): Promise<readonly DiscoveredShoot[]>;
  /** Whether no other cluster is called so. */
  isNameFree(name: string, clusterId: string): Promise<boolean>;
  /** Where the cluster is from now on, and until when its new kubeconfig is good: no edit, so it raises no version. */
  replaceAccess(
    clusterId: string,
    access: { readonly server: string; readonly credentialExpiresAt: Date | null },
  ): Promise<void>;
  /** No discovery finds them any more: their kubeconfigs are renewed no longer. */
  markUnmanaged(clusterIds: readonly string[], reason: string, at: Date): Promise<void>;
  /** That the discovery finds the cluster; twice is as once. */
  claim(discoveryId: string, clusterId: string): Promise<void>;
  /**
   * That the discovery finds the clusters, and sees their shoots as they are known.
   * @returns those of which that still holds: the others were let go of, fell asleep or woke since they were read
   */
  seeAgain(
    discoveryId: string,
    shoots: readonly Pick<DiscoveredShoot, 'id' | 'hibernated'>[],
    at: Date,
  ): Promise<readonly string[]>;
  /** Which discoveries find each cluster. */
  discoveriesOf(clusterIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  countsOf(discoveryIds: readonly string[]): Promise<ReadonlyMap<string, DiscoveredClusters>>;
  /** Every shoot that the discovery finds, by its cluster. */
  ofDiscovery(discoveryId: string): Promise<readonly DiscoveredShoot[]>;
  /** The first clusters by name, and how many there are. */
  clustersOf(
    discoveryId: string,
    first: number,
  ): Promise<{
    readonly clusters: readonly { readonly id: string; readonly name: string }[];
    readonly total: number;
  }>;
  /** The discovery does not find them any more. @returns those of them that nobody finds any more */
  release(discoveryId: string, clusterIds: readonly string[]): Promise<readonly string[]>;
  /**
   * Takes up shoots whose kubeconfig is to be renewed, the longest due first: for `ttlMs` nobody else does. Each with a
   * discovery that finds it.
   */
  claimRenewals(
    now: Date,
    how: { readonly limit: number; readonly ttlMs: number },
  ): Promise<readonly { readonly shoot: DiscoveredShoot; readonly discoveryId: string }[]>;
}
