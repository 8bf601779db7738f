import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Snapshots of volumes: how they are asked for, and what became of each. On the way back their issues are forgotten. */
const SETTINGS = `'{"mode": "SNAPSHOT", "snapshotClasses": {}, "acceptSkipped": false}'`;

const UP = [
  `ALTER TABLE backup ADD COLUMN volume_settings jsonb NOT NULL DEFAULT ${SETTINGS}`,
  `ALTER TABLE backup_schedule ADD COLUMN volume_settings jsonb NOT NULL DEFAULT ${SETTINGS}`,
  `CREATE TABLE backup_volume (
    backup_id uuid NOT NULL,
    namespace text NOT NULL,
    claim text NOT NULL,
    volume text,
    driver text,
    storage_class text,
    snapshot_class text,
    state text NOT NULL,
    reason text,
    message text,
    copy text,
    snapshot text,
    content text,
    handle text,
    restore_size bigint,
    cut_at text,
    ready_at text,
    CONSTRAINT backup_volume_pkey PRIMARY KEY (backup_id, namespace, claim),
    CONSTRAINT backup_volume_backup_id_fkey FOREIGN KEY (backup_id) REFERENCES backup (id) ON DELETE CASCADE,
    CONSTRAINT backup_volume_state_check CHECK (state IN ('PENDING', 'CUT', 'READY', 'SKIPPED', 'FAILED')),
    CONSTRAINT backup_volume_reason_check CHECK (reason IN (
      'NOT_BOUND', 'NOT_CSI', 'NO_SNAPSHOT_API', 'NO_SNAPSHOT_CLASS', 'SNAPSHOTS_OFF', 'NOT_ALLOWED', 'SNAPSHOT_ERROR',
      'TIMEOUT', 'CLAIM_GONE', 'BACKUP_FAILED')),
    CONSTRAINT backup_volume_copy_check CHECK (copy IN ('IN_CLUSTER', 'OFF_SITE'))
  )`,
  `ALTER TABLE backup_issue
    DROP CONSTRAINT backup_issue_code_check,
    ADD CONSTRAINT backup_issue_code_check CHECK (code IN (
      'NAMESPACE_MISSING', 'NAMESPACE_LOST', 'NOTHING_PRESENT', 'NOTHING_CAPTURED', 'KIND_UNREADABLE',
      'API_GROUP_BROKEN', 'LIST_INCONSISTENT', 'CLOSURE_UNREADABLE', 'VOLUME_NOT_COPIED', 'CLUSTER_UNAVAILABLE',
      'LOCATION_INVALID', 'UPLOAD_FAILED', 'CANCELLED', 'ATTEMPTS_EXHAUSTED', 'INTERNAL_ERROR', 'VOLUME_SKIPPED',
      'VOLUME_FAILED', 'VOLUMES_ALL_FAILED', 'VOLUME_LOST'))`,
];

const DOWN = [
  `DELETE FROM backup_issue WHERE code IN ('VOLUME_SKIPPED', 'VOLUME_FAILED', 'VOLUMES_ALL_FAILED', 'VOLUME_LOST')`,
  `ALTER TABLE backup_issue
    DROP CONSTRAINT backup_issue_code_check,
    ADD CONSTRAINT backup_issue_code_check CHECK (code IN (
      'NAMESPACE_MISSING', 'NAMESPACE_LOST', 'NOTHING_PRESENT', 'NOTHING_CAPTURED', 'KIND_UNREADABLE',
      'API_GROUP_BROKEN', 'LIST_INCONSISTENT', 'CLOSURE_UNREADABLE', 'VOLUME_NOT_COPIED', 'CLUSTER_UNAVAILABLE',
      'LOCATION_INVALID', 'UPLOAD_FAILED', 'CANCELLED', 'ATTEMPTS_EXHAUSTED', 'INTERNAL_ERROR'))`,
  `DROP TABLE backup_volume`,
  `ALTER TABLE backup_schedule DROP COLUMN volume_settings`,
  `ALTER TABLE backup DROP COLUMN volume_settings`,
];

export class Volumes1795215600000 implements MigrationInterface {
  readonly name = 'Volumes1795215600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
