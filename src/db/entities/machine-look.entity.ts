import { EntitySchema } from 'typeorm';
import { column, primary, references } from './columns.js';

/** When a cluster's virtual machines were last observed, all of them, and through which credential. */
export interface MachineLookRow {
  readonly clusterId: string;
  readonly observedAt: Date;
  readonly credentialVersion: number;
}

export const MachineLookEntity = new EntitySchema<MachineLookRow>({
  name: 'MachineLook',
  tableName: 'machine_look',
  columns: {
    clusterId: primary(column.uuid('cluster_id')),
    observedAt: column.instant('observed_at'),
    credentialVersion: column.integer('credential_version'),
  },
  foreignKeys: [references('machine_look_cluster_id_fkey', 'clusterId', 'Cluster', 'CASCADE')],
});
