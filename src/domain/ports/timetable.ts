import type { FieldFault } from '../errors/request-errors.js';
import type { ScheduleTiming } from '../schedule-timing.js';

export interface TimetableEntry {
  readonly timing: ScheduleTiming;
  /** IANA name: `Europe/Berlin`. */
  readonly timeZone: string;
  /** From where intervals count. */
  readonly anchor: Date;
}

/** What a timing means. Right over both changes of summer time; a date that a month lacks is skipped. */
export interface Timetable {
  /** Every fault: a time that is none, an unknown zone, a cron expression that is none or never fires, an interval out of range. */
  faults(path: string, entry: Omit<TimetableEntry, 'anchor'>): readonly FieldFault[];
  /** The first due moment after `after`; null when there is none any more. */
  nextAfter(entry: TimetableEntry, after: Date): Date | null;
  /** The last due moment at or before `at` and after `after`; null when there is none: how a gap is made up for once. */
  lastUpTo(entry: TimetableEntry, at: Date, after: Date): Date | null;
  /** The next `count` due moments after `after`. */
  upcoming(entry: TimetableEntry, after: Date, count: number): readonly Date[];
}
