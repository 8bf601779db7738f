/** Where people stand with an alert: handled, snoozed, waiting; and when they are reminded of it. Pure. */
import type { Alert } from './alert.js';
import type { BackupSchedule } from './backup-schedule.js';
import type { FieldFault } from './errors/request-errors.js';

export const ALERT_STANDINGS = [
  'OPEN',
  'PARTLY_HANDLED',
  'WAITING_FOR_NEXT_CYCLE',
  'SNOOZED',
  'CLOSED',
] as const;
export type AlertStanding = (typeof ALERT_STANDINGS)[number];

/** What an alert asks of its schedule; undefined where there is none, or it is gone. */
type Listing = Pick<BackupSchedule, 'selection'> | undefined;
export type Snooze = Pick<Alert, 'snoozedAt' | 'snoozedUntil' | 'snoozedUntilChange' | 'snoozedBy'>;

const DAY_MS = 24 * 60 * 60_000;
/** A snooze ends some day, or it is an acknowledgement. */
export const LONGEST_SNOOZE_DAYS = 366;

/** Nobody snoozed it, or it was woken. */
export const AWAKE: Snooze = {
  snoozedAt: null,
  snoozedUntil: null,
  snoozedUntilChange: false,
  snoozedBy: null,
};

/**
 * CLOSED says most, then that everything is done and only the next cycle has to show it. A snooze hides no state that
 * somebody's work has brought about in full; what is handled by halves may be snoozed.
 */
export function standingOf(
  alert: Pick<Alert, 'namespaces' | 'closedAt'> & Snooze,
  schedule: Listing,
  now: Date,
): AlertStanding {
  if (alert.closedAt !== null) return 'CLOSED';
  const on = namesOnSchedule(alert, schedule);
  const off = alert.namespaces.length - on;
  if (off > 0 && on === 0) return 'WAITING_FOR_NEXT_CYCLE';
  if (isSnoozed(alert, now)) return 'SNOOZED';
  return off > 0 ? 'PARTLY_HANDLED' : 'OPEN';
}

/** Whether a snooze is in effect: a timed one is over by the clock alone. */
export function isSnoozed(alert: Snooze, now: Date): boolean {
  if (alert.snoozedAt === null) return false;
  return alert.snoozedUntilChange || (alert.snoozedUntil !== null && alert.snoozedUntil > now);
}

/** Whether a schedule asks for a namespace by name; of a selector or "all" nothing can be missing. */
export function isListed(schedule: Listing): (name: string) => boolean {
  const { selection } = schedule ?? {};
  if (selection?.kind !== 'NAMED') return () => true;
  const names = new Set(selection.names);
  return (name) => names.has(name);
}

function namesOnSchedule({ namespaces }: Pick<Alert, 'namespaces'>, schedule: Listing): number {
  const listed = isListed(schedule);
  return namespaces.filter(listed).length;
}

/** @param until null: until it changes */
export function snoozeFaults(path: string, until: Date | null, now: Date): FieldFault[] {
  if (until === null) return [];
  if (Number.isNaN(until.getTime())) return [{ path, message: 'is no time' }];
  if (until <= now) return [{ path, message: 'lies in the past: name a time to come' }];
  if (until.getTime() - now.getTime() > LONGEST_SNOOZE_DAYS * DAY_MS) {
    return [{ path, message: 'is more than a year away: snooze it for a year at most, or until it changes' }];
  }
  return [];
}

/** @param afterMs how long people are left in peace; 0: for ever */
export function needsReminder(
  alert: Parameters<typeof standingOf>[0] & Pick<Alert, 'changedAt' | 'remindedAt' | 'acknowledgedAt'>,
  schedule: Listing,
  { now, afterMs }: { readonly now: Date; readonly afterMs: number },
): boolean {
  if (afterMs <= 0 || alert.acknowledgedAt !== null) return false;
  const last = Math.max(alert.changedAt.getTime(), alert.remindedAt?.getTime() ?? 0);
  if (now.getTime() - last < afterMs) return false;
  const standing = standingOf(alert, schedule, now);
  return standing === 'OPEN' || standing === 'PARTLY_HANDLED';
}
