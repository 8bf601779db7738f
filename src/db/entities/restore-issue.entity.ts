import { EntitySchema } from 'typeorm';
import { RESTORE_ISSUES, type RestoreIssueCode } from '../../domain/restore.js';
import { column, nullable, oneOf, primary, references } from './columns.js';

export interface RestoreIssueRow {
  readonly restoreId: string;
  /** From 0, in the order in which the run found them. */
  readonly position: number;
  readonly code: RestoreIssueCode;
  /** These three of the object; all null: about the restore as a whole. */
  readonly resource: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly message: string;
}

export const RestoreIssueEntity = new EntitySchema<RestoreIssueRow>({
  name: 'RestoreIssue',
  tableName: 'restore_issue',
  columns: {
    restoreId: primary(column.uuid('restore_id')),
    position: primary(column.integer('position')),
    code: column.text('code'),
    resource: nullable(column.foreignText('resource')),
    namespace: nullable(column.foreignText('namespace')),
    name: nullable(column.foreignText('name')),
    message: column.foreignText('message'),
  },
  foreignKeys: [references('restore_issue_restore_id_fkey', 'restoreId', 'Restore', 'CASCADE')],
  checks: [
    oneOf('restore_issue_code_check', 'code', Object.keys(RESTORE_ISSUES)),
    {
      name: 'restore_issue_object_check',
      expression: '(resource IS NULL) = (namespace IS NULL) AND (resource IS NULL) = (name IS NULL)',
    },
  ],
});
