import type { Log } from '../domain/ports/log.js';

/** The work stands in our tables: a bell that does not ring only makes it later, until the sweep. @param what the work */
export async function ring(bell: () => Promise<void>, log: Log, what = 'work'): Promise<void> {
  try {
    await bell();
  } catch (error) {
    log.warn({ err: error }, `the job store could not be rung; the sweep will find the ${what}`);
  }
}
