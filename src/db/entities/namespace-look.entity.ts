import { EntitySchema } from 'typeorm';
import { column, primary, references } from './columns.js';

/** When a cluster's namespaces were last observed, all of them, and through which credential. */
export interface NamespaceLookRow {
  readonly clusterId: string;
  readonly observedAt: Date;
  readonly credentialVersion: number;
}

export const NamespaceLookEntity = new EntitySchema<NamespaceLookRow>({
  name: 'NamespaceLook',
  tableName: 'namespace_look',
  columns: {
    clusterId: primary(column.uuid('cluster_id')),
    observedAt: column.instant('observed_at'),
    credentialVersion: column.integer('credential_version'),
  },
  foreignKeys: [references('namespace_look_cluster_id_fkey', 'clusterId', 'Cluster', 'CASCADE')],
});
