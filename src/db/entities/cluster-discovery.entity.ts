import { EntitySchema } from 'typeorm';
import { type ClusterDiscovery, DISCOVERY_REASONS, DISCOVERY_RUNS } from '../../domain/cluster-discovery.js';
import { STATE_MATRIX } from '../../domain/state-matrix.js';
import { column, nullable, oneOf, primary, references } from './columns.js';

export const ClusterDiscoveryEntity = new EntitySchema<ClusterDiscovery>({
  name: 'ClusterDiscovery',
  tableName: 'cluster_discovery',
  columns: {
    id: primary(column.uuid('id')),
    name: column.text('name'),
    ownerId: column.uuid('owner_id'),
    project: nullable(column.text('project')),
    labelSelector: nullable(column.text('label_selector')),
    intervalMinutes: nullable(column.integer('interval_minutes')),
    server: column.text('server'),
    credentialExpiresAt: nullable(column.instant('credential_expires_at')),
    state: column.text('state'),
    stateReason: column.text('state_reason'),
    stateMessage: column.foreignText('state_message'),
    stateChangedAt: column.instant('state_changed_at'),
    run: column.text('run'),
    requestedAt: column.instant('requested_at'),
    startedAt: nullable(column.instant('started_at')),
    endedAt: nullable(column.instant('ended_at')),
    nextDueAt: nullable(column.instant('next_due_at')),
    lastSucceededAt: nullable(column.instant('last_succeeded_at')),
    processed: column.integer('processed'),
    total: nullable(column.integer('total')),
    counts: column.json('counts'),
    problems: column.json('problems'),
    attempt: column.integer('attempt'),
    handedBack: column.integer('handed_back'),
    leaseOwner: nullable(column.text('lease_owner')),
    leaseUntil: nullable(column.instant('lease_until')),
    version: column.integer('version'),
    createdAt: column.instant('created_at'),
    updatedAt: column.instant('updated_at'),
  },
  uniques: [{ name: 'cluster_discovery_name_key', columns: ['name'] }],
  indices: [
    { name: 'cluster_discovery_page_idx', columns: ['createdAt', 'id'] },
    { name: 'cluster_discovery_due_idx', columns: ['nextDueAt'], where: `state IN ('SUCCESS', 'FAILED')` },
  ],
  foreignKeys: [references('cluster_discovery_owner_id_fkey', 'ownerId', 'User')],
  checks: [
    oneOf('cluster_discovery_state_check', 'state', Object.keys(STATE_MATRIX.ClusterDiscovery.states)),
    oneOf('cluster_discovery_state_reason_check', 'state_reason', Object.keys(DISCOVERY_REASONS)),
    oneOf('cluster_discovery_run_check', 'run', DISCOVERY_RUNS),
    { name: 'cluster_discovery_interval_check', expression: 'interval_minutes >= 15' },
    {
      name: 'cluster_discovery_lease_check',
      expression: '(lease_owner IS NULL) = (lease_until IS NULL)',
    },
  ],
});
