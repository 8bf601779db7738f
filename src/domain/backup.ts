/** A backup: the record and the artefact that a cycle or a manual request leaves. */

import type { VolumeSettings } from './backup-volume.js';
import type { DeletionFields } from './deletion.js';
import type { Issue } from './issue.js';
import type { Labels } from './names.js';
import type { NamespaceSelection } from './namespace-selection.js';
import type { ResourceFilter } from './resource-filter.js';
import type { BackupState, OperationMode } from './state-matrix.js';

/** Where a running backup stands, in the order of the run. A stage without work is not entered. */
export const STAGES = ['PLAN', 'PRE_EXEC', 'VOLUMES', 'POST_EXEC', 'RESOURCES', 'COMMIT'] as const;
export type Stage = (typeof STAGES)[number];

export const ENGINES = ['DIRECT', 'STORK'] as const;
export type EngineName = (typeof ENGINES)[number];

/** How a backup lies in its location. */
export const BACKUP_LAYOUTS = ['HOLDFAST', 'STORK'] as const;
export type BackupLayout = (typeof BACKUP_LAYOUTS)[number];

/** What became of one requested namespace. REQUESTED until the plan is made. */
export const NAMESPACE_FATES = ['REQUESTED', 'INCLUDED', 'MISSING', 'LOST'] as const;
export type NamespaceFate = (typeof NAMESPACE_FATES)[number];

export interface BackupNamespace {
  readonly name: string;
  readonly fate: NamespaceFate;
  /** UID at the plan; null while unplanned or missing. */
  readonly uid: string | null;
  /** Why it is missing or lost: `not found`, `Terminating`, `re-created with another UID`. */
  readonly reason: string | null;
  readonly objects: number;
  /** Bytes before compression. */
  readonly bytes: number;
}

/** Another program's backup that a backup was made of. */
export interface ImportSource {
  /** The location that holds it. */
  readonly locationId: string;
  /** What Velero calls it. */
  readonly name: string;
}

export interface Backup extends DeletionFields {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly clusterId: string;
  readonly locationId: string;
  readonly cycleId: string;
  /** Whose cycle it is; null: made by hand without a schedule, or the schedule was deleted. */
  readonly scheduleId: string | null;
  /** What was asked for; LABELS and ALL become `requestedNamespaces` in PLAN. */
  readonly selection: NamespaceSelection;
  readonly engine: EngineName;
  readonly layout: BackupLayout;
  /** A sync found it in its location: nothing here made it, and no retention touches it. */
  readonly listedBySync: boolean;
  /** Since when a sync does not find it in its location any more; null: nothing says so. */
  readonly vanishedAt: Date | null;
  readonly mode: OperationMode;
  readonly labels: Labels;
  readonly state: BackupState;
  /** Code of the worst issue, or null. */
  readonly stateReason: string | null;
  readonly stateChangedAt: Date;
  readonly stage: Stage | null;
  /** Which run of the work this is: 0 until a worker has taken it up. */
  readonly attempt: number;
  /** How many of the attempts a worker gave back because it was told to stop: they do not count as failed ones. */
  readonly handedBack: number;
  readonly leaseOwner: string | null;
  readonly leaseUntil: Date | null;
  readonly cancelRequestedAt: Date | null;
  readonly requestedNamespaces: readonly string[];
  readonly objects: number;
  readonly bytes: number;
  /** Bytes in the location. */
  readonly storedBytes: number;
  readonly manifestKey: string | null;
  /** Ids of the keys that its data key is wrapped by; null: it is stored in the clear, or nothing is stored yet. */
  readonly encryptionKeyIds: readonly string[] | null;
  /** null: read from its cluster. */
  readonly importedFrom: ImportSource | null;
  /** When the location was last read back whole, and what was found; null: never. */
  readonly verifiedAt: Date | null;
  readonly verification: 'INTACT' | 'DAMAGED' | null;
  /** Until when the location refuses to delete it (object lock); null: it does not. */
  readonly lockedUntil: Date | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** Rules of commands; null: none, or it is deleted. */
  readonly preRuleId: string | null;
  readonly postRuleId: string | null;
  /** What it is limited to, as it was when it was asked for; null: nothing is filtered. */
  readonly filter: ResourceFilter | null;
  readonly volumeSettings: VolumeSettings;
}

/** A worker's right to write on a running backup or restore: every write is guarded by it. */
export interface Lease {
  /** Of the backup or the restore. */
  readonly id: string;
  readonly owner: string;
  readonly attempt: number;
}

/** The plan of one run: frozen before anything is read. */
export interface CyclePlan {
  readonly included: readonly PlannedNamespace[];
  readonly missing: readonly MissingNamespace[];
}
export interface PlannedNamespace {
  readonly name: string;
  readonly uid: string;
}
export interface MissingNamespace {
  readonly name: string;
  readonly reason: 'not found' | 'Terminating';
}
export interface LostNamespace {
  readonly name: string;
  readonly reason: 'not found' | 'Terminating' | 're-created with another UID';
}

export interface BackupVerdict {
  readonly state: Exclude<BackupState, 'IN_PROGRESS' | 'DELETING'>;
  readonly reason: string | null;
  readonly issues: readonly Issue[];
}
