/** What the API asks about cluster discoveries: src/services/cluster-discovery-service.ts has this shape. */
import type { ClusterDiscovery, ClustersOnDeletion } from '../domain/cluster-discovery.js';
import type { Actor } from '../domain/identity.js';
import type { DiscoveredClusters, DiscoveryFilter } from '../domain/ports/discovery-stores.js';
import type { Page, PageRequest } from '../domain/ports/stores.js';
import type { DiscoveredShoot } from '../domain/shoot.js';
import type { DiscoveryChange, NewDiscovery } from '../services/cluster-discovery-service.js';

export interface ClusterDiscoveryOperations {
  create(request: NewDiscovery, actor: Actor): Promise<ClusterDiscovery>;
  edit(id: string, change: DiscoveryChange, actor: Actor): Promise<ClusterDiscovery>;
  discover(id: string, actor: Actor): Promise<ClusterDiscovery>;
  refresh(id: string, actor: Actor): Promise<ClusterDiscovery>;
  remove(id: string, clusters: ClustersOnDeletion, actor: Actor): Promise<ClusterDiscovery>;
  get(id: string, viewer: Actor): Promise<ClusterDiscovery>;
  /** Who sees none gets none. */
  getMany(ids: readonly string[], viewer: Actor): Promise<readonly ClusterDiscovery[]>;
  page(request: PageRequest, filter: DiscoveryFilter, viewer: Actor): Promise<Page<ClusterDiscovery>>;
  count(filter: DiscoveryFilter, viewer: Actor): Promise<number>;
  clusterCounts(ids: readonly string[]): Promise<ReadonlyMap<string, DiscoveredClusters>>;
  shootsOf(clusterIds: readonly string[]): Promise<readonly DiscoveredShoot[]>;
  discoveriesOf(clusterIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
}
