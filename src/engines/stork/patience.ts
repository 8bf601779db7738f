/** A cluster that does not answer is asked again: Stork goes on by itself meanwhile. */
import pRetry from 'p-retry';
import { ClusterCallFailed } from '../../domain/cluster-call.js';
import type { FollowTimes } from './follow.js';

/** @throws what `call` threw last, once it was asked for as long as a cluster is waited for; what no waiting mends at once */
export function patiently<T>(
  call: () => Promise<T>,
  { stallMs, pollMs }: Pick<FollowTimes, 'stallMs' | 'pollMs'>,
  signal: AbortSignal,
): Promise<T> {
  return pRetry(call, {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: pollMs,
    maxTimeout: pollMs * 10,
    maxRetryTime: stallMs,
    signal,
    shouldRetry: ({ error }) => error instanceof ClusterCallFailed && error.retryable,
  });
}
