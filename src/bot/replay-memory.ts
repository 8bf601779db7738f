/** How long a signature is remembered: twice as long as its timestamp can be valid. */
const REMEMBERED_MS = 10 * 60_000;
/** Slack sends at most 30,000 events an hour; this many in ten minutes is an attack, and the oldest give way. */
const MOST_REMEMBERED = 50_000;

interface Seen {
  readonly at: number;
  readonly status: Promise<number>;
}

/** Requests that were let through already, by their signature, with the status that each got. */
export class ReplayMemory {
  /** In the order of arrival. */
  readonly #seen = new Map<string, Seen>();

  constructor(private readonly now: () => Date) {}

  /** The status of the first request with this signature, once it is known; undefined: this is the first. */
  statusOf(signature: string): Promise<number> | undefined {
    this.#forget();
    return this.#seen.get(signature)?.status;
  }

  remember(signature: string, status: Promise<number>): void {
    this.#seen.set(signature, { at: this.now().getTime(), status });
  }

  #forget(): void {
    const oldest = this.now().getTime() - REMEMBERED_MS;
    for (const [signature, { at }] of this.#seen) {
      if (at >= oldest && this.#seen.size < MOST_REMEMBERED) return;
      this.#seen.delete(signature);
    }
  }
}
