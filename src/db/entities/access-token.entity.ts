import { EntitySchema } from 'typeorm';
import { type AccessToken, TOKEN_ACCESS } from '../../domain/identity.js';
import { column, nullable, oneOf, primary, references } from './columns.js';

export const AccessTokenEntity = new EntitySchema<AccessToken>({
  name: 'AccessToken',
  tableName: 'access_token',
  columns: {
    id: primary(column.uuid('id')),
    userId: column.uuid('user_id'),
    name: column.text('name'),
    hash: column.text('hash'),
    access: column.text('access'),
    operations: column.textList('operations'),
    createdAt: column.instant('created_at'),
    expiresAt: nullable(column.instant('expires_at')),
    revokedAt: nullable(column.instant('revoked_at')),
    lastUsedAt: nullable(column.instant('last_used_at')),
  },
  uniques: [{ name: 'access_token_hash_key', columns: ['hash'] }],
  indices: [{ name: 'access_token_user_idx', columns: ['userId'] }],
  foreignKeys: [references('access_token_user_id_fkey', 'userId', 'User')],
  checks: [oneOf('access_token_access_check', 'access', TOKEN_ACCESS)],
});
