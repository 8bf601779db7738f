/** Waits on a condition, as long as a busy machine may take. */
import { setTimeout } from 'node:timers/promises';

const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 90_000;

/** @throws Error with the sentence */
export async function until(
  holds: () => boolean | Promise<boolean>,
  sentence: string,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const last = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > last) throw new Error(sentence);
    await setTimeout(LOOK_EVERY_MS);
  }
}
