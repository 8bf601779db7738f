/** Shares: what an owner lets others reach, and which namespaces of a cluster. */
import { randomUUID } from 'node:crypto';
import { patternFaults, type Share, type ShareAccess, type SharedResource } from '../domain/access.js';
import type { FieldFault } from '../domain/errors/request-errors.js';
import { NotFound, VersionConflict } from '../domain/errors/resource-errors.js';
import type { EventType } from '../domain/event.js';
import type { Actor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Page, PageRequest, Stores, UnitOfWork } from '../domain/ports/stores.js';
import { assertSeen, authorise } from './authorisation.js';
import { refuse } from './faults.js';
import { ownerOf } from './owner.js';
import { type Found, faultOf, type PeopleLookup } from './people-lookup.js';

export interface SharePorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly people: PeopleLookup;
}

export interface SharedThing {
  readonly resource: SharedResource;
  readonly resourceId: string;
}

export interface NewShare extends SharedThing {
  /** One of these four. */
  readonly userId?: string;
  readonly groupId?: string;
  /** By name or e-mail address. */
  readonly user?: string;
  /** By name. */
  readonly group?: string;
  readonly access: ShareAccess;
  /** Of a cluster only. */
  readonly namespaces?: readonly string[];
}

export interface ShareChange {
  readonly expectedVersion: number;
  readonly access?: ShareAccess;
  readonly namespaces?: readonly string[];
}

export class ShareService {
  constructor(private readonly ports: SharePorts) {}

  /** @throws NotFound, Forbidden, InvalidInput, AlreadyExists where it is shared with them already */
  async create(request: NewShare, actor: Actor): Promise<Share> {
    const { work, clock } = this.ports;
    const { resource, resourceId, access, namespaces = [] } = request;
    await assertSharer(work.stores, actor, request);
    const at = clock.now();
    const named = await this.#named(request);
    const faults = [...namespaceFaults(resource, access, namespaces), ...named.faults];
    return work.transaction(async (stores) => {
      refuse(faults, named.faults.length > 0 ? [] : await granteeFaults(stores, named));
      const share: Share = {
        id: randomUUID(),
        resource,
        resourceId,
        grantee:
          named.userId === undefined
            ? { kind: 'GROUP', groupId: named.groupId ?? '' }
            : { kind: 'USER', userId: named.userId },
        access,
        namespaces: distinct(namespaces),
        createdBy: ownerOf(actor),
        version: 1,
        createdAt: at,
        updatedAt: at,
      };
      await stores.shares.insert(share);
      await append(stores, 'SHARE_ADDED', share, actor, { access, namespaces: share.namespaces });
      return share;
    });
  }

  /** The one person or group that is meant. Outside the transaction: the directory of the provider may have to be asked. */
  async #named({ userId, groupId, user, group }: NewShare): Promise<Named> {
    const given = [userId, groupId, user, group].filter((each) => each !== undefined);
    if (given.length !== 1) return { faults: [NOT_ONE] };
    const { people } = this.ports;
    const person = user === undefined ? undefined : await people.person(user);
    const several = group === undefined ? undefined : await people.group(group);
    return {
      userId: userId ?? idOf(person),
      groupId: groupId ?? idOf(several),
      faults: [...faultOf('user', person), ...faultOf('group', several)],
    };
  }

  /** @throws NotFound, Forbidden, InvalidInput, VersionConflict */
  async edit(id: string, change: ShareChange, actor: Actor): Promise<Share> {
    const { work, clock } = this.ports;
    const before = await this.#found(id, actor);
    const { access = before.access, namespaces = before.namespaces, expectedVersion: expected } = change;
    refuse(namespaceFaults(before.resource, access, namespaces));
    return work.transaction(async (stores) => {
      const fields = { access, namespaces: distinct(namespaces), updatedAt: clock.now() };
      if (!(await stores.shares.edit(id, expected, fields))) {
        const { version: actual } = (await stores.shares.find(id)) ?? before;
        throw new VersionConflict({ resource: 'Share', id, expected, actual });
      }
      await append(stores, 'SHARE_EDITED', before, actor, {
        before: { access: before.access, namespaces: before.namespaces },
        after: { access, namespaces: fields.namespaces },
      });
      return { ...before, ...fields, version: expected + 1 };
    });
  }

  /** Counts from the next thing that is asked; what was made under it stays, and schedules go on. @throws NotFound, Forbidden */
  async remove(id: string, actor: Actor): Promise<void> {
    const share = await this.#found(id, actor);
    await this.ports.work.transaction(async (stores) => {
      await stores.shares.remove(id);
      await append(stores, 'SHARE_REMOVED', share, actor, { access: share.access });
    });
  }

  /** With whom one thing is shared, newest first: for those who may share it. @throws NotFound, Forbidden */
  async page(of: SharedThing, request: PageRequest, viewer: Actor): Promise<Page<Share>> {
    const { stores } = this.ports.work;
    await assertSharer(stores, viewer, of);
    return stores.shares.pageOf(of.resource, of.resourceId, request);
  }

  async count(of: SharedThing, viewer: Actor): Promise<number> {
    const { stores } = this.ports.work;
    await assertSharer(stores, viewer, of);
    return stores.shares.countOf(of.resource, of.resourceId);
  }

  /** A share of what one may not share is none that one knows of. */
  async #found(id: string, actor: Actor): Promise<Share> {
    const { stores } = this.ports.work;
    const share = await stores.shares.find(id);
    if (share === undefined) throw new NotFound('Share', id);
    try {
      await assertSharer(stores, actor, share);
    } catch (error) {
      throw error instanceof NotFound ? new NotFound('Share', id) : error;
    }
    return share;
  }
}

/** It is there, they see it, and it is theirs to share. */
async function assertSharer(
  stores: Stores,
  actor: Actor,
  { resource, resourceId: id }: SharedThing,
): Promise<void> {
  const rows = { Cluster: stores.clusters, BackupSchedule: stores.schedules, Backup: stores.backups };
  const row = await rows[resource].find(id);
  await assertSeen<{ readonly id: string }>(stores, actor, resource, { id, row });
  await authorise(stores, actor, `${resource}.share`, { resource, id });
}

interface Named {
  readonly userId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly faults: readonly FieldFault[];
}

const NOT_ONE: FieldFault = {
  path: 'userId',
  message: 'name one person or one group to share it with: one of userId, groupId, user and group',
};

function idOf(found: Found | undefined): string | undefined {
  return found !== undefined && 'id' in found ? found.id : undefined;
}

async function granteeFaults(stores: Stores, { userId, groupId }: Named): Promise<FieldFault[]> {
  if (userId !== undefined && (await stores.users.find(userId)) === undefined)
    return [{ path: 'userId', message: 'is the id of nobody' }];
  if (groupId !== undefined && (await stores.groups.find(groupId)) === undefined)
    return [{ path: 'groupId', message: 'is the id of no group' }];
  return [];
}

function namespaceFaults(
  resource: SharedResource,
  access: ShareAccess,
  namespaces: readonly string[],
): FieldFault[] {
  if (resource !== 'Cluster') {
    if (namespaces.length === 0) return [];
    return [{ path: 'namespaces', message: 'only a share of a cluster names namespaces' }];
  }
  if (namespaces.length === 0 && access !== 'VIEW')
    return [{ path: 'namespaces', message: 'name the namespaces that it is for; "*" for all of them' }];
  return patternFaults('namespaces', namespaces);
}

function distinct(patterns: readonly string[]): readonly string[] {
  return [...new Set(patterns)].sort();
}

function append(
  stores: Pick<Stores, 'events'>,
  type: EventType,
  { id: shareId, resource, resourceId, grantee }: Share,
  actor: Actor,
  data: object,
): Promise<void> {
  const told = { shareId, grantee, ...data };
  return stores.events.append({ type, subjectType: resource, subjectId: resourceId, actor, data: told });
}
