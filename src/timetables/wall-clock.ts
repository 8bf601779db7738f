/**
 * What clocks on walls show. A wall time is a `Date` whose UTC fields are what the clock shows; offsets are milliseconds
 * that a zone is ahead of UTC. The rules come with Node.js (Intl), as for croner.
 */
import { offsetAt } from '../domain/zone-offset.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export function wallTime(zone: string, moment: Date): Date {
  return new Date(moment.getTime() + offsetAt(zone, moment.getTime()));
}

/**
 * When the clock shows `wall`. What it shows twice (autumn): the first time. What it never shows (the gap of spring):
 * the first moment after the gap. So later wall times are never earlier moments.
 */
export function momentOf(zone: string, wall: Date): Date {
  const shown = wall.getTime();
  const before = offsetAt(zone, shown - DAY_MS);
  const after = offsetAt(zone, shown + DAY_MS);
  const candidates = [shown - before, shown - after].filter(
    (moment) => moment + offsetAt(zone, moment) === shown,
  );
  if (candidates.length > 0) return new Date(Math.min(...candidates));
  return new Date(firstWithOffset(zone, { from: shown - after, to: shown - before, offset: after }));
}

/** The latest that the clock has shown up to `moment`: more than it shows, while it repeats an hour. */
export function latestShown(zone: string, moment: Date): Date {
  const now = offsetAt(zone, moment.getTime());
  const yesterday = offsetAt(zone, moment.getTime() - DAY_MS);
  return new Date(moment.getTime() + Math.max(now, yesterday));
}

/** Halves the span until it is known to the minute when clocks were changed to `offset`. */
function firstWithOffset(zone: string, span: { from: number; to: number; offset: number }): number {
  let { from, to } = span;
  while (to - from > MINUTE_MS) {
    const middle = from + Math.floor((to - from) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetAt(zone, middle) === span.offset) to = middle;
    else from = middle;
  }
  return to;
}

/** Names of the IANA database; offsets like `+01:00` know no summer time and are none. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}
