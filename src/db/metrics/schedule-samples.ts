/** What each schedule promises and what came of it: due times, lateness, its last backups. */
import type { DataSource } from 'typeorm';
import { type Sample, type StateMetric, sample } from '../../domain/metrics.js';
import { usable } from '../stores/backup-rows.js';

const ENDED = `('SUCCESS', 'PARTIAL_SUCCESS', 'FAILURE')`;
/** A copy that a sync did not find any more is none. */
const SOUND = usable('backup');

/** Those in trouble first; what their backups say is looked up for as many as are told alone. $1: how many. */
const STATEMENT = `
  WITH told AS (
    SELECT *, count(*) OVER ()::integer AS total FROM backup_schedule
    ORDER BY barren_cycles DESC, state = 'ACTIVE' DESC, next_due_at, name LIMIT $1)
  SELECT told.name AS schedule, cluster.name AS cluster, told.total, told.barren_cycles AS barren,
    cardinality(told.missing) AS missing,
    ${epoch(`CASE WHEN told.state = 'ACTIVE' THEN told.next_due_at END`)} AS next,
    greatest(0, ${epoch(`clock_timestamp() - CASE WHEN told.state = 'ACTIVE' THEN told.next_due_at END`)},
      ${epoch('clock_timestamp() - waiting.since')}) AS late,
    last.state AS last_state, ${epoch('last.finished_at')} AS last, ${epoch('good.finished_at')} AS good,
    ${epoch('restorable.finished_at')} AS restorable
  FROM told JOIN cluster ON cluster.id = told.cluster_id
  LEFT JOIN LATERAL (
    SELECT coalesce(cycle.planned_at, cycle.started_at) AS since FROM cycle
    LEFT JOIN backup ON backup.cycle_id = cycle.id
    WHERE cycle.schedule_id = told.id AND cycle.outcome = 'OPEN' AND coalesce(backup.attempt, 0) = 0 LIMIT 1
  ) AS waiting ON true
  LEFT JOIN LATERAL (${newest(`state IN ${ENDED}`)}) AS last ON true
  LEFT JOIN LATERAL (${newest(`state = 'SUCCESS' AND ${SOUND}`)}) AS good ON true
  LEFT JOIN LATERAL (${newest(`state IN ('SUCCESS', 'PARTIAL_SUCCESS') AND ${SOUND}`)}) AS restorable ON true
  ORDER BY told.barren_cycles DESC, late DESC, told.name`;

function newest(condition: string): string {
  return `SELECT state, finished_at FROM backup WHERE schedule_id = told.id AND ${condition}
    ORDER BY created_at DESC, id DESC LIMIT 1`;
}

function epoch(expression: string): string {
  return `extract(epoch FROM ${expression})::float8`;
}

interface ScheduleRow {
  readonly schedule: string;
  readonly cluster: string;
  readonly total: number;
  readonly barren: number;
  readonly missing: number;
  readonly late: number;
  readonly next: number | null;
  readonly last_state: string | null;
  readonly last: number | null;
  readonly good: number | null;
  readonly restorable: number | null;
}

const VALUES = {
  holdfast_schedule_next_run_timestamp_seconds: 'next',
  holdfast_schedule_lateness_seconds: 'late',
  holdfast_schedule_last_good_backup_timestamp_seconds: 'good',
  holdfast_schedule_last_restorable_backup_timestamp_seconds: 'restorable',
  holdfast_schedule_last_backup_timestamp_seconds: 'last',
  holdfast_schedule_due_times_without_good_backup: 'barren',
  holdfast_schedule_missing_namespaces: 'missing',
} as const satisfies Partial<Record<StateMetric, keyof ScheduleRow>>;
type OfSchedule = keyof typeof VALUES;
export const SCHEDULE_METRICS: readonly StateMetric[] = [
  ...(Object.keys(VALUES) as OfSchedule[]),
  'holdfast_schedule_last_backup_state',
];

export async function scheduleSamples(
  database: Pick<DataSource, 'query'>,
  most: number,
): Promise<{ readonly samples: readonly Sample[]; readonly left: number }> {
  const rows = await database.query<ScheduleRow[]>(STATEMENT, [most]);
  return { samples: rows.flatMap(samplesOf), left: (rows[0]?.total ?? 0) - rows.length };
}

function samplesOf(row: ScheduleRow): readonly Sample[] {
  const { schedule, cluster, last_state: state } = row;
  const values = (Object.entries(VALUES) as [OfSchedule, (typeof VALUES)[OfSchedule]][]).flatMap(
    ([metric, field]) => {
      const value = row[field];
      return value === null ? [] : [sample(metric, { schedule, cluster }, value)];
    },
  );
  if (state === null) return values;
  return [...values, sample('holdfast_schedule_last_backup_state', { schedule, cluster, state }, 1)];
}
