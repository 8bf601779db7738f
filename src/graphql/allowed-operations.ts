/** What may be asked of one thing now, with a reason for each that may not: made from the state matrix. */

import { type Access, type OwnedResource, sightOf } from '../domain/access.js';
import type { Actor } from '../domain/identity.js';
import { refusalByMode } from '../domain/mode-rules.js';
import type { Refusal, Refusals } from '../domain/refusal.js';
import {
  isOwn,
  isRight,
  mayWith,
  ownOrShared,
  RIGHTS,
  type Right,
  reachOf,
  whomToAsk,
} from '../domain/rights.js';
import { offeredOperations, refusalByState } from '../domain/state-machine.js';
import { OPERATIONS, type OperationMode, type Resource, type StateOf } from '../domain/state-matrix.js';
import type { ClusterPlace } from '../services/authorisation.js';
import { type ApiContext, viewerOf } from './context.js';
import type { AllowedOperationType } from './types/allowed-operation.type.js';

export interface CallerOf {
  readonly viewer: Actor;
  /** How far they reach to the thing; by its owner when not given. */
  readonly access?: Access;
  /** In which it is; both when not given. */
  readonly mode?: OperationMode;
  /** What it refuses although its state and the rights of the caller allow it. */
  readonly own?: Refusals;
}

function accessByOwner(viewer: Actor, ownerId: string): Access {
  return isOwn(viewer, ownerId) ? 'OWNER' : 'VIEW';
}

/** The caller of a thing that people own, or have shared. */
export async function callerOf(
  context: ApiContext,
  resource: OwnedResource,
  { id, ownerId }: { readonly id: string; readonly ownerId: string },
): Promise<Required<Omit<CallerOf, 'own' | 'mode'>>> {
  const viewer = viewerOf(context);
  // Nobody reaches further to what is their own, or where no share counts.
  if (sightOf(viewer) === 'ALL' || isOwn(viewer, ownerId))
    return { viewer, access: accessByOwner(viewer, ownerId) };
  return { viewer, access: (await context.loaders.access[resource].load(id)) ?? 'NAME' };
}

/** The caller of a thing in a namespace of a cluster: a share counts only where it names that. */
export async function callerIn(
  context: ApiContext,
  { ownerId, ...place }: ClusterPlace & { readonly ownerId: string },
): Promise<Required<Omit<CallerOf, 'own' | 'mode'>>> {
  const viewer = viewerOf(context);
  if (sightOf(viewer) === 'ALL' || isOwn(viewer, ownerId))
    return { viewer, access: accessByOwner(viewer, ownerId) };
  return { viewer, access: (await context.loaders.accessIn.load(place)) ?? 'NAME' };
}

/** Every built operation of the resource, in the table's order. An operation that is not built is never offered. */
export function operationsNow<R extends Resource>(
  resource: R,
  { state, ownerId }: { readonly state: StateOf<R>; readonly ownerId: string },
  { viewer, mode, own = {}, access = accessByOwner(viewer, ownerId) }: CallerOf,
): readonly AllowedOperationType[] {
  const who = viewer.kind === 'USER' ? `${viewer.role}/${viewer.readOnly ?? false}` : viewer.kind;
  const key = `${resource}/${state}/${mode ?? ''}/${who}/${access}`;
  const ofState = answers.get(key) ?? answerOf(resource, { state, mode, access }, viewer);
  answers.set(key, ofState);
  return ofState.map((each) => {
    const refusal = each.allowed ? own[each.operation] : undefined;
    return refusal === undefined ? each : { ...each, ...refusal, allowed: false };
  });
}

/** What the two tables say, for every row in that state to which such a caller reaches so far: made once. */
const answers = new Map<string, readonly AllowedOperationType[]>();

function answerOf<R extends Resource>(
  resource: R,
  {
    state,
    mode,
    access,
  }: { readonly state: StateOf<R>; readonly mode: OperationMode | undefined; readonly access: Access },
  viewer: Actor,
): readonly AllowedOperationType[] {
  return offeredOperations(resource).map((operation) => {
    // As the services do: rights, then the mode, which does not change, then the state.
    const refusal =
      byRights(viewer, `${resource}.${operation}`, access) ??
      (mode === undefined ? undefined : refusalByMode(resource, operation, mode)) ??
      refusalByState(resource, state, operation);
    const { code = null, reason = null, advice = null } = refusal ?? {};
    const { label } = OPERATIONS[operation];
    return { operation, label, allowed: refusal === undefined, code, reason, advice };
  });
}

/** An operation that the table of rights does not know is nobody's: a new one is refused until it stands there. */
export function byRights(viewer: Actor, word: string, access: Access): Refusal | undefined {
  if (!isRight(word)) return forbidden('No role includes it yet.', null);
  // What the bot reads it shows to many, each with rights of their own: those are asked when one of them clicks.
  if (viewer.kind === 'SERVICE') return undefined;
  if (viewer.kind === 'USER' && viewer.readOnly) return READ_ONLY;
  return mayWith(viewer, word, access) ? undefined : forbidden(reasonOf(viewer, word), whomToAsk(word));
}

function forbidden(reason: string, advice: string | null): Refusal {
  return { code: 'FORBIDDEN', reason, advice };
}

const READ_ONLY = forbidden(
  'The access token that was sent is good for reading alone.',
  'Send one with FULL access.',
);

function reasonOf(viewer: Actor, right: Right): string {
  const { does } = RIGHTS[right];
  return reachOf(viewer, right) === 'OWN'
    ? `Your role lets you ${does} only where ${ownOrShared(right).replace('their own', 'your own').replace('with them', 'with you')}.`
    : 'Your role does not include it.';
}
