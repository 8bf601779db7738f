/** What every server command shares: configuration, log, signals, and one clear line when it cannot go on. */

import { ConfigError } from '../config/config-error.js';
import { type Config, loadConfig } from '../config.js';
import { EmbeddedPostgresError } from '../db/embedded/embedded-postgres-error.js';
import { DatabaseIsNewer, MigrationFailed } from '../db/migrate.js';
import { DomainError } from '../domain/errors/domain-error.js';
import type { Log } from '../domain/ports/log.js';
import { createLogger } from '../telemetry/logger.js';
import { CannotListen } from './cannot-listen.js';

export interface CommandContext {
  readonly config: Config;
  readonly log: Log;
  /** Aborted by the first SIGTERM or SIGINT. */
  readonly signal: AbortSignal;
}

/** Exit codes of the server commands. */
const FAILED = 1;
const BAD_CONFIGURATION = 2;

export async function run(command: (context: CommandContext) => Promise<void>): Promise<void> {
  let config: Config;
  try {
    config = loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = BAD_CONFIGURATION;
    return;
  }
  const log = createLogger(config.log);
  try {
    await command({ config, log, signal: untilAskedToStop(log) });
  } catch (error) {
    if (isForThePerson(error)) log.error({}, error.message);
    else log.error({ err: error }, 'Holdfast stopped for an unforeseen error.');
    process.exitCode = FAILED;
  }
}

/** Errors whose sentence says it all: what is wrong with the machine, the database or the keys, and what to do. */
function isForThePerson(error: unknown): error is Error {
  return [DomainError, EmbeddedPostgresError, DatabaseIsNewer, MigrationFailed, CannotListen].some(
    (kind) => error instanceof kind,
  );
}

/** A supervisor signals the whole group and a launcher passes its own signal on: what comes so soon is the same request. */
const SAME_REQUEST_MS = 1_000;

/** The first signal asks for a drain; a second one ends the process at once. */
function untilAskedToStop(log: Log): AbortSignal {
  const stopping = new AbortController();
  let askedAt = 0;
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (stopping.signal.aborted && performance.now() - askedAt < SAME_REQUEST_MS) return;
      if (stopping.signal.aborted) {
        log.warn({ signal: name }, 'Asked to stop again: ending at once.');
        process.exit(FAILED);
      }
      log.info({ signal: name }, 'Stopping: finishing what is under way; once more ends at once.');
      askedAt = performance.now();
      stopping.abort();
    });
  }
  return stopping.signal;
}
