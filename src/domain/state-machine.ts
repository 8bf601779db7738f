/** What follows from the state matrix: moves, allowed operations, refusals. Pure. */
import { OperationNotAllowed } from './errors/resource-errors.js';
import type { Refusal } from './refusal.js';
import {
  OPERATIONS,
  type Operation,
  type Resource,
  resourceRow,
  type StateOf,
  type StateRow,
} from './state-matrix.js';

export function stateRow<R extends Resource>(resource: R, state: StateOf<R>): StateRow {
  const row = resourceRow(resource).states[state];
  if (row === undefined) throw new RangeError(`${resource} has no state ${state}`);
  return row;
}

/** Returns `to`, or throws when the table forbids the move: a refused move is never stored. */
export function transition<R extends Resource>(resource: R, from: StateOf<R>, to: StateOf<R>): StateOf<R> {
  if (from !== to && !stateRow(resource, from).to.includes(to)) {
    throw new RangeError(`${resource} cannot go from ${from} to ${to}`);
  }
  return to;
}

/** The operations that the state allows and that are built, in the table's order. */
export function allowedOperations<R extends Resource>(resource: R, state: StateOf<R>): readonly Operation[] {
  return stateRow(resource, state).allows.filter((operation) => OPERATIONS[operation].built);
}

/** Every built operation of the resource in any of its states, in the order of OPERATIONS. */
export function offeredOperations(resource: Resource): readonly Operation[] {
  const words = new Set(Object.values(resourceRow(resource).states).flatMap((row) => row.allows));
  return (Object.keys(OPERATIONS) as Operation[]).filter(
    (operation) => words.has(operation) && OPERATIONS[operation].built,
  );
}

/** Why the state forbids it; undefined: it does not. */
export function refusalByState<R extends Resource>(
  resource: R,
  state: StateOf<R>,
  operation: Operation,
): Refusal | undefined {
  if (allowedOperations(resource, state).includes(operation)) return undefined;
  const { label, meaning } = stateRow(resource, state);
  return { code: 'OPERATION_NOT_ALLOWED', reason: `Not while it is ${label}: ${meaning}.`, advice: null };
}

/** @throws OperationNotAllowed with the state, the reason and what is allowed in it */
export function assertOperation<R extends Resource>(
  resource: R,
  subject: { readonly id: string; readonly state: StateOf<R>; readonly name?: string },
  operation: Operation,
): void {
  const refusal = refusalByState(resource, subject.state, operation);
  if (refusal === undefined) return;
  throw new OperationNotAllowed({
    resource,
    id: subject.id,
    ...(subject.name !== undefined && { name: subject.name }),
    state: subject.state,
    operation,
    reason: refusal.reason,
    allowedOperations: allowedOperations(resource, subject.state),
  });
}
