import { EntitySchema } from 'typeorm';
import type { DiscoveredShoot } from '../../domain/shoot.js';
import { column, nullable, primary, references } from './columns.js';

export const DiscoveredShootEntity = new EntitySchema<DiscoveredShoot>({
  name: 'DiscoveredShoot',
  tableName: 'discovered_shoot',
  columns: {
    id: primary(column.uuid('cluster_id')),
    uid: column.foreignText('shoot_uid'),
    namespace: column.foreignText('namespace'),
    name: column.foreignText('name'),
    region: nullable(column.foreignText('region')),
    provider: nullable(column.foreignText('provider')),
    seed: nullable(column.foreignText('seed')),
    kubernetesVersion: nullable(column.foreignText('kubernetes_version')),
    endpoint: nullable(column.foreignText('endpoint')),
    hibernated: column.boolean('hibernated'),
    hibernationCheckedAt: column.instant('hibernation_checked_at'),
    managed: column.boolean('managed'),
    unmanagedAt: nullable(column.instant('unmanaged_at')),
    unmanagedReason: nullable(column.foreignText('unmanaged_reason')),
    givenName: column.text('given_name'),
    givenLabels: column.json('given_labels'),
    kubeconfigObtainedAt: nullable(column.instant('kubeconfig_obtained_at')),
    kubeconfigExpiresAt: nullable(column.instant('kubeconfig_expires_at')),
    renewAt: nullable(column.instant('renew_at')),
    renewFailures: column.integer('renew_failures'),
    renewError: nullable(column.foreignText('renew_error')),
    seenAt: column.instant('seen_at'),
  },
  uniques: [{ name: 'discovered_shoot_shoot_uid_key', columns: ['uid'] }],
  indices: [{ name: 'discovered_shoot_renew_idx', columns: ['renewAt'], where: 'renew_at IS NOT NULL' }],
  foreignKeys: [references('discovered_shoot_cluster_id_fkey', 'id', 'Cluster', 'CASCADE')],
  checks: [{ name: 'discovered_shoot_managed_check', expression: 'managed = (unmanaged_at IS NULL)' }],
});

/** That a discovery finds a cluster; several may find the same one. */
export interface DiscoveryClusterRow {
  readonly discoveryId: string;
  readonly clusterId: string;
}

export const DiscoveryClusterEntity = new EntitySchema<DiscoveryClusterRow>({
  name: 'DiscoveryCluster',
  tableName: 'discovery_cluster',
  columns: {
    discoveryId: primary(column.uuid('discovery_id')),
    clusterId: primary(column.uuid('cluster_id')),
  },
  indices: [{ name: 'discovery_cluster_by_cluster_idx', columns: ['clusterId'] }],
  foreignKeys: [
    references('discovery_cluster_discovery_id_fkey', 'discoveryId', 'ClusterDiscovery', 'CASCADE'),
    references('discovery_cluster_cluster_id_fkey', 'clusterId', 'Cluster', 'CASCADE'),
  ],
});
