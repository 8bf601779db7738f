import { EntitySchema } from 'typeorm';
import { ISSUE_CATALOG, type Issue, type IssueSubject } from '../../domain/issue.js';
import { column, oneOf, primary, references } from './columns.js';

export interface BackupIssueRow {
  readonly backupId: string;
  /** From 0, in the order in which the run found them. */
  readonly position: number;
  readonly code: Issue['code'];
  readonly subjectKind: IssueSubject['kind'];
  readonly subjectName: string;
  readonly message: string;
}

/** Written as a record so that a kind added to the domain fails to compile here. */
const SUBJECT_KINDS: Readonly<Record<IssueSubject['kind'], true>> = {
  NAMESPACE: true,
  RESOURCE_KIND: true,
  VOLUME: true,
  MACHINE: true,
  CLUSTER: true,
  LOCATION: true,
  BACKUP: true,
};

export const BackupIssueEntity = new EntitySchema<BackupIssueRow>({
  name: 'BackupIssue',
  tableName: 'backup_issue',
  columns: {
    backupId: primary(column.uuid('backup_id')),
    position: primary(column.integer('position')),
    code: column.text('code'),
    subjectKind: column.text('subject_kind'),
    subjectName: column.foreignText('subject_name'),
    message: column.foreignText('message'),
  },
  foreignKeys: [references('backup_issue_backup_id_fkey', 'backupId', 'Backup', 'CASCADE')],
  checks: [
    oneOf('backup_issue_code_check', 'code', Object.keys(ISSUE_CATALOG)),
    oneOf('backup_issue_subject_kind_check', 'subject_kind', Object.keys(SUBJECT_KINDS)),
  ],
});
