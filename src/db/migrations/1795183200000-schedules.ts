import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SCHEDULED_DOWN, SCHEDULED_UP } from './1795183200000-schedules-scheduled.js';

/**
 * Schedules, their history, and alerts. What was there before is brought up to them in the file beside this one.
 * A CHECK on a kind inside JSON asks for the kind first: NULL IN (…) would be let through.
 */
const UP = [
  `CREATE TABLE backup_schedule (
    id uuid NOT NULL,
    name text NOT NULL,
    owner_id uuid NOT NULL,
    cluster_id uuid NOT NULL,
    location_id uuid NOT NULL,
    labels jsonb NOT NULL,
    state text NOT NULL,
    state_reason text,
    state_changed_at timestamptz(3) NOT NULL,
    selection jsonb NOT NULL,
    created_single boolean NOT NULL,
    timing jsonb NOT NULL,
    time_zone text NOT NULL,
    anchor timestamptz(3) NOT NULL,
    grace_minutes integer NOT NULL,
    keep integer NOT NULL,
    max_age_days integer,
    next_due_at timestamptz(3),
    missing text[] NOT NULL,
    departures jsonb NOT NULL,
    released text[] NOT NULL,
    barren_cycles integer NOT NULL,
    version integer NOT NULL,
    selection_version integer NOT NULL,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    CONSTRAINT backup_schedule_pkey PRIMARY KEY (id),
    CONSTRAINT backup_schedule_name_key UNIQUE (name),
    CONSTRAINT backup_schedule_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user (id),
    CONSTRAINT backup_schedule_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster (id),
    CONSTRAINT backup_schedule_location_id_fkey FOREIGN KEY (location_id) REFERENCES backup_location (id),
    CONSTRAINT backup_schedule_state_check CHECK (state IN ('ACTIVE', 'SUSPENDED')),
    CONSTRAINT backup_schedule_selection_check CHECK (selection ->> 'kind' IS NOT NULL
      AND selection ->> 'kind' IN ('NAMED', 'LABELS', 'ALL')),
    CONSTRAINT backup_schedule_timing_check CHECK (timing ->> 'kind' IS NOT NULL
      AND timing ->> 'kind' IN ('INTERVAL', 'DAILY', 'WEEKLY', 'MONTHLY', 'CRON')),
    CONSTRAINT backup_schedule_retention_check CHECK (keep >= 1 AND (max_age_days IS NULL OR max_age_days >= 1))
  )`,
  `CREATE INDEX backup_schedule_page_idx ON backup_schedule (created_at, id)`,
  `CREATE INDEX backup_schedule_by_cluster_idx ON backup_schedule (cluster_id, created_at, id)`,
  `CREATE INDEX backup_schedule_by_location_idx ON backup_schedule (location_id, created_at, id)`,
  `CREATE INDEX backup_schedule_due_idx ON backup_schedule (next_due_at, id)
    WHERE state = 'ACTIVE' AND next_due_at IS NOT NULL`,

  `CREATE TABLE schedule_edit (
    id uuid NOT NULL,
    schedule_id uuid NOT NULL,
    kind text NOT NULL,
    at timestamptz(3) NOT NULL,
    actor jsonb NOT NULL,
    namespaces text[] NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    selection_version integer NOT NULL,
    reverted_at timestamptz(3),
    CONSTRAINT schedule_edit_pkey PRIMARY KEY (id),
    CONSTRAINT schedule_edit_schedule_id_fkey FOREIGN KEY (schedule_id)
      REFERENCES backup_schedule (id) ON DELETE CASCADE,
    CONSTRAINT schedule_edit_kind_check CHECK (kind IN
      ('CREATE', 'EXCLUDE', 'ADD', 'REVERT', 'EDIT', 'SUSPEND', 'RESUME')),
    CONSTRAINT schedule_edit_actor_check CHECK (actor ->> 'kind' IS NOT NULL
      AND actor ->> 'kind' IN ('USER', 'SYSTEM'))
  )`,
  `CREATE INDEX schedule_edit_page_idx ON schedule_edit (schedule_id, at, id)`,
  `CREATE INDEX schedule_edit_selection_idx ON schedule_edit (schedule_id, selection_version)`,

  // What an alert is about may be gone while the alert is history, so subject_id points at no table.
  `CREATE TABLE alert (
    id uuid NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    kind text NOT NULL,
    opened_at timestamptz(3) NOT NULL,
    changed_at timestamptz(3) NOT NULL,
    last_seen_at timestamptz(3) NOT NULL,
    count integer NOT NULL,
    schedule_id uuid,
    backup_id uuid,
    namespaces text[] NOT NULL,
    message text NOT NULL,
    acknowledged_at timestamptz(3),
    acknowledged_by text,
    closed_at timestamptz(3),
    closed_reason text,
    CONSTRAINT alert_pkey PRIMARY KEY (id),
    CONSTRAINT alert_schedule_id_fkey FOREIGN KEY (schedule_id)
      REFERENCES backup_schedule (id) ON DELETE SET NULL,
    CONSTRAINT alert_backup_id_fkey FOREIGN KEY (backup_id) REFERENCES backup (id) ON DELETE SET NULL,
    CONSTRAINT alert_subject_type_check CHECK (subject_type IN ('BackupSchedule', 'Cluster', 'BackupLocation')),
    CONSTRAINT alert_kind_check CHECK (kind IN ('MISSING_NAMESPACES', 'INCOMPLETE_BACKUP', 'BACKUP_FAILED',
      'ONLY_NAMESPACE_GONE', 'CLUSTER_BAD', 'LOCATION_BAD', 'NOTHING_PRODUCED'))
  )`,
  `CREATE UNIQUE INDEX alert_one_open_idx ON alert (subject_type, subject_id, kind) WHERE closed_at IS NULL`,
  `CREATE INDEX alert_page_idx ON alert (opened_at, id)`,
  `CREATE INDEX alert_open_idx ON alert (opened_at, id) WHERE closed_at IS NULL`,
  `CREATE INDEX alert_by_subject_idx ON alert (subject_id, opened_at, id)`,
  `CREATE INDEX alert_by_schedule_idx ON alert (schedule_id, opened_at, id)`,
  `CREATE INDEX alert_by_backup_idx ON alert (backup_id)`,
  ...SCHEDULED_UP,
];

const DOWN = [
  ...SCHEDULED_DOWN,
  `DROP TABLE alert`,
  `DROP TABLE schedule_edit`,
  `DROP TABLE backup_schedule`,
];

export class Schedules1795183200000 implements MigrationInterface {
  readonly name = 'Schedules1795183200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
