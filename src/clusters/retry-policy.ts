/** Which failed reads of a cluster are tried again, and when. Source: facts 2.7 (1), issue 2 point 5. */
import { setTimeout as pause } from 'node:timers/promises';
import pRetry from 'p-retry';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import type { ClusterTimeouts } from './cluster-timeouts.js';

export const MAX_ATTEMPTS = 5;
const MAX_BACK_OFF_MS = 5_000;
const PASSING_STATUS: ReadonlySet<number> = new Set([502, 503, 504]);

export interface RetryOptions {
  readonly attempts: number;
  readonly timeouts: ClusterTimeouts;
  readonly signal: AbortSignal;
  /** Which failures may pass when it is tried again; those of a read by default. */
  readonly mayPass?: ((failure: ClusterCallFailed, attempt: number) => boolean) | undefined;
  readonly onRetry: (failure: ClusterCallFailed, attempt: number) => void;
}

/** @throws what the last attempt threw */
export function withRetries<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { attempts, timeouts, signal, onRetry, mayPass = readMayPass } = options;
  return pRetry(attempt, {
    retries: attempts - 1,
    minTimeout: timeouts.retryBase,
    maxTimeout: MAX_BACK_OFF_MS,
    randomize: true,
    signal,
    shouldRetry: async ({ error, attemptNumber }) => {
      if (!(error instanceof ClusterCallFailed) || !mayPass(error, attemptNumber)) return false;
      const asked = (error.retryAfterSeconds ?? 0) * 1000;
      if (asked > timeouts.retryAfterCap) return false;
      onRetry(error, attemptNumber);
      if (asked > 0) await pause(asked, undefined, { signal });
      return true;
    },
  });
}

/** The server itself says that it has not done what was asked: a change may then be asked for again. */
export function didNothing(failure: ClusterCallFailed): boolean {
  if (failure.kind === 'THROTTLED') return true;
  return failure.details.status === 503 && failure.retryAfterSeconds !== null;
}

function readMayPass(failure: ClusterCallFailed, attempt: number): boolean {
  switch (failure.kind) {
    case 'THROTTLED':
    case 'CONNECTION':
      return true;
    case 'SERVER_ERROR':
      return PASSING_STATUS.has(failure.details.status ?? 0);
    // Without a status the answer was cut off; with one it came whole and is simply not what it should be.
    case 'MALFORMED':
      return failure.details.status === null;
    // A call that took its whole time once may have met a restart; one that does so twice will again.
    case 'TIMEOUT':
      return attempt === 1;
    default:
      return false;
  }
}
