import { usageFrom } from '../support/usage.js';

/** Both in seconds. */
export interface Cost {
  readonly seconds: number;
  /** User and system together. */
  readonly cpuSeconds: number;
}

/** Of work in this process. */
export async function costOf(work: () => Promise<void>): Promise<Cost> {
  const before = usageFrom(process.resourceUsage());
  const began = performance.now();
  await work();
  const elapsed = (performance.now() - began) / 1000;
  return {
    seconds: elapsed,
    cpuSeconds: usageFrom(process.resourceUsage()).cpuSeconds - before.cpuSeconds,
  };
}
