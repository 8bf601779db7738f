import { EntitySchema } from 'typeorm';
import { ROLES, USER_STATES, type User } from '../../domain/identity.js';
import { column, nullable, oneOf, primary } from './columns.js';

export const UserEntity = new EntitySchema<User>({
  name: 'User',
  tableName: 'app_user',
  columns: {
    id: primary(column.uuid('id')),
    name: column.text('name'),
    role: column.text('role'),
    createdAt: column.instant('created_at'),
    email: nullable(column.text('email')),
    state: column.text('state'),
    version: column.integer('version'),
  },
  uniques: [{ name: 'app_user_name_key', columns: ['name'] }],
  indices: [{ name: 'app_user_page_idx', columns: ['createdAt', 'id'] }],
  checks: [oneOf('app_user_role_check', 'role', ROLES), oneOf('app_user_state_check', 'state', USER_STATES)],
});
