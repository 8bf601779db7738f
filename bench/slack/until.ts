import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 180_000;

/** Looks again and again until there is an answer. @throws Error when there is none for three minutes */
export async function until<T>(
  what: string,
  everyMs: number,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await pause(everyMs);
  }
}
