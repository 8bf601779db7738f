import { EntitySchema } from 'typeorm';
import { ROLES, type User } from '../../domain/identity.js';
import { column, oneOf, primary } from './columns.js';

export const UserEntity = new EntitySchema<User>({
  name: 'User',
  tableName: 'app_user',
  columns: {
    id: primary(column.uuid('id')),
    name: column.text('name'),
    role: column.text('role'),
    createdAt: column.instant('created_at'),
  },
  uniques: [{ name: 'app_user_name_key', columns: ['name'] }],
  checks: [oneOf('app_user_role_check', 'role', ROLES)],
});
