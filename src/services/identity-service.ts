/** Who is asking: tokens of our own, hashed, and the first administrator. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { AlreadyExists } from '../domain/errors.js';
import type { AccessToken, Actor, User } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';

/** `hf_` and 32 random bytes: easy to find for secret scanners, impossible to guess. */
const TOKEN = /^hf_[A-Za-z0-9_-]{43}$/;
const ADMIN = 'admin';

/** Where a new administrator's token is kept for the person who runs Holdfast. */
export interface TokenKeeper {
  /** Returns false when another process keeps one at this moment. */
  keep(token: string): Promise<boolean>;
  /** The kept token never became valid. */
  takeBack(): Promise<void>;
}

export interface IdentityPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
}

export class IdentityService {
  constructor(private readonly ports: IdentityPorts) {}

  /** The person behind a token, or undefined when it is unknown, expired or revoked. */
  async authenticate(token: string): Promise<Actor | undefined> {
    if (!TOKEN.test(token)) return undefined;
    const { work, clock } = this.ports;
    const found = await work.stores.tokens.findLive(hashOf(token), clock.now());
    if (found === undefined) return undefined;
    const { id, name, role } = found.user;
    return { kind: 'USER', userId: id, name, role };
  }

  usersByIds(ids: readonly string[]): Promise<readonly User[]> {
    return this.ports.work.stores.users.findMany(ids);
  }

  /**
   * Makes the first administrator. The token is kept before it becomes valid, so that a crash loses no access.
   * Returns false when there is an administrator already, or another process makes it at this moment.
   */
  async ensureFirstAdmin(keeper: TokenKeeper): Promise<boolean> {
    const { work, clock } = this.ports;
    if ((await work.stores.users.count()) > 0) return false;
    const token = newToken();
    if (!(await keeper.keep(token))) return false;
    const user: User = { id: randomUUID(), name: ADMIN, role: 'SUPER_ADMIN', createdAt: clock.now() };
    try {
      await work.transaction(async (stores) => {
        await stores.users.insert(user);
        await this.#insertToken(stores, user.id, token);
      });
      return true;
    } catch (error) {
      await keeper.takeBack();
      if (error instanceof AlreadyExists) return false;
      throw error;
    }
  }

  /** Revokes every token of the first administrator and makes a new one. Returns how many were revoked. */
  async resetAdminToken(keeper: TokenKeeper): Promise<number> {
    const { work, clock } = this.ports;
    const admin = await work.stores.users.first();
    if (admin === undefined) {
      await this.ensureFirstAdmin(keeper);
      return 0;
    }
    const token = newToken();
    await keeper.keep(token);
    return work.transaction(async (stores) => {
      const revoked = await stores.tokens.revokeAll(admin.id, clock.now());
      await this.#insertToken(stores, admin.id, token);
      return revoked;
    });
  }

  #insertToken(stores: Stores, userId: string, token: string): Promise<void> {
    const row: AccessToken = {
      id: randomUUID(),
      userId,
      name: 'first administrator',
      hash: hashOf(token),
      createdAt: this.ports.clock.now(),
      expiresAt: null,
      revokedAt: null,
      lastUsedAt: null,
    };
    return stores.tokens.insert(row);
  }
}

function newToken(): string {
  return `hf_${randomBytes(32).toString('base64url')}`;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
