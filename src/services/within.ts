import { ClusterCallFailed } from '../domain/cluster-call.js';

/** How long a person waits for a look at a cluster's namespaces, all its pages and names together. */
export const LOOK_TIMEOUT_MS = 60_000;

/**
 * Asks a cluster for at most so many milliseconds: `work` listens to the signal. `told` says what took too long.
 * @throws ClusterCallFailed TIMEOUT when the time is over, and what `work` throws
 */
export async function within<T>(
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
  told: { readonly message: string; readonly call: string } = {
    message: `The cluster did not tell its namespaces within ${ms / 1_000} s; try again later.`,
    call: 'GET /api/v1/namespaces',
  },
): Promise<T> {
  const signal = AbortSignal.timeout(ms);
  try {
    return await work(signal);
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
    throw new ClusterCallFailed(told.message, { kind: 'TIMEOUT', call: told.call });
  }
}
