/** An alert: an open incident about one (subject, kind). What a cycle's end means for the open ones. Pure. */
import { effectOf, type Issue } from './issue.js';

export const ALERT_KINDS = [
  'MISSING_NAMESPACES',
  'INCOMPLETE_BACKUP',
  'BACKUP_FAILED',
  'ONLY_NAMESPACE_GONE',
  'CLUSTER_BAD',
  'LOCATION_BAD',
  'NOTHING_PRODUCED',
  'BACKUP_DAMAGED',
  'CLUSTER_DISCOVERY_CONFIG_FAILED',
  'SYNC_FAILED',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

export const ALERT_MEANINGS: Record<AlertKind, string> = {
  MISSING_NAMESPACES:
    'backups go on without namespaces that are gone: exclude them from the schedule, or create them again',
  INCOMPLETE_BACKUP:
    'backups are partial for another reason than missing namespaces: see the issues of the latest one',
  BACKUP_FAILED: 'backups fail: see the issues of the latest one',
  ONLY_NAMESPACE_GONE: 'the only namespace of the schedule is gone: no backup is made until it is back',
  CLUSTER_BAD: 'backups fail because the cluster cannot be reached or refuses its credential',
  LOCATION_BAD: 'backups fail because the backup location cannot be used',
  NOTHING_PRODUCED: 'several due times in a row have left no good backup',
  BACKUP_DAMAGED:
    'a backup was read back and is damaged: make a new one, and delete it or verify it again when its location is mended',
  CLUSTER_DISCOVERY_CONFIG_FAILED:
    'a cluster discovery failed: clusters of its garden are neither found nor kept up until it succeeds',
  SYNC_FAILED:
    'a sync of the backup location failed: what lies there and is not known stays so until a sync succeeds',
};

export const ALERT_SUBJECTS = ['BackupSchedule', 'Cluster', 'BackupLocation', 'ClusterDiscovery'] as const;
export type AlertSubject = (typeof ALERT_SUBJECTS)[number];

/** How many due times without a good backup open NOTHING_PRODUCED. */
export const BARREN_CYCLES = 3;

export interface Alert {
  readonly id: string;
  readonly subjectType: AlertSubject;
  readonly subjectId: string;
  readonly kind: AlertKind;
  readonly openedAt: Date;
  /** When its namespaces or its message changed last. */
  readonly changedAt: Date;
  /** When it was counted last. */
  readonly lastSeenAt: Date;
  readonly count: number;
  /** The schedule whose cycle was counted last. */
  readonly scheduleId: string | null;
  readonly backupId: string | null;
  /** Missing namespaces, sorted. */
  readonly namespaces: readonly string[];
  readonly message: string;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  /** When somebody snoozed it; null: nobody, or it was woken. A timed one may be over: see `isSnoozed`. */
  readonly snoozedAt: Date | null;
  /** Null: not snoozed, or until it changes. */
  readonly snoozedUntil: Date | null;
  readonly snoozedUntilChange: boolean;
  readonly snoozedBy: string | null;
  /** When people were last reminded of it. */
  readonly remindedAt: Date | null;
  readonly closedAt: Date | null;
  /** Why it was closed: `the next backup was a Success`. */
  readonly closedReason: string | null;
}

/** How a due cycle of a schedule ended. */
export interface CycleEnd {
  readonly scheduleId: string;
  readonly clusterId: string;
  readonly locationId: string;
  readonly backupId: string | null;
  readonly at: Date;
  readonly outcome: 'SUCCESS' | 'PARTIAL_SUCCESS' | 'FAILURE' | 'ONLY_NAMESPACE_GONE' | 'SKIPPED';
  readonly missing: readonly string[];
  readonly issues: readonly Issue[];
  /** Of the schedule, this one counted. */
  readonly barrenCycles: number;
  /** Only the cluster itself reaches the location, by its connection. */
  readonly byConnection?: boolean;
}

export interface Raise {
  readonly subjectType: AlertSubject;
  readonly subjectId: string;
  readonly kind: AlertKind;
  readonly namespaces: readonly string[];
  readonly message: string;
}
export interface Settle {
  readonly subjectType: AlertSubject;
  readonly subjectId: string;
  readonly kind: AlertKind;
  readonly reason: string;
}

/** Which incidents a cycle's end opens or counts again, and which it closes. Nothing that it did not observe. */
export function alertsAfter(end: CycleEnd): {
  readonly raise: readonly Raise[];
  readonly settle: readonly Settle[];
} {
  const raise: Raise[] = [];
  const settle: Settle[] = [];
  const schedule = { subjectType: 'BackupSchedule', subjectId: end.scheduleId } as const;
  const cluster = { subjectType: 'Cluster', subjectId: end.clusterId } as const;
  const location = { subjectType: 'BackupLocation', subjectId: end.locationId } as const;
  const open = (
    subject: typeof schedule | typeof cluster | typeof location,
    kind: AlertKind,
    message: string,
  ) =>
    raise.push({
      ...subject,
      kind,
      message,
      namespaces: kind === 'MISSING_NAMESPACES' ? [...end.missing].sort() : [],
    });
  const close = (
    subject: typeof schedule | typeof cluster | typeof location,
    kind: AlertKind,
    reason: string,
  ) => settle.push({ ...subject, kind, reason });

  const good = end.outcome === 'SUCCESS' || end.outcome === 'PARTIAL_SUCCESS';
  const codes = new Set(end.issues.map((each) => each.code));
  const said = (code: string) => end.issues.find((each) => each.code === code)?.message;
  if (good) {
    const reason = end.outcome === 'SUCCESS' ? 'the next backup was a Success' : 'a backup was made again';
    close(schedule, 'BACKUP_FAILED', reason);
    close(schedule, 'ONLY_NAMESPACE_GONE', 'the namespace is back');
    close(schedule, 'NOTHING_PRODUCED', reason);
    close(cluster, 'CLUSTER_BAD', 'the cluster was read again');
    close(location, 'LOCATION_BAD', 'the location was written again');
    if (end.missing.length > 0) {
      open(schedule, 'MISSING_NAMESPACES', missingSentence(end.missing));
    } else close(schedule, 'MISSING_NAMESPACES', 'no namespace is missing any more');
    const other = end.issues.find((each) => each.code === 'KIND_UNREADABLE');
    if (other !== undefined) open(schedule, 'INCOMPLETE_BACKUP', other.message);
    else close(schedule, 'INCOMPLETE_BACKUP', 'everything could be read again');
  }
  if (end.outcome === 'FAILURE') {
    // Whoever put it to sleep knows.
    if (codes.has('CLUSTER_HIBERNATED')) return { raise, settle };
    const clusterBad = codes.has('CLUSTER_UNAVAILABLE');
    const locationBad = codes.has('LOCATION_INVALID') || codes.has('UPLOAD_FAILED');
    if (clusterBad) open(cluster, 'CLUSTER_BAD', said('CLUSTER_UNAVAILABLE') ?? ALERT_MEANINGS.CLUSTER_BAD);
    if (locationBad) open(location, 'LOCATION_BAD', end.byConnection ? BY_CONNECTION : saidOfLocation(said));
    if (!clusterBad && !locationBad)
      open(schedule, 'BACKUP_FAILED', causeOf(end.issues) ?? ALERT_MEANINGS.BACKUP_FAILED);
  }
  if (end.outcome === 'ONLY_NAMESPACE_GONE') {
    open(schedule, 'ONLY_NAMESPACE_GONE', ALERT_MEANINGS.ONLY_NAMESPACE_GONE);
  }
  // A namespace that is gone has its own alert; a second one would say the same.
  if (!good && end.outcome !== 'ONLY_NAMESPACE_GONE' && end.barrenCycles >= BARREN_CYCLES) {
    open(schedule, 'NOTHING_PRODUCED', `${end.barrenCycles} due times in a row have left no good backup.`);
  }
  return { raise, settle };
}

/** Everybody sees a location and its alerts, and not every cluster: what it is about stands on the backup and the connection. */
const BY_CONNECTION = 'A cluster that backs up to it cannot use it; its connections say which and why.';

function saidOfLocation(said: (code: string) => string | undefined): string {
  return said('LOCATION_INVALID') ?? said('UPLOAD_FAILED') ?? ALERT_MEANINGS.LOCATION_BAD;
}

/** What made it fail, not what was noted or partial beside it. */
function causeOf(issues: readonly Issue[]): string | undefined {
  return (issues.find((each) => effectOf(each) === 'FAILURE') ?? issues[0])?.message;
}

const NAMES_TOLD = 5;

/** `billing is missing.`, `billing, blog and 4,988 more are missing.` */
function missingSentence(missing: readonly string[]): string {
  const told = missing.toSorted().slice(0, NAMES_TOLD);
  const more = missing.length - told.length;
  const names =
    more > 0 ? `${told.join(', ')} and ${more} more` : told.join(', ').replace(/, ([^,]*)$/, ' and $1');
  return `${names} ${missing.length === 1 ? 'is' : 'are'} missing.`;
}
