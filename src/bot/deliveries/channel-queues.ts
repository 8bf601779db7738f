import type { LimitFunction } from 'p-limit';
import type { Claimed } from './send.js';
import type { Sent } from './sent.js';

/** A claim is taken back after 60 s: what has waited so long in a queue is handed back, certainly unsent, before that. */
const LONGEST_WAIT_MS = 35_000;

/** Deliveries to one channel follow each other in the order they were claimed; a channel that Slack slows down rests. */
export class ChannelQueues {
  readonly #last = new Map<string, Promise<unknown>>();
  readonly #restsUntil = new Map<string, number>();

  constructor(private readonly limit: LimitFunction) {}

  /** `claimedAt`: of `performance.now()`. */
  async inTurn(
    { target, teamId }: Pick<Claimed, 'target' | 'teamId'>,
    claimedAt: number,
    work: () => Promise<Sent>,
  ): Promise<Sent> {
    const channel = `${teamId ?? ''}/${target}`;
    const before = this.#last.get(channel) ?? Promise.resolve();
    const turn = before.then(() => this.limit(() => this.#once(channel, claimedAt, work)));
    this.#last.set(channel, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(channel) === turn) this.#last.delete(channel);
    }
  }

  async #once(channel: string, claimedAt: number, work: () => Promise<Sent>): Promise<Sent> {
    const now = performance.now();
    const restMs = (this.#restsUntil.get(channel) ?? 0) - now;
    if (restMs > 0)
      return { outcome: 'UNSENT', errorCode: 'ratelimited', retryAfterSeconds: Math.ceil(restMs / 1_000) };
    this.#restsUntil.delete(channel);
    if (now - claimedAt > LONGEST_WAIT_MS) return { outcome: 'UNSENT', errorCode: 'queue_too_long' };
    const sent = await work();
    const { outcome, retryAfterSeconds } = sent;
    if (outcome === 'UNSENT' && retryAfterSeconds != null)
      this.#restsUntil.set(channel, performance.now() + retryAfterSeconds * 1_000);
    return sent;
  }
}
