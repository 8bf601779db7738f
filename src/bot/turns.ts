/**
 * Acknowledgements go first: Slack waits three seconds for them, and people longer for what follows. Five hundred may click at once, often
 * because one cluster went down. So what follows is done some at a time, and begins when no request waits to be acknowledged.
 */
import { setTimeout as delay } from 'node:timers/promises';
import pLimit from 'p-limit';

/** Clicks that are seen to at once: the window that one opens has a trigger that lives three seconds. */
export const CLICKS_AT_ONCE = 16;
/** Half of the connections to the database that an API holds by default: the pages and jobs of others go on. */
export const ASKING_AT_ONCE = 5;
const LOOK_MS = 5;
/** Under a stream of requests that never ends, work begins all the same. */
const LONGEST_MS = 1_000;

export class Turns {
  readonly #clicks = pLimit(CLICKS_AT_ONCE);
  readonly #asking = pLimit(ASKING_AT_ONCE);
  #waiting = 0;

  /** A request came in. What is returned is to be called once, when it has been answered or given up. */
  arrived(): () => void {
    this.#waiting += 1;
    return () => {
      this.#waiting -= 1;
    };
  }

  /** All of what follows an acknowledgement. */
  seeTo<T>(work: () => Promise<T>): Promise<T> {
    return this.#clicks(async () => {
      await this.#acknowledged();
      return work();
    });
  }

  /** What of it is asked of the API, a process that may be this one. */
  ask<T>(work: () => Promise<T>): Promise<T> {
    return this.#asking(async () => {
      await this.#acknowledged();
      return work();
    });
  }

  async #acknowledged(): Promise<void> {
    const began = performance.now();
    while (this.#waiting > 0 && performance.now() - began < LONGEST_MS) await delay(LOOK_MS);
  }
}
