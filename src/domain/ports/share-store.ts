import type { Access, Audience, OwnedResource, Share, SharedResource, Viewer } from '../access.js';
import type { Page, PageRequest } from './stores.js';

/** Who reaches what beside its owner. A share goes with the thing that is shared, and with the person. */
export interface ShareStore {
  insert(share: Share): Promise<void>;
  find(id: string): Promise<Share | undefined>;
  /** Writes the given fields and raises `version`, if it still is `expectedVersion`. */
  edit(
    id: string,
    expectedVersion: number,
    change: Partial<Pick<Share, 'access' | 'namespaces' | 'updatedAt'>>,
  ): Promise<boolean>;
  remove(id: string): Promise<void>;
  pageOf(resource: SharedResource, resourceId: string, request: PageRequest): Promise<Page<Share>>;
  countOf(resource: SharedResource, resourceId: string): Promise<number>;
  /** How far the viewer reaches to each of the things; one that they may not see is left out. */
  accessTo(
    viewer: Viewer,
    resource: OwnedResource,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Access>>;
  /** Who sees it; nobody when it is gone. */
  audienceOf(resource: OwnedResource, id: string): Promise<Audience>;
  /** With whom a cluster is shared. */
  allOfCluster(clusterId: string): Promise<readonly Share[]>;
  /** What is shared of a cluster with the viewer, by themselves or a group. */
  ofCluster(viewer: Viewer, clusterId: string): Promise<readonly Pick<Share, 'access' | 'namespaces'>[]>;
}
