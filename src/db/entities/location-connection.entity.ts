import { EntitySchema } from 'typeorm';
import { CONNECTION_REASONS, type LocationConnection } from '../../domain/location-connection.js';
import { STATE_MATRIX } from '../../domain/state-matrix.js';
import { NO_LOOK } from '../../domain/steadiness.js';
import { column, jsonWithDefault, nullable, oneOf, primary, references } from './columns.js';

export const LocationConnectionEntity = new EntitySchema<LocationConnection>({
  name: 'LocationConnection',
  tableName: 'location_connection',
  columns: {
    id: primary(column.uuid('id')),
    locationId: column.uuid('location_id'),
    clusterId: column.uuid('cluster_id'),
    state: column.text('state'),
    stateReason: column.text('state_reason'),
    stateMessage: column.foreignText('state_message'),
    stateChangedAt: column.instant('state_changed_at'),
    stateCheckedAt: nullable(column.instant('state_checked_at')),
    validatedAt: nullable(column.instant('validated_at')),
    looks: jsonWithDefault('looks', NO_LOOK),
    createdAt: column.instant('created_at'),
  },
  uniques: [{ name: 'location_connection_pair_key', columns: ['locationId', 'clusterId'] }],
  indices: [
    { name: 'location_connection_page_idx', columns: ['createdAt', 'id'] },
    { name: 'location_connection_by_cluster_idx', columns: ['clusterId'] },
  ],
  foreignKeys: [
    references('location_connection_location_id_fkey', 'locationId', 'BackupLocation'),
    references('location_connection_cluster_id_fkey', 'clusterId', 'Cluster'),
  ],
  checks: [
    oneOf('location_connection_state_check', 'state', Object.keys(STATE_MATRIX.LocationConnection.states)),
    oneOf('location_connection_state_reason_check', 'state_reason', Object.keys(CONNECTION_REASONS)),
  ],
});
