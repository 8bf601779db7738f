/** When a schedule is due. What a timing means in a time zone is the `Timetable` port's business. */

export const TIMING_KINDS = ['INTERVAL', 'DAILY', 'WEEKLY', 'MONTHLY', 'CRON'] as const;
export type TimingKind = (typeof TIMING_KINDS)[number];
export const WEEKDAYS = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export type ScheduleTiming =
  /** Every so many minutes from its creation (or last change of timing) on, whatever clocks do. */
  | { readonly kind: 'INTERVAL'; readonly minutes: number }
  /** `at`: `HH:MM` on a 24 hour clock in the schedule's time zone. */
  | { readonly kind: 'DAILY'; readonly at: string }
  | { readonly kind: 'WEEKLY'; readonly days: readonly Weekday[]; readonly at: string }
  /** `days`: 1 to 31; a month that lacks the day is skipped. */
  | { readonly kind: 'MONTHLY'; readonly days: readonly number[]; readonly at: string }
  /** Five fields, as crontab(5) has them. */
  | { readonly kind: 'CRON'; readonly expression: string };

/** A due time of a clock that was missed is made up for within this window, and recorded as skipped after it. */
export const DEFAULT_GRACE_MINUTES = 60;
export const MIN_INTERVAL_MINUTES = 5;
export const MAX_INTERVAL_MINUTES = 366 * 24 * 60;

/** Intervals count from a moment; all other kinds are times of a clock on a wall. */
export function isInterval(timing: ScheduleTiming): timing is Extract<ScheduleTiming, { kind: 'INTERVAL' }> {
  return timing.kind === 'INTERVAL';
}
