import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Namespaces of clusters as they were last observed, snoozes and reminders of alerts, and who is written to about a schedule.
 * Names sort and are compared byte by byte (COLLATE "C"), as Kubernetes has them.
 */
const UP = [
  `CREATE TABLE cluster_namespace (
    cluster_id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    uid text NOT NULL,
    terminating boolean NOT NULL,
    CONSTRAINT cluster_namespace_pkey PRIMARY KEY (cluster_id, name),
    CONSTRAINT cluster_namespace_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster (id) ON DELETE CASCADE
  )`,
  `CREATE TABLE namespace_look (
    cluster_id uuid NOT NULL,
    observed_at timestamptz(3) NOT NULL,
    credential_version integer NOT NULL,
    CONSTRAINT namespace_look_pkey PRIMARY KEY (cluster_id),
    CONSTRAINT namespace_look_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster (id) ON DELETE CASCADE
  )`,
  `ALTER TABLE alert
    ADD COLUMN snoozed_at timestamptz(3),
    ADD COLUMN snoozed_until timestamptz(3),
    ADD COLUMN snoozed_until_change boolean NOT NULL DEFAULT false,
    ADD COLUMN snoozed_by text,
    ADD COLUMN reminded_at timestamptz(3)`,
  `ALTER TABLE alert ALTER COLUMN snoozed_until_change DROP DEFAULT`,
  `ALTER TABLE backup_schedule ADD COLUMN alert_recipients text[] NOT NULL DEFAULT '{}'`,
  `ALTER TABLE backup_schedule ALTER COLUMN alert_recipients DROP DEFAULT`,
  `CREATE INDEX backup_schedule_by_owner_idx ON backup_schedule (owner_id)`,
];

/** What was snoozed asks for attention again, and clusters are looked at anew. */
const DOWN = [
  `DROP INDEX backup_schedule_by_owner_idx`,
  `ALTER TABLE backup_schedule DROP COLUMN alert_recipients`,
  `ALTER TABLE alert
    DROP COLUMN snoozed_at,
    DROP COLUMN snoozed_until,
    DROP COLUMN snoozed_until_change,
    DROP COLUMN snoozed_by,
    DROP COLUMN reminded_at`,
  `DROP TABLE namespace_look`,
  `DROP TABLE cluster_namespace`,
];

export class AlertStanding1795197600000 implements MigrationInterface {
  readonly name = 'AlertStanding1795197600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
