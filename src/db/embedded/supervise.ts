import type { Log } from '../../domain/ports/log.js';
import { stopPostmaster } from './postmaster.js';
import { isRunning, type ProcessIdentity } from './process-identity.js';

const LOOK_EVERY_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Starts PostgreSQL again when it ends although nobody asked for it (killed for lack of memory, say). Connections are
 * lost and made anew by their pools; the socket stays where it is.
 */
export function supervise(options: {
  readonly postmaster: ProcessIdentity;
  readonly restart: () => Promise<ProcessIdentity>;
  readonly log: Log;
}): { stop(): Promise<void> } {
  const { log } = options;
  let { postmaster } = options;
  let stopped = false;
  let pause = LOOK_EVERY_MS;
  let restarting: Promise<void> = Promise.resolve();
  let timer = setTimeout(look, pause).unref();

  function look(): void {
    restarting = isRunning(postmaster) ? Promise.resolve() : restart();
    void restarting.then(() => {
      if (!stopped) timer = setTimeout(look, pause).unref();
    });
  }

  async function restart(): Promise<void> {
    log.error({ pid: postmaster.pid }, 'PostgreSQL has ended unexpectedly; starting it again.');
    try {
      postmaster = await options.restart();
      pause = LOOK_EVERY_MS;
    } catch (error) {
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      log.error({ err: error, nextTryInMs: pause }, 'PostgreSQL could not be started again.');
    }
  }

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await restarting;
      await stopPostmaster(postmaster, log);
    },
  };
}
