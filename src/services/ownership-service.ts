/** Ownership: what somebody owns, and handing it to another, as when they have left. */
import { NotFound } from '../domain/errors/resource-errors.js';
import { type Actor, USER_REASONS } from '../domain/identity.js';
import { OWNED_KINDS, type OwnedCount, type OwnedKind } from '../domain/ownership.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { assertRight, hasRight, isOwn } from '../domain/rights.js';
import { assertOperation } from '../domain/state-machine.js';
import { refuse } from './faults.js';

export interface Reassignment {
  readonly fromUserId: string;
  readonly toUserId: string;
  /** All kinds when not given. */
  readonly kinds?: readonly OwnedKind[];
}

export class OwnershipService {
  constructor(private readonly ports: { readonly work: UnitOfWork }) {}

  /** Only kinds of which there is any. Undefined: not for this caller. */
  async ownedBy(userId: string, actor: Actor): Promise<readonly OwnedCount[] | undefined> {
    if (!isOwn(actor, userId) && !hasRight(actor, 'User.list', null)) return undefined;
    return this.ports.work.stores.ownership.countOf(userId);
  }

  /**
   * In one transaction: whoever else changes one of these things comes before it or after it. Doing it again moves nothing.
   * @throws Forbidden, NotFound, InvalidInput for a new owner who is not ACTIVE
   */
  async reassign(
    { fromUserId, toUserId, kinds = OWNED_KINDS }: Reassignment,
    actor: Actor,
  ): Promise<readonly OwnedCount[]> {
    assertRight(actor, 'User.reassign', null);
    return this.ports.work.transaction(async (stores) => {
      const from = await stores.users.find(fromUserId);
      if (from === undefined) throw new NotFound('User', fromUserId);
      assertOperation('User', from, 'reassign');
      // Not to be deactivated until this is done.
      const to = await stores.users.lock(toUserId);
      if (to === undefined) throw new NotFound('User', toUserId);
      const why = to.stateReason === null ? '' : `, ${USER_REASONS[to.stateReason].meaning}`;
      refuse(
        from.id === to.id ? [{ path: 'toUserId', message: 'is the owner already' }] : [],
        to.state === 'ACTIVE'
          ? []
          : [{ path: 'toUserId', message: `${to.name} is ${to.state}${why}: choose somebody who is ACTIVE` }],
        kinds.length > 0 ? [] : [{ path: 'kinds', message: 'names nothing: leave it out for everything' }],
      );
      const moved: OwnedCount[] = [];
      for (const kind of OWNED_KINDS.filter((each) => kinds.includes(each))) {
        const count = await stores.ownership.reassign(kind, from.id, to.id);
        if (count > 0) moved.push({ kind, count });
      }
      if (moved.length > 0) {
        await stores.events.append({
          type: 'OWNERSHIP_REASSIGNED',
          subjectType: 'User',
          subjectId: from.id,
          actor,
          data: { from: from.name, to: to.name, toUserId: to.id, moved },
        });
      }
      return moved;
    });
  }
}
