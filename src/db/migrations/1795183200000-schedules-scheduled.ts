/**
 * What cycles, backups and events gain with schedules. Every cycle there was, was made by hand for named namespaces; one
 * whose backup is deleted has no names left to tell.
 *
 * The cycles and backups of a deleted schedule stay as history without it (SET NULL): a list of NULLs is unique.
 * A cycle has one backup at most: of two workers that start the same cycle one is refused.
 */
export const SCHEDULED_UP = [
  `ALTER TABLE cycle ADD COLUMN trigger text, ADD COLUMN selection jsonb, ADD COLUMN selection_version integer`,
  `UPDATE cycle SET trigger = 'MANUAL', selection_version = 0, selection = jsonb_build_object('kind', 'NAMED', 'names', coalesce(
    (SELECT to_jsonb(requested_namespaces) FROM backup WHERE backup.cycle_id = cycle.id ORDER BY created_at LIMIT 1),
    '[]'::jsonb))`,
  `ALTER TABLE cycle
    ALTER COLUMN trigger SET NOT NULL,
    ALTER COLUMN selection SET NOT NULL,
    ALTER COLUMN selection_version SET NOT NULL,
    ADD CONSTRAINT cycle_schedule_id_fkey FOREIGN KEY (schedule_id)
      REFERENCES backup_schedule (id) ON DELETE SET NULL,
    ADD CONSTRAINT cycle_trigger_check CHECK (trigger IN ('MANUAL', 'PLANNED', 'CATCH_UP', 'FOLLOW_UP')),
    ADD CONSTRAINT cycle_selection_check CHECK (selection ->> 'kind' IS NOT NULL
      AND selection ->> 'kind' IN ('NAMED', 'LABELS', 'ALL'))`,
  `CREATE INDEX cycle_page_idx ON cycle (schedule_id, started_at, id)`,

  `ALTER TABLE backup ADD COLUMN schedule_id uuid, ADD COLUMN selection jsonb`,
  `UPDATE backup SET selection = jsonb_build_object('kind', 'NAMED', 'names', to_jsonb(requested_namespaces))`,
  `DROP INDEX backup_by_cycle_idx`,
  `ALTER TABLE backup
    ALTER COLUMN selection SET NOT NULL,
    ADD CONSTRAINT backup_cycle_id_key UNIQUE (cycle_id),
    ADD CONSTRAINT backup_schedule_id_fkey FOREIGN KEY (schedule_id)
      REFERENCES backup_schedule (id) ON DELETE SET NULL,
    ADD CONSTRAINT backup_selection_check CHECK (selection ->> 'kind' IS NOT NULL
      AND selection ->> 'kind' IN ('NAMED', 'LABELS', 'ALL'))`,
  `CREATE INDEX backup_by_schedule_idx ON backup (schedule_id, created_at, id)`,

  `ALTER TABLE event
    DROP CONSTRAINT event_type_check,
    DROP CONSTRAINT event_subject_type_check,
    ADD CONSTRAINT event_type_check CHECK (type IN (
      'CLUSTER_REGISTERED', 'CLUSTER_EDITED', 'CLUSTER_STATE_CHANGED', 'CLUSTER_DELETED', 'LOCATION_CREATED',
      'LOCATION_EDITED', 'LOCATION_STATE_CHANGED', 'LOCATION_DELETED', 'SCHEDULE_CREATED', 'SCHEDULE_EDITED',
      'SCHEDULE_STATE_CHANGED', 'SCHEDULE_DELETED', 'CYCLE_STARTED', 'CYCLE_SKIPPED', 'CYCLE_ENDED', 'ALERT_OPENED', 'ALERT_COUNTED',
      'ALERT_CHANGED', 'ALERT_ACKNOWLEDGED', 'ALERT_CLOSED', 'BACKUP_REQUESTED', 'BACKUP_CLAIMED',
      'BACKUP_STAGE_ENTERED', 'BACKUP_PROGRESSED', 'BACKUP_CANCEL_REQUESTED', 'BACKUP_FINISHED', 'BACKUP_EDITED',
      'BACKUP_VERIFIED', 'BACKUP_FOUND', 'BACKUP_DELETING', 'BACKUP_DELETED')),
    ADD CONSTRAINT event_subject_type_check CHECK (subject_type IN
      ('Cluster', 'BackupLocation', 'BackupSchedule', 'Backup', 'Alert'))`,
];

/** Schedules, their history and their alerts are lost; the cycles and backups that they left stay. */
export const SCHEDULED_DOWN = [
  `DELETE FROM event WHERE subject_type IN ('BackupSchedule', 'Alert') OR type ~ '^(SCHEDULE|CYCLE|ALERT)_'`,
  `ALTER TABLE event
    DROP CONSTRAINT event_type_check,
    DROP CONSTRAINT event_subject_type_check,
    ADD CONSTRAINT event_type_check CHECK (type IN (
      'CLUSTER_REGISTERED', 'CLUSTER_EDITED', 'CLUSTER_STATE_CHANGED', 'CLUSTER_DELETED', 'LOCATION_CREATED',
      'LOCATION_EDITED', 'LOCATION_STATE_CHANGED', 'LOCATION_DELETED', 'BACKUP_REQUESTED', 'BACKUP_CLAIMED',
      'BACKUP_STAGE_ENTERED', 'BACKUP_PROGRESSED', 'BACKUP_CANCEL_REQUESTED', 'BACKUP_FINISHED', 'BACKUP_EDITED',
      'BACKUP_VERIFIED', 'BACKUP_FOUND', 'BACKUP_DELETING', 'BACKUP_DELETED')),
    ADD CONSTRAINT event_subject_type_check CHECK (subject_type IN ('Cluster', 'BackupLocation', 'Backup'))`,
  `ALTER TABLE backup
    DROP CONSTRAINT backup_cycle_id_key,
    DROP COLUMN schedule_id,
    DROP COLUMN selection`,
  `CREATE INDEX backup_by_cycle_idx ON backup (cycle_id)`,
  `DROP INDEX cycle_page_idx`,
  `ALTER TABLE cycle DROP CONSTRAINT cycle_schedule_id_fkey, DROP COLUMN trigger, DROP COLUMN selection, DROP COLUMN selection_version`,
  `UPDATE cycle SET schedule_id = NULL`,
];
