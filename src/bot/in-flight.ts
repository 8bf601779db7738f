import { setTimeout as delay } from 'node:timers/promises';

/** Work that has begun and must end before the process does. */
export class InFlight {
  readonly #works = new Set<Promise<unknown>>();

  get size(): number {
    return this.#works.size;
  }

  track<T>(work: Promise<T>): Promise<T> {
    const settled = work.then(
      () => undefined,
      () => undefined,
    );
    this.#works.add(settled);
    void settled.finally(() => this.#works.delete(settled));
    return work;
  }

  /** Waits for all of it, `mostMs` at most. Returns how many have not ended. */
  async settle(mostMs: number): Promise<number> {
    const late = new AbortController();
    const deadline = delay(mostMs, undefined, { signal: late.signal }).catch(() => undefined);
    const all = (async () => {
      while (this.#works.size > 0) await Promise.all(this.#works);
    })();
    await Promise.race([all, deadline]);
    late.abort();
    return this.#works.size;
  }
}
