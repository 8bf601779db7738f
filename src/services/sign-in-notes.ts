/** Which refused sign-ins are written down: enough to be seen, never so many that they fill the trail. */
import type { Clock } from '../domain/ports/clock.js';

const WINDOW_MS = 60_000;
const PER_ADDRESS = 5;
const OF_ALL = 60;

export class SignInNotes {
  #since = 0;
  #written = 0;
  #unwritten = 0;
  readonly #byAddress = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** How many were not written since the last that was; undefined: this one is not written either. */
  admit(address: string): number | undefined {
    const now = this.clock.now().getTime();
    if (now - this.#since >= WINDOW_MS || now < this.#since) {
      this.#since = now;
      this.#written = 0;
      this.#byAddress.clear();
    }
    const ofAddress = this.#byAddress.get(address) ?? 0;
    if (this.#written >= OF_ALL || ofAddress >= PER_ADDRESS) {
      this.#unwritten += 1;
      return undefined;
    }
    this.#written += 1;
    this.#byAddress.set(address, ofAddress + 1);
    const unwritten = this.#unwritten;
    this.#unwritten = 0;
    return unwritten;
  }
}
