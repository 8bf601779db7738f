import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { DependencyFailure } from '../domain/errors/dependency-errors.js';
import type { Log } from '../domain/ports/log.js';
import { isTransientPgError } from './pg-errors.js';

/** DROP DATABASE … WITH (FORCE), MERGE, UNIQUE NULLS NOT DISTINCT: and the oldest that Debian still carries. */
const OLDEST_MAJOR = 15;
const PATIENCE_MS = 60_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Waits until the server takes connections and answers its version ("18.4").
 * @throws DependencyFailure when it does not within `patienceMs` (60 s by default), when it refuses us (user, password,
 * database), or when it is older than PostgreSQL 15. The message names the server and never the password.
 */
export async function waitForServer(options: {
  readonly url: string;
  readonly applicationName: string;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
  readonly patienceMs?: number | undefined;
}): Promise<string> {
  const { url, log, signal, patienceMs = PATIENCE_MS } = options;
  const server = describeServer(url);
  const end = performance.now() + patienceMs;
  for (let attempt = 0; ; attempt += 1) {
    signal?.throwIfAborted();
    try {
      return requireRecent(await askVersion(options), server);
    } catch (error) {
      if (error instanceof DependencyFailure) throw error;
      const reason = (error as Error).message || String((error as { code?: unknown }).code);
      if (!isTransientPgError(error) || performance.now() >= end) throw unreachable(server, reason, error);
      if (attempt % 10 === 0) log.info({ server, reason }, 'Waiting for PostgreSQL …');
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
      await delay(pause, undefined, { signal });
    }
  }
}

/** `db.example.org:5432/holdfast`, or the folder of the socket: what may stand in a log. */
export function describeServer(url: string): string {
  try {
    const { hostname, port, pathname, searchParams } = new URL(url);
    return `${searchParams.get('host') ?? hostname}:${port || '5432'}${decodeURIComponent(pathname)}`;
  } catch {
    return 'the server of the database URL';
  }
}

async function askVersion(options: {
  readonly url: string;
  readonly applicationName: string;
}): Promise<string> {
  const client = new pg.Client({
    connectionString: options.url,
    application_name: options.applicationName,
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? '';
  } finally {
    await client.end().catch(() => undefined);
  }
}

function requireRecent(version: string, server: string): string {
  if (Number.parseInt(version, 10) >= OLDEST_MAJOR) return version;
  throw failure(
    `PostgreSQL at ${server} is version ${version}; Holdfast needs ${OLDEST_MAJOR} or newer. Upgrade it, or unset DATABASE_URL to use the built-in one.`,
  );
}

function unreachable(server: string, reason: string, cause: unknown): DependencyFailure {
  return failure(
    `PostgreSQL at ${server} cannot be used: ${reason}. Check DATABASE_URL and the server.`,
    cause,
  );
}

function failure(message: string, cause?: unknown): DependencyFailure {
  return new DependencyFailure(message, { dependency: 'PostgreSQL' }, { cause });
}
