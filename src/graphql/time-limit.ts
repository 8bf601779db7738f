/** How long one operation may take until it is answered. */
import { TimedOut } from '../domain/errors/request-errors.js';

/** Runs the work so that what it does in the database ends when the signal is aborted. */
export type Cancelling = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

export type WithinTime = <T>(kind: 'query' | 'mutation', work: () => Promise<T>) => Promise<T>;

/** A query is cancelled with its answer. A mutation goes on: one that is cut in its middle would leave others to guess how far it came. */
export function timeLimit(limitMs: number, cancelling: Cancelling = (_signal, work) => work()): WithinTime {
  return async (kind, work) => {
    const cut = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new TimedOut(limitMs, kind === 'query'));
        if (kind === 'query') cut.abort();
      }, limitMs);
    });
    try {
      return await Promise.race([cancelling(cut.signal, work), tooLong]);
    } finally {
      clearTimeout(timer);
    }
  };
}
