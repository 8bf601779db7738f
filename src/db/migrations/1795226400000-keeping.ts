import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, takeWords } from './check-words.js';

/** Retention by the calendar, object lock, deletions that are tried again, and verification as a job. */
const UP = [
  `ALTER TABLE backup_schedule
    ADD COLUMN keep_hourly integer NOT NULL DEFAULT 0,
    ADD COLUMN keep_daily integer NOT NULL DEFAULT 0,
    ADD COLUMN keep_weekly integer NOT NULL DEFAULT 0,
    ADD COLUMN keep_monthly integer NOT NULL DEFAULT 0,
    ADD COLUMN verify_every_days integer,
    ADD CONSTRAINT backup_schedule_tiers_check CHECK (keep_hourly BETWEEN 0 AND 1000
      AND keep_daily BETWEEN 0 AND 1000 AND keep_weekly BETWEEN 0 AND 1000 AND keep_monthly BETWEEN 0 AND 1000),
    ADD CONSTRAINT backup_schedule_verify_check CHECK (verify_every_days BETWEEN 0 AND 36500)`,

  `ALTER TABLE backup
    ADD COLUMN locked_until timestamptz(3),
    ADD COLUMN deletion_started_at timestamptz(3),
    ADD COLUMN deletion_attempts integer NOT NULL DEFAULT 0,
    ADD COLUMN deletion_step text,
    ADD COLUMN deletion_error text,
    ADD COLUMN deletion_next_try_at timestamptz(3),
    ADD CONSTRAINT backup_deletion_step_check CHECK (deletion_step IN ('MANIFEST', 'DATA', 'SNAPSHOTS', 'RECORD'))`,
  `UPDATE backup SET deletion_started_at = state_changed_at, deletion_next_try_at = state_changed_at
    WHERE state = 'DELETING'`,
  `CREATE INDEX backup_damaged_idx ON backup (location_id) WHERE verification = 'DAMAGED'`,
  // Whether another backup holds a namespace is asked of each namespace of one that is to go.
  `CREATE INDEX backup_namespace_copy_idx ON backup_namespace (name) WHERE fate = 'INCLUDED'`,

  `CREATE TABLE backup_verification (
    backup_id uuid NOT NULL,
    state text NOT NULL,
    trigger text NOT NULL,
    requested_at timestamptz(3) NOT NULL,
    attempt integer NOT NULL,
    handed_back integer NOT NULL,
    lease_owner text,
    lease_until timestamptz(3),
    cancel_requested_at timestamptz(3),
    frames integer NOT NULL,
    objects bigint NOT NULL,
    bytes bigint NOT NULL,
    damages text[] NOT NULL,
    error text,
    started_at timestamptz(3),
    ended_at timestamptz(3),
    CONSTRAINT backup_verification_pkey PRIMARY KEY (backup_id),
    CONSTRAINT backup_verification_backup_id_fkey FOREIGN KEY (backup_id) REFERENCES backup (id) ON DELETE CASCADE,
    CONSTRAINT backup_verification_state_check CHECK (state IN
      ('IN_PROGRESS', 'INTACT', 'DAMAGED', 'FAILED', 'CANCELLED')),
    CONSTRAINT backup_verification_trigger_check CHECK (trigger IN ('MANUAL', 'SCHEDULED')),
    CONSTRAINT backup_verification_lease_check CHECK ((lease_owner IS NULL) = (lease_until IS NULL))
  )`,
  `CREATE INDEX backup_verification_running_idx ON backup_verification (requested_at, backup_id)
    WHERE state = 'IN_PROGRESS'`,
];

const DOWN = [
  `DROP TABLE backup_verification`,
  `DROP INDEX backup_namespace_copy_idx`,
  `DROP INDEX backup_damaged_idx`,
  `ALTER TABLE backup
    DROP COLUMN locked_until, DROP COLUMN deletion_started_at, DROP COLUMN deletion_attempts,
    DROP COLUMN deletion_step, DROP COLUMN deletion_error, DROP COLUMN deletion_next_try_at`,
  `ALTER TABLE backup_schedule
    DROP COLUMN keep_hourly, DROP COLUMN keep_daily, DROP COLUMN keep_weekly, DROP COLUMN keep_monthly,
    DROP COLUMN verify_every_days`,
];

const EVENTS = {
  table: 'event',
  constraint: 'event_type_check',
  column: 'type',
  words: [
    'BACKUP_VERIFICATION_REQUESTED',
    'BACKUP_VERIFICATION_PROGRESSED',
    'BACKUP_VERIFICATION_STOPPED',
    'BACKUP_DELETION_STEP_ENTERED',
    'BACKUP_DELETION_DELAYED',
  ],
} as const;
const ALERTS = {
  table: 'alert',
  constraint: 'alert_kind_check',
  column: 'kind',
  words: ['BACKUP_DAMAGED'],
} as const;

export class Keeping1795226400000 implements MigrationInterface {
  readonly name = 'Keeping1795226400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
    await addWords(runner, EVENTS);
    await addWords(runner, ALERTS);
  }

  /** Events and alerts of these words are forgotten. */
  async down(runner: QueryRunner): Promise<void> {
    for (const { table, column, words } of [EVENTS, ALERTS])
      await runner.query(`DELETE FROM ${table} WHERE ${column} = ANY($1)`, [words]);
    await takeWords(runner, ALERTS);
    await takeWords(runner, EVENTS);
    for (const statement of DOWN) await runner.query(statement);
  }
}
