import { randomBytes } from 'node:crypto';
import type { StandInClock } from './stand-in-clock.js';

export type IdPrefix = 'T' | 'E' | 'U' | 'W' | 'B' | 'C' | 'G' | 'D' | 'V' | 'A' | 'F' | 'Ev';

/** Makes ids of the shape Slack's have, none twice: `C0000000A7`. */
export class Ids {
  #last = 0;

  next(prefix: IdPrefix): string {
    this.#last += 1;
    return `${prefix}0${this.#last.toString(36).toUpperCase().padStart(8, '0')}`;
  }

  /** What Slack gives a block or an element that came without an id. */
  short(): string {
    return randomBytes(4).toString('base64url').slice(0, 5);
  }

  secret(length = 16): string {
    return randomBytes(length).toString('hex');
  }
}

/** Makes message timestamps, `1789000000.000100`: strictly increasing, also within one microsecond. */
export class Timestamps {
  #lastMicros = 0;

  constructor(readonly clock: StandInClock) {}

  next(): string {
    this.#lastMicros = Math.max(this.#lastMicros + 100, Math.floor(this.clock.now()) * 1_000);
    const seconds = Math.floor(this.#lastMicros / 1_000_000);
    return `${seconds}.${String(this.#lastMicros % 1_000_000).padStart(6, '0')}`;
  }
}
