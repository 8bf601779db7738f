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

/** Every built operation of the resource, in the table's order. An operation that is not built is never offered. */
export function operationsNow<R extends Resource>(
  resource: R,
  state: StateOf<R>,
  viewer: Actor,
): readonly AllowedOperationType[] {
  const allowed = allowedOperations(resource, state);
  return offered(resource).map((operation) => {
    const reason = refusal({ resource, state, viewer, byState: allowed.includes(operation) });
    return { operation, label: OPERATIONS[operation].label, allowed: reason === null, reason };
  });
}

function offered(resource: Resource): readonly Operation[] {
  const words = new Set(Object.values(resourceRow(resource).states).flatMap((row) => row.allows));
  return (Object.keys(OPERATIONS) as Operation[]).filter(
    (operation) => words.has(operation) && OPERATIONS[operation].built,
  );
}

function refusal<R extends Resource>(asked: {
  resource: R;
  state: StateOf<R>;
  viewer: Actor;
  byState: boolean;
}): string | null {
  if (!asked.byState)
    return `Not while it is ${stateRow(asked.resource, asked.state).label}: ${stateRow(asked.resource, asked.state).meaning}.`;
  const mayChange = asked.viewer.kind === 'SYSTEM' || asked.viewer.role === 'SUPER_ADMIN';
  return mayChange ? null : 'Your role does not include it.';
}
