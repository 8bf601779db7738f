import type { PlannedNamespace } from '../backup.js';
import type { Issue } from '../issue.js';
import type { Manifest, ResourceSummary, StoredFile } from '../manifest.js';
import type { ResourceFilter } from '../resource-filter.js';
import type { ObjectStore } from './object-store.js';

/** The frozen work of one attempt. */
export interface EngineRun {
  readonly backupId: string;
  readonly attempt: number;
  readonly clusterId: string;
  readonly namespaces: readonly PlannedNamespace[];
  readonly store: ObjectStore;
  readonly signal: AbortSignal;
  /** null: everything is kept that a backup keeps. */
  readonly filter: ResourceFilter | null;
}

export interface NamespaceProgress {
  readonly objects: number;
  readonly bytes: number;
}

/** Called as often as the engine likes; the receiver throttles. Values are totals so far, by namespace ('' = cluster-scoped). */
export type ProgressReport = (byNamespace: ReadonlyMap<string, NamespaceProgress>) => void;

export interface CapturedResources {
  readonly files: { readonly resources: StoredFile; readonly index: StoredFile };
  readonly resources: readonly ResourceSummary[];
  readonly byNamespace: ReadonlyMap<string, NamespaceProgress>;
  readonly totals: { readonly objects: number; readonly bytes: number; readonly storedBytes: number };
  /** KIND_UNREADABLE, API_GROUP_BROKEN, LIST_INCONSISTENT, CLOSURE_UNREADABLE. */
  readonly issues: readonly Issue[];
}

/** What reading a backup back found. */
export interface Verification {
  readonly intact: boolean;
  readonly frames: number;
  readonly objects: number;
  /** One sentence per damage: a missing file, a digest that differs, an object that does not parse. At most 100. */
  readonly damages: readonly string[];
}

/** One line of what a backup holds. */
export interface ContentEntry {
  readonly resource: string;
  /** '' for cluster-scoped. */
  readonly namespace: string;
  readonly objects: number;
  readonly bytes: number;
}

/** What is looked at without a backup: some namespaces of a cluster through a filter. */
export interface PreviewRequest {
  readonly clusterId: string;
  readonly namespaces: readonly string[];
  readonly filter: ResourceFilter | null;
  readonly signal: AbortSignal;
}

/** What a backup would keep of one kind of the namespaces, and what not. */
export interface KindPreview {
  readonly resource: string;
  readonly kept: number;
  readonly leftOut: readonly LeftOut[];
}
export interface LeftOut {
  /** Word of the rule: `OWNED_BY_CONTROLLER`. */
  readonly rule: string;
  /** One sentence for people. */
  readonly reason: string;
  readonly objects: number;
}

export interface ResourcePreview {
  /** Kinds with objects, by name. What the kept objects use of the cluster comes along and is not counted. */
  readonly kinds: readonly KindPreview[];
  /** Kinds that are not read at all. FILTER: the filter leaves them out. */
  readonly leftOutKinds: readonly {
    readonly resource: string;
    readonly rule: string;
    readonly reason: string;
  }[];
  /** Words of the filter that no kind of the cluster bears. */
  readonly unknownKinds: readonly string[];
  /** Kinds that could not be read, or not to their end. */
  readonly unreadable: readonly { readonly resource: string; readonly message: string }[];
  /** False: there are more objects than are looked at, or the time was up; the counts are of those that were. */
  readonly complete: boolean;
}

export interface BackupEngine {
  /** What a backup would keep and why not the rest: reads metadata where that is enough, and changes nothing. @throws ClusterCallFailed */
  preview(request: PreviewRequest): Promise<ResourcePreview>;
  /** Looks at the volumes of the included namespaces; copies nothing yet. NOTE issues. @throws ClusterCallFailed */
  inspectVolumes(run: EngineRun): Promise<readonly Issue[]>;
  /** Reads the namespaces' resources into the store below the attempt's folder. @throws ClusterCallFailed, StorageFailed */
  captureResources(run: EngineRun, report: ProgressReport): Promise<CapturedResources>;
  /** Reads every frame back, checks every digest, parses every object. @throws StorageFailed when the location itself is bad */
  verify(store: ObjectStore, manifest: Manifest, signal?: AbortSignal): Promise<Verification>;
  /** What the index says the backup holds, by resource and namespace. @throws StorageFailed */
  contents(store: ObjectStore, manifest: Manifest, signal?: AbortSignal): Promise<readonly ContentEntry[]>;
}
