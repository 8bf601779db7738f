/**
 * When a cron expression is due in a zone. croner counts on a clock that never changes, and what changes of summer time
 * do to times of a clock is decided here; rhythms (due in every hour) go by croner's own rule.
 */
import type { Cron } from 'croner';
import { readCron } from './cron-expression.js';
import type { DueTimes } from './due-times.js';
import { latestShown, momentOf, wallTime } from './wall-clock.js';

export function cronTimes(expression: string, zone: string): DueTimes {
  const cron = readCron(expression);
  return cron.isRhythm ? rhythmTimes(cron.on(zone)) : clockTimes(cron.on('UTC'), zone);
}

/** `*\/30 * * * *` keeps its half hours through both changes: what a clock repeats is due twice, a gap has nothing. */
function rhythmTimes(cron: Cron): DueTimes {
  return { next: (after) => cron.nextRun(after), last: (at) => lastRun(cron, at) };
}

/**
 * A time that a clock repeats in autumn is due the first time; times in the gap of spring are due once, at the first
 * moment after it. croner 11 does the same, but loses a time whose gap ends its day (America/Nuuk, 23:30).
 */
function clockTimes(cron: Cron, zone: string): DueTimes {
  return {
    next: (after) => {
      for (let wall = cron.nextRun(wallTime(zone, after)); wall !== null; wall = cron.nextRun(wall)) {
        const moment = momentOf(zone, wall);
        if (moment > after) return moment;
      }
      return null;
    },
    last: (at) => {
      for (let wall = lastRun(cron, latestShown(zone, at)); wall !== null; wall = runBefore(cron, wall)) {
        const moment = momentOf(zone, wall);
        if (moment <= at) return moment;
      }
      return null;
    },
  };
}

function runBefore(cron: Cron, run: Date): Date | null {
  return lastRun(cron, new Date(run.getTime() - 1));
}

/** At or before `at`: croner means strictly before, and counts in whole seconds. */
function lastRun(cron: Cron, at: Date): Date | null {
  const nextSecond = new Date((Math.floor(at.getTime() / 1_000) + 1) * 1_000);
  return cron.previousRuns(1, nextSecond)[0] ?? null;
}
