import { EntitySchema } from 'typeorm';
import { INSTRUCTED, type LeftInstruction } from '../../domain/ports/left-instruction-store.js';
import { column, oneOf, primary, references } from './columns.js';

export interface LeftInstructionRow extends LeftInstruction {
  readonly leftAt: Date;
  readonly tries: number;
  readonly nextTryAt: Date;
}

export const LeftInstructionEntity = new EntitySchema<LeftInstructionRow>({
  name: 'LeftInstruction',
  tableName: 'left_instruction',
  columns: {
    subjectId: primary(column.uuid('subject_id')),
    resource: column.text('resource'),
    clusterId: column.uuid('cluster_id'),
    leftAt: column.instant('left_at'),
    tries: column.integer('tries'),
    nextTryAt: column.instant('next_try_at'),
  },
  indices: [
    { name: 'left_instruction_due_idx', columns: ['nextTryAt'] },
    { name: 'left_instruction_by_cluster_idx', columns: ['clusterId'] },
  ],
  foreignKeys: [references('left_instruction_cluster_id_fkey', 'clusterId', 'Cluster', 'CASCADE')],
  checks: [oneOf('left_instruction_resource_check', 'resource', INSTRUCTED)],
});
