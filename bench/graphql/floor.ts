/** The floor of the API's lists: the same rows by hand-written SQL, put together by hand, and JSON.stringify. No token, no schema. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { operationsNow } from '../../src/graphql/allowed-operations.js';
import { PAGE, STATES } from './questions.js';

const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });
const viewer = { kind: 'SYSTEM', name: 'floor' } as const;
const operations = {
  ACTIVE: operationsNow('BackupSchedule', { state: 'ACTIVE', ownerId: '' }, { viewer }),
  SUSPENDED: operationsNow('BackupSchedule', { state: 'SUSPENDED', ownerId: '' }, { viewer }),
};

const SCHEDULES = `SELECT id, name, state, state_reason AS "stateReason", state_changed_at AS "stateChangedAt",
  next_due_at AS "nextDueAt" FROM backup_schedule ORDER BY created_at DESC, id DESC LIMIT $1`;
const SCHEDULE_COUNT = 'SELECT count(*)::int AS count FROM backup_schedule';
const named = (fate: string) => `ARRAY(SELECT name FROM backup_namespace
  WHERE backup_id = backup.id AND fate = '${fate}' ORDER BY name)`;
const BACKUPS = `SELECT backup.id, backup.name, backup.state, backup.state_reason AS "stateReason", stage,
  json_build_object('id', cluster.id, 'name', cluster.name) AS cluster,
  json_build_object('id', location.id, 'name', location.name) AS location,
  json_build_object('id', schedule.id, 'name', schedule.name) AS schedule,
  ${named('INCLUDED')} AS "includedNamespaces", ${named('MISSING')} AS "missingNamespaces",
  ${named('LOST')} AS "lostNamespaces", objects, bytes, stored_bytes AS "storedBytes",
  backup.created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt", backup.version
  FROM backup JOIN cluster ON cluster.id = backup.cluster_id JOIN backup_location AS location ON location.id = location_id
  LEFT JOIN backup_schedule AS schedule ON schedule.id = schedule_id
  WHERE backup.state = ANY($2) ORDER BY backup.created_at DESC, backup.id DESC LIMIT $1`;
const BACKUP_COUNT = 'SELECT count(*)::int AS count FROM backup WHERE state = ANY($1)';

async function schedules(): Promise<object> {
  const [page, total] = await Promise.all([
    pool.query(SCHEDULES, [PAGE.schedules]),
    pool.query(SCHEDULE_COUNT),
  ]);
  const edges = page.rows.map((row: { state: keyof typeof operations }) => ({
    node: { ...row, allowedOperations: operations[row.state] },
  }));
  return { data: { backupSchedules: { edges, totalCount: total.rows[0].count } } };
}

async function backups(): Promise<object> {
  const [page, total] = await Promise.all([
    pool.query(BACKUPS, [PAGE.backups, STATES]),
    pool.query(BACKUP_COUNT, [STATES]),
  ]);
  const edges = page.rows.map((node: object) => ({ node }));
  return { data: { backups: { edges, totalCount: total.rows[0].count } } };
}

const server = createServer((request, response) => {
  request.resume();
  const answer = request.url === '/schedules' ? schedules() : backups();
  answer.then(
    (body) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
    (error: Error) => response.writeHead(500).end(error.message),
  );
});
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ msg: 'the floor is up', port: (server.address() as AddressInfo).port }));
});
