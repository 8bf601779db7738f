/** Runs the named roles until a signal, and says where Holdfast is and how to sign in. */
import type { Config } from '../config.js';
import type { Log } from '../domain/ports/log.js';
import { adminTokenFile } from './admin-token.js';
import type { CommandContext } from './run.js';
import { type Role, startRoles } from './start.js';

export async function serve({ config, log, signal }: CommandContext, roles: readonly Role[]): Promise<void> {
  goOnAfterForgottenFailures(log);
  const began = performance.now();
  const running = await startRoles(config, roles, log, signal);
  const tookMs = Math.round(performance.now() - began);
  if (running.url === undefined) log.info({ roles, tookMs }, 'Holdfast is ready.');
  else log.info({ roles, tookMs, ...whereAndHow(running.url, config) }, 'Holdfast is ready.');
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await running.stop();
  log.info({ roles }, 'Holdfast has stopped.');
}

/**
 * The job store's library leaves promises alone (it unlocks jobs without waiting), so a database that is away for a moment
 * would end the process. Nothing rests on such a promise: leases and sweeps mend what it was to do.
 */
function goOnAfterForgottenFailures(log: Log): void {
  process.on('unhandledRejection', (error) => {
    log.error({ err: error }, 'Something failed that nobody waited for; Holdfast goes on.');
  });
}

function whereAndHow(url: string, config: Config): Record<string, string> {
  return {
    graphql: `${url}/graphql`,
    ...(config.explorer && { explorer: `${url}/explorer/` }),
    signIn: `with the token in ${adminTokenFile(config.dataDir)}; lost? holdfast token reset`,
  };
}
