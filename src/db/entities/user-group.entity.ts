import { EntitySchema } from 'typeorm';
import type { UserGroup } from '../../domain/user-group.js';
import { USER_GROUP_REASONS, USER_GROUP_STATES } from '../../domain/user-group.js';
import { column, nullable, oneOf, primary, references } from './columns.js';

export const UserGroupEntity = new EntitySchema<UserGroup>({
  name: 'UserGroup',
  tableName: 'user_group',
  columns: {
    id: primary(column.uuid('id')),
    name: column.text('name'),
    provider: nullable(column.text('provider')),
    externalId: nullable(column.text('external_id')),
    state: column.text('state'),
    stateReason: nullable(column.text('state_reason')),
    stateChangedAt: column.instant('state_changed_at'),
    stateCheckedAt: nullable(column.instant('state_checked_at')),
    version: column.integer('version'),
    createdAt: column.instant('created_at'),
  },
  uniques: [{ name: 'user_group_provider_external_id_key', columns: ['provider', 'externalId'] }],
  indices: [
    { name: 'user_group_local_name_idx', columns: ['name'], unique: true, where: 'provider IS NULL' },
    { name: 'user_group_page_idx', columns: ['createdAt', 'id'] },
  ],
  checks: [
    {
      name: 'user_group_provider_check',
      expression: '(provider IS NULL) = (external_id IS NULL)',
    },
    oneOf('user_group_state_check', 'state', USER_GROUP_STATES),
    oneOf('user_group_state_reason_check', 'state_reason', Object.keys(USER_GROUP_REASONS)),
  ],
});

export interface GroupMemberRow {
  readonly groupId: string;
  readonly userId: string;
}

export const GroupMemberEntity = new EntitySchema<GroupMemberRow>({
  name: 'GroupMember',
  tableName: 'group_member',
  columns: {
    groupId: primary(column.uuid('group_id')),
    userId: primary(column.uuid('user_id')),
  },
  indices: [{ name: 'group_member_by_user_idx', columns: ['userId'] }],
  foreignKeys: [
    references('group_member_group_id_fkey', 'groupId', 'UserGroup', 'CASCADE'),
    references('group_member_user_id_fkey', 'userId', 'User'),
  ],
});
