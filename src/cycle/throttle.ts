/** Writes the newest of many values, at most so often. */
export class Throttle<T> {
  #latest: { readonly value: T } | undefined;
  #writing: Promise<void> | undefined;
  #nextAt = 0;

  constructor(
    private readonly pauseMs: number,
    private readonly write: (value: T) => Promise<void>,
  ) {}

  /** Takes the newest value; returns at once. `copy` is called where it is written: values may go on changing. */
  report(value: T, copy: (value: T) => T = (same) => same): void {
    this.#latest = { value };
    if (this.#writing !== undefined || performance.now() < this.#nextAt) return;
    this.#nextAt = performance.now() + this.pauseMs;
    this.#writing = this.write(copy(value)).finally(() => {
      this.#writing = undefined;
    });
  }

  /** Writes the last value and waits for what is under way. */
  async flush(): Promise<void> {
    await this.#writing;
    if (this.#latest !== undefined) await this.write(this.#latest.value);
    this.#latest = undefined;
  }
}
