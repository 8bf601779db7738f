import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words for events about people, snoozes, alert routes and deliveries. On the way back such events are forgotten. */
const UP = [
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
];

const DOWN = [
  `DELETE FROM event WHERE subject_type IN ('User', 'AlertRoute', 'Delivery')
    OR type IN ('ALERT_SNOOZED', 'ALERT_UNSNOOZED', 'ALERT_REMINDED')`,
  `ALTER TABLE event
    DROP CONSTRAINT event_type_check,
    DROP CONSTRAINT event_subject_type_check,
    ADD CONSTRAINT event_type_check CHECK (type IN (
      'CLUSTER_REGISTERED', 'CLUSTER_EDITED', 'CLUSTER_STATE_CHANGED', 'CLUSTER_DELETED', 'LOCATION_CREATED',
      'LOCATION_EDITED', 'LOCATION_STATE_CHANGED', 'LOCATION_DELETED', 'SCHEDULE_CREATED', 'SCHEDULE_EDITED',
      'SCHEDULE_STATE_CHANGED', 'SCHEDULE_DELETED', 'CYCLE_STARTED', 'CYCLE_SKIPPED', 'CYCLE_ENDED', 'ALERT_OPENED',
      'ALERT_COUNTED', 'ALERT_CHANGED', 'ALERT_ACKNOWLEDGED', 'ALERT_CLOSED', 'BACKUP_REQUESTED', 'BACKUP_CLAIMED',
      'BACKUP_STAGE_ENTERED', 'BACKUP_PROGRESSED', 'BACKUP_CANCEL_REQUESTED', 'BACKUP_FINISHED', 'BACKUP_EDITED',
      'BACKUP_VERIFIED', 'BACKUP_FOUND', 'BACKUP_DELETING', 'BACKUP_DELETED')),
    ADD CONSTRAINT event_subject_type_check CHECK (subject_type IN
      ('Cluster', 'BackupLocation', 'BackupSchedule', 'Backup', 'Alert'))`,
];

export class EventWords1795190400000 implements MigrationInterface {
  readonly name = 'EventWords1795190400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
