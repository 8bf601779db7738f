/** What the lists of a large installation hold, filled in by SQL in seconds. */
import { createStoredWorld, type StoredWorld } from '../db/stored-world.js';
import { anAlert } from '../factories/resources.js';
import { aRestore } from '../factories/restores.js';

export const BACKUPS = 200_000;
export const SCHEDULES = 10_000;
export const RESTORES = 20_000;
export const ALERTS = 20_000;
/** So many have not ended. */
const OPEN_ALERTS = 200;
const CLUSTERS = 20;
const LOCATIONS = 5;
const OWNERS = 200;
/** Who owns some hundreds of backups, and has some of other people's shared with them and with their group. */
const APP_USER = 8;
const EVERY_SECONDS = 150;

export async function createFilledLists(): Promise<StoredWorld> {
  const world = await createStoredWorld();
  const schedule = await world.addSchedule();
  const { id } = await world.addBackup({ scheduleId: schedule.id, state: 'SUCCESS' }, []);
  const into = { ownerId: world.user.id, backupId: id, clusterId: world.cluster.id };
  await world.stores.restores.insert(aRestore(into, { state: 'SUCCESS' }));
  const about = { subjectType: 'BackupSchedule', subjectId: schedule.id, scheduleId: schedule.id } as const;
  await world.stores.alerts.insert(anAlert({ ...about, backupId: id }));
  await fillLists((statement) => world.database.query(statement));
  return world;
}

/** Out of one user, cluster, location, schedule, backup (without namespaces) and restore, and an alert where there is one. */
export async function fillLists(query: (statement: string) => Promise<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await query(statement);
}

/** A row of a table many times over, with some columns of its own; `n` counts. */
function copies(table: string, count: number, columns: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(columns).flatMap(([column, value]) => [`'${column}'`, value]);
  // Beside the row and not in the list of columns: there it would be made anew for each of them.
  return `INSERT INTO ${table} SELECT made.* FROM ${table} AS one, generate_series(1, ${count}) AS n,
      LATERAL jsonb_populate_record(one, jsonb_build_object(${pairs.join(', ')})) AS made
    WHERE one.id = (SELECT id FROM ${table} ORDER BY ${table === 'alert' ? 'opened_at' : 'created_at'} LIMIT 1)`;
}

const idOf = (table: string, n: string) => `md5('${table}' || (${n}))::uuid`;
/** Some users own hundreds, one owns half of everything. */
const OWNER = `CASE WHEN n / 3 % 2 = 0 THEN one.owner_id ELSE ${idOf('app_user', `n % ${OWNERS} + 1`)} END`;
const MOMENT = `now() - n * interval '${EVERY_SECONDS} seconds'`;
const TEAM = `'team-' || n % 50`;

/** The person and their group, as lists are told who looks. */
export const appUser = async (query: StoredWorld['database']['query']) => {
  const [row] = await query(
    `SELECT ${idOf('app_user', `${APP_USER}`)} AS user, ${idOf('user_group', '1')} AS group`,
  );
  return { userId: String(row?.user), groups: [String(row?.group)] };
};

/** Every so many-th thing of a kind, shared with the person or their group. */
function shares(kind: 'cluster' | 'schedule' | 'backup', to: 'user' | 'group', numbers: string): string {
  const table = kind === 'schedule' ? 'backup_schedule' : kind;
  const grantee = to === 'user' ? idOf('app_user', `${APP_USER}`) : idOf('user_group', '1');
  return `INSERT INTO share (id, ${kind}_id, ${to}_id, access, namespaces, created_by, version, created_at, updated_at)
    SELECT gen_random_uuid(), ${idOf(table, 'n')}, ${grantee}, 'VIEW', '{}', ${idOf('app_user', `${APP_USER}`)}, 1, now(), now()
    FROM generate_series(${numbers}) AS n`;
}

const STATEMENTS = [
  copies('app_user', OWNERS, { id: idOf('app_user', 'n'), name: `'user-' || n` }),
  copies('cluster', CLUSTERS, { id: idOf('cluster', 'n'), name: `'cluster-' || n` }),
  copies('backup_location', LOCATIONS, {
    id: idOf('backup_location', 'n'),
    name: `'location-' || n`,
    path: `'/backups/' || n`,
  }),
  copies('backup_schedule', SCHEDULES, {
    id: idOf('backup_schedule', 'n'),
    name: `'schedule-' || n || '-' || ${TEAM}`,
    owner_id: OWNER,
    cluster_id: idOf('cluster', `n % ${CLUSTERS} + 1`),
    location_id: idOf('backup_location', `n % ${LOCATIONS} + 1`),
    labels: `jsonb_build_object('team', ${TEAM}, 'tier', CASE WHEN n % 10 = 0 THEN 'db' ELSE 'web' END)`,
    state: `CASE WHEN n % 100 = 0 THEN 'SUSPENDED' ELSE 'ACTIVE' END`,
    selection: `jsonb_build_object('kind', 'NAMED', 'names', jsonb_build_array('app-' || n % 2000, 'shared'))`,
    missing: `CASE WHEN n % 200 = 0 THEN ARRAY['shared'] ELSE ARRAY[]::text[] END`,
    next_due_at: `CASE WHEN n % 100 = 0 THEN NULL ELSE now() + n * 7919 % 10007 * interval '1 minute' END`,
    created_at: MOMENT,
  }),
  `INSERT INTO cycle SELECT made.* FROM cycle AS one, generate_series(1, ${BACKUPS}) AS n, LATERAL jsonb_populate_record(one,
     jsonb_build_object('id', ${idOf('cycle', 'n')}, 'schedule_id', NULL, 'planned_at', NULL)) AS made
   WHERE one.id = (SELECT id FROM cycle LIMIT 1)`,
  copies('backup', BACKUPS, {
    id: idOf('backup', 'n'),
    name: `'backup-' || n * 7919::bigint % 10007 || '-' || n || '-' || ${TEAM}`,
    owner_id: OWNER,
    cycle_id: idOf('cycle', 'n'),
    cluster_id: idOf('cluster', `n % ${CLUSTERS} + 1`),
    location_id: idOf('backup_location', `n % ${LOCATIONS} + 1`),
    schedule_id: idOf('backup_schedule', `n % ${SCHEDULES} + 1`),
    labels: `jsonb_build_object('team', ${TEAM}, 'tier', CASE WHEN n % 10 = 0 THEN 'db' ELSE 'web' END)
      || CASE WHEN n % 2000 = 0 THEN '{"ticket": "open"}' ELSE '{}' END::jsonb`,
    state: `CASE WHEN n % 10000 = 0 THEN 'IN_PROGRESS' WHEN n % 50 = 0 THEN 'FAILURE'
      WHEN n % 12 = 0 THEN 'PARTIAL_SUCCESS' ELSE 'SUCCESS' END`,
    bytes: `(n::bigint * 7919) % 1000003 * 1024`,
    created_at: MOMENT,
    finished_at: `CASE WHEN n % 10000 = 0 THEN NULL ELSE ${MOMENT} + interval '2 minutes' END`,
  }),
  `INSERT INTO backup_namespace
     SELECT ${idOf('backup', 'n')}, 'app-' || n % 2000, 'INCLUDED', NULL, NULL, 1, 1 FROM generate_series(1, ${BACKUPS}) AS n
     UNION ALL
     SELECT ${idOf('backup', 'n')}, 'shared', 'INCLUDED', NULL, NULL, 1, 1 FROM generate_series(1, ${BACKUPS}) AS n
     UNION ALL
     SELECT ${idOf('backup', 'n')}, 'gone-' || n % 500, 'MISSING', NULL, NULL, 0, 0
     FROM generate_series(12, ${BACKUPS}, 12) AS n`,
  copies('restore', RESTORES, {
    id: idOf('restore', 'n'),
    name: `'restore-' || n`,
    owner_id: OWNER,
    backup_id: idOf('backup', 'n'),
    cluster_id: idOf('cluster', `n % ${CLUSTERS} + 1`),
    state: `CASE WHEN n % 50 = 0 THEN 'FAILURE' ELSE 'SUCCESS' END`,
    created_at: MOMENT,
    finished_at: `${MOMENT} + interval '1 minute'`,
  }),
  copies('alert', ALERTS, {
    id: idOf('alert', 'n'),
    kind: `CASE WHEN n % 100 = 0 THEN 'BACKUP_FAILED' ELSE 'MISSING_NAMESPACES' END`,
    subject_id: idOf('backup_schedule', `n % ${SCHEDULES} + 1`),
    schedule_id: idOf('backup_schedule', `n % ${SCHEDULES} + 1`),
    backup_id: idOf('backup', 'n'),
    count: 'n * 7919::bigint % 503 + 1',
    opened_at: MOMENT,
    changed_at: `${MOMENT} + n % 11 * interval '1 hour'`,
    last_seen_at: `${MOMENT} + n % 17 * interval '1 hour'`,
    closed_at: `CASE WHEN n <= ${OPEN_ALERTS} THEN NULL ELSE ${MOMENT} + interval '2 days' END`,
    closed_reason: `CASE WHEN n <= ${OPEN_ALERTS} THEN NULL ELSE 'all is there again' END`,
  }),
  `INSERT INTO user_group (id, name, state, state_changed_at, version, created_at)
     VALUES (${idOf('user_group', '1')}, 'shop', 'ACTIVE', now(), 1, now())`,
  shares('cluster', 'user', '1, 2'),
  shares('schedule', 'user', '10, 9000, 450'),
  shares('schedule', 'group', '20, 9000, 900'),
  shares('backup', 'user', '1000, 190000, 19000'),
  shares('backup', 'group', '1500, 190000, 19000'),
  // Those of other people.
  `INSERT INTO share (id, backup_id, user_id, access, namespaces, created_by, version, created_at, updated_at)
     SELECT gen_random_uuid(), ${idOf('backup', 'n')}, ${idOf('app_user', `n % ${OWNERS - APP_USER} + ${APP_USER + 1}`)}, 'VIEW', '{}',
       ${idOf('app_user', '1')}, 1, now(), now() FROM generate_series(1, 30000) AS n`,
  `INSERT INTO share (id, schedule_id, user_id, access, namespaces, created_by, version, created_at, updated_at)
     SELECT gen_random_uuid(), ${idOf('backup_schedule', 'n')}, ${idOf('app_user', `n % ${OWNERS - APP_USER} + ${APP_USER + 1}`)}, 'FULL', '{}',
       ${idOf('app_user', '1')}, 1, now(), now() FROM generate_series(1, ${SCHEDULES}) AS n`,
  'VACUUM ANALYZE',
];
