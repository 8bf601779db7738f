/** People: created, edited, deactivated. There is always one active super admin. */
import { randomUUID } from 'node:crypto';
import { type FieldFault, InvalidInput } from '../domain/errors/request-errors.js';
import { NotFound, VersionConflict } from '../domain/errors/resource-errors.js';
import type { EventType } from '../domain/event.js';
import {
  type Actor,
  emailFaults,
  madeHere,
  type Role,
  shownNameFaults,
  type User,
  type UserKind,
  type UserState,
} from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { UserFilter } from '../domain/ports/people-stores.js';
import type { Page, PageRequest, Stores, UnitOfWork } from '../domain/ports/stores.js';
import { followsProvider } from '../domain/provider-roles.js';
import { assertRight, isOwn } from '../domain/rights.js';
import { assertOperation } from '../domain/state-machine.js';
import { refuse } from './faults.js';

export interface UserPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
}

export interface NewUser {
  readonly name: string;
  readonly email?: string;
  readonly role: Role;
  /** Default: PERSON. */
  readonly kind?: UserKind;
}

export interface UserChange {
  readonly expectedVersion: number;
  readonly name?: string;
  /** An empty text: none from now on. */
  readonly email?: string;
  readonly role?: Role;
  readonly state?: UserState;
}

export class UserService {
  constructor(private readonly ports: UserPorts) {}

  /** A person without a token yet: who creates them makes one, or they are linked. @throws Forbidden, InvalidInput, AlreadyExists */
  async create({ name, email, role, kind = 'PERSON' }: NewUser, actor: Actor): Promise<User> {
    const { work, clock } = this.ports;
    assertRight(actor, 'User.create', null);
    refuse(shownNameFaults('name', name), email === undefined ? [] : emailFaults('email', email));
    const user: User = {
      id: randomUUID(),
      kind,
      name,
      email: email ?? null,
      role,
      ...madeHere(clock.now()),
    };
    await work.transaction(async (stores) => {
      await stores.users.insert(user);
      await append(stores, 'USER_CREATED', user.id, actor, { name, role, kind });
    });
    return user;
  }

  /**
   * INACTIVE revokes every token of the person; Slack links stay and are answered as inactive until the person is ACTIVE again.
   * @throws NotFound, Forbidden, InvalidInput (also for the last active super admin), VersionConflict, AlreadyExists
   */
  async edit(id: string, change: UserChange, actor: Actor): Promise<User> {
    const { work, clock } = this.ports;
    const { expectedVersion, email, ...rest } = change;
    const user = await this.#found(work.stores, id);
    assertRight(actor, 'User.edit', user.id);
    assertOperation('User', user, 'edit');
    refuse(
      change.name === undefined ? [] : shownNameFaults('name', change.name),
      email === undefined || email === '' ? [] : emailFaults('email', email),
    );
    return work.transaction(async (stores) => {
      const admins = await stores.users.lockSuperAdmins();
      const before = await this.#found(stores, id);
      refuse(providerFaults(before, change));
      const fields = {
        ...rest,
        ...(email !== undefined && { email: email === '' ? null : email }),
        ...stateFields(before, change.state, clock.now()),
      };
      refuseTheLastAdmin(before, { ...before, ...rest }, admins);
      if (!(await stores.users.edit(id, expectedVersion, fields))) {
        const { version: actual } = await this.#found(stores, id);
        throw new VersionConflict({
          resource: 'User',
          id,
          name: before.name,
          expected: expectedVersion,
          actual,
        });
      }
      const after = await this.#found(stores, id);
      if (after.state === 'INACTIVE') await stores.tokens.revokeAll(id, clock.now());
      await append(stores, 'USER_EDITED', id, actor, { before: shown(before), after: shown(after) });
      return after;
    });
  }

  /** Oneself, or anybody for those who may see users. @throws NotFound, Forbidden */
  async get(id: string, actor: Actor): Promise<User> {
    if (!isOwn(actor, id)) assertRight(actor, 'User.list', null);
    return this.#found(this.ports.work.stores, id);
  }

  /** @throws Forbidden */
  async page(request: PageRequest, actor: Actor, filter: UserFilter = {}): Promise<Page<User>> {
    assertRight(actor, 'User.list', null);
    return this.ports.work.stores.users.page(request, filter);
  }

  count(filter: UserFilter = {}): Promise<number> {
    return this.ports.work.stores.users.count(filter);
  }

  async #found(stores: Stores, id: string): Promise<User> {
    const user = await stores.users.find(id);
    if (user === undefined) throw new NotFound('User', id);
    return user;
  }
}

/** What the provider says of its users is not edited here; that somebody may not sign in is. */
function providerFaults({ provider }: User, change: UserChange): FieldFault[] {
  const own = ['name', 'email', 'role'] as const;
  if (provider === null) return change.state === 'UNKNOWN' ? [NOT_BY_HAND] : [];
  return [
    ...own.filter((path) => change[path] !== undefined).map(followsProvider),
    ...(change.state === 'UNKNOWN' ? [NOT_BY_HAND] : []),
  ];
}

const NOT_BY_HAND: FieldFault = { path: 'state', message: 'is found out, never set: ACTIVE or INACTIVE' };

function stateFields(before: User, state: UserState | undefined, now: Date) {
  if (state === undefined || state === before.state) return {};
  const stateReason = state === 'INACTIVE' ? ('DEACTIVATED' as const) : null;
  return { state, stateReason, stateChangedAt: now };
}

/** Otherwise nobody could mend it but who has the server's machine. @throws InvalidInput */
function refuseTheLastAdmin(before: User, after: User, admins: readonly User[]): void {
  const stays = after.role === 'SUPER_ADMIN' && after.state === 'ACTIVE';
  const isOne = admins.some(({ id }) => id === before.id);
  if (stays || !isOne || admins.length > 1) return;
  const path = after.role === 'SUPER_ADMIN' ? 'state' : 'role';
  throw new InvalidInput([
    { path, message: `${before.name} is the last active super admin: make another one first` },
  ]);
}

function shown({ name, role, state, stateReason }: User): object {
  return { name, role, state, stateReason };
}

/** Without e-mail addresses: events are kept for ever. */
function append(
  stores: Stores,
  type: EventType,
  subjectId: string,
  actor: Actor,
  data: object,
): Promise<void> {
  return stores.events.append({ type, subjectType: 'User', subjectId, actor, data: { ...data } });
}
