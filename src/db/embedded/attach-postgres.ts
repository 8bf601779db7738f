import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../domain/ports/log.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { answers, endpointOf } from './folder-server.js';
import { PRODUCT_NAME, postgresFolder } from './postgres-folder.js';

const LOOK_EVERY_MS = 100;

/**
 * The URL of the PostgreSQL that an owner runs on the folder; waits while that owner is still starting.
 * @throws EmbeddedPostgresError NOT_RUNNING
 */
export async function attachPostgres(options: {
  readonly dataDir: string;
  readonly patienceMs: number;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
}): Promise<string> {
  const { patienceMs, log, signal } = options;
  const end = performance.now() + patienceMs;
  for (let told = false; ; told = true) {
    const dataDir = existsSync(options.dataDir) ? realpathSync(options.dataDir) : resolve(options.dataDir);
    const folder = postgresFolder(dataDir);
    const endpoint = endpointOf(folder, PRODUCT_NAME);
    if (endpoint && (await answers(folder, PRODUCT_NAME))) {
      log.info({ pid: endpoint.pid, folder: dataDir }, 'Attached to the PostgreSQL of another Holdfast.');
      return endpoint.url;
    }
    if (performance.now() > end) throw notRunning(dataDir);
    if (!told) log.info({ folder: dataDir }, 'Waiting for the Holdfast that owns this data folder …');
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
}

function notRunning(dataDir: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'NOT_RUNNING',
    `No Holdfast runs a PostgreSQL in ${dataDir} that this one could attach to. ` +
      `Start "holdfast start" or "holdfast api" on that folder first, or set DATABASE_URL for both.`,
  );
}
