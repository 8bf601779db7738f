import type { Backup, PlannedNamespace, Stage } from '../backup.js';
import type { BackupLocation } from '../backup-location.js';
import type { BackupVolume } from '../backup-volume.js';
import type { Cluster } from '../cluster.js';
import type { ExecRule } from '../exec-rule.js';
import type { Issue } from '../issue.js';
import type { NamespaceProgress } from './backup-engine.js';

/** The frozen work of one attempt. */
export interface InstructedRun {
  readonly backup: Backup;
  readonly cluster: Cluster;
  readonly location: BackupLocation;
  /** Those that exist: what is missing was found by the plan, and is no business of the engine. */
  readonly namespaces: readonly PlannedNamespace[];
  readonly preRule: ExecRule | null;
  readonly postRule: ExecRule | null;
  readonly signal: AbortSignal;
}

/** How far the cluster says that it is. Totals so far. */
export interface InstructedProgress {
  readonly stage: Extract<Stage, 'PRE_EXEC' | 'VOLUMES' | 'POST_EXEC' | 'RESOURCES'>;
  readonly volumes: readonly BackupVolume[];
}
export type InstructedReport = (progress: InstructedProgress) => void;

/** What the cluster says that it did. The verdict is made of it by `decide`, as it is for our own work. */
export interface InstructedOutcome {
  readonly volumes: readonly BackupVolume[];
  readonly issues: readonly Issue[];
  /** By namespace, as far as the cluster tells; '' = cluster-scoped. */
  readonly byNamespace: ReadonlyMap<string, NamespaceProgress>;
  readonly totals: { readonly objects: number; readonly bytes: number; readonly storedBytes: number };
  /** Where it lies in the location; null: nothing was left there. It is the `manifestKey` of the record. */
  readonly path: string | null;
}

/** An artefact in a location, and the cluster that is to see to it: the one that made it, or another that reaches the location. */
export interface RemoteArtefact {
  readonly backup: Backup;
  readonly through: Cluster;
  readonly location: BackupLocation;
}

/** Makes and removes backups by instructing a cluster, which does the work with an identity of its own. */
export interface InstructedEngine {
  /**
   * Instructs the cluster and waits for the end. The instruction bears a name made of backup and attempt: a worker that takes over
   * finds it and goes on waiting. An aborted signal takes the instruction back where the run was cancelled, leaves it where
   * the worker stops, and throws its reason.
   * @throws ClusterCallFailed; ModeNotSupported for what the backup asks and the cluster cannot do
   */
  backUp(run: InstructedRun, report: InstructedReport): Promise<InstructedOutcome>;
  /**
   * Deletes what the backup left, in the location and in the cluster. Resolves when it is gone; safe to call again.
   * @throws ClusterCallFailed TIMEOUT when it is not gone after a while: call again later
   */
  remove(artefact: RemoteArtefact, signal: AbortSignal): Promise<void>;
}
