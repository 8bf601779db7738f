import { setTimeout as timeUp } from 'node:timers/promises';

/** Until one of them has ended, or the time is up: no timer is left over. @throws what the first one threw */
export async function firstOf(runs: readonly Promise<void>[], withinMs: number): Promise<void> {
  const ended = new AbortController();
  try {
    await Promise.race([...runs, timeUp(withinMs, undefined, { signal: ended.signal })]);
  } finally {
    ended.abort();
  }
}
