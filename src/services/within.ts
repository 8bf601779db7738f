import { ClusterCallFailed } from '../domain/cluster-call.js';

/** How long a person waits for a look at a cluster's namespaces, all its pages and names together. */
export const LOOK_TIMEOUT_MS = 60_000;

/**
 * Looks at a cluster for at most so many milliseconds: `work` listens to the signal.
 * @throws ClusterCallFailed TIMEOUT when the time is over, and what `work` throws
 */
export async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(ms);
  try {
    return await work(signal);
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
    const message = `The cluster did not tell its namespaces within ${ms / 1_000} s; try again later.`;
    throw new ClusterCallFailed(message, { kind: 'TIMEOUT', call: 'GET /api/v1/namespaces' });
  }
}
