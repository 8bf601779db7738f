/** Groups of people: made, edited and deleted here; those of an identity provider are only read. */
import { randomUUID } from 'node:crypto';
import type { FieldFault } from '../domain/errors/request-errors.js';
import { NotFound, VersionConflict } from '../domain/errors/resource-errors.js';
import type { EventType } from '../domain/event.js';
import type { Actor, User } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { UserGroupFilter } from '../domain/ports/people-stores.js';
import type { Page, PageRequest, Stores, UnitOfWork } from '../domain/ports/stores.js';
import { assertRight, hasRight, isOwn } from '../domain/rights.js';
import {
  assertMadeHere,
  assertRemovable,
  groupNameFaults,
  memberFaults,
  newlyKnown,
  type UserGroup,
} from '../domain/user-group.js';
import { refuse } from './faults.js';

export interface UserGroupPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
}

export interface NewUserGroup {
  readonly name: string;
  readonly memberIds?: readonly string[];
}

export interface UserGroupChange {
  readonly expectedVersion: number;
  readonly name?: string;
  readonly addMemberIds?: readonly string[];
  readonly removeMemberIds?: readonly string[];
}

export class UserGroupService {
  constructor(private readonly ports: UserGroupPorts) {}

  /** @throws Forbidden, InvalidInput (also for members whom nobody knows), AlreadyExists */
  async create({ name, memberIds = [] }: NewUserGroup, actor: Actor): Promise<UserGroup> {
    const { work, clock } = this.ports;
    assertRight(actor, 'UserGroup.create', null);
    refuse(groupNameFaults('name', name), memberFaults({ add: memberIds, remove: [] }));
    const now = clock.now();
    const group: UserGroup = {
      id: randomUUID(),
      name,
      provider: null,
      externalId: null,
      ...newlyKnown(now),
      version: 1,
      createdAt: now,
    };
    await work.transaction(async (stores) => {
      refuse(await strangers(stores, 'memberIds', memberIds));
      await stores.groups.insert(group);
      await stores.groups.addMembers(group.id, memberIds);
      await append(stores, 'GROUP_CREATED', group, { actor, data: { added: [...new Set(memberIds)] } });
    });
    return group;
  }

  /** @throws NotFound, Forbidden, InvalidInput (also for a group of the provider), VersionConflict, AlreadyExists */
  async edit(id: string, change: UserGroupChange, actor: Actor): Promise<UserGroup> {
    const { name, expectedVersion: expected, addMemberIds = [], removeMemberIds = [] } = change;
    const before = await found(this.ports.work.stores, id);
    assertRight(actor, 'UserGroup.edit', null);
    assertMadeHere(before);
    refuse(
      name === undefined ? [] : groupNameFaults('name', name),
      memberFaults({ add: addMemberIds, remove: removeMemberIds }),
    );
    return this.ports.work.transaction(async (stores) => {
      refuse(await strangers(stores, 'addMemberIds', addMemberIds));
      if (!(await stores.groups.edit(id, expected, { ...(name !== undefined && { name }) }))) {
        const { version: actual } = await found(stores, id);
        throw new VersionConflict({ resource: 'UserGroup', id, name: before.name, expected, actual });
      }
      await stores.groups.addMembers(id, addMemberIds);
      await stores.groups.removeMembers(id, removeMemberIds);
      const after = await found(stores, id);
      const data = { before: before.name, added: addMemberIds, removed: removeMemberIds };
      await append(stores, 'GROUP_EDITED', after, { actor, data });
      return after;
    });
  }

  /** What was shared with the group is shared with its members no more. @throws NotFound, Forbidden, InvalidInput */
  async remove(id: string, actor: Actor): Promise<void> {
    await this.ports.work.transaction(async (stores) => {
      const group = await found(stores, id);
      assertRight(actor, 'UserGroup.delete', null);
      assertRemovable(group);
      await stores.groups.remove(id);
      await append(stores, 'GROUP_DELETED', group, { actor, data: { state: group.state } });
    });
  }

  /** One that the caller is in, or any for those who may see users. @throws NotFound, Forbidden */
  async get(id: string, actor: Actor): Promise<UserGroup> {
    if (!isIn(actor, id)) assertRight(actor, 'User.list', null);
    return found(this.ports.work.stores, id);
  }

  /** For names beside what is shared: of every group. */
  getMany(ids: readonly string[]): Promise<readonly UserGroup[]> {
    return this.ports.work.stores.groups.findMany(ids);
  }

  /** @throws Forbidden */
  async page(request: PageRequest, actor: Actor, filter: UserGroupFilter = {}): Promise<Page<UserGroup>> {
    assertRight(actor, 'User.list', null);
    return this.ports.work.stores.groups.page(request, filter);
  }

  count(filter: UserGroupFilter = {}): Promise<number> {
    return this.ports.work.stores.groups.count(filter);
  }

  /** @throws Forbidden for who is neither in it nor may see users */
  async members(id: string, request: PageRequest, actor: Actor): Promise<Page<User>> {
    if (!isIn(actor, id)) assertRight(actor, 'User.list', null);
    return this.ports.work.stores.users.page(request, { groupId: id });
  }

  countMembers(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.ports.work.stores.groups.countMembers(ids);
  }

  /** Of oneself, and of anybody for those who may see users; the others are missing from the answer. */
  async ofUsers(
    userIds: readonly string[],
    actor: Actor,
  ): Promise<ReadonlyMap<string, readonly UserGroup[]>> {
    const seen = userIds.filter((id) => isOwn(actor, id) || hasRight(actor, 'User.list', null));
    const groups = await this.ports.work.stores.groups.ofUsers(seen);
    return new Map(seen.map((id) => [id, groups.get(id) ?? []]));
  }
}

function isIn(actor: Actor, groupId: string): boolean {
  return actor.kind === 'USER' && actor.groups.includes(groupId);
}

async function found(stores: Pick<Stores, 'groups'>, id: string): Promise<UserGroup> {
  const group = await stores.groups.find(id);
  if (group === undefined) throw new NotFound('UserGroup', id);
  return group;
}

async function strangers(
  stores: Pick<Stores, 'users'>,
  path: string,
  ids: readonly string[],
): Promise<FieldFault[]> {
  const known = new Set((await stores.users.findMany(ids)).map(({ id }) => id));
  return ids.flatMap((id, index) =>
    known.has(id) ? [] : [{ path: `${path}.${index}`, message: 'is the id of nobody' }],
  );
}

function append(
  stores: Stores,
  type: EventType,
  { id, name }: UserGroup,
  { actor, data }: { readonly actor: Actor; readonly data: object },
): Promise<void> {
  return stores.events.append({
    type,
    subjectType: 'UserGroup',
    subjectId: id,
    actor,
    data: { name, ...data },
  });
}
