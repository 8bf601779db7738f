import type { Backup, MissingNamespace, PlannedNamespace, Stage } from '../backup.js';
import type { BackupLocation } from '../backup-location.js';
import type { BackupVolume } from '../backup-volume.js';
import type { Cluster } from '../cluster.js';
import type { FrozenRule } from '../exec-rule.js';
import type { Issue } from '../issue.js';
import type { Restore, RestoreCounts, RestoreIssue } from '../restore.js';
import type { NamespaceProgress } from './backup-engine.js';
import type { StorkLook } from './stork-look.js';

/** The frozen work of a backup, the same for each of its attempts. */
export interface InstructedRun {
  readonly backup: Backup;
  /** Its identity, which a copy of the instruction in the bucket keeps; null: not known. */
  readonly clusterUid: string | null;
  /** Those that exist: what is missing was found by the plan, and is no business of the engine. */
  readonly namespaces: readonly PlannedNamespace[];
  /** Those of the plan that do not: a copy of the instruction in the bucket says so. */
  readonly missing: readonly MissingNamespace[];
  /** Whose cycle it is; null: nobody's, or it is gone. */
  readonly schedule: { readonly id: string; readonly name: string } | null;
  readonly preRule: FrozenRule | null;
  readonly postRule: FrozenRule | null;
  readonly signal: AbortSignal;
}

/** How a backup stands on its cluster. */
export interface InstructedStanding {
  /** null: as before. */
  readonly stage: Extract<Stage, 'PRE_EXEC' | 'VOLUMES' | 'POST_EXEC' | 'RESOURCES'> | null;
  readonly volumes: readonly BackupVolume[];
  /** By namespace, as far as the cluster tells; '' = cluster-scoped. */
  readonly byNamespace: ReadonlyMap<string, NamespaceProgress>;
  /** Planned namespaces that were gone when the cluster began. */
  readonly missing: readonly string[];
  /** null: it goes on. */
  readonly end: InstructedEnd | null;
}

/** What the cluster says that it did. The verdict is made of it by `decide`, as it is for our own work. */
export interface InstructedEnd {
  /** What went wrong beside volumes, which say it themselves. */
  readonly issues: readonly Issue[];
  readonly totals: { readonly objects: number; readonly bytes: number; readonly storedBytes: number };
  /** Key of the file in the location that makes it a backup; null: nothing was left there. */
  readonly manifestKey: string | null;
}

/** An artefact in a location, and the cluster that is to see to it: the one that made it, or another that reaches the location. */
export interface RemoteArtefact {
  readonly backup: Backup;
  readonly through: Pick<Cluster, 'id' | 'name'>;
  readonly location: BackupLocation;
}

export interface InstructedRestoreRun {
  readonly restore: Restore;
  readonly clusterId: string;
  readonly backup: Backup;
  /** Names in the backup → names in the cluster: all that is to come back, and nothing else. */
  readonly namespaces: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
}

export interface InstructedRestoreStanding {
  readonly stage: 'VOLUMES' | 'RESOURCES' | null;
  readonly counts: RestoreCounts;
  readonly total: number | null;
  readonly issues: readonly RestoreIssue[];
  readonly over: boolean;
}

/**
 * Makes, restores and removes backups by instructing a cluster, which does the work with an identity of its own. What it writes there
 * bears a name made of the backup's or the restore's id: whoever takes a run over finds it and goes on waiting. Something of that
 * name which somebody else made is neither used nor changed: an issue says so.
 * All of it throws ClusterCallFailed when the cluster as a whole was away for too long, and the reason of an aborted signal, which leaves the
 * instruction as it is: a worker that stops is followed by another.
 */
export interface InstructedEngine extends StorkLook {
  /** What has become of what an earlier attempt told the cluster, if it did. A cluster that does not answer is waited for. */
  instruction(run: Pick<InstructedRun, 'backup' | 'signal'>): Promise<'NONE' | 'RUNS' | 'OVER'>;
  /** Makes calls to a cluster again which does not answer, for as long as it is waited for. @throws what `call` threw last */
  patiently<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Instructs the cluster where nobody has, and tells how it stands, whenever something has moved; the last one has an end. */
  backUp(run: InstructedRun): AsyncIterable<InstructedStanding>;
  /**
   * Takes the instruction back and with it all that came of it: the run has failed or was cancelled. Resolves when the cluster has been told and has
   * done it, or `waitMs` after it was told: true when nothing of it is left there. May be asked again.
   */
  withdraw(
    backup: Pick<Backup, 'id' | 'clusterId'>,
    { waitMs, signal }: { readonly waitMs: number; readonly signal: AbortSignal },
  ): Promise<boolean>;
  /**
   * Nothing is written. What left nothing in the location every cluster may be told to delete.
   * @throws MadeElsewhere where the cluster knows the backup as somebody else's, DependencyFailure where it does not know it
   */
  assertRemovable(artefact: RemoteArtefact, signal: AbortSignal): Promise<void>;
  /**
   * Tells the cluster to delete what a backup left, in the location and in itself. Resolves when it has been told, and where there is nothing
   * (any more): only a cluster that had it before may be taken at that word.
   * @throws ClusterCallFailed, DependencyFailure where the cluster cannot be given the location that the data lies in
   */
  tellRemoval(artefact: RemoteArtefact, signal: AbortSignal): Promise<void>;
  /**
   * Resolves when nothing of it is left in the cluster, and so none of its data; safe to call again.
   * @throws ClusterCallFailed TIMEOUT when it is not gone after a while: call again later
   */
  awaitRemoval(artefact: RemoteArtefact, signal: AbortSignal): Promise<void>;
  /** Takes away what a cluster that listed the backup keeps of it; none of its data. @throws ClusterCallFailed */
  forgetCopies(artefact: RemoteArtefact, signal: AbortSignal): Promise<void>;
  /** Whether an earlier attempt has told the cluster. A cluster that does not answer is waited for. */
  hasRestore(run: Pick<InstructedRestoreRun, 'restore' | 'clusterId' | 'signal'>): Promise<boolean>;
  /** As `backUp`. */
  restore(run: InstructedRestoreRun): AsyncIterable<InstructedRestoreStanding>;
  /** Ends a restore that runs; what it has made stays. Also takes away the instruction of one that is over: its record says it all. */
  withdrawRestore(restore: Pick<Restore, 'id'>, clusterId: string, signal: AbortSignal): Promise<void>;
  /** Ids of backups that this cluster has instructions of ours for. */
  instructed(clusterId: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Restores that this cluster has instructions of. `ours`: it was told by this installation, under the cluster's present registration. */
  instructedRestores(clusterId: string, signal: AbortSignal): Promise<readonly InstructedRestore[]>;
}

export interface InstructedRestore {
  readonly restoreId: string;
  readonly ours: boolean;
}
