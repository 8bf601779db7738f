import pRetry from 'p-retry';
import { DependencyFailure } from '../domain/errors/dependency-errors.js';
import type { JobBackendOptions } from './job-backend.js';

const PATIENCE_MS = 60_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

export interface Attempt {
  readonly options: JobBackendOptions;
  readonly connect: () => Promise<unknown>;
  /** Trying again would not help: a wrong password, a database that is not there. */
  readonly isRefusal: (error: unknown) => boolean;
}

/**
 * Waits for the server of the job store.
 * @throws DependencyFailure when it refuses us, or does not answer within the patience
 */
export async function untilItAnswers({ options, connect, isRefusal }: Attempt): Promise<void> {
  const { url, signal, patienceMs = PATIENCE_MS } = options;
  try {
    await pRetry(connect, {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: FIRST_PAUSE_MS,
      maxTimeout: LONGEST_PAUSE_MS,
      maxRetryTime: patienceMs,
      shouldRetry: ({ error }) => !isRefusal(error),
      signal,
    });
  } catch (error) {
    signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message || error.name : 'unknown error';
    throw new DependencyFailure(
      `The job store at ${placeOf(url)} cannot be used: ${reason}. Check the server, and JOBS_DATABASE_URL where it is set.`,
      { dependency: 'job store' },
      { cause: error },
    );
  }
}

/** The address without user, password and options: what may stand in a log. */
export function placeOf(url: string): string {
  return url.replace(/\/\/(.*@)?/, '//').replace(/\?.*$/s, '');
}
