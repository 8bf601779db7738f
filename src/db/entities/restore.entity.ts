import { EntitySchema } from 'typeorm';
import { RESTORE_STAGES, type Restore } from '../../domain/restore.js';
import { OPERATION_MODES, STATE_MATRIX } from '../../domain/state-matrix.js';
import { column, indexOfMigration, nullable, oneOf, primary, references } from './columns.js';

export const RestoreEntity = new EntitySchema<Restore>({
  name: 'Restore',
  tableName: 'restore',
  columns: {
    id: primary(column.uuid('id')),
    name: column.text('name'),
    ownerId: column.uuid('owner_id'),
    backupId: nullable(column.uuid('backup_id')),
    backupName: column.text('backup_name'),
    backupCreatedAt: column.instant('backup_created_at'),
    sourceClusterName: column.text('source_cluster_name'),
    clusterId: nullable(column.uuid('cluster_id')),
    clusterName: column.text('cluster_name'),
    mode: column.text('mode'),
    options: column.json('options'),
    targetNamespaces: column.textList('target_namespaces'),
    state: column.text('state'),
    stateReason: nullable(column.text('state_reason')),
    stateChangedAt: column.instant('state_changed_at'),
    stage: nullable(column.text('stage')),
    attempt: column.integer('attempt'),
    handedBack: { ...column.integer('handed_back'), default: 0 },
    leaseOwner: nullable(column.text('lease_owner')),
    leaseUntil: nullable(column.instant('lease_until')),
    cancelRequestedAt: nullable(column.instant('cancel_requested_at')),
    counts: column.json('counts'),
    total: nullable(column.integer('total')),
    version: column.integer('version'),
    createdAt: column.instant('created_at'),
    startedAt: nullable(column.instant('started_at')),
    finishedAt: nullable(column.instant('finished_at')),
  },
  uniques: [{ name: 'restore_name_key', columns: ['name'] }],
  indices: [
    { name: 'restore_page_idx', columns: ['createdAt', 'id'] },
    { name: 'restore_by_state_idx', columns: ['state', 'createdAt', 'id'] },
    { name: 'restore_by_backup_idx', columns: ['backupId', 'createdAt', 'id'] },
    { name: 'restore_by_cluster_idx', columns: ['clusterId', 'createdAt', 'id'] },
    { name: 'restore_by_owner_idx', columns: ['ownerId', 'createdAt', 'id'] },
    indexOfMigration('restore_by_end_idx', 'finishedAt', 'id'),
    indexOfMigration('restore_name_part_idx', 'name'),
    { name: 'restore_running_idx', columns: ['createdAt', 'id'], where: `state = 'IN_PROGRESS'` },
  ],
  foreignKeys: [
    references('restore_owner_id_fkey', 'ownerId', 'User'),
    references('restore_backup_id_fkey', 'backupId', 'Backup', 'SET NULL'),
    references('restore_cluster_id_fkey', 'clusterId', 'Cluster', 'SET NULL'),
  ],
  checks: [
    oneOf('restore_mode_check', 'mode', OPERATION_MODES),
    oneOf('restore_state_check', 'state', Object.keys(STATE_MATRIX.Restore.states)),
    oneOf('restore_stage_check', 'stage', RESTORE_STAGES),
    { name: 'restore_lease_check', expression: '(lease_owner IS NULL) = (lease_until IS NULL)' },
    {
      name: 'restore_running_check',
      expression: `state <> 'IN_PROGRESS' OR (backup_id IS NOT NULL AND cluster_id IS NOT NULL)`,
    },
  ],
});
