/**
 * The engine reads, splits, hashes and packs megabytes at a time, and in `holdfast start` the API and the bot live in the
 * same process: somebody who clicks in Slack is to be answered within three seconds, whatever is being backed up. So its
 * work is cut into turns, and between two of them everything else that waits is done first.
 */
import { setImmediate as nextIteration } from 'node:timers/promises';

/** Longer than a page takes to be split: cutting finer would cost more than it gives. */
const TURN_MS = 10;
/** An iteration of the event loop that is over sooner had nothing to do for anybody else. */
const QUIET_MS = 0.5;
/** However busy the others are, a backup goes on after that. */
const LONGEST_WAIT_MS = 200;

export class EngineTurns {
  #beganAt = performance.now();
  #last: Promise<void> = Promise.resolve();

  /**
   * Goes on at once while the present turn lasts, else behind all who waited before: of all readers of all backups in this
   * process one has the turn, so together they hold the event loop no longer than one does.
   */
  next(): Promise<void> {
    if (performance.now() - this.#beganAt < TURN_MS) return Promise.resolve();
    this.#last = this.#last.then(() => this.#begin());
    return this.#last;
  }

  /** One iteration is not enough: Node.js accepts one connection in each, and fifty clicks come over as many. */
  async #begin(): Promise<void> {
    const cameAt = performance.now();
    for (let before = cameAt; ; before = this.#beganAt) {
      await nextIteration();
      this.#beganAt = performance.now();
      if (this.#beganAt - before < QUIET_MS || this.#beganAt - cameAt > LONGEST_WAIT_MS) return;
    }
  }
}

/** Those of this process: there is one event loop. */
export const turns = new EngineTurns();
