import { EntitySchema } from 'typeorm';
import { AUDIT_DOORS, AUDIT_OUTCOMES, type AuditEntry } from '../../domain/audit.js';
import { ACTOR_KINDS } from '../../domain/identity.js';
import { column, nullable, oneOf, primary, references } from './columns.js';

export const AuditEntryEntity = new EntitySchema<AuditEntry>({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  columns: {
    id: primary(column.uuid('id')),
    at: column.instant('at'),
    door: column.text('door'),
    actorKind: column.text('actor_kind'),
    actorName: column.foreignText('actor_name'),
    userId: nullable(column.uuid('user_id')),
    operation: column.text('operation'),
    subjectType: nullable(column.text('subject_type')),
    subjectId: nullable(column.uuid('subject_id')),
    subjectName: nullable(column.foreignText('subject_name')),
    before: nullable(column.json('before')),
    after: nullable(column.json('after')),
    outcome: column.text('outcome'),
    code: nullable(column.text('code')),
    message: nullable(column.foreignText('message')),
    interactionId: nullable(column.uuid('interaction_id')),
    slack: nullable(column.json('slack')),
    tokenId: nullable(column.uuid('token_id')),
    tokenName: nullable(column.foreignText('token_name')),
    remoteAddress: nullable(column.text('remote_address')),
    clientName: nullable(column.foreignText('client_name')),
  },
  indices: [
    { name: 'audit_entry_page_idx', columns: ['at', 'id'] },
    { name: 'audit_entry_by_subject_idx', columns: ['subjectId', 'at', 'id'] },
    { name: 'audit_entry_by_user_idx', columns: ['userId', 'at', 'id'] },
    { name: 'audit_entry_forced_idx', columns: ['at'], where: `operation = 'forceDeleteBackup'` },
  ],
  foreignKeys: [references('audit_entry_user_id_fkey', 'userId', 'User')],
  checks: [
    oneOf('audit_entry_door_check', 'door', AUDIT_DOORS),
    oneOf('audit_entry_actor_kind_check', 'actor_kind', ACTOR_KINDS),
    oneOf('audit_entry_outcome_check', 'outcome', AUDIT_OUTCOMES),
  ],
});
