import type { Sight } from '../access.js';
import type { BackupSchedule, ScheduleEdit } from '../backup-schedule.js';
import type { LabelledFilter, ScheduleSort } from '../listing.js';
import type { BackupScheduleState } from '../state-matrix.js';
import type { Page, PageRequest, SeenBy, SortedRequest } from './stores.js';

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
