/**
 * What follows an acknowledgement waits here. Fifty people may click at once, often because one cluster went down; what is asked of the API for
 * each of them, in this process when the bot runs beside it, must not stand between Slack and the acknowledgements of the others.
 */
import { setImmediate as nextIteration } from 'node:timers/promises';
import pLimit from 'p-limit';

/** Half of the connections to the database that an API holds by default: the pages and jobs of others go on. */
export const WORKS_AT_ONCE = 5;

export class WorkQueue {
  readonly #limit = pLimit(WORKS_AT_ONCE);

  /** In the order of their coming, and never before what has come in already was read and acknowledged. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return this.#limit(async () => {
      await nextIteration();
      return work();
    });
  }
}
