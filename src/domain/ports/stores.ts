import type { Alert, AlertKind, AlertSubject } from '../alert.js';
import type { Backup, BackupNamespace, CyclePlan, Lease, Stage } from '../backup.js';
import type { BackupLocation } from '../backup-location.js';
import type { BackupSchedule, ScheduleEdit } from '../backup-schedule.js';
import type { Cluster } from '../cluster.js';
import type { Cycle } from '../cycle.js';
import type { NewEvent } from '../event.js';
import type { AccessToken, User } from '../identity.js';
import type { Issue } from '../issue.js';
import type { RetainedBackup } from '../retention.js';
import type { BackupLocationState, BackupScheduleState, BackupState, ClusterState } from '../state-matrix.js';
import type { NamespaceProgress } from './backup-engine.js';
import type { CredentialVault } from './credential-vault.js';
import type { AlertRouteStore, DeliveryStore, DigestStore, MailPolicy } from './delivery-stores.js';

/** A page of a list, newest first. `after` is the cursor of the last one seen. */
export interface PageRequest {
  readonly first: number;
  readonly after: string | null;
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
  page(request: PageRequest, filter?: { readonly states?: readonly ClusterState[] }): Promise<Page<Cluster>>;
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
      | 'consecutiveFailures'
      | 'kubernetesVersion'
      | 'clusterUid'
      | 'missingRights'
    >,
  ): Promise<boolean>;
  remove(id: string): Promise<void>;
  countByState(): Promise<ReadonlyMap<ClusterState, number>>;
}

export interface BackupLocationStore {
  insert(location: BackupLocation): Promise<void>;
  find(id: string): Promise<BackupLocation | undefined>;
  findMany(ids: readonly string[]): Promise<readonly BackupLocation[]>;
  page(
    request: PageRequest,
    filter?: { readonly states?: readonly BackupLocationState[] },
  ): Promise<Page<BackupLocation>>;
  all(): Promise<readonly BackupLocation[]>;
  edit(id: string, expectedVersion: number, change: Partial<BackupLocation>): Promise<boolean>;
  observe(
    id: string,
    guard: { readonly checkedBefore: Date | null },
    seen: Pick<
      BackupLocation,
      'state' | 'stateReason' | 'stateMessage' | 'stateChangedAt' | 'stateCheckedAt'
    >,
  ): Promise<boolean>;
  remove(id: string): Promise<void>;
  countByState(): Promise<ReadonlyMap<BackupLocationState, number>>;
}

export interface BackupFilter {
  readonly states?: readonly BackupState[];
  readonly clusterId?: string;
  readonly locationId?: string;
  readonly scheduleId?: string;
  readonly nameContains?: string;
}

export interface BackupStore {
  insert(backup: Backup, namespaces: readonly BackupNamespace[], issues?: readonly Issue[]): Promise<void>;
  find(id: string): Promise<Backup | undefined>;
  findMany(ids: readonly string[]): Promise<readonly Backup[]>;
  page(request: PageRequest, filter?: BackupFilter): Promise<Page<Backup>>;
  count(filter?: BackupFilter): Promise<number>;
  countByState(): Promise<ReadonlyMap<BackupState, number>>;
  namespacesOf(backupIds: readonly string[]): Promise<ReadonlyMap<string, readonly BackupNamespace[]>>;
  issuesOf(backupIds: readonly string[]): Promise<ReadonlyMap<string, readonly Issue[]>>;
  /** Every backup of the schedule that has ended, with the namespaces it holds: what retention looks at. */
  retainedOf(scheduleId: string): Promise<readonly RetainedBackup[]>;
  /** The backup of each cycle that has one. */
  ofCycles(cycleIds: readonly string[]): Promise<ReadonlyMap<string, Backup>>;
  idsInLocation(locationId: string): Promise<ReadonlySet<string>>;

  /** Ids of running backups that no living worker holds: never taken up, or with a lease that has run out. Database time. */
  claimable(limit: number): Promise<readonly string[]>;
  /** Takes the lease when it is free: raises `attempt`, sets the owner. Undefined when another holds it or the run has ended. */
  claim(backupId: string, owner: string, ttlMs: number): Promise<Backup | undefined>;
  /** Prolongs the lease. `lost` when it is no longer ours: stop at once. */
  renew(lease: Lease, ttlMs: number): Promise<'held' | 'lost' | 'cancel'>;
  /** Gives the lease back so that another worker may take over at once (shutdown). */
  release(lease: Lease): Promise<void>;

  /** The following write only while the lease is held; each returns false when it is not. */
  enterStage(lease: Lease, stage: Stage): Promise<boolean>;
  /** Also writes `requestedNamespaces` where the plan has names that were not known before (LABELS, ALL). */
  recordPlan(lease: Lease, plan: CyclePlan): Promise<boolean>;
  recordProgress(lease: Lease, byNamespace: ReadonlyMap<string, NamespaceProgress>): Promise<boolean>;
  /** The guarded last move out of IN_PROGRESS, with namespaces and issues. */
  finish(lease: Lease, end: BackupEnd): Promise<boolean>;

  requestCancel(backupId: string, at: Date): Promise<boolean>;
  /** Cancels a backup that no worker has taken up yet. False when one has. */
  finishUnclaimed(backupId: string, end: BackupEnd): Promise<boolean>;
  edit(
    id: string,
    expectedVersion: number,
    change: Pick<Partial<Backup>, 'name' | 'labels'>,
  ): Promise<boolean>;
  recordVerification(id: string, at: Date, verification: 'INTACT' | 'DAMAGED'): Promise<void>;
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
}

export interface CycleStore {
  insert(cycle: Cycle): Promise<void>;
  find(id: string): Promise<Cycle | undefined>;
  /** Closes an open cycle. False when it was closed already. */
  close(
    id: string,
    outcome: Exclude<Cycle['outcome'], 'OPEN'>,
    reasons: readonly string[],
    at: Date,
  ): Promise<boolean>;
  /** The open cycle of each schedule that has one. */
  openOf(scheduleIds: readonly string[]): Promise<ReadonlyMap<string, Cycle>>;
  /** Newest first. */
  pageOf(scheduleId: string, request: PageRequest): Promise<Page<Cycle>>;
  /** Whether the schedule has a cycle of this planned time already. */
  isPlanned(scheduleId: string, plannedAt: Date): Promise<boolean>;
  /** Whether a cycle has begun with this selection of the schedule, or a later one. */
  startedWith(scheduleId: string, selectionVersion: number): Promise<boolean>;
  /** Locks an open cycle until the transaction ends; undefined when it is open no more. */
  lockOpen(id: string): Promise<Cycle | undefined>;
  /** Open cycles of schedules that have no backup yet and began before the moment: their start was lost. */
  withoutBackup(before: Date, limit: number): Promise<readonly string[]>;
}

export interface ScheduleFilter {
  readonly states?: readonly BackupScheduleState[];
  readonly clusterId?: string;
  readonly locationId?: string;
  readonly nameContains?: string;
}

export interface BackupScheduleStore {
  insert(schedule: BackupSchedule): Promise<void>;
  find(id: string): Promise<BackupSchedule | undefined>;
  /** Locks the row until the transaction ends: edits and due times of one schedule happen one after the other. */
  lock(id: string): Promise<BackupSchedule | undefined>;
  findMany(ids: readonly string[]): Promise<readonly BackupSchedule[]>;
  page(request: PageRequest, filter?: ScheduleFilter): Promise<Page<BackupSchedule>>;
  count(filter?: ScheduleFilter): Promise<number>;
  countByState(): Promise<ReadonlyMap<BackupScheduleState, number>>;
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
  remove(id: string): Promise<void>;

  appendEdit(edit: ScheduleEdit): Promise<void>;
  /** Newest first. */
  edits(scheduleId: string, request: PageRequest): Promise<Page<ScheduleEdit>>;
  /** The newest edit that changed the selection. */
  lastSelectionEdit(scheduleId: string): Promise<ScheduleEdit | undefined>;
  /** The newest standing edit of the kind that moved the name: who did it when. */
  lastEditOf(scheduleId: string, kind: 'EXCLUDE' | 'ADD', name: string): Promise<ScheduleEdit | undefined>;
  markReverted(editId: string, at: Date): Promise<void>;
}

export interface AlertFilter {
  readonly open?: boolean;
  readonly kinds?: readonly AlertKind[];
  readonly subjectId?: string;
  readonly scheduleId?: string;
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
  page(request: PageRequest, filter?: AlertFilter): Promise<Page<Alert>>;
  count(filter?: AlertFilter): Promise<number>;
  openOfSchedules(scheduleIds: readonly string[]): Promise<ReadonlyMap<string, readonly Alert[]>>;
  /** Closes every open alert about the subject; returns them as they are now. */
  closeAll(subjectType: AlertSubject, subjectId: string, reason: string, at: Date): Promise<readonly Alert[]>;
}

export interface UserStore {
  insert(user: User): Promise<void>;
  findMany(ids: readonly string[]): Promise<readonly User[]>;
  count(): Promise<number>;
  first(): Promise<User | undefined>;
}

export interface AccessTokenStore {
  insert(token: AccessToken): Promise<void>;
  /** The token and its user, when neither revoked nor expired. Notes when it was used (at most once a minute). */
  findLive(hash: string, at: Date): Promise<{ readonly token: AccessToken; readonly user: User } | undefined>;
  revokeAll(userId: string, at: Date): Promise<number>;
}

export interface EventLog {
  /** Appends in this transaction and rings the doorbell on its commit. */
  append(...events: readonly NewEvent[]): Promise<void>;
  /** Forgets BACKUP_PROGRESSED and DELIVERY_DUE events from before: they are for those who watch, not for history. @returns how many */
  forgetProgress(before: Date): Promise<number>;
}

export interface Stores {
  readonly clusters: ClusterStore;
  readonly locations: BackupLocationStore;
  readonly backups: BackupStore;
  readonly cycles: CycleStore;
  readonly schedules: BackupScheduleStore;
  readonly alerts: AlertStore;
  readonly routes: AlertRouteStore;
  readonly deliveries: DeliveryStore;
  readonly digests: DigestStore;
  readonly mail: MailPolicy;
  readonly users: UserStore;
  readonly tokens: AccessTokenStore;
  readonly events: EventLog;
  /** Secrets go in with the change they belong to; only adapters take them out again. */
  readonly credentials: Pick<CredentialVault, 'put' | 'remove'>;
}

/** The services decide what belongs together; no call to a cluster or a location happens inside. */
export interface UnitOfWork {
  /** Stores outside a transaction, for reads and single guarded writes. */
  readonly stores: Stores;
  /** Everything that `work` does commits together or not at all. */
  transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T>;
}
