/** What many subscribers ask about the same event is read once for all of them. */

/** Of a thing and an event, the last so many. */
const KEPT = 1_000;

/** Bounded; the one that was asked first goes first. A read that failed is not kept. */
export class SharedReads<T> {
  readonly #reads = new Map<string, Promise<T>>();

  get size(): number {
    return this.#reads.size;
  }

  once(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.#reads.get(key);
    if (known !== undefined) return known;
    const reading = read();
    this.#reads.set(key, reading);
    reading.catch(() => {
      if (this.#reads.get(key) === reading) this.#reads.delete(key);
    });
    const [oldest] = this.#reads.keys();
    if (this.#reads.size > KEPT && oldest !== undefined) this.#reads.delete(oldest);
    return reading;
  }

  forget(key: string): void {
    this.#reads.delete(key);
  }

  clear(): void {
    this.#reads.clear();
  }
}
