/** How many of everything are in which state, and in which state the few that have names are. */
import type { DataSource } from 'typeorm';
import { type Sample, sample } from '../../domain/metrics.js';
import { type Resource, resourceRow } from '../../domain/state-matrix.js';

type Query = Pick<DataSource, 'query'>;

interface Kept {
  readonly resource: Resource;
  readonly table: string;
  /** Name, reason and whether it is in trouble, of what is told one by one: it has a name that lasts and there are not too many. */
  readonly named?: { readonly name: string; readonly reason: string; readonly bad: string };
}

/** The codes of reasons are few; a schedule's reason is a sentence that names a person. */
const KEPT: readonly Kept[] = [
  {
    ...{ resource: 'Cluster', table: 'cluster' },
    named: { name: 'name', reason: 'state_reason', bad: `state <> 'ACTIVE'` },
  },
  {
    ...{ resource: 'BackupLocation', table: 'backup_location' },
    named: { name: 'name', reason: 'state_reason', bad: `state <> 'VALID'` },
  },
  {
    ...{ resource: 'ClusterDiscovery', table: 'cluster_discovery' },
    named: { name: 'name', reason: 'state_reason', bad: `state = 'FAILED'` },
  },
  {
    ...{ resource: 'LocationConnection', table: 'location_connection' },
    named: {
      name: `(SELECT name FROM backup_location WHERE id = location_id) || '/' || (SELECT name FROM cluster WHERE id = cluster_id)`,
      reason: 'state_reason',
      bad: `state = 'INVALID'`,
    },
  },
  {
    ...{ resource: 'BackupSchedule', table: 'backup_schedule' },
    named: { name: 'name', reason: `''`, bad: 'barren_cycles > 0' },
  },
  { resource: 'Backup', table: 'backup' },
  { resource: 'Restore', table: 'restore' },
  { resource: 'BackupSync', table: 'backup_sync' },
  { resource: 'VirtualMachine', table: 'virtual_machine' },
  // One row of the matrix.
  { resource: 'User', table: 'app_user' },
  { resource: 'User', table: 'user_group' },
];

/** Of what this product holds: a resource that it has no table of is not there. */
export async function keptIn(database: Query): Promise<readonly Kept[]> {
  const rows = await database.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()`,
  );
  const tables = new Set(rows.map(({ name }) => name));
  return KEPT.filter(({ table }) => tables.has(table));
}

/** Every state of the matrix, also those that nothing is in. */
export async function countSamples(database: Query, kept: readonly Kept[]): Promise<readonly Sample[]> {
  const counts = kept.map(
    ({ resource, table }) =>
      `SELECT '${resource}' AS resource, state, count(*) AS count FROM ${table} GROUP BY state`,
  );
  const rows = await database.query<{ resource: string; state: string; count: number }[]>(
    `SELECT resource, state, sum(count)::integer AS count FROM (${counts.join(' UNION ALL ')}) AS counted
     GROUP BY resource, state`,
  );
  const found = new Map(rows.map(({ resource, state, count }) => [`${resource} ${state}`, count]));
  return [...new Set(kept.map(({ resource }) => resource))].flatMap((resource) =>
    Object.keys(resourceRow(resource).states).map((state) =>
      sample('holdfast_resources', { resource, state }, found.get(`${resource} ${state}`) ?? 0),
    ),
  );
}

interface NamedRow {
  readonly resource: string;
  readonly name: string;
  readonly state: string;
  readonly reason: string | null;
  readonly total: number;
}

/** Those in trouble first, schedules last: of them there are most, and they have metrics of their own. */
export async function stateSamples(
  database: Query,
  kept: readonly Kept[],
  most: number,
): Promise<{ readonly samples: readonly Sample[]; readonly left: number }> {
  const parts = kept.flatMap(({ resource, table, named }) =>
    named === undefined
      ? []
      : `SELECT '${resource}' AS resource, ${named.name} AS name, state, ${named.reason} AS reason,
           ${named.bad} AS bad FROM ${table}`,
  );
  const rows = await database.query<NamedRow[]>(
    `SELECT resource, name, state, reason, count(*) OVER ()::integer AS total FROM (${parts.join(' UNION ALL ')}) AS named
     ORDER BY bad DESC, resource = 'BackupSchedule', resource, name LIMIT $1`,
    [most],
  );
  const samples = rows.map(({ resource, name, state, reason }) =>
    sample('holdfast_resource_state', { resource, name, state, reason: reason ?? '' }, 1),
  );
  return { samples, left: (rows[0]?.total ?? 0) - rows.length };
}

export async function storageSamples(database: Query, most: number): Promise<readonly Sample[]> {
  const rows = await database.query<{ name: string; bytes: string }[]>(
    `SELECT backup_location.name, coalesce(sum(backup.stored_bytes), 0)::text AS bytes
     FROM backup_location LEFT JOIN backup ON backup.location_id = backup_location.id
     GROUP BY backup_location.id ORDER BY 1 LIMIT $1`,
    [most],
  );
  return rows.map(({ name, bytes }) =>
    sample('holdfast_location_stored_bytes', { location: name }, Number(bytes)),
  );
}
