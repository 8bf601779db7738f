/**
 * The conditions that keep rows from those who may not see them: one per table, for lists, counts and searches. Each `?` stands
 * for one of the values, in order. The same rules for single things: access-to.ts.
 */
import type { Sight, Viewer } from '../../domain/access.js';

/** A condition on the rows of one table, which it names in full. */
export interface Visible {
  readonly condition: string;
  readonly values: readonly unknown[];
}

type OfViewer = (viewer: Viewer) => Visible;

/** `= ANY(ARRAY(...))`: read once, and then looked up in an index of the table (facts: PostgreSQL makes an InitPlan of it). */
function anyOf(column: string, ids: string): string {
  return `${column} = ANY(ARRAY(${ids}))`;
}

/** Ids of what is shared with the viewer. */
function shared(column: 'cluster_id' | 'schedule_id' | 'backup_id', viewer: Viewer): Visible {
  return {
    condition: `SELECT share.${column} FROM share WHERE share.${column} IS NOT NULL
      AND (share.user_id = ? OR share.group_id = ANY(CAST(? AS uuid[])))`,
    values: [viewer.userId, viewer.groups],
  };
}

const schedules: OfViewer = (viewer) => {
  const ofShares = shared('schedule_id', viewer);
  return {
    condition: `(backup_schedule.owner_id = ? OR ${anyOf('backup_schedule.id', ofShares.condition)})`,
    values: [viewer.userId, ...ofShares.values],
  };
};

/** Ids of the schedules that the viewer sees: two lookups in two indexes, where one condition with OR would read the table. */
function scheduleIds(viewer: Viewer): Visible {
  const ofShares = shared('schedule_id', viewer);
  return {
    condition: `SELECT own.id FROM backup_schedule AS own WHERE own.owner_id = ? UNION ALL ${ofShares.condition}`,
    values: [viewer.userId, ...ofShares.values],
  };
}

/** Whose schedule made it sees it, whoever owned the schedule then. */
const backups: OfViewer = (viewer) => {
  const ofSchedules = scheduleIds(viewer);
  const ofShares = shared('backup_id', viewer);
  return {
    condition: `(backup.owner_id = ? OR ${anyOf('backup.schedule_id', ofSchedules.condition)}
      OR ${anyOf('backup.id', ofShares.condition)})`,
    values: [viewer.userId, ...ofSchedules.values, ...ofShares.values],
  };
};

const restores: OfViewer = ({ userId }) => ({ condition: 'restore.owner_id = ?', values: [userId] });

/** Their own, what is shared, and the clusters of what they see: schedules, backups and restores name theirs. */
const clusters: OfViewer = (viewer) => {
  const ids = clusterIds(viewer);
  return {
    condition: `(${anyOf('cluster.id', ids.condition)} OR ${OWN_BACKUP_ON_IT})`,
    values: [...ids.values, viewer.userId],
  };
};

const OWN_BACKUP_ON_IT = `EXISTS (SELECT FROM backup AS mine WHERE mine.owner_id = ? AND mine.cluster_id = cluster.id)`;

function clusterIds(viewer: Viewer): Visible {
  const ofShares = shared('cluster_id', viewer);
  const ofSchedules = scheduleIds(viewer);
  const ofBackups = shared('backup_id', viewer);
  return {
    condition: `SELECT own.id FROM cluster AS own WHERE own.owner_id = ?
      UNION ALL ${ofShares.condition}
      UNION ALL SELECT seen.cluster_id FROM backup_schedule AS seen WHERE ${anyOf('seen.id', ofSchedules.condition)}
      UNION ALL SELECT seen.cluster_id FROM backup AS seen WHERE ${anyOf('seen.id', ofBackups.condition)}
      UNION ALL SELECT DISTINCT seen.cluster_id FROM restore AS seen WHERE seen.owner_id = ? AND seen.cluster_id IS NOT NULL`,
    values: [viewer.userId, ...ofShares.values, ...ofSchedules.values, ...ofBackups.values, viewer.userId],
  };
}

/**
 * Alerts about schedules and clusters that they see, and about locations: everybody sees those. One condition, for no id is of two
 * kinds: with one for each kind every alert there is would be held against every id.
 */
const alerts: OfViewer = (viewer) => {
  const ofSchedules = scheduleIds(viewer);
  const ofClusters = clusters(viewer);
  const subjects = `SELECT place.id FROM backup_location AS place UNION ALL ${ofSchedules.condition}
    UNION ALL SELECT cluster.id FROM cluster WHERE ${ofClusters.condition}`;
  return {
    condition: anyOf('alert.subject_id', subjects),
    values: [...ofSchedules.values, ...ofClusters.values],
  };
};

/** Their own clusters whole, of others those names that a share of the cluster is for. A pattern holds no `%` and no `_`. */
const namespaces: OfViewer = ({ userId, groups }) => ({
  condition: `(${anyOf('cluster_namespace.cluster_id', 'SELECT own.id FROM cluster AS own WHERE own.owner_id = ?')}
    OR EXISTS (SELECT FROM share, unnest(share.namespaces) AS granted (pattern)
      WHERE share.cluster_id = cluster_namespace.cluster_id
        AND (share.user_id = ? OR share.group_id = ANY(CAST(? AS uuid[])))
        AND cluster_namespace.name LIKE translate(granted.pattern, '*' || chr(63), '%_')))`,
  values: [userId, userId, groups],
});

/** As the namespaces in which they are. */
const machines: OfViewer = ({ userId, groups }) => ({
  condition: `(${anyOf('virtual_machine.cluster_id', 'SELECT own.id FROM cluster AS own WHERE own.owner_id = ?')}
    OR EXISTS (SELECT FROM share, unnest(share.namespaces) AS granted (pattern)
      WHERE share.cluster_id = virtual_machine.cluster_id
        AND (share.user_id = ? OR share.group_id = ANY(CAST(? AS uuid[])))
        AND virtual_machine.namespace LIKE translate(granted.pattern, '*' || chr(63), '%_')))`,
  values: [userId, userId, groups],
});

/** Clusters of which more than the name is shown. */
const knownClusters: OfViewer = (viewer) => {
  const ofShares = shared('cluster_id', viewer);
  return {
    condition: `(cluster.owner_id = ? OR ${anyOf('cluster.id', ofShares.condition)})`,
    values: [viewer.userId, ...ofShares.values],
  };
};

/** The clusters whose labels are seen: what is known by name only is not found by them. */
export function visibleLabels(sight: Sight | undefined): Visible | undefined {
  return sight === undefined || sight === 'ALL' ? undefined : knownClusters(sight);
}

const TABLES = {
  backup_schedule: schedules,
  backup: backups,
  restore: restores,
  cluster: clusters,
  cluster_namespace: namespaces,
  virtual_machine: machines,
  alert: alerts,
};
export type OwnedTable = keyof typeof TABLES;

/** Which rows of the table are seen; undefined: all of them, also where nobody in particular looks. */
export function visibleIn(table: OwnedTable, sight: Sight | undefined): Visible | undefined {
  return sight === undefined || sight === 'ALL' ? undefined : TABLES[table](sight);
}
