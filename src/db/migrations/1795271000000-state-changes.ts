import type { MigrationInterface, QueryRunner } from 'typeorm';

function baseline(resource: string, table: string, message = 'NULL'): string {
  return `INSERT INTO state_change
    SELECT id, state_changed_at, '${resource}', id, name, NULL, state, state_reason, ${message}, 'JOB', 'upgrade'
    FROM ${table} WHERE NOT EXISTS (SELECT FROM state_change WHERE subject_id = ${table}.id)`;
}

/** The history of states, filled with what the events of the last 30 days still know. */
const UP = [
  `CREATE TABLE state_change (
    id uuid NOT NULL,
    at timestamptz(3) NOT NULL,
    resource text NOT NULL,
    subject_id uuid NOT NULL,
    name text,
    from_state text,
    to_state text,
    reason text,
    message text,
    observer text NOT NULL,
    observer_name text NOT NULL,
    CONSTRAINT state_change_pkey PRIMARY KEY (id),
    CONSTRAINT state_change_resource_check CHECK (resource IN (
      'BackupLocation', 'User', 'Cluster', 'VirtualMachine', 'BackupSchedule', 'Backup', 'Restore',
      'ClusterDiscovery', 'LocationConnection', 'BackupSync')),
    CONSTRAINT state_change_observer_check CHECK (observer IN (
      'PERSON', 'SERVICE', 'PROBER', 'WORKER', 'IDENTITY_PROVIDER', 'JOB'))
  )`,
  `INSERT INTO state_change
    SELECT lpad(to_hex(id), 32, '0')::uuid, at, subject_type, subject_id,
      coalesce(data ->> 'name', data -> 'after' ->> 'name'),
      coalesce(data ->> 'from', data -> 'before' ->> 'state'),
      CASE type
        WHEN 'CLUSTER_REGISTERED' THEN 'UNCHECKED' WHEN 'LOCATION_CREATED' THEN 'UNCHECKED'
        WHEN 'SCHEDULE_CREATED' THEN 'ACTIVE' WHEN 'USER_CREATED' THEN 'ACTIVE'
        WHEN 'BACKUP_REQUESTED' THEN 'IN_PROGRESS' WHEN 'RESTORE_REQUESTED' THEN 'IN_PROGRESS'
        WHEN 'BACKUP_DELETING' THEN 'DELETING' WHEN 'BACKUP_FOUND' THEN data ->> 'state'
        ELSE coalesce(data ->> 'to', data -> 'after' ->> 'state') END,
      coalesce(data ->> 'reason', data -> 'after' ->> 'stateReason'), data ->> 'message',
      CASE actor ->> 'kind' WHEN 'USER' THEN 'PERSON' WHEN 'SERVICE' THEN 'SERVICE' ELSE
        CASE WHEN type IN ('CLUSTER_STATE_CHANGED', 'LOCATION_STATE_CHANGED') THEN 'PROBER'
          WHEN type IN ('BACKUP_FINISHED', 'RESTORE_FINISHED') THEN 'WORKER'
          WHEN actor ->> 'name' = 'identity-provider' THEN 'IDENTITY_PROVIDER' ELSE 'JOB' END END,
      actor ->> 'name'
    FROM event WHERE type IN ('CLUSTER_REGISTERED', 'CLUSTER_STATE_CHANGED', 'CLUSTER_DELETED', 'LOCATION_CREATED',
      'LOCATION_STATE_CHANGED', 'LOCATION_DELETED', 'SCHEDULE_CREATED', 'SCHEDULE_STATE_CHANGED', 'SCHEDULE_DELETED',
      'BACKUP_REQUESTED', 'BACKUP_FOUND', 'BACKUP_FINISHED', 'BACKUP_DELETING', 'BACKUP_DELETED', 'RESTORE_REQUESTED',
      'RESTORE_FINISHED', 'RESTORE_DELETED', 'USER_CREATED', 'USER_STATE_CHANGED')`,
  // What is older than the events begins with what it is now.
  ...[
    baseline('Cluster', 'cluster', 'state_message'),
    baseline('BackupLocation', 'backup_location', 'state_message'),
    baseline('BackupSchedule', 'backup_schedule'),
    baseline('Backup', 'backup'),
    baseline('Restore', 'restore'),
    baseline('User', 'app_user'),
  ],
  `CREATE INDEX state_change_page_idx ON state_change (at, id)`,
  `CREATE INDEX state_change_by_subject_idx ON state_change (subject_id, at, id)`,
  `CREATE INDEX state_change_by_resource_idx ON state_change (resource, at, id)`,
];

export class StateChanges1795271000000 implements MigrationInterface {
  readonly name = 'StateChanges1795271000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE state_change`);
  }
}
