import { EntitySchema } from 'typeorm';
import { type BackupSync, SYNC_FAILURES } from '../../domain/backup-sync.js';
import { STATE_MATRIX } from '../../domain/state-matrix.js';
import { column, nullable, oneOf, primary, references } from './columns.js';

export const BackupSyncEntity = new EntitySchema<BackupSync>({
  name: 'BackupSync',
  tableName: 'backup_sync',
  columns: {
    id: primary(column.uuid('id')),
    locationId: column.uuid('location_id'),
    clusterId: nullable(column.uuid('cluster_id')),
    bucketKey: column.text('bucket_key'),
    requestedBy: column.uuid('requested_by'),
    state: column.text('state'),
    stateReason: nullable(column.text('state_reason')),
    stateMessage: column.foreignText('state_message'),
    stateChangedAt: column.instant('state_changed_at'),
    counts: column.json('counts'),
    attempt: column.integer('attempt'),
    handedBack: column.integer('handed_back'),
    leaseOwner: nullable(column.text('lease_owner')),
    leaseUntil: nullable(column.instant('lease_until')),
    createdAt: column.instant('created_at'),
    startedAt: nullable(column.instant('started_at')),
    finishedAt: nullable(column.instant('finished_at')),
  },
  indices: [
    { name: 'backup_sync_page_idx', columns: ['createdAt', 'id'] },
    { name: 'backup_sync_by_location_idx', columns: ['locationId', 'createdAt', 'id'] },
    {
      name: 'backup_sync_one_per_bucket_idx',
      columns: ['bucketKey'],
      unique: true,
      where: `state IN ('PENDING', 'IN_PROGRESS')`,
    },
  ],
  foreignKeys: [
    references('backup_sync_location_id_fkey', 'locationId', 'BackupLocation', 'CASCADE'),
    references('backup_sync_cluster_id_fkey', 'clusterId', 'Cluster', 'SET NULL'),
    references('backup_sync_requested_by_fkey', 'requestedBy', 'User'),
  ],
  checks: [
    oneOf('backup_sync_state_check', 'state', Object.keys(STATE_MATRIX.BackupSync.states)),
    oneOf('backup_sync_state_reason_check', 'state_reason', Object.keys(SYNC_FAILURES)),
    { name: 'backup_sync_lease_check', expression: '(lease_owner IS NULL) = (lease_until IS NULL)' },
  ],
});
