import { EntitySchema } from 'typeorm';
import type { SeenNamespace } from '../../domain/namespace-look.js';
import { column, indexOfMigration, primary, references } from './columns.js';

export interface ClusterNamespaceRow extends SeenNamespace {
  readonly clusterId: string;
}

/** A namespace of a cluster as it was last observed. */
export const ClusterNamespaceEntity = new EntitySchema<ClusterNamespaceRow>({
  name: 'ClusterNamespace',
  tableName: 'cluster_namespace',
  columns: {
    clusterId: primary(column.uuid('cluster_id')),
    name: primary({ ...column.text('name'), collation: 'C' }),
    uid: column.text('uid'),
    terminating: column.boolean('terminating'),
  },
  indices: [indexOfMigration('cluster_namespace_name_part_idx', 'name')],
  foreignKeys: [references('cluster_namespace_cluster_id_fkey', 'clusterId', 'Cluster', 'CASCADE')],
});
