/**
 * Every metric of Holdfast: what it says and its labels. Data only. /metrics, docs/metrics.md and the tests of the shipped rules and
 * the dashboard are made from it.
 *
 * STATE: how things stand, from the database: the same from every process, also after a restart; take the `max` of several. PROCESS:
 * what the one process did: take the `sum`. No label names a namespace, a person, an id or an address.
 */

export interface MetricRow {
  readonly type: 'gauge' | 'counter' | 'histogram';
  readonly of: 'STATE' | 'PROCESS';
  /** One sentence, with the unit. */
  readonly help: string;
  readonly labels: readonly string[];
}

const ofSchedule = (help: string) =>
  ({ type: 'gauge', of: 'STATE', help, labels: ['schedule', 'cluster'] }) as const;

export const METRICS = {
  holdfast_build_info: {
    type: 'gauge',
    of: 'PROCESS',
    help: 'Always 1: which Holdfast answers, and on which Node.js.',
    labels: ['version', 'node'],
  },
  holdfast_state_readable: {
    type: 'gauge',
    of: 'PROCESS',
    help: 'Whether how things stand could be read: 1 or 0. Where it is 0 the metrics of that part are left out and not stale.',
    labels: ['part'],
  },
  holdfast_state_read_seconds: {
    type: 'gauge',
    of: 'PROCESS',
    help: 'How long the last reading of it took, in seconds.',
    labels: [],
  },
  holdfast_metrics_series_dropped: {
    type: 'gauge',
    of: 'PROCESS',
    help: 'How many series of a metric were left out, for there are more than HOLDFAST_METRICS_SERIES. What is in trouble is kept first.',
    labels: ['metric'],
  },
  holdfast_resources: {
    type: 'gauge',
    of: 'STATE',
    help: 'How many of a resource are in a state of the state matrix; of backups PARTIAL_SUCCESS apart from FAILURE.',
    labels: ['resource', 'state'],
  },
  holdfast_resource_state: {
    type: 'gauge',
    of: 'STATE',
    help: 'Always 1: the state in which a cluster, location, schedule, discovery or connection is, with its reason; only that state has a series.',
    labels: ['resource', 'name', 'state', 'reason'],
  },
  holdfast_schedule_next_run_timestamp_seconds: ofSchedule(
    'When an active schedule is due next, in seconds since 1970.',
  ),
  holdfast_schedule_lateness_seconds: ofSchedule(
    'For how long a due time waits for its backup to begin, in seconds; 0: none waits.',
  ),
  holdfast_schedule_last_good_backup_timestamp_seconds: ofSchedule(
    'When the last whole backup that is not known to be damaged ended, in seconds since 1970; no series: there is none.',
  ),
  holdfast_schedule_last_restorable_backup_timestamp_seconds: ofSchedule(
    'The same of whole and partial ones.',
  ),
  holdfast_schedule_last_backup_timestamp_seconds: ofSchedule(
    'When the last backup ended, however it ended, in seconds since 1970.',
  ),
  holdfast_schedule_last_backup_state: {
    type: 'gauge',
    of: 'STATE',
    help: 'Always 1: how the last backup of a schedule ended.',
    labels: ['schedule', 'cluster', 'state'],
  },
  holdfast_schedule_due_times_without_good_backup: ofSchedule(
    'How many due times in a row have left no good backup.',
  ),
  holdfast_schedule_missing_namespaces: ofSchedule(
    'How many namespaces on the list of a schedule were missing in its last backup.',
  ),
  holdfast_location_stored_bytes: {
    type: 'gauge',
    of: 'STATE',
    help: 'What the backups in a location hold as they are stored, in bytes.',
    labels: ['location'],
  },
  holdfast_runs: {
    type: 'gauge',
    of: 'STATE',
    help: 'How many backups and restores wait for a worker or run.',
    labels: ['run', 'phase'],
  },
  holdfast_runs_oldest_waiting_seconds: {
    type: 'gauge',
    of: 'STATE',
    help: 'For how long the oldest one has waited, in seconds; 0: none waits.',
    labels: ['run'],
  },
  holdfast_alerts_open: {
    type: 'gauge',
    of: 'STATE',
    help: 'How many alerts of a kind are open; attended: somebody acknowledged or snoozed it.',
    labels: ['kind', 'attended'],
  },
  holdfast_outbox_waiting: {
    type: 'gauge',
    of: 'STATE',
    help: 'How many deliveries wait to be told.',
    labels: ['medium'],
  },
  holdfast_outbox_oldest_seconds: {
    type: 'gauge',
    of: 'STATE',
    help: 'For how long the oldest delivery that is due has waited, in seconds; 0: none is due.',
    labels: ['medium'],
  },
  holdfast_outbox_given_up: {
    type: 'gauge',
    of: 'STATE',
    help: 'How many deliveries of the last month were given up.',
    labels: ['medium'],
  },
  holdfast_jobs: {
    type: 'gauge',
    of: 'STATE',
    help: 'How many jobs are waiting (due), running, scheduled (for later) or failed (the last try did).',
    labels: ['job', 'phase'],
  },
  holdfast_jobs_oldest_seconds: {
    type: 'gauge',
    of: 'STATE',
    help: 'For how long the oldest job that is due has waited, in seconds; 0: none is due.',
    labels: ['job'],
  },
  holdfast_workers: {
    type: 'gauge',
    of: 'STATE',
    help: 'How many workers were heard of lately.',
    labels: [],
  },
  holdfast_orphaned_artefacts: {
    type: 'gauge',
    of: 'STATE',
    help: 'How many backups were deleted by force, by the audit trail: their data stays where it was, and Holdfast knows it no more.',
    labels: [],
  },
  holdfast_api_request_duration_seconds: {
    type: 'histogram',
    of: 'PROCESS',
    help: 'How long requests over HTTP took, in seconds, by the class of their status.',
    labels: ['status'],
  },
  holdfast_api_operations_total: {
    type: 'counter',
    of: 'PROCESS',
    help: 'Operations over HTTP, by kind and whether they had errors.',
    labels: ['operation', 'outcome'],
  },
  holdfast_api_errors_total: {
    type: 'counter',
    of: 'PROCESS',
    help: 'Errors in answers of operations over HTTP, by code.',
    labels: ['code'],
  },
  holdfast_api_sockets: {
    type: 'gauge',
    of: 'PROCESS',
    help: 'WebSockets that stand.',
    labels: [],
  },
} as const satisfies Record<`holdfast_${string}`, MetricRow>;

export type MetricName = keyof typeof METRICS;
export const METRIC_NAMES = Object.keys(METRICS) as readonly MetricName[];

/** What may be read from the database or the job store: the gauges of how things stand. */
export type StateMetric = {
  [N in MetricName]: (typeof METRICS)[N]['of'] extends 'STATE' ? N : never;
}[MetricName];

/** The value of one series. */
export interface Sample<N extends StateMetric = StateMetric> {
  readonly metric: N;
  readonly labels: Readonly<Record<(typeof METRICS)[N]['labels'][number], string>>;
  readonly value: number;
}

export function sample<N extends StateMetric>(metric: N, labels: Sample<N>['labels'], value: number): Sample {
  return { metric, labels, value } as unknown as Sample;
}
