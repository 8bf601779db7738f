/** Agenda's jobs on PostgreSQL: ours, where our migrations made the tables, or another one. */
import { PostgresBackend } from '@agendajs/postgres-backend';
import pg from 'pg';
import type {
  ForgottenJobs,
  FurthestTimes,
  JobBackend,
  JobBackendOptions,
  JobBacklog,
} from './job-backend.js';
import { untilItAnswers } from './until-it-answers.js';

/** 28: user or password; 3D: no such database. */
const REFUSED = /^(28|3D)/;
const UNIQUE_VIOLATION = '23505';
/** Any number that others do not take for their advisory locks. */
const TABLES_LOCK = 7_203_441_188;

/** @throws DependencyFailure */
export async function openPostgresJobs(options: JobBackendOptions): Promise<JobBackend> {
  // A pool of Agenda's own: it releases its LISTEN client with listeners on it.
  const pool = new pg.Pool({
    connectionString: options.url,
    max: 5,
    application_name: 'holdfast jobs',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  pool.on('error', (error) => options.onError(error, 'a connection of the job store was lost'));
  try {
    await untilItAnswers({
      options,
      connect: () => pool.query('SELECT 1'),
      isRefusal: (error) => REFUSED.test(codeOf(error)),
    });
    await prepare(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const backend = new PostgresBackend({ pool, ensureSchema: false });
  backend.notificationChannel?.on('error', (error) =>
    options.onError(error, 'the job store lost its notifications and reconnects'),
  );
  return {
    agenda: backend,
    prepare: () => prepare(pool),
    freeAbandonedJobs: (living) => freeAbandonedJobs(pool, living),
    freeUnstartedJobs: (worker) => freeUnstartedJobs(pool, worker),
    freeForgottenJobs: (forgotten) => freeForgottenJobs(pool, forgotten),
    bringForward: (times) => bringForward(pool, times),
    repeating: () => repeating(pool),
    backlog: () => backlog(pool),
    isDuplicate: (error) => codeOf(error) === UNIQUE_VIOLATION,
    close: () => pool.end(),
  };
}

/**
 * The package makes its tables itself, but fails when several processes begin at once: one at a time then. In our own
 * database they are there, by our migrations (held equal by a test).
 */
async function prepare(pool: pg.Pool): Promise<void> {
  if (await hasTables(pool)) return;
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [TABLES_LOCK]);
    if (!(await hasTables(pool)))
      await new PostgresBackend({ pool, ensureSchema: true, disableNotifications: true }).connect();
  } finally {
    // The lock ends with its session, also one that is broken.
    client.release(true);
  }
}

async function hasTables(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ there: boolean }>(
    "SELECT to_regclass('agenda_jobs') IS NOT NULL AND to_regclass('agenda_logs') IS NOT NULL AS there",
  );
  return rows[0]?.there === true;
}

async function freeAbandonedJobs(pool: pg.Pool, living: () => Promise<readonly string[]>): Promise<number> {
  const { rows } = await pool.query<{ owner: string }>(
    "SELECT DISTINCT coalesce(last_modified_by, '') AS owner FROM agenda_jobs WHERE locked_at IS NOT NULL",
  );
  const alive = new Set(await living());
  const dead = rows.map(({ owner }) => owner).filter((owner) => !alive.has(owner));
  const { rowCount } = await pool.query(
    `UPDATE agenda_jobs SET locked_at = NULL, next_run_at = coalesce(next_run_at, clock_timestamp())
     WHERE (locked_at IS NOT NULL AND coalesce(last_modified_by, '') = ANY($1::text[]))
        -- Begun and let go unfinished: without a next time nobody would ever look at it.
        OR (locked_at IS NULL AND next_run_at IS NULL)`,
    [dead],
  );
  return rowCount ?? 0;
}

async function freeUnstartedJobs(pool: pg.Pool, worker: string): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE agenda_jobs SET locked_at = NULL
     WHERE last_modified_by = $1 AND locked_at IS NOT NULL AND (last_run_at IS NULL OR last_run_at < locked_at)`,
    [worker],
  );
  return rowCount ?? 0;
}

async function freeForgottenJobs(
  pool: pg.Pool,
  { worker, running, olderThanMs }: ForgottenJobs,
): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE agenda_jobs SET locked_at = NULL, next_run_at = coalesce(next_run_at, clock_timestamp())
     WHERE last_modified_by = $1 AND locked_at < clock_timestamp() - make_interval(secs => $2::float8 / 1000)
       AND NOT (id::text = ANY ($3::text[]))`,
    [worker, olderThanMs, running],
  );
  return rowCount ?? 0;
}

async function bringForward(pool: pg.Pool, { now, intervals, slackMs }: FurthestTimes): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE agenda_jobs SET next_run_at = $1 WHERE next_run_at > $1::timestamptz + make_interval(secs => (
       $2::float8 + coalesce((SELECT ms FROM unnest($3::text[], $4::float8[]) AS known (name, ms)
         WHERE known.name = agenda_jobs.name), 0)) / 1000)`,
    [now, slackMs, [...intervals.keys()], [...intervals.values()]],
  );
  return rowCount ?? 0;
}

async function repeating(pool: pg.Pool): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ name: string; interval: string | null }>(
    "SELECT name, repeat_interval AS interval FROM agenda_jobs WHERE type = 'single'",
  );
  return new Map(rows.map(({ name, interval }) => [name, interval ?? '']));
}

async function backlog(pool: pg.Pool): Promise<readonly JobBacklog[]> {
  const due = 'locked_at IS NULL AND next_run_at <= clock_timestamp()';
  const { rows } = await pool.query<JobBacklog>(
    `SELECT name, count(*) FILTER (WHERE ${due})::integer AS waiting,
       count(*) FILTER (WHERE locked_at IS NOT NULL)::integer AS running,
       count(*) FILTER (WHERE locked_at IS NULL AND next_run_at > clock_timestamp())::integer AS scheduled,
       count(*) FILTER (WHERE failed_at >= last_finished_at)::integer AS failed,
       coalesce(extract(epoch FROM clock_timestamp() - min(next_run_at) FILTER (WHERE ${due})), 0)::float8
         AS "oldestSeconds"
     FROM agenda_jobs GROUP BY name ORDER BY name`,
  );
  return rows;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
