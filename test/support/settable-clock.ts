import type { Clock } from '../../src/domain/ports/clock.js';

/** A clock that stands where a test puts it. */
export class SettableClock implements Clock {
  #now: Date;

  constructor(start: string | Date) {
    this.#now = new Date(start);
  }

  now(): Date {
    return this.#now;
  }

  set(moment: string | Date): void {
    this.#now = new Date(moment);
  }

  advance(minutes: number): void {
    this.#now = new Date(this.#now.getTime() + minutes * 60_000);
  }
}
