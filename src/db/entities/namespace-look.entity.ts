import { EntitySchema } from 'typeorm';
import { column, primary, references } from './columns.js';

/** When a cluster's namespaces were last observed, all of them, and through which credential. */
export interface NamespaceLookRow {
  readonly clusterId: string;
  readonly observedAt: Date;
  readonly credentialVersion: number;
  /** Namespaces of storage and backup tools that their names do not tell, in the order of the alphabet. */
  readonly systemNames: readonly string[];
}

export const NamespaceLookEntity = new EntitySchema<NamespaceLookRow>({
  name: 'NamespaceLook',
  tableName: 'namespace_look',
  columns: {
    clusterId: primary(column.uuid('cluster_id')),
    observedAt: column.instant('observed_at'),
    credentialVersion: column.integer('credential_version'),
    systemNames: { ...column.textList('system_names'), default: [] },
  },
  foreignKeys: [references('namespace_look_cluster_id_fkey', 'clusterId', 'Cluster', 'CASCADE')],
});
