/** Which hour, day, ISO week and month of a wall clock a moment belongs to. Pure; the zones come with the runtime (Intl). */
import type { RetentionTier } from './backup-schedule.js';
import { offsetAt } from './zone-offset.js';

const DAY_MS = 24 * 3_600_000;

/**
 * The name of the bucket: the same for moments of one, another for any other. An hour that the clock shows twice (autumn) is
 * two: an hour went by each time.
 */
export function bucketOf(tier: RetentionTier, timeZone: string, moment: Date): string {
  const offset = offsetAt(timeZone, moment.getTime());
  // Its UTC fields are what the clock shows.
  const wall = new Date(moment.getTime() + offset);
  switch (tier) {
    case 'hourly':
      return `${wall.toISOString().slice(0, 13)} ${offset}`;
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
