import type { DueTimes } from './due-times.js';

const MINUTE_MS = 60_000;

/** Counts from `anchor` in absolute time, whatever clocks do; the anchor itself is not due, one interval after it is. */
export function intervalTimes(minutes: number, anchor: Date): DueTimes {
  const step = minutes * MINUTE_MS;
  const stepsUpTo = (moment: Date) => Math.floor((moment.getTime() - anchor.getTime()) / step);
  const atStep = (count: number) => new Date(anchor.getTime() + count * step);
  return {
    next: (after) => atStep(Math.max(stepsUpTo(after) + 1, 1)),
    last: (at) => (stepsUpTo(at) < 1 ? null : atStep(stepsUpTo(at))),
  };
}
