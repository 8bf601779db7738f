/**
 * Looks at what many backups stand on, shared by those that begin at about the same moment: a thousand schedules due at midnight
 * ask the same of one cluster and one location, and a look costs more than all else that a small backup does. A look begun a moment
 * ago by another backup of this process is as fresh as one begun now would be by the time it is acted on: what follows stands on its
 * own guards (the plan asks the cluster itself, every file is written into the folder that was opened or not at all).
 */

/** Counted from the beginning of the look. */
const FRESH_MS = 2_000;

interface Look<T> {
  readonly begunAt: number;
  readonly seen: Promise<T>;
  readonly abort: AbortController;
  waiting: number;
  over: boolean;
}

export interface Seeing<T> {
  /** What is looked at, with its version: what was edited meanwhile is looked at anew. */
  readonly key: string;
  readonly look: (signal: AbortSignal) => Promise<T>;
  /** Whether others may have it when it is over. What failed is told to those who wait for it already, and to nobody else. */
  readonly isGood: (seen: T) => boolean;
}

export class SharedLooks<T> {
  readonly #looks = new Map<string, Look<T>>();

  /** @throws the reason of `signal`, which ends the look itself only when nobody else waits for it */
  async see({ key, look, isGood }: Seeing<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    const shared = this.#freshOf(key) ?? this.#begin(key, look, isGood);
    shared.waiting += 1;
    const aborted = Promise.withResolvers<never>();
    const stop = () => aborted.reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await Promise.race([shared.seen, aborted.promise]);
    } finally {
      signal.removeEventListener('abort', stop);
      shared.waiting -= 1;
      if (shared.waiting === 0 && !shared.over) this.#giveUp(key, shared);
    }
  }

  #freshOf(key: string): Look<T> | undefined {
    const look = this.#looks.get(key);
    return look !== undefined && performance.now() - look.begunAt < FRESH_MS ? look : undefined;
  }

  #begin(key: string, look: Seeing<T>['look'], isGood: Seeing<T>['isGood']): Look<T> {
    const abort = new AbortController();
    const seen = look(abort.signal);
    const begun: Look<T> = { begunAt: performance.now(), seen, abort, waiting: 0, over: false };
    this.#looks.set(key, begun);
    const over = (good: boolean) => {
      begun.over = true;
      if (good) setTimeout(() => this.#forget(key, begun), FRESH_MS).unref();
      else this.#forget(key, begun);
    };
    seen.then(
      (what) => over(isGood(what)),
      () => over(false),
    );
    return begun;
  }

  #giveUp(key: string, look: Look<T>): void {
    this.#forget(key, look);
    look.abort.abort(new Error('nobody waits for this look any more'));
  }

  #forget(key: string, look: Look<T>): void {
    if (this.#looks.get(key) === look) this.#looks.delete(key);
  }
}
