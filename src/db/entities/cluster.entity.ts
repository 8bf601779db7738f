import { EntitySchema } from 'typeorm';
import { CLUSTER_REASONS, type Cluster } from '../../domain/cluster.js';
import { OPERATION_MODES, STATE_MATRIX } from '../../domain/state-matrix.js';
import { NO_LOOK } from '../../domain/steadiness.js';
import { column, jsonWithDefault, nullable, oneOf, primary, references } from './columns.js';

export const ClusterEntity = new EntitySchema<Cluster>({
  name: 'Cluster',
  tableName: 'cluster',
  columns: {
    id: primary(column.uuid('id')),
    name: column.text('name'),
    ownerId: column.uuid('owner_id'),
    mode: column.text('mode'),
    labels: column.json('labels'),
    server: nullable(column.text('server')),
    state: column.text('state'),
    stateReason: column.text('state_reason'),
    stateMessage: column.foreignText('state_message'),
    stateChangedAt: column.instant('state_changed_at'),
    stateCheckedAt: nullable(column.instant('state_checked_at')),
    credentialVersion: column.integer('credential_version'),
    credentialExpiresAt: nullable(column.instant('credential_expires_at')),
    lastReachedAt: nullable(column.instant('last_reached_at')),
    looks: jsonWithDefault('looks', NO_LOOK),
    kubernetesVersion: nullable(column.foreignText('kubernetes_version')),
    clusterUid: nullable(column.foreignText('cluster_uid')),
    missingRights: column.json('missing_rights'),
    stork: nullable(column.json('stork')),
    version: column.integer('version'),
    createdAt: column.instant('created_at'),
    updatedAt: column.instant('updated_at'),
  },
  uniques: [{ name: 'cluster_name_key', columns: ['name'] }],
  indices: [{ name: 'cluster_page_idx', columns: ['createdAt', 'id'] }],
  foreignKeys: [references('cluster_owner_id_fkey', 'ownerId', 'User')],
  checks: [
    oneOf('cluster_mode_check', 'mode', OPERATION_MODES),
    oneOf('cluster_state_check', 'state', Object.keys(STATE_MATRIX.Cluster.states)),
    oneOf('cluster_state_reason_check', 'state_reason', Object.keys(CLUSTER_REASONS)),
  ],
});
