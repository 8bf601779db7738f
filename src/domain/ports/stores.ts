import type { Granted, Sight } from '../access.js';
import type { Alert, AlertKind, AlertSubject } from '../alert.js';
import type { Backup, BackupNamespace, CyclePlan, Lease, Stage } from '../backup.js';
import type { BackupLocation, LocationAccess } from '../backup-location.js';
import type { BackupMachine } from '../backup-machine.js';
import type { BackupSchedule, ScheduleEdit } from '../backup-schedule.js';
import type { BackupVolume } from '../backup-volume.js';
import type { Cluster } from '../cluster.js';
import type { Cycle } from '../cycle.js';
import type { NewEvent } from '../event.js';
import type { Issue } from '../issue.js';
import type {
  AlertSort,
  BackupSort,
  ClusterSort,
  LabelledFilter,
  LocationSort,
  RecentTime,
  ScheduleSort,
  Sort,
} from '../listing.js';
import type { LookGuard, SeenNamespace } from '../namespace-look.js';
import type { RetainedBackup } from '../retention.js';
import type {
  BackupLocationState,
  BackupScheduleState,
  BackupState,
  ClusterState,
  OperationMode,
} from '../state-matrix.js';
import type { NamespaceProgress } from './backup-engine.js';
import type { CredentialVault } from './credential-vault.js';
import type { AlertRouteStore, DeliveryStore, DigestStore, MailPolicy } from './delivery-stores.js';
import type { DependentsStore } from './dependents-store.js';
import type { ClusterDiscoveryStore, ShootStore } from './discovery-stores.js';
import type { BackupSyncStore, LocationConnectionStore } from './federation-stores.js';
import type { GuestHoldStore } from './guest-hold-store.js';
import type { IdempotencyStore } from './idempotency-store.js';
import type { DeletionStore, VerificationStore } from './keeping-stores.js';
import type { LeftInstructionStore } from './left-instruction-store.js';
import type { BackupMachineStore, VirtualMachineStore } from './machine-store.js';
import type {
  AccessTokenStore,
  AuditStore,
  InteractionStore,
  OwnershipStore,
  ServiceTokenStore,
  SlackLinkStore,
  UserGroupStore,
  UserStore,
} from './people-stores.js';
import type { RestoreStore } from './restore-store.js';
import type { ExecRuleStore, RuleRunStore } from './rule-stores.js';
import type { SearchStore } from './search-store.js';
import type { ShareStore } from './share-store.js';
import type { StateHistoryStore } from './state-history.js';

/** A page of a list, newest first. `after` is the cursor of the last one seen. */
export interface PageRequest {
  readonly first: number;
  readonly after: string | null;
  /** The only properties of a row that will be looked at: others may be missing. Whole rows when not given. */
  readonly parts?: readonly string[];
}
/** The same in another order: newest first when not given. */
export interface SortedRequest<By extends string> extends PageRequest {
  readonly sort?: Sort<By>;
}
export interface Page<T> {
  readonly items: readonly { readonly cursor: string; readonly item: T }[];
  readonly hasNext: boolean;
}

/**
 * All stores are bound to one transaction or to none (`UnitOfWork`). Unique violations are thrown as `AlreadyExists`,
 * lost connections as `DependencyFailure`.
 */
export interface ClusterStore {
  insert(cluster: Cluster): Promise<void>;
  find(id: string): Promise<Cluster | undefined>;
  findMany(ids: readonly string[]): Promise<readonly Cluster[]>;
  page(request: SortedRequest<ClusterSort>, filter?: ClusterFilter): Promise<Page<Cluster>>;
  count(filter?: ClusterFilter): Promise<number>;
  all(): Promise<readonly Cluster[]>;
  /** Writes the given fields and raises `version`, if it still is `expectedVersion`. Returns false when it is not. */
  edit(id: string, expectedVersion: number, change: Partial<Cluster>): Promise<boolean>;
  /**
   * What a prober saw, guarded by the credential it used and by nobody having looked since it read the row.
   * `checkedBefore`: the row's stateCheckedAt when the look began. No clocks are compared. Returns false when refused.
   */
  observe(
    id: string,
    guard: { readonly credentialVersion: number; readonly checkedBefore: Date | null },
    seen: Pick<
      Cluster,
      | 'state'
      | 'stateReason'
      | 'stateMessage'
      | 'stateChangedAt'
      | 'stateCheckedAt'
      | 'lastReachedAt'
      | 'looks'
      | 'kubernetesVersion'
      | 'clusterUid'
      | 'missingRights'
    > & { readonly stork?: Cluster['stork'] },
  ): Promise<boolean>;
  remove(id: string): Promise<void>;
  countByState(seenBy?: Sight): Promise<ReadonlyMap<ClusterState, number>>;
}

/** Only what this viewer sees; everything when not given: for parts of Holdfast itself. */
export interface SeenBy {
  readonly seenBy?: Sight;
}

export interface ClusterFilter extends LabelledFilter<ClusterState>, SeenBy {
  readonly modes?: readonly OperationMode[];
}
export interface LocationFilter extends LabelledFilter<BackupLocationState> {
  readonly access?: readonly LocationAccess[];
}

/** What a person looks for among the namespaces of a cluster. */
export interface NamespaceSearch {
  /** Part of a name in lower case; empty: all. */
  readonly part: string;
  /** Names that are no answer. */
  readonly without: readonly string[];
  /** What the person may choose from. */
  readonly among: Granted;
  readonly first: number;
}

/** The namespaces of clusters as they were last observed. */
export interface ClusterNamespaceStore {
  /** What a look begins from; undefined when there is no such cluster. */
  guard(clusterId: string): Promise<LookGuard | undefined>;
  /**
   * Writes what a look saw: all the namespaces there are, of which only differences are written. False, and nothing is
   * written, when another look was written since the guard was read, or the credential is a new one.
   */
  record(
    clusterId: string,
    guard: LookGuard,
    look: {
      /** When the look began. */
      readonly at: Date;
      readonly namespaces: readonly SeenNamespace[];
    },
  ): Promise<boolean>;
  /** When each cluster was last looked at with its present credential; one that never was is left out. */
  observedAt(clusterIds: readonly string[]): Promise<ReadonlyMap<string, Date>>;
  /** Those of the names that were there, also Terminating ones. */
  among(clusterId: string, names: readonly string[]): Promise<ReadonlyMap<string, SeenNamespace>>;
  /**
   * Names that contain the part and are not Terminating: the ones that begin with it first. Namespaces of the system only
   * when they begin with at least four searched letters.
   */
  search(
    clusterId: string,
    search: NamespaceSearch,
  ): Promise<{ readonly names: readonly string[]; readonly total: number }>;
}

export interface BackupLocationStore {
  insert(location: BackupLocation): Promise<void>;
  find(id: string): Promise<BackupLocation | undefined>;
  findMany(ids: readonly string[]): Promise<readonly BackupLocation[]>;
  page(request: SortedRequest<LocationSort>, filter?: LocationFilter): Promise<Page<BackupLocation>>;
  count(filter?: LocationFilter): Promise<number>;
  all(): Promise<readonly BackupLocation[]>;
  /** Locked until the transaction ends; undefined: there is none. */
  lock(id: string): Promise<BackupLocation | undefined>;
  edit(id: string, expectedVersion: number, change: Partial<BackupLocation>): Promise<boolean>;
  observe(
    id: string,
    guard: { readonly checkedBefore: Date | null },
    seen: Pick<
      BackupLocation,
      | 'state'
      | 'stateReason'
      | 'stateMessage'
      | 'stateChangedAt'
      | 'stateCheckedAt'
      | 'looks'
      | 'capabilities'
    >,
  ): Promise<boolean>;
  remove(id: string): Promise<void>;
  countByState(): Promise<ReadonlyMap<BackupLocationState, number>>;
}

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

/** `cancel`: held, and somebody asked for the end. `lost`: no longer ours, stop at once. */
export type LeaseAnswer = 'held' | 'lost' | 'cancel';

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

/** What a worker takes up and runs under a lease: backups and restores alike. All times are the database's. */
export interface LeasedStore<T> {
  /** Ids of running ones that no living worker holds: never taken up, or with a lease that has run out. */
  claimable(limit: number): Promise<readonly string[]>;
  /**
   * Takes the lease when it is free: raises `attempt`, sets the owner, appends the event of the claim. Undefined when another
   * holds it or the run has ended.
   */
  claim(id: string, owner: string, ttlMs: number): Promise<T | undefined>;
  /** Ids of those that wait, the one that has waited longest first; what was given back for a database that was away is left to the sweep. */
  waiting(limit: number): Promise<readonly string[]>;
  /** Takes the lease of the first of these, which `waiting` told, that still waits and that nobody else is just taking. */
  claimFirst(ids: readonly string[], owner: string, ttlMs: number): Promise<T | undefined>;
  /** Prolongs the lease. */
  renew(lease: Lease, ttlMs: number): Promise<LeaseAnswer>;
  /** Gives the lease back so that another worker may take over at once. `uncounted`: the attempt is none of `maxAttempts`. */
  release(lease: Lease, how?: { readonly uncounted: boolean }): Promise<void>;
  /** False when the run has ended or somebody asked before. */
  requestCancel(id: string, at: Date): Promise<boolean>;
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

export interface CycleStore {
  insert(...cycles: readonly Cycle[]): Promise<void>;
  find(id: string): Promise<Cycle | undefined>;
  /** In no order. */
  findMany(ids: readonly string[]): Promise<readonly Cycle[]>;
  /** Closes an open cycle. Undefined when it was closed already. */
  close(
    id: string,
    outcome: Exclude<Cycle['outcome'], 'OPEN'>,
    reasons: readonly string[],
    at: Date,
  ): Promise<Cycle | undefined>;
  /** The open cycle of each schedule that has one. */
  openOf(scheduleIds: readonly string[]): Promise<ReadonlyMap<string, Cycle>>;
  /** Newest first. */
  pageOf(scheduleId: string, request: PageRequest): Promise<Page<Cycle>>;
  /** Which of the schedules have a cycle of this planned time already. */
  planned(
    times: readonly { readonly scheduleId: string; readonly plannedAt: Date }[],
  ): Promise<ReadonlySet<string>>;
  /** Whether a cycle has begun with this selection of the schedule, or a later one. */
  startedWith(scheduleId: string, selectionVersion: number): Promise<boolean>;
  /** Locks an open cycle until the transaction ends; undefined when it is open no more. */
  lockOpen(id: string): Promise<Cycle | undefined>;
  /** The same of many; @returns the ids of those that are open. */
  lockAllOpen(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Open cycles of schedules that have no backup yet and began before the moment: their start was lost. */
  withoutBackup(before: Date, limit: number): Promise<readonly string[]>;
}

export interface ScheduleFilter extends LabelledFilter<BackupScheduleState>, SeenBy {
  readonly clusterId?: string;
  readonly locationId?: string;
  /** This namespace stands on its named list. */
  readonly includesNamespace?: string;
  /** Whether its last cycle missed any namespace. */
  readonly hasMissing?: boolean;
}

/** Edits of one schedule from one moment to another. */
export interface EditSpan {
  readonly scheduleId: string;
  readonly since: Date;
  /** Null: until now. */
  readonly until: Date | null;
  readonly first: number;
}

export interface BackupScheduleStore {
  insert(schedule: BackupSchedule): Promise<void>;
  find(id: string): Promise<BackupSchedule | undefined>;
  /** Locks the row until the transaction ends: edits and due times of one schedule happen one after the other. */
  lock(id: string): Promise<BackupSchedule | undefined>;
  /** With `parts` as of a page. */
  findMany(ids: readonly string[], parts?: PageRequest['parts']): Promise<readonly BackupSchedule[]>;
  page(request: SortedRequest<ScheduleSort>, filter?: ScheduleFilter): Promise<Page<BackupSchedule>>;
  count(filter?: ScheduleFilter): Promise<number>;
  countByState(seenBy?: Sight): Promise<ReadonlyMap<BackupScheduleState, number>>;
  /** ACTIVE schedules that are due at `now` and have no open cycle, most overdue first; locked, and those that another worker has locked are left out. */
  due(now: Date, limit: number): Promise<readonly BackupSchedule[]>;
  /** Writes the given fields and raises `version` (and `selectionVersion` with the selection), if it still is `expectedVersion`. */
  edit(id: string, expectedVersion: number, change: Partial<BackupSchedule>): Promise<boolean>;
  /** What the running of cycles moves (nextDueAt, missing, barrenCycles, stateReason): raises no version. */
  advance(
    id: string,
    change: Partial<
      Pick<
        BackupSchedule,
        'nextDueAt' | 'missing' | 'barrenCycles' | 'stateReason' | 'departures' | 'released'
      >
    >,
  ): Promise<void>;
  /** Of schedules that are locked. */
  moveDueTimes(moves: readonly { readonly id: string; readonly nextDueAt: Date | null }[]): Promise<void>;
  remove(id: string): Promise<void>;

  appendEdit(edit: ScheduleEdit): Promise<void>;
  /** Newest first. */
  edits(scheduleId: string, request: PageRequest): Promise<Page<ScheduleEdit>>;
  /** Excludes, adds and reverts of each span, newest first; one list per span, in their order. */
  selectionEdits(spans: readonly EditSpan[]): Promise<readonly (readonly ScheduleEdit[])[]>;
  /** The newest edit that changed the selection. */
  lastSelectionEdit(scheduleId: string): Promise<ScheduleEdit | undefined>;
  /** The newest standing edit of the kind that moved the name: who did it when. */
  lastEditOf(scheduleId: string, kind: 'EXCLUDE' | 'ADD', name: string): Promise<ScheduleEdit | undefined>;
  markReverted(editId: string, at: Date): Promise<void>;
}

export interface AlertFilter extends SeenBy {
  readonly open?: boolean;
  /** Whether somebody has said that they see to it. */
  readonly acknowledged?: boolean;
  /** Whether a snooze of it is in effect now, by the clock of the database. */
  readonly snoozed?: boolean;
  readonly kinds?: readonly AlertKind[];
  readonly subjectId?: string;
  readonly scheduleId?: string;
  /** About this cluster, or a schedule of it. */
  readonly clusterId?: string;
  /** About schedules of this owner, or their clusters and locations. */
  readonly ownerId?: string;
  /** Opened at this moment or later. */
  readonly openedFrom?: Date;
  /** Opened before this moment. */
  readonly openedBefore?: Date;
  readonly openedWithin?: RecentTime;
}

export interface AlertStore {
  find(id: string): Promise<Alert | undefined>;
  /** The open one about this, locked until the transaction ends. */
  lockOpen(subjectType: AlertSubject, subjectId: string, kind: AlertKind): Promise<Alert | undefined>;
  /** The open ones about any of these subjects; none is locked. */
  openAbout(subjectIds: readonly string[]): Promise<readonly Alert[]>;
  /** False when another one about the same is open by now: lock that one and count it (INSERT … ON CONFLICT DO NOTHING). */
  insert(alert: Alert): Promise<boolean>;
  update(id: string, change: Partial<Omit<Alert, 'id'>>): Promise<void>;
  page(request: SortedRequest<AlertSort>, filter?: AlertFilter): Promise<Page<Alert>>;
  count(filter?: AlertFilter): Promise<number>;
  openOfSchedules(scheduleIds: readonly string[]): Promise<ReadonlyMap<string, readonly Alert[]>>;
  /** The incident about the same before each; one that is the first is left out. */
  previousOf(ids: readonly string[]): Promise<ReadonlyMap<string, Alert>>;
  /** Open ones that nobody has seen to and that last asked for attention before the moment; those whose names are all off the schedule or that are snoozed at `now` are left out. */
  remindable(before: Date, now: Date, limit: number): Promise<readonly string[]>;
  /** Open ones whose timed snooze is over at `now`. */
  snoozeOver(now: Date, limit: number): Promise<readonly string[]>;
  /** Closes every open alert about the subject; returns them as they are now. */
  closeAll(subjectType: AlertSubject, subjectId: string, reason: string, at: Date): Promise<readonly Alert[]>;
}

export interface EventLog {
  /** Appends in this transaction, with the state changes that the events tell of, and rings the doorbell on its commit. */
  append(...events: readonly NewEvent[]): Promise<void>;
  /** Forgets events of progress and DELIVERY_DUE from before: they are for those who watch, not for history. @returns how many */
  forgetProgress(before: Date): Promise<number>;
  /** Forgets events of every type from before. Who would go on from there is told (STREAM_POSITION_GONE). @returns how many */
  forget(before: Date): Promise<number>;
}

export interface Stores {
  readonly clusters: ClusterStore;
  readonly clusterNamespaces: ClusterNamespaceStore;
  readonly virtualMachines: VirtualMachineStore;
  readonly backupMachines: BackupMachineStore;
  readonly locations: BackupLocationStore;
  readonly connections: LocationConnectionStore;
  readonly syncs: BackupSyncStore;
  readonly backups: BackupStore;
  readonly restores: RestoreStore;
  readonly deletions: DeletionStore;
  readonly dependents: DependentsStore;
  readonly verifications: VerificationStore;
  readonly cycles: CycleStore;
  readonly schedules: BackupScheduleStore;
  readonly alerts: AlertStore;
  readonly routes: AlertRouteStore;
  readonly deliveries: DeliveryStore;
  readonly digests: DigestStore;
  readonly mail: MailPolicy;
  readonly users: UserStore;
  readonly groups: UserGroupStore;
  readonly ownership: OwnershipStore;
  readonly tokens: AccessTokenStore;
  readonly serviceTokens: ServiceTokenStore;
  readonly slackLinks: SlackLinkStore;
  readonly interactions: InteractionStore;
  readonly audit: AuditStore;
  readonly events: EventLog;
  readonly stateHistory: StateHistoryStore;
  readonly idempotency: IdempotencyStore;
  readonly search: SearchStore;
  readonly execRules: ExecRuleStore;
  readonly ruleRuns: RuleRunStore;
  readonly guestHolds: GuestHoldStore;
  readonly leftInstructions: LeftInstructionStore;
  readonly shares: ShareStore;
  readonly discoveries: ClusterDiscoveryStore;
  readonly shoots: ShootStore;
  /** Secrets go in with the change they belong to; only adapters take them out again. */
  readonly credentials: Pick<CredentialVault, 'put' | 'remove'>;
}

/** The services decide what belongs together; no call to a cluster or a location happens inside. */
export interface UnitOfWork {
  /** Stores outside a transaction, for reads and single guarded writes. */
  readonly stores: Stores;
  /** Everything that `work` does commits together or not at all. */
  transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T>;
  /**
   * Every transaction that is begun while `work` runs, by it or by what it calls, ends with `fence`, before its commit: what the
   * fence throws undoes that transaction.
   */
  fenced<T>(fence: (stores: Stores) => Promise<void>, work: () => Promise<T>): Promise<T>;
}
