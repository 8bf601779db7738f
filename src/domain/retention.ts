/** Which backups of a schedule go, and which are kept longer and why (design 5). Pure. */
import { type BackupSchedule, RETENTION_TIERS } from './backup-schedule.js';
import { bucketOf } from './calendar-buckets.js';
import type { BackupState } from './state-matrix.js';
import { type MachineName, machineKey } from './virtual-machine.js';

/** A last copy of a namespace that has left the schedule is kept so long. */
export const HELD_DAYS = 30;
const DAY_MS = 24 * 60 * 60_000;

export interface RetainedBackup {
  readonly id: string;
  readonly state: BackupState;
  readonly createdAt: Date;
  /** Read back and found damaged, or not found by the last sync: a copy that cannot be counted on. */
  readonly unusable: boolean;
  /** Until when its location refuses to delete it; null: it does not. */
  readonly lockedUntil: Date | null;
  /** Namespaces that this backup holds. */
  readonly included: readonly string[];
  /** Where virtual machines are what it holds: those that were there; null: it holds its namespaces whole. */
  readonly machines: readonly RetainedMachine[] | null;
}

export interface RetainedMachine extends MachineName {
  /** It was backed up, with some of its volumes at least. */
  readonly intact: boolean;
}

/**
 * MISSING, LEFT_SCHEDULE: it holds the last copy of a namespace or of a virtual machine. HOURLY to MONTHLY: it is the newest good one of an hour, day,
 * week or month that is kept. OBJECT_LOCKED: its location does not let it go yet.
 */
export const HELD_REASONS = [
  'MISSING',
  'LEFT_SCHEDULE',
  'HOURLY',
  'DAILY',
  'WEEKLY',
  'MONTHLY',
  'OBJECT_LOCKED',
] as const;
export type HeldReason = (typeof HELD_REASONS)[number];

export interface HeldFor {
  /** Whose last copy it is; null: kept for another reason. */
  readonly namespace: string | null;
  /** The machine of the namespace whose last copy it is; absent: the whole namespace, or another reason. */
  readonly virtualMachine?: string;
  readonly reason: HeldReason;
  /** Until when; null: until it is back, excluded, or released; of a tier: until enough newer ones are there. */
  readonly until: Date | null;
}

export interface RetentionPlan {
  /** Oldest first. */
  readonly remove: readonly string[];
  /** Kept beyond the rule, by backup id. */
  readonly held: ReadonlyMap<string, readonly HeldFor[]>;
}

export type RetentionRules = Pick<
  BackupSchedule,
  'retention' | 'timeZone' | 'selection' | 'missing' | 'departures' | 'released'
>;

const TIER_REASONS = { hourly: 'HOURLY', daily: 'DAILY', weekly: 'WEEKLY', monthly: 'MONTHLY' } as const;

/**
 * Counts SUCCESS and PARTIAL_SUCCESS. The newest good backup always stays. A candidate is kept when a tier keeps it, whatever
 * its age, or when it holds the last copy of a namespace which is missing or has left: until a newer copy, a release by a
 * person, or 30 days after it left. Where virtual machines are what it holds, that counts for each machine: one that was named is held
 * until there is a newer copy, one that was found and is gone for 30 days from its last copy on. What its location has locked stays until then. Failed backups hold nothing: as many of them as `keep` stay as a record. Damaged ones count neither as good nor as a
 * copy; they go when as many good ones as `keep` are newer, for what can still be read of them may be all there is.
 */
export function planRetention(
  schedule: RetentionRules,
  backups: readonly RetainedBackup[],
  now: Date,
): RetentionPlan {
  const newestFirst = backups
    .filter((each) => each.state !== 'IN_PROGRESS' && each.state !== 'DELETING')
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const good = newestFirst.filter((each) => each.state === 'SUCCESS' || each.state === 'PARTIAL_SUCCESS');
  const failed = newestFirst.filter((each) => each.state === 'FAILURE');
  const { keep, maxAgeDays } = schedule.retention;
  const tooOld = (each: RetainedBackup) =>
    maxAgeDays !== null && now.getTime() - each.createdAt.getTime() > maxAgeDays * DAY_MS;
  const tiers = keptByTiers(schedule, good);
  const held = new Map<string, readonly HeldFor[]>();
  const copies = new Set<string>();
  const removed = new Set<string>();
  const stays = (each: RetainedBackup, reasons: readonly HeldFor[]) => {
    const all = [...reasons, ...lockOf(each, now)];
    if (all.length === 0) removed.add(each.id);
    else held.set(each.id, all);
    return all.length > 0;
  };
  const there = new Set(good[0]?.machines?.map(machineKey));
  let intact = 0;
  for (const each of good) {
    const goes = intact >= keep || (intact > 0 && tooOld(each));
    const kept =
      !goes ||
      stays(each, [...(tiers.get(each.id) ?? []), ...lastCopies(schedule, each, { copies, there }, now)]);
    if (kept && !each.unusable) for (const name of copiesIn(each)) copies.add(name);
    if (!each.unusable) intact += 1;
  }
  for (const [index, each] of failed.entries()) if (index >= keep || tooOld(each)) stays(each, []);
  const remove = newestFirst.flatMap(({ id }) => (removed.has(id) ? [id] : [])).toReversed();
  return { remove, held };
}

/**
 * Grandfather, father, son: for each tier the newest intact backup of each of the last so many hours, days, weeks or months that
 * have one. Months without a backup use none up.
 */
function keptByTiers(
  { retention, timeZone }: RetentionRules,
  newestFirst: readonly RetainedBackup[],
): ReadonlyMap<string, readonly HeldFor[]> {
  const kept = new Map<string, HeldFor[]>();
  for (const tier of RETENTION_TIERS) {
    const buckets = new Set<string>();
    for (const { id, createdAt, unusable } of newestFirst) {
      if (buckets.size >= retention[tier]) break;
      const bucket = unusable ? undefined : bucketOf(tier, timeZone, createdAt);
      if (bucket === undefined || buckets.has(bucket)) continue;
      buckets.add(bucket);
      kept.set(id, [...(kept.get(id) ?? []), { namespace: null, reason: TIER_REASONS[tier], until: null }]);
    }
  }
  return kept;
}

function lockOf({ lockedUntil }: RetainedBackup, now: Date): readonly HeldFor[] {
  const locked = lockedUntil !== null && lockedUntil > now;
  return locked ? [{ namespace: null, reason: 'OBJECT_LOCKED', until: lockedUntil }] : [];
}

/** Until when the last copy of a namespace is held if it leaves the schedule now; null: a person has released it. */
export function heldAfterExclusion(
  { released }: Pick<BackupSchedule, 'released'>,
  namespace: string,
  now: Date,
): Date | null {
  return released.includes(namespace) ? null : new Date(now.getTime() + HELD_DAYS * DAY_MS);
}

function copiesIn({ included, machines }: RetainedBackup): readonly string[] {
  return machines === null ? included : machines.filter(({ intact }) => intact).map(machineKey);
}

/** What newer backups say. */
interface Newer {
  /** Of what there is an intact copy. */
  readonly copies: ReadonlySet<string>;
  /** Machines that the newest good one found, whether it could back them up or not. */
  readonly there: ReadonlySet<string>;
}

function lastCopies(schedule: RetentionRules, backup: RetainedBackup, newer: Newer, now: Date): HeldFor[] {
  return backup.machines === null
    ? lastCopiesOfNamespaces(schedule, backup, newer.copies, now)
    : lastCopiesOfMachines(schedule, { ...backup, machines: backup.machines }, newer, now);
}

function lastCopiesOfMachines(
  schedule: RetentionRules,
  { createdAt, machines }: { readonly createdAt: Date; readonly machines: readonly RetainedMachine[] },
  { copies, there }: Newer,
  now: Date,
): HeldFor[] {
  const until = new Date(createdAt.getTime() + HELD_DAYS * DAY_MS);
  return machines.flatMap((machine): HeldFor[] => {
    const key = machineKey(machine);
    if (!machine.intact || copies.has(key) || schedule.released.includes(key)) return [];
    const of = { namespace: machine.namespace, virtualMachine: machine.name };
    const isMissed = isNamed(schedule, machine) || schedule.missing.includes(machine.namespace);
    if (isMissed || there.has(key)) return [{ ...of, reason: 'MISSING', until: null }];
    return until > now ? [{ ...of, reason: 'LEFT_SCHEDULE', until }] : [];
  });
}

function isNamed({ selection }: RetentionRules, machine: MachineName): boolean {
  if (selection.kind !== 'VIRTUAL_MACHINES') return false;
  const key = machineKey(machine);
  return selection.virtualMachines.machines?.some((each) => machineKey(each) === key) ?? false;
}

function lastCopiesOfNamespaces(
  schedule: RetentionRules,
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

function isListed({ selection }: RetentionRules, namespace: string): boolean {
  return selection.kind === 'NAMED' && selection.names.includes(namespace);
}
