/**
 * What the API asks of the services: the classes in src/services have these shapes. All ids are UUIDs. Every method throws
 * DomainErrors and nothing else; a method that takes an id throws NotFound when nothing has it.
 */
import type { Backup, BackupNamespace, MissingNamespace, PlannedNamespace } from '../domain/backup.js';
import type { BackupLocation } from '../domain/backup-location.js';
import type { Cluster } from '../domain/cluster.js';
import type { Actor, User } from '../domain/identity.js';
import type { Issue } from '../domain/issue.js';
import type { Labels } from '../domain/names.js';
import type { ContentEntry, Verification } from '../domain/ports/backup-engine.js';
import type { ObservedNamespace } from '../domain/ports/cluster-gateway.js';
import type { BackupFilter, Page, PageRequest } from '../domain/ports/stores.js';
import type { BackupLocationState, ClusterState, OperationMode, Resource } from '../domain/state-matrix.js';

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
  get(id: string): Promise<Cluster>;
  getMany(ids: readonly string[]): Promise<readonly Cluster[]>;
  page(request: PageRequest, filter?: { readonly states?: readonly ClusterState[] }): Promise<Page<Cluster>>;
  /** YAML that gives Holdfast read access to a cluster, with the steps to a kubeconfig as comments. */
  accessManifest(request: { readonly namespace: string; readonly name: string }): string;
  /** Asked of the cluster now. */
  namespaces(id: string): Promise<readonly ObservedNamespace[]>;
}

export interface BackupLocationOperations {
  create(
    request: {
      readonly name: string;
      readonly path?: string;
      readonly labels?: Labels;
      readonly adopt?: boolean;
    },
    actor: Actor,
  ): Promise<BackupLocation>;
  edit(
    id: string,
    change: { readonly expectedVersion: number; readonly name?: string; readonly labels?: Labels },
    actor: Actor,
  ): Promise<BackupLocation>;
  remove(id: string, actor: Actor): Promise<void>;
  validate(id: string, actor: Actor): Promise<BackupLocation>;
  get(id: string): Promise<BackupLocation>;
  getMany(ids: readonly string[]): Promise<readonly BackupLocation[]>;
  page(
    request: PageRequest,
    filter?: { readonly states?: readonly BackupLocationState[] },
  ): Promise<Page<BackupLocation>>;
}

export interface LocationRescan {
  run(
    locationId: string,
    actor: Actor,
  ): Promise<{
    readonly found: readonly Backup[];
    /** Known before, or without a manifest. */
    readonly skipped: number;
    readonly damaged: readonly { readonly key: string; readonly message: string }[];
  }>;
}

export interface BackupOperations {
  plan(request: { readonly clusterId: string; readonly namespaces: readonly string[] }): Promise<{
    readonly included: readonly PlannedNamespace[];
    readonly missing: readonly MissingNamespace[];
    readonly unlisted: readonly string[];
  }>;
  create(
    request: {
      readonly name?: string;
      readonly clusterId: string;
      readonly locationId: string;
      readonly namespaces: readonly string[];
      readonly labels?: Labels;
    },
    actor: Actor,
  ): Promise<Backup>;
  cancel(id: string, actor: Actor): Promise<Backup>;
  edit(
    id: string,
    change: { readonly expectedVersion: number; readonly name?: string; readonly labels?: Labels },
    actor: Actor,
  ): Promise<Backup>;
  /** The backup, now DELETING. */
  remove(id: string, actor: Actor): Promise<Backup>;
  verify(id: string, actor: Actor): Promise<{ readonly backup: Backup; readonly verification: Verification }>;
  contents(id: string): Promise<readonly ContentEntry[]>;
  get(id: string): Promise<Backup>;
  getMany(ids: readonly string[]): Promise<readonly Backup[]>;
  page(request: PageRequest, filter?: BackupFilter): Promise<Page<Backup>>;
  count(filter?: BackupFilter): Promise<number>;
  namespacesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly BackupNamespace[]>>;
  issuesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Issue[]>>;
}

export interface ApiServices {
  readonly clusters: ClusterOperations;
  readonly locations: BackupLocationOperations;
  readonly rescan: LocationRescan;
  readonly backups: BackupOperations;
  readonly identity: { usersByIds(ids: readonly string[]): Promise<readonly User[]> };
  readonly stateMatrix: {
    /** How many are in each state; undefined when nothing of that resource exists in this product yet. */
    counts(resource: Resource): Promise<ReadonlyMap<string, number> | undefined>;
  };
}
