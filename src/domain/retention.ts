/** Which backups of a schedule go, and which are kept longer and why (design 5). Pure. */
import type { BackupSchedule } from './backup-schedule.js';
import type { BackupState } from './state-matrix.js';

/** A last copy of a namespace that has left the schedule is kept so long. */
export const HELD_DAYS = 30;
const DAY_MS = 24 * 60 * 60_000;

export interface RetainedBackup {
  readonly id: string;
  readonly state: BackupState;
  readonly createdAt: Date;
  /** Read back and found damaged: a copy that cannot be counted on. */
  readonly damaged: boolean;
  /** Namespaces that this backup holds. */
  readonly included: readonly string[];
}

export interface HeldFor {
  readonly namespace: string;
  readonly reason: 'MISSING' | 'LEFT_SCHEDULE';
  /** Until when; null: until it is back, excluded, or released. */
  readonly until: Date | null;
}

export interface RetentionPlan {
  /** Oldest first. */
  readonly remove: readonly string[];
  /** Kept beyond the rule, by backup id. */
  readonly held: ReadonlyMap<string, readonly HeldFor[]>;
}

type Rules = Pick<BackupSchedule, 'retention' | 'selection' | 'missing' | 'departures' | 'released'>;

/**
 * Counts SUCCESS and PARTIAL_SUCCESS. The newest good backup always stays. A candidate that holds the last copy of a
 * namespace which is missing or has left is kept: until a newer copy, a release by a person, or 30 days after it left.
 * Failed backups hold nothing: as many of them as `keep` stay as a record. Damaged ones count neither as good nor as a
 * copy; they go when as many good ones as `keep` are newer, for what can still be read of them may be all there is.
 */
export function planRetention(schedule: Rules, backups: readonly RetainedBackup[], now: Date): RetentionPlan {
  const newestFirst = backups
    .filter((each) => each.state !== 'IN_PROGRESS' && each.state !== 'DELETING')
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const good = newestFirst.filter((each) => each.state === 'SUCCESS' || each.state === 'PARTIAL_SUCCESS');
  const failed = newestFirst.filter((each) => each.state === 'FAILURE');
  const { keep, maxAgeDays } = schedule.retention;
  const tooOld = (each: RetainedBackup) =>
    maxAgeDays !== null && now.getTime() - each.createdAt.getTime() > maxAgeDays * DAY_MS;
  const held = new Map<string, readonly HeldFor[]>();
  const copies = new Set<string>();
  const remove: string[] = [];
  let intact = 0;
  for (const each of good) {
    const goes = intact >= keep || (intact > 0 && tooOld(each));
    const reasons = goes ? heldFor(schedule, each, copies, now) : [];
    if (goes && reasons.length === 0) remove.push(each.id);
    else if (!each.damaged) for (const name of each.included) copies.add(name);
    if (reasons.length > 0) held.set(each.id, reasons);
    if (!each.damaged) intact += 1;
  }
  for (const [index, each] of failed.entries()) if (index >= keep || tooOld(each)) remove.push(each.id);
  return { remove: remove.toReversed(), held };
}

/** Until when the last copy of a namespace is held if it leaves the schedule now; null: a person has released it. */
export function heldAfterExclusion(
  { released }: Pick<BackupSchedule, 'released'>,
  namespace: string,
  now: Date,
): Date | null {
  return released.includes(namespace) ? null : new Date(now.getTime() + HELD_DAYS * DAY_MS);
}

function heldFor(
  schedule: Rules,
  backup: RetainedBackup,
  newerCopies: ReadonlySet<string>,
  now: Date,
): HeldFor[] {
  const departed = new Map(schedule.departures.map((each) => [each.namespace, each.leftAt]));
  return backup.included.flatMap((namespace): HeldFor[] => {
    if (newerCopies.has(namespace) || schedule.released.includes(namespace)) return [];
    // On the list without a newer copy: whatever the last look said, this is the only one there is.
    if (isListed(schedule, namespace)) return [{ namespace, reason: 'MISSING', until: null }];
    const leftAt = departed.get(namespace);
    if (leftAt !== undefined) {
      const until = new Date(leftAt.getTime() + HELD_DAYS * DAY_MS);
      return until > now ? [{ namespace, reason: 'LEFT_SCHEDULE', until }] : [];
    }
    return schedule.missing.includes(namespace) ? [{ namespace, reason: 'MISSING', until: null }] : [];
  });
}

function isListed({ selection }: Rules, namespace: string): boolean {
  return selection.kind === 'NAMED' && selection.names.includes(namespace);
}
