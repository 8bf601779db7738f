/** Who is asking: the actor behind a token, and the first administrator. */
import { randomUUID } from 'node:crypto';
import { AlreadyExists } from '../domain/errors/resource-errors.js';
import {
  type AccessToken,
  type Actor,
  madeHere,
  type ServiceName,
  systemActor,
  type User,
  type UserActor,
} from '../domain/identity.js';
import { type Interaction, SERVICE_SCOPE } from '../domain/interaction.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import type { ProviderSignIn } from './provider-sign-in.js';
import { hashOf, newToken, tokenKind } from './secret-token.js';
import { type ProcessToken, ServiceTokens } from './service-tokens.js';

const ADMIN = 'admin';
/** Root fields that every token may ask: who it is, and who answers. */
const ALWAYS = ['viewer', 'server'];

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
  /** Absent: no identity provider is configured. */
  readonly provider?: ProviderSignIn;
}

/** Three parts of base64url: what a signed token of a provider looks like. */
const SIGNED_TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*$/;

export class IdentityService {
  constructor(private readonly ports: IdentityPorts) {}

  /**
   * Who is behind a token; undefined when it is unknown, expired or revoked, or its person may not sign in.
   * @throws InvalidToken, Forbidden, DependencyFailure for a token of the identity provider
   */
  async authenticate(token: string): Promise<Actor | undefined> {
    const { stores } = this.ports.work;
    const [kind, hash, now] = [tokenKind(token), hashOf(token), this.ports.clock.now()];
    if (kind === undefined) return SIGNED_TOKEN.test(token) ? this.ports.provider?.actorOf(token) : undefined;
    if (kind === 'SERVICE') {
      const found = await stores.serviceTokens.findLive(hash, now);
      return found && { kind: 'SERVICE', name: found.service, scope: SERVICE_SCOPE };
    }
    if (kind === 'INTERACTION') {
      const found = await stores.interactions.findLive(hash, now);
      return found && clickerOf(found.interaction, found.user, found.groups);
    }
    const found = await stores.tokens.findLive(hash, now);
    return found && { ...personOf(found.user, found.groups), ...limitsOf(found.token) };
  }

  /** A token that a program of ours acts with while this process lives: good for what SERVICE_SCOPE names and nothing else. */
  serviceToken(service: ServiceName): Promise<ProcessToken> {
    return new ServiceTokens(this.ports).forProcess(service);
  }

  /** The same for one that runs elsewhere, in place of the one before. @returns it and how many were revoked */
  lastingServiceToken(service: ServiceName): Promise<{ readonly token: string; readonly revoked: number }> {
    return new ServiceTokens(this.ports).lasting(service);
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
    const user: User = {
      id: randomUUID(),
      kind: 'PERSON',
      name: ADMIN,
      email: null,
      role: 'SUPER_ADMIN',
      ...madeHere(clock.now()),
    };
    try {
      await work.transaction(async (stores) => {
        await stores.users.insert(user);
        await this.#insertToken(stores, user.id, token);
        await stores.events.append({
          type: 'USER_CREATED',
          subjectType: 'User',
          subjectId: user.id,
          actor: systemActor('first start'),
          data: { name: user.name, role: user.role, kind: user.kind },
        });
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

  /** Revokes every token of the first active super admin and makes a new one. Returns how many were revoked. */
  async resetAdminToken(keeper: TokenKeeper & TokenReplacer): Promise<number> {
    const { work, clock } = this.ports;
    const admin = await work.stores.users.firstSuperAdmin();
    if (admin === undefined) {
      await this.ensureFirstAdmin(keeper);
      return 0;
    }
    const token = newToken('PERSON');
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
      access: 'FULL',
      operations: [],
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
  const token = newToken('PERSON');
  if (await keeper.keep(token)) return token;
  const kept = await keeper.kept?.();
  if (kept === undefined || tokenKind(kept) === 'PERSON') return kept;
  await keeper.takeBack(kept);
  return (await keeper.keep(token)) ? token : undefined;
}

function personOf({ id, name, role }: User, groups: readonly string[]): Extract<Actor, { kind: 'USER' }> {
  return { kind: 'USER', userId: id, name, role, groups };
}

/** What the token is good for, and until when. */
function limitsOf({
  id,
  name,
  access,
  operations,
  expiresAt,
}: AccessToken): Pick<UserActor, 'scope' | 'readOnly' | 'expiresAt' | 'token'> {
  return {
    token: { id, name },
    ...(access === 'OPERATIONS' && { scope: new Set([...operations, ...ALWAYS]) }),
    ...(access === 'READ_ONLY' && { readOnly: true }),
    ...(expiresAt !== null && { expiresAt }),
  };
}

/** The person, with the rights of this moment, narrowed to what the click may ask. */
function clickerOf(interaction: Interaction, user: User, groups: readonly string[]): Actor {
  const { id, teamId, slackUserId, slackUserName, channelId, messageTs, action, operations } = interaction;
  const slack = { teamId, slackUserId, slackUserName, channelId, messageTs, action };
  return {
    ...personOf(user, groups),
    expiresAt: interaction.expiresAt,
    via: { door: 'SLACK', interactionId: id, ...slack },
    scope: new Set(operations),
  };
}
