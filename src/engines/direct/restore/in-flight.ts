/** So many tasks under way at once; whoever adds one waits for a place, so that nothing piles up. */
export class InFlight {
  readonly #running = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(private readonly most: number) {}

  /** Returns when the task has begun. @throws what an earlier task threw */
  async start(task: () => Promise<void>): Promise<void> {
    while (this.#running.size >= this.most && this.#failure === undefined) await Promise.race(this.#running);
    this.#throwFailure();
    const running: Promise<void> = task()
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Returns when nothing is under way any more. @throws what a task threw */
  async drain(): Promise<void> {
    await this.settle();
    this.#throwFailure();
  }

  /** The same, and keeps what was thrown to itself. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) await Promise.race(this.#running);
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
