import type { Sight } from '../access.js';
import type { Backup, BackupNamespace, CyclePlan, Lease, Stage } from '../backup.js';
import type { BackupMachine } from '../backup-machine.js';
import type { BackupVolume } from '../backup-volume.js';
import type { NewEvent } from '../event.js';
import type { Issue } from '../issue.js';
import type { BackupSort, LabelledFilter } from '../listing.js';
import type { RetainedBackup } from '../retention.js';
import type { BackupState } from '../state-matrix.js';
import type { NamespaceProgress } from './backup-engine.js';
import type { LeaseAnswer, LeasedStore } from './leased-store.js';
import type { Page, SeenBy, SortedRequest } from './stores.js';

export interface BackupFilter extends LabelledFilter<BackupState>, SeenBy {
  readonly clusterId?: string;
  readonly locationId?: string;
  readonly scheduleId?: string;
  /** This cluster runs it, or deletes it. */
  readonly underWayOn?: string;
  /** It holds this namespace. */
  readonly includesNamespace?: string;
  /** This namespace was asked for and was missing, or was lost during the run. */
  readonly missesNamespace?: string;
}

/** The newest backup that holds a namespace. */
export interface LastCopy {
  readonly id: string;
  readonly name: string;
  readonly at: Date;
}

/** A stage that a run enters: its lease is prolonged in the same write, for `ttlMs`. */
export interface StageEntry {
  readonly stage: Stage;
  readonly event: NewEvent;
  readonly ttlMs: number;
}

export interface BackupRows {
  readonly backup: Backup;
  readonly namespaces: readonly BackupNamespace[];
}

/** What a backup names: ids of each kind. */
export interface NamedAround {
  readonly clusters: readonly string[];
  readonly locations: readonly string[];
  readonly schedules: readonly string[];
}

export interface BackupStore extends LeasedStore<Backup> {
  /** Names by id, in one question. What is gone is missing. */
  namesAround(ids: NamedAround): Promise<ReadonlyMap<string, string>>;
  insert(
    backup: Backup,
    namespaces: readonly BackupNamespace[],
    issues?: readonly Issue[],
    volumes?: readonly BackupVolume[],
  ): Promise<void>;
  /** New backups that have not begun, in one go. */
  insertAll(rows: readonly BackupRows[]): Promise<void>;
  find(id: string): Promise<Backup | undefined>;
  /** Locks the row until the transaction ends: a deletion and the beginning of a restore happen one after the other. */
  lock(id: string): Promise<Backup | undefined>;
  findMany(ids: readonly string[]): Promise<readonly Backup[]>;
  page(request: SortedRequest<BackupSort>, filter?: BackupFilter): Promise<Page<Backup>>;
  count(filter?: BackupFilter): Promise<number>;
  countByState(seenBy?: Sight): Promise<ReadonlyMap<BackupState, number>>;
  namespacesOf(backupIds: readonly string[]): Promise<ReadonlyMap<string, readonly BackupNamespace[]>>;
  issuesOf(backupIds: readonly string[]): Promise<ReadonlyMap<string, readonly Issue[]>>;
  /** In the order of the alphabet. */
  volumesOf(backupIds: readonly string[]): Promise<ReadonlyMap<string, readonly BackupVolume[]>>;
  /** How many backups each of the schedules has, whatever their state; one without any is left out. */
  countOfSchedules(scheduleIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Every backup of the schedule that has ended, with the namespaces it holds: what retention looks at. */
  retainedOf(scheduleId: string): Promise<readonly RetainedBackup[]>;
  /** The newest good backup of the schedule that holds each name; a name without one is left out. */
  lastGoodOf(scheduleId: string, names: readonly string[]): Promise<ReadonlyMap<string, LastCopy>>;
  /** The backup of each cycle that has one. */
  ofCycles(cycleIds: readonly string[]): Promise<ReadonlyMap<string, Backup>>;
  idsInLocation(locationId: string): Promise<ReadonlySet<string>>;

  /** The following write only while the lease is held, and say when it is not. */
  enterStage(lease: Lease, entry: StageEntry): Promise<LeaseAnswer>;
  /**
   * Also writes `requestedNamespaces` where the plan has names that were not known before (LABELS, ALL), and enters the stage
   * after it at once, where there is one.
   */
  recordPlan(lease: Lease, plan: CyclePlan, entry?: StageEntry): Promise<LeaseAnswer>;
  recordProgress(lease: Lease, byNamespace: ReadonlyMap<string, NamespaceProgress>): Promise<boolean>;
  /** The whole list as it stands: volumes that an earlier attempt met are gone. */
  recordVolumes(lease: Lease, volumes: readonly BackupVolume[]): Promise<boolean>;
  /** The guarded last move out of IN_PROGRESS, with namespaces, issues and volumes. */
  finish(lease: Lease, end: BackupEnd): Promise<boolean>;

  /** Cancels a backup that no worker has taken up yet. False when one has. */
  finishUnclaimed(backupId: string, end: BackupEnd): Promise<boolean>;
  edit(
    id: string,
    expectedVersion: number,
    change: Pick<Partial<Backup>, 'name' | 'labels'>,
  ): Promise<boolean>;
  /** Encrypted backups that stand in a location, by id, from after `after` on. */
  encrypted(request: { readonly first: number; readonly after: string | null }): Promise<readonly Backup[]>;
  recordEncryptionKeys(id: string, keyIds: readonly string[]): Promise<void>;
  /** Until when the location refuses to delete it. */
  recordLock(id: string, lockedUntil: Date | null): Promise<void>;
  /** Into DELETING: due for deletion at once. False when it is in another state, or a restore reads it. */
  move(id: string, from: BackupState, to: BackupState, at: Date): Promise<boolean>;
  remove(id: string): Promise<void>;
}

export interface BackupEnd {
  readonly state: Exclude<BackupState, 'IN_PROGRESS' | 'DELETING'>;
  readonly reason: string | null;
  readonly at: Date;
  readonly namespaces: readonly BackupNamespace[];
  readonly issues: readonly Issue[];
  readonly totals: { readonly objects: number; readonly bytes: number; readonly storedBytes: number };
  readonly manifestKey: string | null;
  /** Ids of the keys that its data key is wrapped by; null: stored in the clear, or nothing is. */
  readonly encryptionKeyIds: readonly string[] | null;
  readonly volumes: readonly BackupVolume[];
  /** Of a backup of virtual machines; absent or empty of others. */
  readonly machines?: readonly BackupMachine[];
}
