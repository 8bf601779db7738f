import type { PlannedNamespace } from '../backup.js';
import type { BackupVolume, VolumeSettings } from '../backup-volume.js';
import type { Issue } from '../issue.js';
import type { Manifest, ResourceSummary, StoredFile } from '../manifest.js';
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

export interface BackupEngine {
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
  verify(store: ObjectStore, manifest: Manifest, signal?: AbortSignal): Promise<Verification>;
  /** What the index says the backup holds, by resource and namespace. @throws StorageFailed */
  contents(store: ObjectStore, manifest: Manifest, signal?: AbortSignal): Promise<readonly ContentEntry[]>;
}
