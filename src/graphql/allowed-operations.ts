/** What may be asked of one thing now, with a reason for each that may not: made from the state matrix. */
import type { Actor } from '../domain/identity.js';
import { allowedOperations, stateRow } from '../domain/state-machine.js';
import {
  OPERATIONS,
  type Operation,
  type Resource,
  resourceRow,
  type StateOf,
} from '../domain/state-matrix.js';
import type { AllowedOperationType } from './types/allowed-operation.type.js';

export interface Refusal {
  readonly reason: string;
  readonly advice: string | null;
}

/** What one thing refuses although its state and the rights of the caller allow it. */
export type OwnRefusals = Partial<Record<Operation, Refusal>>;

/** Every built operation of the resource, in the table's order. An operation that is not built is never offered. */
export function operationsNow<R extends Resource>(
  resource: R,
  state: StateOf<R>,
  { viewer, own = {} }: { readonly viewer: Actor; readonly own?: OwnRefusals },
): readonly AllowedOperationType[] {
  const refusedByRights = byRights(viewer);
  const key = `${resource}/${state}/${refusedByRights?.reason ?? ''}`;
  const ofState = answers.get(key) ?? answerOf(resource, state, refusedByRights);
  answers.set(key, ofState);
  return ofState.map((each) => {
    const refusal = each.allowed ? own[each.operation] : undefined;
    return refusal === undefined ? each : { ...each, ...refusal, allowed: false };
  });
}

/** What the table and the rights of the caller say, for every row in that state: made once. */
const answers = new Map<string, readonly AllowedOperationType[]>();

function answerOf<R extends Resource>(
  resource: R,
  state: StateOf<R>,
  refusedByRights: Refusal | undefined,
): readonly AllowedOperationType[] {
  const allowed = allowedOperations(resource, state);
  return offered(resource).map((operation) => {
    const refusal = allowed.includes(operation) ? refusedByRights : byState(resource, state);
    const { reason = null, advice = null } = refusal ?? {};
    return { operation, label: OPERATIONS[operation].label, allowed: refusal === undefined, reason, advice };
  });
}

function offered(resource: Resource): readonly Operation[] {
  const words = new Set(Object.values(resourceRow(resource).states).flatMap((row) => row.allows));
  return (Object.keys(OPERATIONS) as Operation[]).filter(
    (operation) => words.has(operation) && OPERATIONS[operation].built,
  );
}

function byState<R extends Resource>(resource: R, state: StateOf<R>): Refusal {
  const { label, meaning } = stateRow(resource, state);
  return { reason: `Not while it is ${label}: ${meaning}.`, advice: null };
}

function byRights(viewer: Actor): Refusal | undefined {
  const mayChange = viewer.kind === 'SYSTEM' || viewer.role === 'SUPER_ADMIN';
  return mayChange ? undefined : { reason: 'Your role does not include it.', advice: null };
}
