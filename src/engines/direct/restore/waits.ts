import { setTimeout as pause } from 'node:timers/promises';

/** All in milliseconds. */
export interface RestoreWaits {
  /** Between two looks at something that is awaited. */
  readonly poll: number;
  /** A definition until it is Established and served. */
  readonly definition: number;
  /** A namespace that is being deleted until it is gone (Velero's default). */
  readonly namespace: number;
  /** An object that is being deleted, by us or by others, until it is gone. */
  readonly object: number;
  /** What passes by itself: an account that a controller has not made yet, a quota that has not been counted yet. */
  readonly passing: number;
}

export const RESTORE_WAITS: RestoreWaits = {
  poll: 1_000,
  definition: 60_000,
  namespace: 600_000,
  object: 120_000,
  passing: 15_000,
};

/** Looks until something is seen or the time is up: undefined. */
export async function until<T>(
  look: () => Promise<T | undefined>,
  { bound, poll, signal }: { readonly bound: number; readonly poll: number; readonly signal: AbortSignal },
): Promise<T | undefined> {
  const end = performance.now() + bound;
  for (;;) {
    const seen = await look();
    if (seen !== undefined || performance.now() + poll > end) return seen;
    await pause(poll, undefined, { signal });
  }
}

/** `10 minutes`, `15 seconds`. */
export function spanText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds >= 120 ? `${Math.round(seconds / 60)} minutes` : `${seconds} seconds`;
}
