import type { Resource } from '../domain/state-matrix.js';
import type { ApiServices } from './services.js';

/** How many of a resource are in one of the states, or at all. */
export async function countInStates(
  services: ApiServices,
  resource: Resource,
  states: readonly string[] | null | undefined,
): Promise<number> {
  const counts = (await services.stateMatrix.counts(resource)) ?? new Map<string, number>();
  let total = 0;
  for (const [state, count] of counts) {
    if (states == null || states.includes(state)) total += count;
  }
  return total;
}
