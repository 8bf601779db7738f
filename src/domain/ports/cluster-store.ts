import type { Granted, Sight } from '../access.js';
import type { Cluster } from '../cluster.js';
import type { ClusterSort, LabelledFilter } from '../listing.js';
import type { LookGuard, SeenNamespace } from '../namespace-look.js';
import type { ClusterState, OperationMode } from '../state-matrix.js';
import type { Page, SeenBy, SortedRequest } from './stores.js';

export interface ClusterStore {
  insert(cluster: Cluster): Promise<void>;
  find(id: string): Promise<Cluster | undefined>;
  findMany(ids: readonly string[]): Promise<readonly Cluster[]>;
  page(request: SortedRequest<ClusterSort>, filter?: ClusterFilter): Promise<Page<Cluster>>;
  count(filter?: ClusterFilter): Promise<number>;
  all(): Promise<readonly Cluster[]>;
  /** Writes the given fields and raises `version`, if it still is `expectedVersion`. Returns false when it is not. */
  edit(id: string, expectedVersion: number, change: Partial<Cluster>): Promise<boolean>;
  /**
   * What a prober saw, guarded by the credential it used and by nobody having looked since it read the row.
   * `checkedBefore`: the row's stateCheckedAt when the look began. No clocks are compared. Returns false when refused.
   */
  observe(
    id: string,
    guard: { readonly credentialVersion: number; readonly checkedBefore: Date | null },
    seen: Pick<
      Cluster,
      | 'state'
      | 'stateReason'
      | 'stateMessage'
      | 'stateChangedAt'
      | 'stateCheckedAt'
      | 'lastReachedAt'
      | 'looks'
      | 'kubernetesVersion'
      | 'clusterUid'
      | 'missingRights'
    > & { readonly stork?: Cluster['stork'] },
  ): Promise<boolean>;
  remove(id: string): Promise<void>;
  countByState(seenBy?: Sight): Promise<ReadonlyMap<ClusterState, number>>;
}

export interface ClusterFilter extends LabelledFilter<ClusterState>, SeenBy {
  readonly modes?: readonly OperationMode[];
}

/** What a person looks for among the namespaces of a cluster. */
export interface NamespaceSearch {
  /** Part of a name in lower case; empty: all. */
  readonly part: string;
  /** Names that are no answer. */
  readonly without: readonly string[];
  /** What the person may choose from. */
  readonly among: Granted;
  readonly first: number;
}

/** The namespaces of clusters as they were last observed. */
export interface ClusterNamespaceStore {
  /** What a look begins from; undefined when there is no such cluster. */
  guard(clusterId: string): Promise<LookGuard | undefined>;
  /**
   * Writes what a look saw: all the namespaces there are, of which only differences are written. False, and nothing is
   * written, when another look was written since the guard was read, or the credential is a new one.
   */
  record(
    clusterId: string,
    guard: LookGuard,
    look: {
      /** When the look began. */
      readonly at: Date;
      readonly namespaces: readonly SeenNamespace[];
    },
  ): Promise<boolean>;
  /** Which of what was looked at is the system's though its name does not say so; of a new credential, or a cluster never looked at, nothing. */
  recordSystem(clusterId: string, guard: LookGuard, names: readonly string[]): Promise<void>;
  /** When each cluster was last looked at with its present credential; one that never was is left out. */
  observedAt(clusterIds: readonly string[]): Promise<ReadonlyMap<string, Date>>;
  /** Those of the names that were there, also Terminating ones. */
  among(clusterId: string, names: readonly string[]): Promise<ReadonlyMap<string, SeenNamespace>>;
  /**
   * Names that contain the part and are not Terminating: the ones that begin with it first. Namespaces of the system only
   * when they begin with at least four searched letters.
   */
  search(
    clusterId: string,
    search: NamespaceSearch,
  ): Promise<{ readonly names: readonly string[]; readonly total: number }>;
}
