import { EntitySchema } from 'typeorm';
import { ROLES, USER_KINDS, USER_REASONS, USER_STATES, type User } from '../../domain/identity.js';
import { column, nullable, oneOf, primary } from './columns.js';

export const UserEntity = new EntitySchema<User>({
  name: 'User',
  tableName: 'app_user',
  columns: {
    id: primary(column.uuid('id')),
    kind: column.text('kind'),
    name: column.text('name'),
    role: column.text('role'),
    createdAt: column.instant('created_at'),
    email: nullable(column.text('email')),
    state: column.text('state'),
    stateReason: nullable(column.text('state_reason')),
    stateChangedAt: column.instant('state_changed_at'),
    stateCheckedAt: nullable(column.instant('state_checked_at')),
    provider: nullable(column.text('provider')),
    subject: nullable(column.text('subject')),
    signedInAt: nullable(column.instant('signed_in_at')),
    version: column.integer('version'),
  },
  uniques: [{ name: 'app_user_provider_subject_key', columns: ['provider', 'subject'] }],
  indices: [
    { name: 'app_user_local_name_idx', columns: ['name'], unique: true, where: 'provider IS NULL' },
    { name: 'app_user_page_idx', columns: ['createdAt', 'id'] },
  ],
  checks: [
    oneOf('app_user_role_check', 'role', ROLES),
    oneOf('app_user_state_check', 'state', USER_STATES),
    oneOf('app_user_kind_check', 'kind', USER_KINDS),
    oneOf('app_user_state_reason_check', 'state_reason', Object.keys(USER_REASONS)),
    { name: 'app_user_provider_check', expression: '(provider IS NULL) = (subject IS NULL)' },
  ],
});
