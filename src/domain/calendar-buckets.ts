/** Which hour, day, ISO week and month of a wall clock a moment belongs to. Pure; the zones come with the runtime (Intl). */
import type { RetentionTier } from './backup-schedule.js';

const DAY_MS = 24 * 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();
/** More than there are zones. */
const KEPT_FORMATS = 1_000;

/**
 * The name of the bucket: the same for moments of one, another for any other. An hour that the clock shows twice (autumn) is
 * two: an hour went by each time.
 */
export function bucketOf(tier: RetentionTier, timeZone: string, moment: Date): string {
  const wall = wallClock(timeZone, moment);
  switch (tier) {
    case 'hourly':
      return `${wall.toISOString().slice(0, 13)} ${wall.getTime() - wholeSeconds(moment)}`;
    case 'daily':
      return wall.toISOString().slice(0, 10);
    case 'weekly':
      return mondayOf(wall).toISOString().slice(0, 10);
    case 'monthly':
      return wall.toISOString().slice(0, 7);
  }
}

/** The Monday of its week names an ISO week as well as year and number would. */
function mondayOf(wall: Date): Date {
  const sinceMonday = (wall.getUTCDay() + 6) % 7;
  return new Date(wall.getTime() - sinceMonday * DAY_MS);
}

/** A date whose UTC fields are what the clock shows. */
function wallClock(timeZone: string, moment: Date): Date {
  const fields: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(moment)) fields[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

function wholeSeconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1_000) * 1_000;
}

/** Making one costs a hundred times what using it does. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  if (formats.size >= KEPT_FORMATS) formats.clear();
  formats.set(timeZone, made);
  return made;
}
