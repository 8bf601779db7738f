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
  /** Returns false when one is kept there already: nothing is replaced. */
  keep(token: string): Promise<boolean>;
  /** The token never became valid. Another one that is kept by now stays. */
  takeBack(token: string): Promise<void>;
  /** What is kept, for places that outlive a process. */
  kept?(): Promise<string | undefined>;
}

export interface TokenReplacer {
  /** Keeps the token in place of whatever is kept. */
  replace(token: string): Promise<void>;
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
   * Makes the first administrator. The token is kept before it becomes valid, so that a crash loses no access; one that
   * is kept already (by such a crash, or by a process that starts at this moment) is the one that becomes valid.
   * Returns false when there is an administrator already, or another process makes it at this moment.
   */
  async ensureFirstAdmin(keeper: TokenKeeper): Promise<boolean> {
    const { work, clock } = this.ports;
    if ((await work.stores.users.count()) > 0) return false;
    const token = await keptToken(keeper);
    if (token === undefined) return false;
    const user: User = { id: randomUUID(), name: ADMIN, role: 'SUPER_ADMIN', createdAt: clock.now() };
    try {
      await work.transaction(async (stores) => {
        await stores.users.insert(user);
        await this.#insertToken(stores, user.id, token);
      });
      return true;
    } catch (error) {
      // After any other failure the token stays: another process may make it valid, or the next start.
      if (!(error instanceof AlreadyExists)) throw error;
      const live = await work.stores.tokens.findLive(hashOf(token), clock.now());
      if (live === undefined) await keeper.takeBack(token);
      return false;
    }
  }

  /** Revokes every token of the first administrator and makes a new one. Returns how many were revoked. */
  async resetAdminToken(keeper: TokenKeeper & TokenReplacer): Promise<number> {
    const { work, clock } = this.ports;
    const admin = await work.stores.users.first();
    if (admin === undefined) {
      await this.ensureFirstAdmin(keeper);
      return 0;
    }
    const token = newToken();
    await keeper.replace(token);
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

/** The given place's token: a new one, or the one that is there. Undefined when that one is no token of ours. */
async function keptToken(keeper: TokenKeeper): Promise<string | undefined> {
  const token = newToken();
  if (await keeper.keep(token)) return token;
  const kept = await keeper.kept?.();
  if (kept === undefined || TOKEN.test(kept)) return kept;
  await keeper.takeBack(kept);
  return (await keeper.keep(token)) ? token : undefined;
}

function newToken(): string {
  return `hf_${randomBytes(32).toString('base64url')}`;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
