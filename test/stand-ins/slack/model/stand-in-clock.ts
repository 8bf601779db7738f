/**
 * The time of the stand-in: the age of triggers, response URLs and rate-limit windows, and the ts of messages. It goes
 * on by itself; `advance` jumps. Signatures carry the machine's own time, because the app compares them with its own.
 */
export class StandInClock {
  #ahead = 0;

  constructor(readonly machine: () => number = Date.now) {}

  /** Milliseconds since 1970. */
  now(): number {
    return this.machine() + this.#ahead;
  }

  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}
