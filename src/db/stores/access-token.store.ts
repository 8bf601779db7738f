import { type EntityManager, IsNull, type Repository } from 'typeorm';
import type { AccessToken, User } from '../../domain/identity.js';
import type { AccessTokenStore } from '../../domain/ports/stores.js';
import { AccessTokenEntity } from '../entities/access-token.entity.js';
import { insertRow } from './resource-rows.js';

interface LiveRow extends AccessToken {
  readonly user_name: User['name'];
  readonly user_role: User['role'];
  readonly user_created_at: Date;
}
const FIND_LIVE = `SELECT token.id, token.name, token.hash, user_id AS "userId", token.created_at AS "createdAt",
    expires_at AS "expiresAt", revoked_at AS "revokedAt", last_used_at AS "lastUsedAt",
    person.name AS user_name, person.role AS user_role, person.created_at AS user_created_at
  FROM access_token AS token JOIN app_user AS person ON person.id = token.user_id
  WHERE token.hash = $1 AND token.revoked_at IS NULL AND (token.expires_at IS NULL OR token.expires_at > $2)`;

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

  /** In one statement: every request of the API begins with it. */
  async findLive(hash: string, at: Date) {
    const [row] = await this.manager.query<LiveRow[]>(FIND_LIVE, [hash, at]);
    if (row === undefined) return undefined;
    const { user_name: name, user_role: role, user_created_at: createdAt, ...token } = row;
    const user: User = { id: token.userId, name, role, createdAt };
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
