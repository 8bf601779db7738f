import type { Cycle } from '../cycle.js';
import type { Page, PageRequest } from './stores.js';

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
