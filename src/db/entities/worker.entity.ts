import { EntitySchema } from 'typeorm';
import { column, primary } from './columns.js';

/** A running process of Holdfast and when it was last heard of, in database time. */
export interface WorkerRow {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly pid: number;
  readonly roles: readonly string[];
  readonly startedAt: Date;
  readonly heartbeatAt: Date;
}

export const WorkerEntity = new EntitySchema<WorkerRow>({
  name: 'Worker',
  tableName: 'worker',
  columns: {
    id: primary(column.uuid('id')),
    name: column.text('name'),
    host: column.text('host'),
    pid: column.integer('pid'),
    roles: column.textList('roles'),
    startedAt: column.instant('started_at'),
    heartbeatAt: column.instant('heartbeat_at'),
  },
  uniques: [{ name: 'worker_name_key', columns: ['name'] }],
  indices: [{ name: 'worker_heartbeat_idx', columns: ['heartbeatAt'] }],
});
