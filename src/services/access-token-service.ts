/** Personal tokens: shown once, kept as a hash, with an end where one is given. */
import { randomUUID } from 'node:crypto';
import { Forbidden } from '../domain/errors/access-errors.js';
import type { FieldFault } from '../domain/errors/request-errors.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import {
  type AccessToken,
  type Actor,
  shownNameFaults,
  type TokenAccess,
  type User,
} from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { assertRight, hasRight, isOwn } from '../domain/rights.js';
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
  /** Default: FULL. */
  readonly access?: TokenAccess;
  /** Root fields, for OPERATIONS alone. */
  readonly operations?: readonly string[];
}

export class AccessTokenService {
  constructor(private readonly ports: AccessTokenPorts) {}

  /** @returns the token itself, here and never again. @throws Forbidden, NotFound, InvalidInput */
  async create(
    { userId, name, expiresAt, access = 'FULL', operations = [] }: NewAccessToken,
    actor: Actor,
  ): Promise<{ readonly token: string; readonly accessToken: AccessToken }> {
    const { work, clock } = this.ports;
    assertRight(actor, 'AccessToken.create', userId);
    assertWholeToken(actor);
    const now = clock.now();
    const token = newToken('PERSON');
    const accessToken: AccessToken = {
      id: randomUUID(),
      userId,
      name,
      hash: hashOf(token),
      access,
      operations: [...new Set(operations)],
      createdAt: now,
      expiresAt: expiresAt ?? null,
      revokedAt: null,
      lastUsedAt: null,
    };
    await work.transaction(async (stores) => {
      const user = await stores.users.find(userId);
      if (user === undefined) throw new NotFound('User', userId);
      const live = await stores.tokens.countLive(userId, now);
      refuse(
        shownNameFaults('name', name),
        endFaults(expiresAt, now),
        operationFaults(access, operations),
        userFaults(user, live),
      );
      // Who runs a program does so because a super admin lets them: it makes no tokens for itself.
      if (user.kind === 'SERVICE_ACCOUNT') assertRight(actor, 'ServiceAccount.createToken', null);
      await stores.tokens.insert(accessToken);
      await stores.events.append({
        type: 'TOKEN_CREATED',
        subjectType: 'User',
        subjectId: userId,
        actor,
        data: { tokenId: accessToken.id, name, access, expiresAt: expiresAt?.toISOString() ?? null },
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

  /** Of oneself, and of anybody for those who may see users; the others are missing from the answer. */
  async ofUsers(
    userIds: readonly string[],
    actor: Actor,
  ): Promise<ReadonlyMap<string, readonly AccessToken[]>> {
    const seen = userIds.filter((id) => isOwn(actor, id) || hasRight(actor, 'User.list', null));
    const found = await this.ports.work.stores.tokens.ofUsers(seen);
    return new Map(seen.map((id) => [id, found.get(id) ?? []]));
  }

  async #found(id: string): Promise<AccessToken> {
    const token = await this.ports.work.stores.tokens.find(id);
    if (token === undefined) throw new NotFound('AccessToken', id);
    return token;
  }
}

const MOST_OPERATIONS = 50;

function operationFaults(access: TokenAccess, operations: readonly string[]): FieldFault[] {
  const fault = (message: string) => [{ path: 'operations', message }];
  if (access !== 'OPERATIONS')
    return operations.length === 0 ? [] : fault('count with access OPERATIONS alone');
  if (operations.length === 0) return fault('are missing: name what the token is good for');
  return operations.length <= MOST_OPERATIONS ? [] : fault(`are too many: ${MOST_OPERATIONS} at most`);
}

/** A token that is good for less makes none: it could make one that is good for more. @throws Forbidden */
function assertWholeToken(actor: Actor): void {
  if (actor.kind !== 'USER' || (actor.scope === undefined && actor.readOnly === undefined)) return;
  throw new Forbidden('A token that is not good for everything makes no tokens.', 'AccessToken.create');
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
