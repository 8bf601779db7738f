/** What waits to be done and to be told, and who is there to do it. */
import type { DataSource } from 'typeorm';
import { ALERT_KINDS } from '../../domain/alert.js';
import { DELIVERY_MEDIA } from '../../domain/delivery.js';
import { type Sample, sample } from '../../domain/metrics.js';

type Query = Pick<DataSource, 'query'>;

/** Nobody has it, or who had it is silent. */
const WAITS = '(lease_until IS NULL OR lease_until <= clock_timestamp())';
const RUNS = ['backup', 'restore'] as const;
const UNDER_WAY = RUNS.map(
  (run) => `SELECT '${run}' AS run, count(*) FILTER (WHERE ${WAITS})::integer AS waiting,
    count(*) FILTER (WHERE NOT ${WAITS})::integer AS running,
    coalesce(extract(epoch FROM clock_timestamp() - min(created_at) FILTER (WHERE ${WAITS})), 0)::float8 AS oldest
  FROM ${run} WHERE state = 'IN_PROGRESS'`,
).join(' UNION ALL ');

interface RunRow {
  readonly run: (typeof RUNS)[number];
  readonly waiting: number;
  readonly running: number;
  readonly oldest: number;
}

export async function runSamples(database: Query): Promise<readonly Sample[]> {
  const rows = await database.query<RunRow[]>(UNDER_WAY);
  return rows.flatMap(({ run, waiting, running, oldest }) => [
    sample('holdfast_runs', { run, phase: 'waiting' }, waiting),
    sample('holdfast_runs', { run, phase: 'running' }, running),
    sample('holdfast_runs_oldest_waiting_seconds', { run }, Math.max(0, oldest)),
  ]);
}

export async function alertSamples(database: Query): Promise<readonly Sample[]> {
  const rows = await database.query<{ kind: string; attended: boolean; count: number }[]>(
    `SELECT kind, count(*)::integer AS count, acknowledged_at IS NOT NULL
       OR (snoozed_at IS NOT NULL AND (snoozed_until IS NULL OR snoozed_until > clock_timestamp())) AS attended
     FROM alert WHERE closed_at IS NULL GROUP BY 1, 3`,
  );
  const found = new Map(rows.map(({ kind, attended, count }) => [`${kind} ${attended}`, count]));
  return ALERT_KINDS.flatMap((kind) =>
    ['false', 'true'].map((attended) =>
      sample('holdfast_alerts_open', { kind, attended }, found.get(`${kind} ${attended}`) ?? 0),
    ),
  );
}

interface OutboxRow {
  readonly medium: string;
  readonly waiting: number;
  readonly dead: number;
  readonly oldest: number;
}

/** A claim that ran out is due again. */
export async function outboxSamples(database: Query): Promise<readonly Sample[]> {
  const rows = await database.query<OutboxRow[]>(
    `SELECT medium, count(*) FILTER (WHERE state IN ('PENDING', 'CLAIMED'))::integer AS waiting,
       count(*) FILTER (WHERE state = 'DEAD')::integer AS dead,
       coalesce(extract(epoch FROM clock_timestamp() - min(not_before) FILTER (WHERE not_before <= clock_timestamp()
         AND (state = 'PENDING' OR (state = 'CLAIMED' AND claimed_until <= clock_timestamp())))), 0)::float8 AS oldest
     FROM delivery WHERE state IN ('PENDING', 'CLAIMED', 'DEAD') GROUP BY medium`,
  );
  const of = new Map(rows.map((row) => [row.medium, row]));
  return DELIVERY_MEDIA.flatMap((medium) => [
    sample('holdfast_outbox_waiting', { medium }, of.get(medium)?.waiting ?? 0),
    sample('holdfast_outbox_oldest_seconds', { medium }, of.get(medium)?.oldest ?? 0),
    sample('holdfast_outbox_given_up', { medium }, of.get(medium)?.dead ?? 0),
  ]);
}

export async function workerSamples(database: Query, silentMs: number): Promise<readonly Sample[]> {
  const [row] = await database.query<{ count: number }[]>(
    `SELECT count(*)::integer AS count FROM worker WHERE 'worker' = ANY(roles)
       AND heartbeat_at >= clock_timestamp() - make_interval(secs => $1::float8 / 1000)`,
    [silentMs],
  );
  return [sample('holdfast_workers', {}, row?.count ?? 0)];
}

/** Told by the audit trail, which outlives the records: what was deleted by force lies somewhere still. */
export async function orphanSamples(database: Query): Promise<readonly Sample[]> {
  const [row] = await database.query<{ count: number }[]>(
    `SELECT count(*)::integer AS count FROM audit_entry WHERE operation = 'forceDeleteBackup' AND outcome = 'APPLIED'`,
  );
  return [sample('holdfast_orphaned_artefacts', {}, row?.count ?? 0)];
}
