/** A cycle: one due run of a schedule, or a backup made by hand (then without `plannedAt` and schedule). */

export const CYCLE_OUTCOMES = ['OPEN', 'BACKED_UP', 'SKIPPED', 'FAILED_TO_START'] as const;
export type CycleOutcome = (typeof CYCLE_OUTCOMES)[number];

export interface Cycle {
  readonly id: string;
  readonly scheduleId: string | null;
  readonly plannedAt: Date | null;
  readonly outcome: CycleOutcome;
  readonly reasons: readonly string[];
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}
