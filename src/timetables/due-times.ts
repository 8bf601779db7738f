/** One timing, ready to be asked. Whole minutes of a clock, or steps of an interval. */
export interface DueTimes {
  /** The first one after `after`; null: never again. */
  next(after: Date): Date | null;
  /** The last one at or before `at`; null: never before. */
  last(at: Date): Date | null;
}
