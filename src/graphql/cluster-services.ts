/** What the API asks of the services of clusters: see services.ts. */
import type { Cluster } from '../domain/cluster.js';
import type { Actor } from '../domain/identity.js';
import type { ClusterSort } from '../domain/listing.js';
import type { Labels } from '../domain/names.js';
import type { ObservedNamespace, ShownNamespace } from '../domain/ports/cluster-gateway.js';
import type { ClusterFilter } from '../domain/ports/cluster-store.js';
import type { Page, SortedRequest } from '../domain/ports/stores.js';
import type { OperationMode } from '../domain/state-matrix.js';

export interface ClusterOperations {
  register(
    request: {
      readonly name: string;
      readonly kubeconfig: string;
      readonly context?: string;
      readonly mode?: OperationMode;
      readonly labels?: Labels;
    },
    actor: Actor,
  ): Promise<Cluster>;
  edit(
    id: string,
    change: {
      readonly expectedVersion: number;
      readonly name?: string;
      readonly labels?: Labels;
      readonly kubeconfig?: string;
      readonly context?: string;
    },
    actor: Actor,
  ): Promise<Cluster>;
  remove(id: string, actor: Actor): Promise<void>;
  validate(id: string, actor: Actor): Promise<Cluster>;
  get(id: string, viewer: Actor): Promise<Cluster>;
  getMany(ids: readonly string[], viewer: Actor): Promise<readonly Cluster[]>;
  page(request: SortedRequest<ClusterSort>, filter: ClusterFilter, viewer: Actor): Promise<Page<Cluster>>;
  count(filter: ClusterFilter, viewer: Actor): Promise<number>;
  /** YAML that gives Holdfast read access to a cluster, with the steps to a kubeconfig as comments. */
  accessManifest(request: {
    readonly namespace: string;
    readonly name: string;
    readonly exec?: boolean;
    readonly stork?: boolean;
  }): string;
  /** Asked of the cluster now: those that are shared with the viewer. */
  namespaces(id: string, viewer: Actor): Promise<readonly ShownNamespace[]>;
  /** All of them: only to say of names that the viewer knows whether they are there. */
  namespacesNow(id: string): Promise<readonly ObservedNamespace[]>;
}
