import { EntitySchema } from 'typeorm';
import { SERVICES, type ServiceToken } from '../../domain/identity.js';
import { column, nullable, oneOf, primary } from './columns.js';

export const ServiceTokenEntity = new EntitySchema<ServiceToken>({
  name: 'ServiceToken',
  tableName: 'service_token',
  columns: {
    id: primary(column.uuid('id')),
    service: column.text('service'),
    hash: column.text('hash'),
    createdAt: column.instant('created_at'),
    expiresAt: nullable(column.instant('expires_at')),
    revokedAt: nullable(column.instant('revoked_at')),
  },
  uniques: [{ name: 'service_token_hash_key', columns: ['hash'] }],
  checks: [oneOf('service_token_service_check', 'service', SERVICES)],
});
