import { EntitySchema } from 'typeorm';
import { column, primary } from './columns.js';

/** This installation: one row, made by the first migration. */
export interface InstanceRow {
  readonly singleton: boolean;
  readonly id: string;
  readonly createdAt: Date;
}

export const InstanceEntity = new EntitySchema<InstanceRow>({
  name: 'Instance',
  tableName: 'instance',
  columns: {
    singleton: primary(column.boolean('singleton')),
    id: column.uuid('id'),
    createdAt: column.instant('created_at'),
  },
  checks: [{ name: 'instance_singleton_check', expression: 'singleton' }],
});
