import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../domain/ports/log.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { answers } from './folder-server.js';
import type { PostgresFolder } from './postgres-folder.js';
import { stopPostmaster } from './postmaster.js';
import { findPostmaster } from './postmaster-file.js';
import { isRunning, type ProcessIdentity } from './process-identity.js';

const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 100;

/**
 * The PostgreSQL that a dead owner has left, when it answers; one that does not is ended. Undefined when none runs.
 * @throws EmbeddedPostgresError FOLDER_IN_USE when one answers whose process we cannot see: it runs in another container,
 * and a second one on the same files would destroy them.
 */
export async function adoptPostmaster(
  folder: PostgresFolder,
  log: Log,
  signal?: AbortSignal,
): Promise<ProcessIdentity | undefined> {
  const postmaster = findPostmaster(folder.cluster);
  if (!postmaster) {
    if (await answers(folder, 'postgres')) throw servedElsewhere(folder);
    return undefined;
  }
  const end = performance.now() + PATIENCE_MS;
  while (isRunning(postmaster) && performance.now() < end) {
    if (await answers(folder, 'postgres')) {
      log.info({ pid: postmaster.pid }, 'Took over the PostgreSQL of a Holdfast that was killed.');
      return postmaster;
    }
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
  log.warn({ pid: postmaster.pid }, 'A PostgreSQL that was left behind does not answer; ending it.');
  await stopPostmaster(postmaster, log);
  return undefined;
}

function servedElsewhere(folder: PostgresFolder): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'FOLDER_IN_USE',
    `A PostgreSQL in another container serves the data folder ${folder.dataDir}. Stop that container first.`,
  );
}
