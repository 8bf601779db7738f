import { type EntityManager, IsNull, type Repository } from 'typeorm';
import type { ServiceName, ServiceToken } from '../../domain/identity.js';
import type { ServiceTokenStore } from '../../domain/ports/people-stores.js';
import { ServiceTokenEntity } from '../entities/service-token.entity.js';
import { insertRow } from './resource-rows.js';
import { affectedRows } from './sql.js';

export class PostgresServiceTokenStore implements ServiceTokenStore {
  private readonly rows: Repository<ServiceToken>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(ServiceTokenEntity);
  }

  insert(token: ServiceToken): Promise<void> {
    return insertRow(this.manager, ServiceTokenEntity, token);
  }

  async findLive(hash: string, at: Date): Promise<ServiceToken | undefined> {
    const found = await this.rows
      .createQueryBuilder('token')
      .where('token.hash = :hash AND token.revokedAt IS NULL', { hash })
      .andWhere('(token.expiresAt IS NULL OR token.expiresAt > :at)', { at })
      .getOne();
    return found ?? undefined;
  }

  async prolong(id: string, expiresAt: Date): Promise<boolean> {
    const { affected } = await this.rows.update({ id, revokedAt: IsNull() }, { expiresAt });
    return affected === 1;
  }

  async revoke(id: string, at: Date): Promise<void> {
    await this.rows.update({ id, revokedAt: IsNull() }, { revokedAt: at });
  }

  async revokeLasting(service: ServiceName, at: Date): Promise<number> {
    const lasting = { service, expiresAt: IsNull(), revokedAt: IsNull() };
    const { affected } = await this.rows.update(lasting, { revokedAt: at });
    return affected ?? 0;
  }

  forget(before: Date): Promise<number> {
    return affectedRows(this.manager, 'DELETE FROM service_token WHERE expires_at < $1 OR revoked_at < $1', [
      before,
    ]);
  }
}
