import type { FieldFault } from '../domain/errors/request-errors.js';
import type { Timetable, TimetableEntry } from '../domain/ports/timetable.js';
import { type ScheduleTiming, WEEKDAYS } from '../domain/schedule-timing.js';
import { cronTimes } from './cron-times.js';
import type { DueTimes } from './due-times.js';
import { intervalTimes } from './interval-times.js';
import { quote, timingFaults } from './timing-faults.js';
import { isZone } from './wall-clock.js';

const MOST_UPCOMING = 100;

/**
 * Due times with croner, by these rules:
 *
 * - INTERVAL counts from the anchor in absolute time; the first one is one interval after it. No clock touches it.
 * - Times of a clock (DAILY, WEEKLY, MONTHLY, and CRON whose hour field is not every hour): one that falls in the gap
 *   of spring is due once, at the first moment after the gap (02:30 in Berlin: 03:00; several in one gap: once
 *   together); one that a clock repeats in autumn is due once, the first time.
 * - Rhythms (CRON with `*` for its hour): the steps go on through both changes; what a gap swallows is not made up for,
 *   and what a clock repeats is due each time.
 * - MONTHLY skips months that lack the day; several days are several due times.
 *
 * Moments in between are found by search or arithmetic: a gap of years costs no more than one of minutes.
 */
export class CronerTimetable implements Timetable {
  /** Faults stand at `<path>.timing.…` and `<path>.timeZone`; with an empty path at `timing.…` and `timeZone`. */
  faults(path: string, { timing, timeZone }: Omit<TimetableEntry, 'anchor'>): readonly FieldFault[] {
    const prefix = path === '' ? '' : `${path}.`;
    const zoneFault = {
      path: `${prefix}timeZone`,
      message: `${quote(timeZone)} is no time zone of the IANA database: write one like Europe/Berlin or UTC`,
    };
    return [...timingFaults(`${prefix}timing`, timing), ...(isZone(timeZone) ? [] : [zoneFault])];
  }

  nextAfter(entry: TimetableEntry, after: Date): Date | null {
    return dueTimes(entry).next(after);
  }

  lastUpTo(entry: TimetableEntry, at: Date, after: Date): Date | null {
    const last = dueTimes(entry).last(at);
    return last !== null && last > after ? last : null;
  }

  /** 100 at most. */
  upcoming(entry: TimetableEntry, after: Date, count: number): readonly Date[] {
    const times = dueTimes(entry);
    const found: Date[] = [];
    let next = times.next(after);
    while (next !== null && found.length < Math.min(count, MOST_UPCOMING)) {
      found.push(next);
      next = times.next(next);
    }
    return found;
  }
}

function dueTimes({ timing, timeZone, anchor }: TimetableEntry): DueTimes {
  return timing.kind === 'INTERVAL'
    ? intervalTimes(timing.minutes, anchor)
    : cronTimes(asCron(timing), timeZone);
}

function asCron(timing: Exclude<ScheduleTiming, { kind: 'INTERVAL' }>): string {
  if (timing.kind === 'CRON') return timing.expression;
  const [hour, minute] = timing.at.split(':').map(Number);
  switch (timing.kind) {
    case 'DAILY':
      return `${minute} ${hour} * * *`;
    case 'WEEKLY':
      return `${minute} ${hour} * * ${timing.days.map((day) => WEEKDAYS.indexOf(day) + 1).join(',')}`;
    case 'MONTHLY':
      return `${minute} ${hour} ${timing.days.join(',')} * *`;
  }
}
