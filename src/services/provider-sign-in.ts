/**
 * People who come with a token of the identity provider: known here by (issuer, subject), made at their first token, and following
 * the newest token in name, role and groups. A verified token is remembered until it ends, so that it is verified once per process.
 */
import { randomUUID } from 'node:crypto';
import { Forbidden, InvalidToken } from '../domain/errors/access-errors.js';
import { AlreadyExists } from '../domain/errors/resource-errors.js';
import {
  type Actor,
  madeHere,
  maySignIn,
  PROVIDER_NAME,
  type Role,
  systemActor,
  USER_REASONS,
  type User,
} from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { ProviderIdentity, TokenVerifier } from '../domain/ports/identity-provider.js';
import type { ProviderChange } from '../domain/ports/people-stores.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import { type RoleMap, roleFor } from '../domain/provider-roles.js';
import { hashOf } from './secret-token.js';

export interface ProviderSignInPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly verifier: TokenVerifier;
  readonly roles: RoleMap;
  /** Of who has no mapped role; undefined: refused. */
  readonly otherwise: Role | undefined;
}

export const PROVIDER = systemActor(PROVIDER_NAME);
/** Of tokens; the one that was used longest ago goes first. */
const MOST_REMEMBERED = 10_000;

export class ProviderSignIn {
  readonly #verified = new Map<string, ProviderIdentity>();

  constructor(private readonly ports: ProviderSignInPorts) {}

  /** @throws InvalidToken, Forbidden without a mapped role, DependencyFailure when the provider must be asked and is away */
  async actorOf(token: string): Promise<Actor> {
    const { identity, isNew } = await this.#identityOf(token);
    const role = roleFor(identity.roles, this.ports.roles, this.ports.otherwise);
    if (role === undefined) throw new Forbidden(NO_ROLE, 'sign in');
    const known = await this.#known(identity);
    const stands = known !== undefined && (!isNew || isOlder(identity, known.user));
    const { user, groups } = stands ? known : await this.#follow(identity, role);
    if (!maySignIn(user)) throw new InvalidToken(refusalOf(user));
    const { id, name } = user;
    return { kind: 'USER', userId: id, name, role: user.role, groups, expiresAt: identity.expiresAt };
  }

  async #identityOf(token: string): Promise<{ identity: ProviderIdentity; isNew: boolean }> {
    const hash = hashOf(token);
    const remembered = this.#verified.get(hash);
    this.#verified.delete(hash);
    if (remembered !== undefined && remembered.expiresAt > this.ports.clock.now()) {
      this.#verified.set(hash, remembered);
      return { identity: remembered, isNew: false };
    }
    const identity = await this.ports.verifier.verify(token);
    this.#verified.set(hash, identity);
    const [oldest] = this.#verified.keys();
    if (this.#verified.size > MOST_REMEMBERED && oldest !== undefined) this.#verified.delete(oldest);
    return { identity, isNew: true };
  }

  async #known({ issuer, subject }: ProviderIdentity) {
    return this.ports.work.stores.users.findOfProvider(issuer, subject);
  }

  async #follow(identity: ProviderIdentity, role: Role) {
    const { work } = this.ports;
    const write = () => work.transaction((stores) => this.#write(stores, identity, role));
    try {
      await write();
    } catch (error) {
      // Two first requests at once: the other one has made the user.
      if (!(error instanceof AlreadyExists)) throw error;
      await write();
    }
    const known = await this.#known(identity);
    if (known === undefined) throw new InvalidToken('Its user is gone.');
    return known;
  }

  async #write(stores: Stores, identity: ProviderIdentity, role: Role): Promise<void> {
    const { issuer, subject } = identity;
    const now = this.ports.clock.now();
    const found = await stores.users.findOfProvider(issuer, subject);
    if (found === undefined) {
      const user = newcomer(identity, role, now);
      await stores.users.insert(user);
      await append(stores, 'USER_CREATED', user.id, { name: user.name, role, provider: issuer });
      await followGroups(stores, user.id, { identity, now });
      return;
    }
    const user = await stores.users.lock(found.user.id);
    if (user === undefined || isOlder(identity, user)) return;
    const { name, email, issuedAt } = identity;
    const back = isBack(identity, user);
    const state = back ? ({ state: 'ACTIVE', stateReason: null, stateChangedAt: now } as const) : {};
    const seen: ProviderChange = { name, email, role, signedInAt: issuedAt, stateCheckedAt: now, ...state };
    await stores.users.follow(user.id, seen);
    if (back) await append(stores, 'USER_STATE_CHANGED', user.id, stateData(user, 'ACTIVE', null));
    if (user.name !== name || user.role !== role) {
      const before = { name: user.name, role: user.role };
      await append(stores, 'USER_EDITED', user.id, { before, after: { name, role } });
    }
    await followGroups(stores, user.id, { identity, now });
  }
}

const NO_ROLE =
  'The identity provider gives you no role that counts here. Ask its administrator for one of the mapped roles.';

/** A token that is older than one that was seen says nothing new: roles that were taken away do not come back with it. */
function isOlder({ issuedAt }: ProviderIdentity, { signedInAt }: User): boolean {
  return signedInAt !== null && issuedAt < signedInAt;
}

/** Who got a token after it was noticed that the provider had them no more, or disabled, is back. Not who was deactivated here. */
function isBack({ issuedAt }: ProviderIdentity, { state, stateReason, stateChangedAt }: User): boolean {
  if (state === 'ACTIVE' || stateReason === 'DEACTIVATED') return false;
  return stateReason === 'NOT_RESOLVED' || issuedAt > stateChangedAt;
}

function refusalOf({ stateReason }: User): string {
  return stateReason === null
    ? 'Its user may not sign in.'
    : `Its user is ${USER_REASONS[stateReason].meaning}.`;
}

function newcomer({ issuer, subject, name, email, issuedAt }: ProviderIdentity, role: Role, now: Date): User {
  return {
    id: randomUUID(),
    kind: 'PERSON',
    name,
    email,
    role,
    ...madeHere(now),
    stateCheckedAt: now,
    provider: issuer,
    subject,
    signedInAt: issuedAt,
  };
}

async function followGroups(
  stores: Stores,
  userId: string,
  { identity: { issuer, groups }, now }: { readonly identity: ProviderIdentity; readonly now: Date },
): Promise<void> {
  if (groups === null) return;
  const ids = await stores.groups.ensureOfProvider(issuer, groups, now);
  await stores.groups.setOfProvider(issuer, userId, [...ids.values()]);
}

export function stateData(before: User, state: User['state'], stateReason: User['stateReason']) {
  return {
    name: before.name,
    before: { state: before.state, stateReason: before.stateReason },
    after: { state, stateReason },
  };
}

function append(
  stores: Stores,
  type: 'USER_CREATED' | 'USER_EDITED' | 'USER_STATE_CHANGED',
  subjectId: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  return stores.events.append({ type, subjectType: 'User', subjectId, actor: PROVIDER, data });
}
