import type { PlannedNamespace } from '../backup.js';
import type { Issue } from '../issue.js';
import type { Manifest, ResourceSummary, StoredFile } from '../manifest.js';
import type { VerificationProgress } from '../verification.js';
import type { ObjectStore } from './object-store.js';

/** The frozen work of one attempt. */
export interface EngineRun {
  readonly backupId: string;
  readonly attempt: number;
  readonly clusterId: string;
  readonly namespaces: readonly PlannedNamespace[];
  readonly store: ObjectStore;
  readonly signal: AbortSignal;
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

/** Called as often as the engine likes, with totals so far; the receiver throttles. */
export type VerifyReport = (progress: VerificationProgress) => void;

/** One line of what a backup holds. */
export interface ContentEntry {
  readonly resource: string;
  /** '' for cluster-scoped. */
  readonly namespace: string;
  readonly objects: number;
  readonly bytes: number;
}

export interface BackupEngine {
  /** Looks at the volumes of the included namespaces; copies nothing yet. NOTE issues. @throws ClusterCallFailed */
  inspectVolumes(run: EngineRun): Promise<readonly Issue[]>;
  /** Reads the namespaces' resources into the store below the attempt's folder. @throws ClusterCallFailed, StorageFailed */
  captureResources(run: EngineRun, report: ProgressReport): Promise<CapturedResources>;
  /** Reads every frame back, checks every digest, parses every object. @throws StorageFailed when the location itself is bad */
  verify(
    store: ObjectStore,
    manifest: Manifest,
    signal?: AbortSignal,
    report?: VerifyReport,
  ): Promise<Verification>;
  /** What the index says the backup holds, by resource and namespace. @throws StorageFailed */
  contents(store: ObjectStore, manifest: Manifest, signal?: AbortSignal): Promise<readonly ContentEntry[]>;
}
