import type { PlannedNamespace } from '../backup.js';
import type { MachineParts } from '../backup-machine.js';
import type { BackupVolume, VolumeSettings } from '../backup-volume.js';
import type { Issue } from '../issue.js';
import type { ResourceSummary, StoredFile } from '../manifest.js';
import type { ResourceFilter } from '../resource-filter.js';
import type { VerificationProgress } from '../verification.js';
import type { BackupKey, OpenedBackup } from './backup-cipher.js';
import type { ObjectStore } from './object-store.js';

/** The frozen work of one attempt. */
export interface EngineRun {
  readonly backupId: string;
  readonly attempt: number;
  readonly clusterId: string;
  readonly namespaces: readonly PlannedNamespace[];
  readonly store: ObjectStore;
  readonly signal: AbortSignal;
  /** Seals every frame; null: the backup is stored in the clear. */
  readonly key: BackupKey | null;
  /** null: everything is kept that a backup keeps. */
  readonly filter: ResourceFilter | null;
  /** Only what these virtual machines are made of; absent: all of the namespaces. */
  readonly machines?: readonly MachineParts[];
}

export interface VolumeRun extends EngineRun {
  readonly volumes: VolumeSettings;
}

/** Called as often as the engine likes; the receiver throttles. Every volume as it stands now, in the order of the alphabet. */
export type VolumeReport = (volumes: readonly BackupVolume[]) => void;

/** A run marks all that it makes in a cluster with its backup's id. */
export interface MarkedSnapshot {
  readonly backupId: string;
  /** As `BackupVolume.snapshot` names it; no two attempts use the same name. */
  readonly snapshot: string;
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
  /** Which parts of the machines of the run are kept: `partKey` of each. Absent where it was not limited to machines. */
  readonly parts?: ReadonlySet<string>;
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
  /**
   * Snapshots of the claims of the included namespaces, as far as their cut: each volume comes back CUT, SKIPPED or FAILED, never
   * PENDING. Rules that hold applications still may let them go afterwards. Time-outs are the engine's own: it always comes back.
   * @throws ClusterCallFailed when the cluster as a whole is lost; an aborted signal throws its reason
   */
  cutVolumes(run: VolumeRun, report: VolumeReport): Promise<readonly BackupVolume[]>;
  /**
   * Waits until what was cut is usable: CUT becomes READY or FAILED. A claim that is gone by now makes its volume FAILED, CLAIM_GONE.
   * @param volumes what `cutVolumes` of the same run returned
   */
  awaitVolumes(
    run: VolumeRun,
    volumes: readonly BackupVolume[],
    report: VolumeReport,
  ): Promise<readonly BackupVolume[]>;
  /**
   * Deletes the snapshots of the volumes in the storage too, also where their namespaces are gone. Resolves when the cluster has none of
   * them any more; volumes without a snapshot, and snapshots that are gone already, are no fault. Safe to call again.
   * @throws ClusterCallFailed TIMEOUT when some are still there after a while: call again later
   */
  releaseVolumes(clusterId: string, volumes: readonly BackupVolume[], signal: AbortSignal): Promise<void>;
  /** The same of everything that carries a backup's mark, but for these names of snapshots. @throws as releaseVolumes */
  clearVolumes(
    clusterId: string,
    of: { readonly backupId: string; readonly keep: readonly string[] },
    signal: AbortSignal,
  ): Promise<void>;
  /** Every snapshot in the cluster that carries a mark: what a sweep for orphans goes by. @throws ClusterCallFailed */
  markedSnapshots(clusterId: string, signal: AbortSignal): Promise<readonly MarkedSnapshot[]>;
  /** Takes away what restores put beside claims that have their volumes by now. @throws ClusterCallFailed */
  tidyRestored(clusterId: string, signal: AbortSignal): Promise<void>;
  /** Reads the namespaces' resources into the store below the attempt's folder. @throws ClusterCallFailed, StorageFailed */
  captureResources(run: EngineRun, report: ProgressReport): Promise<CapturedResources>;
  /** Reads every frame back, checks every digest, parses every object. @throws StorageFailed when the location itself is bad */
  verify(
    store: ObjectStore,
    backup: OpenedBackup,
    signal?: AbortSignal,
    report?: VerifyReport,
  ): Promise<Verification>;
  /** What the index says the backup holds, by resource and namespace. @throws StorageFailed, BackupLocked TAMPERED */
  contents(store: ObjectStore, backup: OpenedBackup, signal?: AbortSignal): Promise<readonly ContentEntry[]>;
}
