/** Keeps the two ends of a stream of any length in bounded memory. */
import { type OutputEnds, shownOutput } from '../domain/command-output.js';

/** Of each end: more than is shown, so that what a cut tears is never shown. */
const KEPT_BYTES = 32 * 1024;

export class OutputKeeper {
  readonly #head: Buffer[] = [];
  #headBytes = 0;
  #tail: Buffer[] = [];
  #tailBytes = 0;
  #omitted = 0;

  add(chunk: Buffer): void {
    const room = KEPT_BYTES - this.#headBytes;
    const first = chunk.subarray(0, Math.max(0, room));
    if (first.length > 0) {
      this.#head.push(Buffer.from(first));
      this.#headBytes += first.length;
    }
    const rest = chunk.subarray(first.length);
    if (rest.length === 0) return;
    this.#tail.push(Buffer.from(rest));
    this.#tailBytes += rest.length;
    if (this.#tailBytes > 2 * KEPT_BYTES) this.#trim();
  }

  /** As it may be shown. `secret`: taken out wherever it stands. */
  shown(secret: string | undefined): string {
    if (this.#tailBytes > KEPT_BYTES) this.#trim();
    const clean = (parts: readonly Buffer[]) => {
      const text = Buffer.concat(parts).toString('utf8');
      return secret === undefined ? text : text.replaceAll(secret, '[removed]');
    };
    const ends: OutputEnds =
      this.#omitted === 0
        ? { head: clean([...this.#head, ...this.#tail]), tail: '', omitted: 0 }
        : { head: clean(this.#head), tail: clean(this.#tail), omitted: this.#omitted };
    return shownOutput(ends);
  }

  #trim(): void {
    const tail = Buffer.concat(this.#tail);
    const kept = tail.subarray(-KEPT_BYTES);
    this.#omitted += tail.length - kept.length;
    this.#tail = [Buffer.from(kept)];
    this.#tailBytes = kept.length;
  }
}
