/** The floor of the lists: the same rows by hand-written SQL, put together by hand, and JSON.stringify. No token, no schema. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import pg from 'pg';
import { operationsNow } from '../../src/graphql/allowed-operations.js';
import { FILTER, PAGE, type Question } from './questions.js';

const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });
const viewer = { kind: 'SYSTEM', name: 'floor' } as const;
const operations = {
  ACTIVE: operationsNow('BackupSchedule', { state: 'ACTIVE', ownerId: '' }, { viewer }),
  SUSPENDED: operationsNow('BackupSchedule', { state: 'SUSPENDED', ownerId: '' }, { viewer }),
};

type Asked = Pick<Question, 'list' | 'orderedBy' | 'filtered' | 'place'>;

const named = (fate: string) => `ARRAY(SELECT name FROM backup_namespace
  WHERE backup_id = backup.id AND fate = '${fate}' ORDER BY name)`;
const BACKUPS = `SELECT backup.id, backup.name, backup.state, backup.state_reason AS "stateReason", stage, backup.labels,
  json_build_object('id', cluster.id, 'name', cluster.name) AS cluster,
  json_build_object('id', location.id, 'name', location.name) AS location,
  json_build_object('id', schedule.id, 'name', schedule.name) AS schedule,
  ${named('INCLUDED')} AS "includedNamespaces", ${named('MISSING')} AS "missingNamespaces",
  ${named('LOST')} AS "lostNamespaces", objects, bytes, stored_bytes AS "storedBytes",
  backup.created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt", backup.version
  FROM backup JOIN cluster ON cluster.id = backup.cluster_id JOIN backup_location AS location ON location.id = location_id
  LEFT JOIN backup_schedule AS schedule ON schedule.id = schedule_id`;
const SCHEDULES = `SELECT id, name, state, state_reason AS "stateReason", state_changed_at AS "stateChangedAt",
  next_due_at AS "nextDueAt", labels FROM backup_schedule`;
const FILTERED = 'backup.state = ANY($1) AND backup.labels @> $2';
const WANTED = [FILTER.states, JSON.stringify({ [FILTER.label.key]: FILTER.label.value })];

async function answer({ list, orderedBy, filtered, place }: Asked): Promise<object> {
  const table = list === 'backups' ? 'backup' : 'backup_schedule';
  const values: unknown[] = filtered ? [...WANTED] : [];
  const conditions = filtered ? [FILTERED] : [];
  if (place !== null) {
    const at = values.push(place.key, place.id);
    conditions.push(`(${table}.${orderedBy}, ${table}.id) < ($${at - 1}, $${at})`);
  }
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const statement = `${list === 'backups' ? BACKUPS : SCHEDULES} ${where}
    ORDER BY ${table}.${orderedBy} DESC, ${table}.id DESC LIMIT ${PAGE[list] + 1}`;
  const [page, total] = await Promise.all([
    pool.query(statement, values),
    filtered ? pool.query(`SELECT count(*)::int AS count FROM backup WHERE ${FILTERED}`, WANTED) : undefined,
  ]);
  const rows = page.rows.slice(0, PAGE[list]);
  const edges = rows.map((row: { labels: Record<string, string>; state: keyof typeof operations }) => ({
    node: {
      ...row,
      labels: Object.entries(row.labels).map(([key, value]) => ({ key, value })),
      ...(list === 'schedules' && { allowedOperations: operations[row.state] }),
    },
  }));
  const pageInfo = { endCursor: rows.at(-1)?.id ?? null, hasNextPage: page.rows.length > PAGE[list] };
  return { data: { [list]: { edges, pageInfo, ...(total && { totalCount: total.rows[0].count }) } } };
}

const server = createServer((request, response) => {
  json(request)
    .then((asked) => answer(asked as Asked))
    .then(
      (body) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
      (error: Error) => response.writeHead(500).end(error.message),
    );
});
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ msg: 'the floor is up', port: (server.address() as AddressInfo).port }));
});
