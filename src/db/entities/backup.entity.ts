import { EntitySchema } from 'typeorm';
import { type Backup, ENGINES, STAGES } from '../../domain/backup.js';
import { SELECTION_KINDS } from '../../domain/namespace-selection.js';
import { OPERATION_MODES, STATE_MATRIX } from '../../domain/state-matrix.js';
import { column, nullable, oneKindOf, oneOf, primary, references } from './columns.js';
import { volumeSettingsColumn } from './volume-settings.column.js';

export const BackupEntity = new EntitySchema<Backup>({
  name: 'Backup',
  tableName: 'backup',
  columns: {
    id: primary(column.uuid('id')),
    name: column.text('name'),
    ownerId: column.uuid('owner_id'),
    clusterId: column.uuid('cluster_id'),
    locationId: column.uuid('location_id'),
    cycleId: column.uuid('cycle_id'),
    scheduleId: nullable(column.uuid('schedule_id')),
    selection: column.json('selection'),
    engine: column.text('engine'),
    mode: column.text('mode'),
    labels: column.json('labels'),
    state: column.text('state'),
    stateReason: nullable(column.text('state_reason')),
    stateChangedAt: column.instant('state_changed_at'),
    stage: nullable(column.text('stage')),
    attempt: column.integer('attempt'),
    handedBack: { ...column.integer('handed_back'), default: 0 },
    leaseOwner: nullable(column.text('lease_owner')),
    leaseUntil: nullable(column.instant('lease_until')),
    cancelRequestedAt: nullable(column.instant('cancel_requested_at')),
    requestedNamespaces: column.textList('requested_namespaces'),
    objects: column.bigint('objects'),
    bytes: column.bigint('bytes'),
    storedBytes: column.bigint('stored_bytes'),
    manifestKey: nullable(column.text('manifest_key')),
    verifiedAt: nullable(column.instant('verified_at')),
    verification: nullable(column.text('verification')),
    version: column.integer('version'),
    createdAt: column.instant('created_at'),
    startedAt: nullable(column.instant('started_at')),
    finishedAt: nullable(column.instant('finished_at')),
    volumeSettings: volumeSettingsColumn,
  },
  uniques: [
    { name: 'backup_name_key', columns: ['name'] },
    { name: 'backup_cycle_id_key', columns: ['cycleId'] },
  ],
  indices: [
    { name: 'backup_page_idx', columns: ['createdAt', 'id'] },
    { name: 'backup_by_state_idx', columns: ['state', 'createdAt', 'id'] },
    { name: 'backup_by_cluster_idx', columns: ['clusterId', 'createdAt', 'id'] },
    { name: 'backup_by_location_idx', columns: ['locationId', 'createdAt', 'id'] },
    { name: 'backup_by_schedule_idx', columns: ['scheduleId', 'createdAt', 'id'] },
    { name: 'backup_running_idx', columns: ['createdAt', 'id'], where: `state = 'IN_PROGRESS'` },
  ],
  foreignKeys: [
    references('backup_owner_id_fkey', 'ownerId', 'User'),
    references('backup_cluster_id_fkey', 'clusterId', 'Cluster'),
    references('backup_location_id_fkey', 'locationId', 'BackupLocation'),
    references('backup_cycle_id_fkey', 'cycleId', 'Cycle'),
    references('backup_schedule_id_fkey', 'scheduleId', 'BackupSchedule', 'SET NULL'),
  ],
  checks: [
    oneOf('backup_engine_check', 'engine', ENGINES),
    oneOf('backup_mode_check', 'mode', OPERATION_MODES),
    oneOf('backup_state_check', 'state', Object.keys(STATE_MATRIX.Backup.states)),
    oneKindOf('backup_selection_check', 'selection', SELECTION_KINDS),
    oneOf('backup_stage_check', 'stage', STAGES),
    oneOf('backup_verification_check', 'verification', ['INTACT', 'DAMAGED']),
    { name: 'backup_lease_check', expression: '(lease_owner IS NULL) = (lease_until IS NULL)' },
  ],
});
