import type { BotLog } from './bot-log.js';

const SAY_EVERY_MS = 60_000;

/** Tells of refused requests by reason and number only, once a minute at most for each reason: an attack must not fill the log. */
export class RefusalCounts {
  readonly #untold = new Map<string, number>();
  readonly #saidAt = new Map<string, number>();

  constructor(
    private readonly log: BotLog,
    private readonly now: () => Date,
  ) {}

  count(reason: string): void {
    const count = (this.#untold.get(reason) ?? 0) + 1;
    const at = this.now().getTime();
    if (at - (this.#saidAt.get(reason) ?? Number.NEGATIVE_INFINITY) < SAY_EVERY_MS) {
      this.#untold.set(reason, count);
      return;
    }
    this.#untold.set(reason, 0);
    this.#saidAt.set(reason, at);
    this.log.warn({ reason, count }, 'Refused what came as a request of Slack.');
  }
}
