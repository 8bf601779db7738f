/**
 * Acknowledgements go first: Slack waits three seconds for them, and people longer for what follows. So that is done some at a time, and
 * begins when no request waits to be acknowledged.
 */
import { setTimeout as delay } from 'node:timers/promises';
import pLimit from 'p-limit';

const AT_ONCE = 16;
const LOOK_MS = 5;
/** Under a stream of requests that never ends, work begins all the same. */
const LONGEST_MS = 1_000;

export class Turns {
  readonly #limit = pLimit(AT_ONCE);
  #waiting = 0;

  /** A request came in. What is returned is to be called once, when it has been answered or given up. */
  arrived(): () => void {
    this.#waiting += 1;
    return () => {
      this.#waiting -= 1;
    };
  }

  take<T>(work: () => Promise<T>): Promise<T> {
    return this.#limit(async () => {
      const began = performance.now();
      while (this.#waiting > 0 && performance.now() - began < LONGEST_MS) await delay(LOOK_MS);
      return work();
    });
  }
}
