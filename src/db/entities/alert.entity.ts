import { EntitySchema } from 'typeorm';
import { ALERT_KINDS, ALERT_SUBJECTS, type Alert } from '../../domain/alert.js';
import { column, nullable, oneOf, primary, references } from './columns.js';

export const AlertEntity = new EntitySchema<Alert>({
  name: 'Alert',
  tableName: 'alert',
  columns: {
    id: primary(column.uuid('id')),
    subjectType: column.text('subject_type'),
    subjectId: column.uuid('subject_id'),
    kind: column.text('kind'),
    openedAt: column.instant('opened_at'),
    changedAt: column.instant('changed_at'),
    lastSeenAt: column.instant('last_seen_at'),
    count: column.integer('count'),
    scheduleId: nullable(column.uuid('schedule_id')),
    backupId: nullable(column.uuid('backup_id')),
    namespaces: column.textList('namespaces'),
    message: column.foreignText('message'),
    acknowledgedAt: nullable(column.instant('acknowledged_at')),
    acknowledgedBy: nullable(column.text('acknowledged_by')),
    snoozedAt: nullable(column.instant('snoozed_at')),
    snoozedUntil: nullable(column.instant('snoozed_until')),
    snoozedUntilChange: column.boolean('snoozed_until_change'),
    snoozedBy: nullable(column.text('snoozed_by')),
    remindedAt: nullable(column.instant('reminded_at')),
    closedAt: nullable(column.instant('closed_at')),
    closedReason: nullable(column.foreignText('closed_reason')),
  },
  indices: [
    {
      name: 'alert_one_open_idx',
      columns: ['subjectType', 'subjectId', 'kind'],
      unique: true,
      where: 'closed_at IS NULL',
    },
    { name: 'alert_page_idx', columns: ['openedAt', 'id'] },
    { name: 'alert_by_changed_at_idx', columns: ['changedAt', 'id'] },
    { name: 'alert_by_last_seen_at_idx', columns: ['lastSeenAt', 'id'] },
    { name: 'alert_by_count_idx', columns: ['count', 'id'] },
    { name: 'alert_open_idx', columns: ['openedAt', 'id'], where: 'closed_at IS NULL' },
    { name: 'alert_by_subject_idx', columns: ['subjectId', 'openedAt', 'id'] },
    { name: 'alert_by_schedule_idx', columns: ['scheduleId', 'openedAt', 'id'] },
    { name: 'alert_by_backup_idx', columns: ['backupId'] },
  ],
  foreignKeys: [
    references('alert_schedule_id_fkey', 'scheduleId', 'BackupSchedule', 'SET NULL'),
    references('alert_backup_id_fkey', 'backupId', 'Backup', 'SET NULL'),
  ],
  checks: [
    oneOf('alert_subject_type_check', 'subject_type', ALERT_SUBJECTS),
    oneOf('alert_kind_check', 'kind', ALERT_KINDS),
  ],
});
