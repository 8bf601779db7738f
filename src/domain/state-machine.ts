/** What follows from the state matrix: moves, allowed operations, refusals. Pure. */
import { OperationNotAllowed } from './errors.js';
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

/** @throws OperationNotAllowed with the state and what is allowed in it */
export function assertOperation<R extends Resource>(
  resource: R,
  subject: { readonly id: string; readonly state: StateOf<R> },
  operation: Operation,
): void {
  const allowed = allowedOperations(resource, subject.state);
  if (allowed.includes(operation)) return;
  throw new OperationNotAllowed({
    resource,
    id: subject.id,
    state: subject.state,
    operation,
    allowedOperations: allowed,
  });
}
