import type { AlertFieldsFragment } from '../../client/generated/graphql.js';
import { time } from '../output/format.js';

interface Named {
  readonly name: string;
}
interface Subject extends Pick<AlertFieldsFragment, 'subjectType' | 'subjectId'> {
  readonly schedule: Named | null;
  readonly cluster: Named | null;
  readonly location: Named | null;
  /** Not asked for where nothing of it is shown. */
  readonly discovery?: Named | null;
}

/** What it is raised on: `schedule nightly`. */
export function subjectOf(subject: Subject): string {
  const { subjectType, subjectId, schedule, cluster, location, discovery } = subject;
  switch (subjectType) {
    case 'BackupSchedule':
      return `schedule ${schedule?.name ?? subjectId}`;
    case 'Cluster':
      return `cluster ${cluster?.name ?? subjectId}`;
    case 'BackupLocation':
      return `location ${location?.name ?? subjectId}`;
    case 'ClusterDiscovery':
      return `cluster discovery ${discovery?.name ?? subjectId}`;
  }
}

/** Open, seen to by somebody, or closed, in words. */
export function stateOf(alert: AlertFieldsFragment): string {
  if (alert.closedAt !== null) {
    return `closed at ${time(alert.closedAt)}${alert.closedReason === null ? '' : `: ${alert.closedReason}`}`;
  }
  return alert.acknowledgedAt === null ? 'open' : `open, seen to by ${acknowledgement(alert)}`;
}

/** `ada at 2026-11-20 12:00:00Z` */
export function acknowledgement({ acknowledgedBy, acknowledgedAt }: AlertFieldsFragment): string {
  return `${acknowledgedBy ?? 'somebody'} at ${time(acknowledgedAt)}`;
}
