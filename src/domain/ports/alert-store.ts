import type { Alert, AlertKind, AlertSubject } from '../alert.js';
import type { AlertSort, RecentTime } from '../listing.js';
import type { Page, SeenBy, SortedRequest } from './stores.js';

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
