import type { Log } from '../domain/ports/log.js';

/**
 * Libraries leave promises alone: the job store's unlocks jobs without waiting, Slack's reads frames of a socket so. A database that is
 * away for a moment, or a frame of another shape, would end the process. Nothing rests on such a promise: leases, sweeps and the
 * next connection mend what it was to do.
 */
export function goOnAfterForgottenFailures(log: Log): void {
  process.on('unhandledRejection', (error) => {
    log.error({ err: error }, 'Something failed that nobody waited for; Holdfast goes on.');
  });
}
