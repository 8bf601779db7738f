/** What freezing and thawing the guests of virtual machines have in common. */
import pLimit from 'p-limit';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import type { MachineName } from '../domain/virtual-machine.js';
import type { CycleWorld } from './world.js';

export type GuestWorld = Pick<CycleWorld, 'machines'>;

/** After so long the guest thaws itself, whatever has become of us: virt-freezer's own default. */
export const THAW_AFTER_MS = 5 * 60_000;
/** A guest that takes longer to freeze is asked no more, and thawed. */
export const FREEZE_MS = 30_000;
/** One try. */
export const THAW_MS = 30_000;
/** Between two looks, and between two tries. */
export const PAUSE_MS = 500;
const AT_ONCE = 4;

/** All of them are tried, whatever becomes of one. @throws what the first one threw */
export async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const limit = pLimit(AT_ONCE);
  const done = await Promise.allSettled(items.map((item) => limit(work, item)));
  return done.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

export function isTimeUp(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

/** @throws what is no failure of the call */
export function wordsOf(error: unknown, what: string, ms: number): string {
  if (error instanceof ClusterCallFailed) return error.message;
  if (isTimeUp(error)) return `The ${what} did not end within ${ms / 1_000} s.`;
  throw error;
}

export function nameOf({ namespace, name }: MachineName): MachineName {
  return { namespace, name };
}
