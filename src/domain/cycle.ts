/** A cycle: one due run of a schedule, or a backup made by hand (then without `plannedAt`). */
import type { NamespaceSelection } from './namespace-selection.js';

export const CYCLE_OUTCOMES = ['OPEN', 'BACKED_UP', 'SKIPPED', 'FAILED_TO_START'] as const;
export type CycleOutcome = (typeof CYCLE_OUTCOMES)[number];

/** Why there is a cycle. CATCH_UP: due times had passed unseen. FOLLOW_UP: the one before lost a namespace. */
export const CYCLE_TRIGGERS = ['MANUAL', 'PLANNED', 'CATCH_UP', 'FOLLOW_UP'] as const;
export type CycleTrigger = (typeof CYCLE_TRIGGERS)[number];

/** Why a cycle left no backup. */
export const SKIP_REASONS = {
  SCHEDULE_SUSPENDED: 'the schedule was suspended',
  CYCLE_OPEN: 'the cycle before was still under way when the grace window ended',
  GRACE_PASSED: 'nothing was running when it was due, and its grace window had passed',
  ONLY_NAMESPACE_GONE: 'the only namespace of the schedule is gone',
  SCHEDULE_DELETED: 'the schedule was deleted',
  CLUSTER_HIBERNATED: 'the cluster was hibernated: there was nothing to read, and nothing was wrong',
} as const;
export type SkipReason = keyof typeof SKIP_REASONS;

export interface Cycle {
  readonly id: string;
  readonly scheduleId: string | null;
  readonly plannedAt: Date | null;
  readonly trigger: CycleTrigger;
  /** What was asked for when it became due: later edits wait for the next cycle. */
  readonly selection: NamespaceSelection;
  /** The schedule's when this was asked for; 0 without a schedule. */
  readonly selectionVersion: number;
  readonly outcome: CycleOutcome;
  /** Skip reasons, or the code of the backup's worst issue. */
  readonly reasons: readonly string[];
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}
