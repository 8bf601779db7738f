/** A restore: what of a backup comes back, where to, under which names, and what became of each object. */
import type { ResourceFilter } from './resource-filter.js';
import type { OperationMode, RestoreState } from './state-matrix.js';

/** Where a running restore stands. A stage without work is not entered. */
export const RESTORE_STAGES = ['PLAN', 'VOLUMES', 'RESOURCES', 'FINISH'] as const;
export type RestoreStage = (typeof RESTORE_STAGES)[number];

/**
 * What happens to an object that is there already and differs. KEEP: it stays as it is. UPDATE: server-side apply with force, as
 * field manager `holdfast`. REPLACE: deleted and made again; needs the confirmation of a person.
 */
export const EXISTING_POLICIES = ['KEEP', 'UPDATE', 'REPLACE'] as const;
export type ExistingPolicy = (typeof EXISTING_POLICIES)[number];

/** What became of one object. UNCHANGED: there already, the same. KEPT: there already, different, and left alone. */
export const OBJECT_OUTCOMES = [
  'CREATED',
  'UPDATED',
  'REPLACED',
  'UNCHANGED',
  'KEPT',
  'SKIPPED',
  'FAILED',
] as const;
export type ObjectOutcome = (typeof OBJECT_OUTCOMES)[number];

/** One object of a backup, by the name that it had when it was backed up. */
export interface ObjectName {
  /** `<resource>` or `<resource>.<group>`. */
  readonly resource: string;
  /** '' for cluster-scoped. */
  readonly namespace: string;
  readonly name: string;
}

export interface RestoreScope {
  /** By their names in the backup; null: every namespace that it holds. */
  readonly namespaces: readonly string[] | null;
  readonly filter: ResourceFilter;
  /** Only these objects (and the namespaces they need); null: all that the filter lets through. */
  readonly objects: readonly ObjectName[] | null;
  /** Also the cluster-scoped objects that the namespaces use, where they are missing. */
  readonly clusterScoped: boolean;
}

export interface RestoreOptions {
  readonly scope: RestoreScope;
  /** Name in the backup → name in the cluster; others keep theirs. */
  readonly namespaceMapping: Readonly<Record<string, string>>;
  readonly storageClassMapping: Readonly<Record<string, string>>;
  readonly existing: ExistingPolicy;
  /** Kinds (`widgets.shop.example.com`) whose status is written back too. */
  readonly restoreStatus: readonly string[];
  /** NodePorts of Services as they were. */
  readonly preserveNodePorts: boolean;
  /** Volumes from their snapshots; false: claims are made empty. */
  readonly volumes: boolean;
  /** Virtual machines come back stopped; absent: as they were. */
  readonly haltMachines?: boolean;
  /** Their firmware UUIDs and MAC addresses stay; absent or null: where the namespace keeps its name. */
  readonly keepMachineIdentity?: boolean | null;
}

export const RESTORE_ISSUES = {
  CONFLICT_KEPT: {
    effect: 'PARTIAL_SUCCESS',
    meaning: 'a different object of this name was there and was kept',
  },
  REFUSED: { effect: 'PARTIAL_SUCCESS', meaning: 'the cluster refused the object' },
  WEBHOOK_REFUSED: { effect: 'PARTIAL_SUCCESS', meaning: 'an admission webhook refused the object' },
  QUOTA_EXCEEDED: {
    effect: 'PARTIAL_SUCCESS',
    meaning: 'a quota of the namespace does not leave room for the object',
  },
  FORBIDDEN: { effect: 'PARTIAL_SUCCESS', meaning: 'the credential may not make the object' },
  KIND_NOT_SERVED: { effect: 'PARTIAL_SUCCESS', meaning: 'the cluster does not serve this kind' },
  NAMESPACE_TERMINATING: {
    effect: 'PARTIAL_SUCCESS',
    meaning: 'the namespace is being deleted and did not go in time',
  },
  VOLUME_NOT_RESTORED: {
    effect: 'PARTIAL_SUCCESS',
    meaning: 'the claim could not be filled from its snapshot',
  },
  OBJECT_DAMAGED: { effect: 'PARTIAL_SUCCESS', meaning: 'the object could not be read from the backup' },
  FIELD_DROPPED: {
    effect: 'NOTE',
    meaning: 'the cluster does not know a field of the object and left it out',
  },
  FINALIZER_DROPPED: {
    effect: 'NOTE',
    meaning: 'a finalizer was left out: nothing in the cluster may know it',
  },
  STORK_FAILED: { effect: 'FAILURE', meaning: 'Stork ended the restore as failed' },
  STORK_INCOMPLETE: {
    effect: 'PARTIAL_SUCCESS',
    meaning: 'Stork ended the restore as a partial success',
  },
  STORK_STALLED: {
    effect: 'FAILURE',
    meaning: 'Stork stood still: nothing of the restore changed for too long',
  },
  STORK_FOREIGN: {
    effect: 'FAILURE',
    meaning: "an instruction of that name was there already and is somebody else's: it was left as it is",
  },
  STORK_GONE: {
    effect: 'FAILURE',
    meaning: 'somebody deleted the instruction while Stork was working on it',
  },
  NOTHING_RESTORED: { effect: 'FAILURE', meaning: 'not one object came back' },
  BACKUP_UNREADABLE: { effect: 'FAILURE', meaning: 'the backup could not be read from its location' },
  LOCATION_INVALID: { effect: 'FAILURE', meaning: 'the backup location could not be used' },
  CLUSTER_UNAVAILABLE: {
    effect: 'FAILURE',
    meaning: 'the cluster could not be reached or refused its credential',
  },
  CANCELLED: { effect: 'FAILURE', meaning: 'a person cancelled the restore: what was made until then stays' },
  ATTEMPTS_EXHAUSTED: {
    effect: 'FAILURE',
    meaning: 'every worker that took the restore up stopped before its end',
  },
  INTERNAL_ERROR: { effect: 'FAILURE', meaning: 'a fault of Holdfast itself: the log has the cause' },
} as const satisfies Record<string, { effect: 'FAILURE' | 'PARTIAL_SUCCESS' | 'NOTE'; meaning: string }>;
export type RestoreIssueCode = keyof typeof RESTORE_ISSUES;

export interface RestoreIssue {
  readonly code: RestoreIssueCode;
  /** By its name in the backup; null: about the restore as a whole. */
  readonly object: ObjectName | null;
  /** One sentence without secrets. */
  readonly message: string;
}

/** How many objects met each end. */
export type RestoreCounts = Readonly<Record<ObjectOutcome, number>>;

export const NO_OBJECTS: RestoreCounts = {
  CREATED: 0,
  UPDATED: 0,
  REPLACED: 0,
  UNCHANGED: 0,
  KEPT: 0,
  SKIPPED: 0,
  FAILED: 0,
};

/** What a dry run found about one object that would not simply be created. */
export interface RestoreConflict {
  readonly object: ObjectName;
  /** Where it would go. */
  readonly target: { readonly namespace: string; readonly name: string };
  readonly outcome: Exclude<ObjectOutcome, 'CREATED' | 'UNCHANGED'>;
  readonly code: RestoreIssueCode | null;
  /** Why, or which fields differ: one sentence without values of Secrets. */
  readonly message: string;
}

export interface RestorePreview {
  readonly counts: RestoreCounts;
  /** Target namespaces that would be made. */
  readonly newNamespaces: readonly string[];
  /** Objects counted as CREATED that the cluster could not be asked about: their namespace or their kind is not there yet. */
  readonly unchecked: number;
  /** In the order of the restore; at most 1,000, `conflictsTotal` counts all. */
  readonly conflicts: readonly RestoreConflict[];
  readonly conflictsTotal: number;
  readonly issues: readonly RestoreIssue[];
}

/** The record of a restore. What it says of its backup and its clusters stays when those are gone. */
export interface Restore {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  /** null: the backup is gone. */
  readonly backupId: string | null;
  readonly backupName: string;
  readonly backupCreatedAt: Date;
  /** The cluster that the backup is of. */
  readonly sourceClusterName: string;
  /** Where to; null: Holdfast does not know the cluster any more. */
  readonly clusterId: string | null;
  readonly clusterName: string;
  readonly mode: OperationMode;
  readonly options: RestoreOptions;
  /** The namespaces that it writes to, by their names in the cluster. */
  readonly targetNamespaces: readonly string[];
  readonly state: RestoreState;
  /** Code of the worst issue, or null. */
  readonly stateReason: string | null;
  readonly stateChangedAt: Date;
  readonly stage: RestoreStage | null;
  /** Which run of the work this is: 0 until a worker has taken it up. */
  readonly attempt: number;
  /** How many of the attempts a worker gave back because it was told to stop. */
  readonly handedBack: number;
  readonly leaseOwner: string | null;
  readonly leaseUntil: Date | null;
  readonly cancelRequestedAt: Date | null;
  readonly counts: RestoreCounts;
  /** Objects that the scope holds; null until they were counted. */
  readonly total: number | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** Issues of one restore that are kept: the engine's, and what concerns the whole. */
export const MAX_RESTORE_ISSUES = 1_010;

export interface RestoreVerdict {
  readonly state: Exclude<RestoreState, 'IN_PROGRESS'>;
  readonly reason: RestoreIssueCode | null;
  readonly issues: readonly RestoreIssue[];
}

export function objectsDone(counts: RestoreCounts): number {
  return Object.values(counts).reduce((sum, each) => sum + each, 0);
}

/** Objects that are in the cluster as they are in the backup. */
export function objectsBack({ CREATED, UPDATED, REPLACED, UNCHANGED }: RestoreCounts): number {
  return CREATED + UPDATED + REPLACED + UNCHANGED;
}
