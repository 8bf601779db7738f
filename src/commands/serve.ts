/** Runs the named roles until a signal, and says where Holdfast is and how to sign in. */
import type { Config } from '../config.js';
import { adminTokenFile } from './admin-token.js';
import { goOnAfterForgottenFailures } from './forgotten-failures.js';
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

function whereAndHow(url: string, config: Config): Record<string, string> {
  return {
    graphql: `${url}/graphql`,
    ...(config.explorer && { explorer: `${url}/explorer/` }),
    signIn: `with the token in ${adminTokenFile(config.dataDir)}; lost? holdfast token reset`,
  };
}
