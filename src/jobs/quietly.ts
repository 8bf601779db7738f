import type { Log } from '../domain/ports/log.js';

const PAUSE_MS = 10_000;

/** A job store that is gone has errors many times a second: each kind is told once in ten seconds, with how many there were. */
export function quietly(log: Log): (error: unknown, what: string) => void {
  const told = new Map<string, { readonly at: number; untold: number }>();
  return (error, what) => {
    const last = told.get(what);
    if (last !== undefined && performance.now() - last.at < PAUSE_MS) {
      last.untold += 1;
      return;
    }
    told.set(what, { at: performance.now(), untold: 0 });
    log.warn({ err: error, before: last?.untold ?? 0 }, what);
  };
}
