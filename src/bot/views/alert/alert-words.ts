/** What an alert is called: its state first, then what it is about. Plain words; whoever shows them escapes them. */
import type { AlertKind } from '../../../client/generated/graphql.js';
import type { Alert } from '../data.js';

/** The state word while nobody has done anything. */
const KIND_WORDS: Readonly<Record<AlertKind, string>> = {
  MISSING_NAMESPACES: 'Partial Success',
  INCOMPLETE_BACKUP: 'Partial Success',
  BACKUP_FAILED: 'Failure',
  ONLY_NAMESPACE_GONE: 'No backups, the only namespace is gone',
  CLUSTER_BAD: 'Cluster not usable',
  LOCATION_BAD: 'Backup location not usable',
  NOTHING_PRODUCED: 'No good backup',
  BACKUP_DAMAGED: 'Backup damaged',
  CLUSTER_DISCOVERY_CONFIG_FAILED: 'Cluster discovery failed',
  SYNC_FAILED: 'Sync failed',
};

export type AlertHead = Pick<Alert, 'kind' | 'standing'> & {
  readonly schedule: { readonly name: string } | null;
  readonly cluster: { readonly name: string } | null;
  readonly location: { readonly name: string } | null;
  readonly discovery: { readonly name: string } | null;
};

export function stateWord({ kind, standing }: Pick<AlertHead, 'kind' | 'standing'>): string {
  const ofNames = kind === 'MISSING_NAMESPACES';
  switch (standing) {
    case 'OPEN':
      return KIND_WORDS[kind];
    case 'PARTLY_HANDLED':
      return ofNames ? 'Partly excluded' : 'Partly handled';
    case 'WAITING_FOR_NEXT_CYCLE':
      return ofNames ? 'Excluded from the next cycle' : 'Waiting for the next cycle';
    case 'SNOOZED':
      return 'Snoozed';
    case 'CLOSED':
      return 'Closed';
  }
}

export interface Subject {
  readonly what: 'schedule' | 'cluster' | 'backup location' | 'cluster discovery';
  readonly name: string;
}

export function subjectOf({ kind, schedule, cluster, location, discovery }: AlertHead): Subject {
  if (kind === 'CLUSTER_BAD') return { what: 'cluster', name: cluster?.name ?? DELETED };
  if (kind === 'LOCATION_BAD' || kind === 'SYNC_FAILED')
    return { what: 'backup location', name: location?.name ?? DELETED };
  if (kind === 'CLUSTER_DISCOVERY_CONFIG_FAILED')
    return { what: 'cluster discovery', name: discovery?.name ?? DELETED };
  return { what: 'schedule', name: schedule?.name ?? DELETED };
}

const DELETED = '(deleted)';

/** Whether the alert is about one schedule, so that its schedule can be mended or snoozed. */
export function isOfSchedule({ kind }: Pick<Alert, 'kind'>): boolean {
  return !OF_NO_SCHEDULE.has(kind);
}

const OF_NO_SCHEDULE: ReadonlySet<AlertKind> = new Set([
  'CLUSTER_BAD',
  'LOCATION_BAD',
  'CLUSTER_DISCOVERY_CONFIG_FAILED',
  'SYNC_FAILED',
]);

/** The cluster that it is raised on, or that of its schedule. */
export function clusterOf({ cluster, schedule }: Pick<Alert, 'cluster' | 'schedule'>): Alert['cluster'] {
  return cluster ?? schedule?.cluster ?? null;
}

/** Whether no cycle has ended since that edit, as far as the alert tells: it counts from the next one and can be taken back. */
export function isAheadOfCycle({ standing, lastSeenAt }: Alert, { at }: { readonly at: string }): boolean {
  return standing === 'WAITING_FOR_NEXT_CYCLE' || Date.parse(at) >= Date.parse(lastSeenAt);
}
