import { Any, type EntityManager, IsNull, type Repository } from 'typeorm';
import type { AccessToken } from '../../domain/identity.js';
import type { AccessTokenStore } from '../../domain/ports/people-stores.js';
import { AccessTokenEntity } from '../entities/access-token.entity.js';
import { MAY_SIGN_IN, PERSON_COLUMNS, type PersonJson, personOf } from './person-row.js';
import { findRow, insertRow } from './resource-rows.js';
import { isUuid } from './sql.js';

interface LiveRow extends AccessToken {
  readonly user: PersonJson;
  readonly groups: readonly string[];
}
const FIND_LIVE = `SELECT token.id, token.name, token.hash, token.access, token.operations, user_id AS "userId",
    token.created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt", last_used_at AS "lastUsedAt",
    ${PERSON_COLUMNS}
  FROM access_token AS token JOIN app_user AS person ON person.id = token.user_id
  WHERE token.hash = $1 AND token.revoked_at IS NULL AND (token.expires_at IS NULL OR token.expires_at > $2)
    AND ${MAY_SIGN_IN}`;

/** Noting every use would make a write of every read. */
const NOTE_USE_EVERY_MS = 60_000;
const SHOWN_PER_USER = 100;

export class PostgresAccessTokenStore implements AccessTokenStore {
  private readonly rows: Repository<AccessToken>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(AccessTokenEntity);
  }

  insert(token: AccessToken): Promise<void> {
    return insertRow(this.manager, AccessTokenEntity, token);
  }

  find(id: string): Promise<AccessToken | undefined> {
    return findRow(this.rows, id);
  }

  async ofUsers(userIds: readonly string[]): Promise<ReadonlyMap<string, readonly AccessToken[]>> {
    const known = userIds.filter(isUuid);
    if (known.length === 0) return new Map();
    const rows = await this.rows.find({
      where: { userId: Any(known) },
      order: { createdAt: 'DESC', id: 'DESC' },
    });
    const groups = Map.groupBy(rows, ({ userId }) => userId);
    return new Map([...groups].map(([id, tokens]) => [id, tokens.slice(0, SHOWN_PER_USER)]));
  }

  countLive(userId: string, at: Date): Promise<number> {
    return this.live(at).andWhere('token.userId = :userId', { userId }).getCount();
  }

  async revoke(id: string, at: Date): Promise<boolean> {
    if (!isUuid(id)) return false;
    const { affected } = await this.rows.update({ id, revokedAt: IsNull() }, { revokedAt: at });
    return affected === 1;
  }

  /** In one statement: every request of the API begins with it. */
  async findLive(hash: string, at: Date) {
    const [row] = await this.manager.query<LiveRow[]>(FIND_LIVE, [hash, at]);
    if (row === undefined) return undefined;
    const { user: person, groups, ...token } = row;
    const user = personOf(person);
    await this.noteUse(token, at);
    return { token, user, groups };
  }

  private live(at: Date) {
    return this.rows
      .createQueryBuilder('token')
      .where('token.revokedAt IS NULL')
      .andWhere('(token.expiresAt IS NULL OR token.expiresAt > :at)', { at });
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
