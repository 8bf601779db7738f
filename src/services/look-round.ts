/** One look at each of many things: a few at a time, and what hangs keeps only so many others waiting. */
import { setTimeout } from 'node:timers/promises';
import pLimit from 'p-limit';

export interface RoundOptions<T> {
  /** How many looks begin beside each other. */
  readonly atOnce: number;
  /** A look that takes longer gives its place up to the next one, and goes on. */
  readonly patienceMs: number;
  /** How many may be under way, those included that have given their place up: what bounds sockets and memory. */
  readonly atMost: number;
  /** It throws nothing. */
  readonly look: (thing: T) => Promise<void>;
  /** What has not begun does not begin any more. */
  readonly signal: AbortSignal;
}

/** In the order given: what is looked at early in one round is looked at early in the next. Ends when the last look has. */
export async function lookRound<T>(things: readonly T[], options: RoundOptions<T>): Promise<void> {
  const { atOnce, atMost, patienceMs, look, signal } = options;
  const places = pLimit(atOnce);
  const underWay = pLimit(atMost);
  const looks: Promise<void>[] = [];
  const begin = async (thing: T) => {
    if (signal.aborted) return;
    const running = underWay(async () => {
      if (!signal.aborted) await look(thing);
    });
    looks.push(running);
    await orPatience(running, patienceMs);
  };
  await Promise.all(things.map((thing) => places(() => begin(thing))));
  await Promise.all(looks);
}

async function orPatience(running: Promise<void>, patienceMs: number): Promise<void> {
  const over = new AbortController();
  try {
    await Promise.race([running, setTimeout(patienceMs, undefined, { signal: over.signal })]);
  } finally {
    over.abort();
  }
}
