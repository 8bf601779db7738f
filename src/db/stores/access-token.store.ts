import { type EntityManager, IsNull, type Repository } from 'typeorm';
import type { AccessToken, User } from '../../domain/identity.js';
import type { AccessTokenStore } from '../../domain/ports/stores.js';
import { AccessTokenEntity } from '../entities/access-token.entity.js';
import { UserEntity } from '../entities/user.entity.js';
import { insertRow } from './resource-rows.js';

/** Noting every use would make a write of every read. */
const NOTE_USE_EVERY_MS = 60_000;

export class PostgresAccessTokenStore implements AccessTokenStore {
  private readonly rows: Repository<AccessToken>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(AccessTokenEntity);
  }

  insert(token: AccessToken): Promise<void> {
    return insertRow(this.manager, AccessTokenEntity, token);
  }

  async findLive(hash: string, at: Date) {
    const token = await this.rows
      .createQueryBuilder('token')
      .where('token.hash = :hash AND token.revokedAt IS NULL', { hash })
      .andWhere('(token.expiresAt IS NULL OR token.expiresAt > :at)', { at })
      .getOne();
    if (token === null) return undefined;
    const user: User = await this.manager.getRepository(UserEntity).findOneByOrFail({ id: token.userId });
    await this.noteUse(token, at);
    return { token, user };
  }

  private async noteUse(token: AccessToken, at: Date): Promise<void> {
    const before = new Date(at.getTime() - NOTE_USE_EVERY_MS);
    if (token.lastUsedAt !== null && token.lastUsedAt > before) return;
    await this.rows
      .createQueryBuilder()
      .update()
      .set({ lastUsedAt: at })
      .where('id = :id AND (lastUsedAt IS NULL OR lastUsedAt <= :before)', { id: token.id, before })
      .execute();
  }

  async revokeAll(userId: string, at: Date): Promise<number> {
    const { affected } = await this.rows.update({ userId, revokedAt: IsNull() }, { revokedAt: at });
    return affected ?? 0;
  }
}
