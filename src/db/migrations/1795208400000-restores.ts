import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Restores, what of them did not come back, and the words for their events. On the way back those events are forgotten. */
const UP = [
  `CREATE TABLE restore (
    id uuid NOT NULL,
    name text NOT NULL,
    owner_id uuid NOT NULL,
    backup_id uuid,
    backup_name text NOT NULL,
    backup_created_at timestamptz(3) NOT NULL,
    source_cluster_name text NOT NULL,
    cluster_id uuid,
    cluster_name text NOT NULL,
    mode text NOT NULL,
    options jsonb NOT NULL,
    target_namespaces text[] NOT NULL,
    state text NOT NULL,
    state_reason text,
    state_changed_at timestamptz(3) NOT NULL,
    stage text,
    attempt integer NOT NULL,
    handed_back integer NOT NULL DEFAULT 0,
    lease_owner text,
    lease_until timestamptz(3),
    cancel_requested_at timestamptz(3),
    counts jsonb NOT NULL,
    total integer,
    version integer NOT NULL,
    created_at timestamptz(3) NOT NULL,
    started_at timestamptz(3),
    finished_at timestamptz(3),
    CONSTRAINT restore_pkey PRIMARY KEY (id),
    CONSTRAINT restore_name_key UNIQUE (name),
    CONSTRAINT restore_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user (id),
    CONSTRAINT restore_backup_id_fkey FOREIGN KEY (backup_id) REFERENCES backup (id) ON DELETE SET NULL,
    CONSTRAINT restore_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster (id) ON DELETE SET NULL,
    CONSTRAINT restore_mode_check CHECK (mode IN ('CLASSIC', 'FEDERATED')),
    CONSTRAINT restore_state_check CHECK (state IN ('IN_PROGRESS', 'SUCCESS', 'PARTIAL_SUCCESS', 'FAILURE')),
    CONSTRAINT restore_stage_check CHECK (stage IN ('PLAN', 'VOLUMES', 'RESOURCES', 'FINISH')),
    CONSTRAINT restore_lease_check CHECK ((lease_owner IS NULL) = (lease_until IS NULL)),
    CONSTRAINT restore_running_check CHECK
      (state <> 'IN_PROGRESS' OR (backup_id IS NOT NULL AND cluster_id IS NOT NULL))
  )`,
  `CREATE INDEX restore_page_idx ON restore (created_at, id)`,
  `CREATE INDEX restore_by_state_idx ON restore (state, created_at, id)`,
  `CREATE INDEX restore_by_backup_idx ON restore (backup_id, created_at, id)`,
  `CREATE INDEX restore_by_cluster_idx ON restore (cluster_id, created_at, id)`,
  `CREATE INDEX restore_running_idx ON restore (created_at, id) WHERE state = 'IN_PROGRESS'`,

  `CREATE TABLE restore_issue (
    restore_id uuid NOT NULL,
    position integer NOT NULL,
    code text NOT NULL,
    resource text,
    namespace text,
    name text,
    message text NOT NULL,
    CONSTRAINT restore_issue_pkey PRIMARY KEY (restore_id, position),
    CONSTRAINT restore_issue_restore_id_fkey FOREIGN KEY (restore_id) REFERENCES restore (id) ON DELETE CASCADE,
    CONSTRAINT restore_issue_code_check CHECK (code IN (
      'CONFLICT_KEPT', 'REFUSED', 'WEBHOOK_REFUSED', 'QUOTA_EXCEEDED', 'FORBIDDEN', 'KIND_NOT_SERVED',
      'NAMESPACE_TERMINATING', 'VOLUME_NOT_RESTORED', 'OBJECT_DAMAGED', 'FIELD_DROPPED', 'FINALIZER_DROPPED',
      'NOTHING_RESTORED', 'BACKUP_UNREADABLE', 'LOCATION_INVALID', 'CLUSTER_UNAVAILABLE', 'CANCELLED',
      'ATTEMPTS_EXHAUSTED', 'INTERNAL_ERROR')),
    CONSTRAINT restore_issue_object_check CHECK
      ((resource IS NULL) = (namespace IS NULL) AND (resource IS NULL) = (name IS NULL))
  )`,

  `ALTER TABLE event
    DROP CONSTRAINT event_type_check,
    DROP CONSTRAINT event_subject_type_check,
    ADD CONSTRAINT event_type_check CHECK (type IN (
      'CLUSTER_REGISTERED', 'CLUSTER_EDITED', 'CLUSTER_STATE_CHANGED', 'CLUSTER_DELETED', 'LOCATION_CREATED',
      'LOCATION_EDITED', 'LOCATION_STATE_CHANGED', 'LOCATION_DELETED', 'SCHEDULE_CREATED', 'SCHEDULE_EDITED',
      'SCHEDULE_STATE_CHANGED', 'SCHEDULE_DELETED', 'CYCLE_STARTED', 'CYCLE_SKIPPED', 'CYCLE_ENDED', 'ALERT_OPENED',
      'ALERT_COUNTED', 'ALERT_CHANGED', 'ALERT_ACKNOWLEDGED', 'ALERT_CLOSED', 'BACKUP_REQUESTED', 'BACKUP_CLAIMED',
      'BACKUP_STAGE_ENTERED', 'BACKUP_PROGRESSED', 'BACKUP_CANCEL_REQUESTED', 'BACKUP_FINISHED', 'BACKUP_EDITED',
      'BACKUP_VERIFIED', 'BACKUP_FOUND', 'BACKUP_DELETING', 'BACKUP_DELETED', 'ALERT_SNOOZED', 'ALERT_UNSNOOZED',
      'ALERT_REMINDED', 'USER_CREATED', 'USER_EDITED', 'TOKEN_CREATED', 'TOKEN_REVOKED', 'SLACK_LINKED',
      'SLACK_UNLINKED', 'ROUTE_CREATED', 'ROUTE_EDITED', 'ROUTE_STATE_CHANGED', 'ROUTE_DELETED', 'DELIVERY_DUE',
      'DELIVERY_GIVEN_UP', 'RESTORE_REQUESTED', 'RESTORE_CLAIMED', 'RESTORE_STAGE_ENTERED', 'RESTORE_PROGRESSED',
      'RESTORE_CANCEL_REQUESTED', 'RESTORE_FINISHED', 'RESTORE_DELETED')),
    ADD CONSTRAINT event_subject_type_check CHECK (subject_type IN
      ('Cluster', 'BackupLocation', 'BackupSchedule', 'Backup', 'Alert', 'User', 'AlertRoute', 'Delivery', 'Restore'))`,
];

const DOWN = [
  `DELETE FROM event WHERE subject_type = 'Restore'`,
  `ALTER TABLE event
    DROP CONSTRAINT event_type_check,
    DROP CONSTRAINT event_subject_type_check,
    ADD CONSTRAINT event_type_check CHECK (type IN (
      'CLUSTER_REGISTERED', 'CLUSTER_EDITED', 'CLUSTER_STATE_CHANGED', 'CLUSTER_DELETED', 'LOCATION_CREATED',
      'LOCATION_EDITED', 'LOCATION_STATE_CHANGED', 'LOCATION_DELETED', 'SCHEDULE_CREATED', 'SCHEDULE_EDITED',
      'SCHEDULE_STATE_CHANGED', 'SCHEDULE_DELETED', 'CYCLE_STARTED', 'CYCLE_SKIPPED', 'CYCLE_ENDED', 'ALERT_OPENED',
      'ALERT_COUNTED', 'ALERT_CHANGED', 'ALERT_ACKNOWLEDGED', 'ALERT_CLOSED', 'BACKUP_REQUESTED', 'BACKUP_CLAIMED',
      'BACKUP_STAGE_ENTERED', 'BACKUP_PROGRESSED', 'BACKUP_CANCEL_REQUESTED', 'BACKUP_FINISHED', 'BACKUP_EDITED',
      'BACKUP_VERIFIED', 'BACKUP_FOUND', 'BACKUP_DELETING', 'BACKUP_DELETED', 'ALERT_SNOOZED', 'ALERT_UNSNOOZED',
      'ALERT_REMINDED', 'USER_CREATED', 'USER_EDITED', 'TOKEN_CREATED', 'TOKEN_REVOKED', 'SLACK_LINKED',
      'SLACK_UNLINKED', 'ROUTE_CREATED', 'ROUTE_EDITED', 'ROUTE_STATE_CHANGED', 'ROUTE_DELETED', 'DELIVERY_DUE',
      'DELIVERY_GIVEN_UP')),
    ADD CONSTRAINT event_subject_type_check CHECK (subject_type IN
      ('Cluster', 'BackupLocation', 'BackupSchedule', 'Backup', 'Alert', 'User', 'AlertRoute', 'Delivery'))`,
  `DROP TABLE restore_issue`,
  `DROP TABLE restore`,
];

export class Restores1795208400000 implements MigrationInterface {
  readonly name = 'Restores1795208400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
