import { EntitySchema, type ValueTransformer } from 'typeorm';
import type { BackupSchedule, Departure, Retention } from '../../domain/backup-schedule.js';
import { SELECTION_KINDS } from '../../domain/namespace-selection.js';
import { TIMING_KINDS } from '../../domain/schedule-timing.js';
import { STATE_MATRIX } from '../../domain/state-matrix.js';
import { column, indexOfMigration, nullable, oneKindOf, oneOf, primary, references } from './columns.js';
import { volumeSettingsColumn } from './volume-settings.column.js';

/** JSON knows no dates. */
const departures: ValueTransformer = {
  to: (value: unknown) => value,
  from: (stored: readonly { readonly namespace: string; readonly leftAt: string }[]): readonly Departure[] =>
    stored.map(({ namespace, leftAt }) => ({ namespace, leftAt: new Date(leftAt) })),
};

const RetentionColumns = new EntitySchema<Retention>({
  name: 'Retention',
  columns: {
    keep: column.integer('keep'),
    maxAgeDays: nullable(column.integer('max_age_days')),
    hourly: { ...column.integer('keep_hourly'), default: 0 },
    daily: { ...column.integer('keep_daily'), default: 0 },
    weekly: { ...column.integer('keep_weekly'), default: 0 },
    monthly: { ...column.integer('keep_monthly'), default: 0 },
  },
});

export const BackupScheduleEntity = new EntitySchema<BackupSchedule>({
  name: 'BackupSchedule',
  tableName: 'backup_schedule',
  columns: {
    id: primary(column.uuid('id')),
    name: column.text('name'),
    ownerId: column.uuid('owner_id'),
    clusterId: column.uuid('cluster_id'),
    locationId: column.uuid('location_id'),
    labels: column.json('labels'),
    state: column.text('state'),
    stateReason: nullable(column.foreignText('state_reason')),
    stateChangedAt: column.instant('state_changed_at'),
    selection: column.json('selection'),
    createdSingle: column.boolean('created_single'),
    timing: column.json('timing'),
    timeZone: column.text('time_zone'),
    anchor: column.instant('anchor'),
    graceMinutes: column.integer('grace_minutes'),
    nextDueAt: nullable(column.instant('next_due_at')),
    missing: column.textList('missing'),
    departures: { ...column.json('departures'), transformer: departures },
    released: column.textList('released'),
    alertRecipients: column.textList('alert_recipients'),
    verifyEveryDays: nullable(column.integer('verify_every_days')),
    barrenCycles: column.integer('barren_cycles'),
    version: column.integer('version'),
    selectionVersion: column.integer('selection_version'),
    createdAt: column.instant('created_at'),
    updatedAt: column.instant('updated_at'),
    preRuleId: nullable(column.uuid('pre_rule_id')),
    postRuleId: nullable(column.uuid('post_rule_id')),
    filter: nullable(column.json('filter')),
    volumeSettings: volumeSettingsColumn,
  },
  embeddeds: { retention: { schema: RetentionColumns, prefix: false } },
  uniques: [{ name: 'backup_schedule_name_key', columns: ['name'] }],
  indices: [
    { name: 'backup_schedule_page_idx', columns: ['createdAt', 'id'] },
    { name: 'backup_schedule_by_owner_idx', columns: ['ownerId'] },
    { name: 'backup_schedule_by_cluster_idx', columns: ['clusterId', 'createdAt', 'id'] },
    { name: 'backup_schedule_by_location_idx', columns: ['locationId', 'createdAt', 'id'] },
    { name: 'backup_schedule_by_state_idx', columns: ['state', 'createdAt', 'id'] },
    indexOfMigration('backup_schedule_by_labels_idx', 'labels'),
    indexOfMigration('backup_schedule_by_names_idx', 'selection'),
    indexOfMigration('backup_schedule_by_due_time_idx', 'nextDueAt', 'id'),
    indexOfMigration('backup_schedule_name_part_idx', 'name'),
    {
      name: 'backup_schedule_missing_idx',
      columns: ['createdAt', 'id'],
      where: `missing <> '{}'::text[]`,
    },
    {
      name: 'backup_schedule_due_idx',
      columns: ['nextDueAt', 'id'],
      where: `state = 'ACTIVE' AND next_due_at IS NOT NULL`,
    },
    {
      name: 'backup_schedule_by_pre_rule_idx',
      columns: ['preRuleId'],
      where: 'pre_rule_id IS NOT NULL',
    },
    {
      name: 'backup_schedule_by_post_rule_idx',
      columns: ['postRuleId'],
      where: 'post_rule_id IS NOT NULL',
    },
  ],
  foreignKeys: [
    references('backup_schedule_owner_id_fkey', 'ownerId', 'User'),
    references('backup_schedule_cluster_id_fkey', 'clusterId', 'Cluster'),
    references('backup_schedule_location_id_fkey', 'locationId', 'BackupLocation'),
    references('backup_schedule_pre_rule_id_fkey', 'preRuleId', 'ExecRule'),
    references('backup_schedule_post_rule_id_fkey', 'postRuleId', 'ExecRule'),
  ],
  checks: [
    oneOf('backup_schedule_state_check', 'state', Object.keys(STATE_MATRIX.BackupSchedule.states)),
    oneKindOf('backup_schedule_selection_check', 'selection', SELECTION_KINDS),
    oneKindOf('backup_schedule_timing_check', 'timing', TIMING_KINDS),
    {
      name: 'backup_schedule_retention_check',
      expression: 'keep >= 1 AND (max_age_days IS NULL OR max_age_days >= 1)',
    },
    {
      name: 'backup_schedule_tiers_check',
      expression: ['hourly', 'daily', 'weekly', 'monthly']
        .map((tier) => `keep_${tier} BETWEEN 0 AND 1000`)
        .join(' AND '),
    },
    { name: 'backup_schedule_verify_check', expression: 'verify_every_days BETWEEN 0 AND 36500' },
  ],
});
