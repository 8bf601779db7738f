import type { Resource } from '../domain/state-matrix.js';
import { type ApiContext, viewerOf } from './context.js';

/** How many of a resource are in one of the states, or at all. */
export async function countInStates(
  context: ApiContext,
  resource: Resource,
  states: readonly string[] | null | undefined,
): Promise<number> {
  const counts =
    (await context.services.stateMatrix.counts(resource, viewerOf(context))) ?? new Map<string, number>();
  let total = 0;
  for (const [state, count] of counts) {
    if (states == null || states.includes(state)) total += count;
  }
  return total;
}
