/** Personal tokens: shown once, kept as a hash, with an end where one is given. */
import { randomUUID } from 'node:crypto';
import { type FieldFault, NotFound } from '../domain/errors.js';
import { type AccessToken, type Actor, shownNameFaults, type User } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { assertRight, isOwn } from '../domain/rights.js';
import { refuse } from './faults.js';
import { hashOf, newToken } from './secret-token.js';

const MAX_LIVE = 50;

export interface AccessTokenPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
}

export interface NewAccessToken {
  readonly userId: string;
  readonly name: string;
  readonly expiresAt?: Date;
}

export class AccessTokenService {
  constructor(private readonly ports: AccessTokenPorts) {}

  /** @returns the token itself, here and never again. @throws Forbidden, NotFound, InvalidInput */
  async create(
    { userId, name, expiresAt }: NewAccessToken,
    actor: Actor,
  ): Promise<{ readonly token: string; readonly accessToken: AccessToken }> {
    const { work, clock } = this.ports;
    assertRight(actor, 'AccessToken.create', userId);
    const now = clock.now();
    const token = newToken('PERSON');
    const accessToken: AccessToken = {
      id: randomUUID(),
      userId,
      name,
      hash: hashOf(token),
      createdAt: now,
      expiresAt: expiresAt ?? null,
      revokedAt: null,
      lastUsedAt: null,
    };
    await work.transaction(async (stores) => {
      const user = await stores.users.find(userId);
      if (user === undefined) throw new NotFound('User', userId);
      const live = await stores.tokens.countLive(userId, now);
      refuse(shownNameFaults('name', name), endFaults(expiresAt, now), userFaults(user, live));
      await stores.tokens.insert(accessToken);
      await stores.events.append({
        type: 'TOKEN_CREATED',
        subjectType: 'User',
        subjectId: userId,
        actor,
        data: { tokenId: accessToken.id, name, expiresAt: expiresAt?.toISOString() ?? null },
      });
    });
    return { token, accessToken };
  }

  /** Doing it again changes nothing. @throws NotFound, Forbidden */
  async revoke(id: string, actor: Actor): Promise<AccessToken> {
    const { work, clock } = this.ports;
    const token = await this.#found(id);
    assertRight(actor, 'AccessToken.revoke', token.userId);
    await work.transaction(async (stores) => {
      if (!(await stores.tokens.revoke(id, clock.now()))) return;
      await stores.events.append({
        type: 'TOKEN_REVOKED',
        subjectType: 'User',
        subjectId: token.userId,
        actor,
        data: { tokenId: id, name: token.name },
      });
    });
    return this.#found(id);
  }

  /** Oneself's, or anybody's for those who may see users. @throws Forbidden */
  async ofUsers(
    userIds: readonly string[],
    actor: Actor,
  ): Promise<ReadonlyMap<string, readonly AccessToken[]>> {
    if (!userIds.every((id) => isOwn(actor, id))) assertRight(actor, 'User.list', null);
    return this.ports.work.stores.tokens.ofUsers(userIds);
  }

  async #found(id: string): Promise<AccessToken> {
    const token = await this.ports.work.stores.tokens.find(id);
    if (token === undefined) throw new NotFound('AccessToken', id);
    return token;
  }
}

function endFaults(expiresAt: Date | undefined, now: Date): FieldFault[] {
  if (expiresAt === undefined || expiresAt > now) return [];
  return [{ path: 'expiresAt', message: 'must be in the future' }];
}

function userFaults({ name, state }: User, live: number): FieldFault[] {
  if (state !== 'ACTIVE')
    return [{ path: 'userId', message: `${name} is inactive: no token of theirs would be valid` }];
  if (live < MAX_LIVE) return [];
  return [{ path: 'userId', message: `${name} has ${live} valid tokens: revoke one first` }];
}
