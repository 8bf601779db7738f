import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../domain/ports/log.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { type PostgresFolder, reachableName } from './postgres-folder.js';
import type { PostgresPrograms } from './postgres-programs.js';
import { disarmStaleFile, readPostmasterFile } from './postmaster-file.js';
import { identityOf, isRunning, type ProcessIdentity } from './process-identity.js';
import type { ServerUser } from './server-user.js';

const POLL_MS = 20;
const PROGRESS_MS = 5_000;
const STOP_PATIENCE_MS = 30_000;
/** After a kill -9 of PostgreSQL its children need a moment to see that and let go of the shared memory. */
const ATTEMPTS = 20;
const ATTEMPT_GAP_MS = 500;

export interface PostmasterOptions {
  readonly folder: PostgresFolder;
  readonly programs: PostgresPrograms;
  readonly user: ServerUser | undefined;
  readonly socketFolder: string;
  /** Settings over those of postgresql.conf, by name. */
  readonly settings: Readonly<Record<string, string>>;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts PostgreSQL and answers when it takes connections; recovery after a crash may take its time.
 * @throws EmbeddedPostgresError START_FAILED with the last lines that it said.
 */
export async function startPostmaster(options: PostmasterOptions): Promise<ProcessIdentity> {
  for (let attempt = 1; ; attempt += 1) {
    options.signal?.throwIfAborted();
    disarmStaleFile(options.folder.cluster);
    const said = await startOnce(options);
    if (typeof said !== 'string') return said;
    if (attempt >= ATTEMPTS || !/still in use|lock file ".*" already exists/.test(said)) {
      throw new EmbeddedPostgresError(
        'START_FAILED',
        `PostgreSQL did not start in ${options.folder.cluster}: ${said || 'it said nothing'} (see ${options.folder.startLog} and ${options.folder.cluster}/log)`,
      );
    }
    options.log.info(
      { attempt },
      'The processes of a PostgreSQL that was killed are still ending; trying again …',
    );
    await delay(ATTEMPT_GAP_MS, undefined, { signal: options.signal });
  }
}

/**
 * First waits a moment for connections that are closing (a worker of another process may hold one for ever), then has the
 * running statements cancelled; kills only what hangs.
 */
const WAYS_TO_STOP = [
  ['SIGTERM', 500],
  ['SIGINT', STOP_PATIENCE_MS],
  ['SIGQUIT', STOP_PATIENCE_MS],
  ['SIGKILL', STOP_PATIENCE_MS],
] as const;

/** Everything is written before it ends. */
export async function stopPostmaster(postmaster: ProcessIdentity, log: Log): Promise<void> {
  for (const [signal, patienceMs] of WAYS_TO_STOP) {
    if (!isRunning(postmaster)) return;
    try {
      process.kill(postmaster.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    if (await endedWithin(postmaster, patienceMs)) return;
    if (signal !== 'SIGTERM')
      log.warn({ pid: postmaster.pid, signal }, 'PostgreSQL does not end; asking harder.');
  }
}

async function endedWithin(postmaster: ProcessIdentity, ms: number): Promise<boolean> {
  const end = performance.now() + ms;
  while (isRunning(postmaster)) {
    if (performance.now() > end) return false;
    await delay(POLL_MS);
  }
  return true;
}

/** The running server, or what a server that did not start said. */
async function startOnce(options: PostmasterOptions): Promise<ProcessIdentity | string> {
  const { folder, log, signal } = options;
  const child = spawnPostmaster(options);
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  const identity = child.pid === undefined ? undefined : identityOf(child.pid);
  let nextProgress = performance.now() + PROGRESS_MS;
  while (true) {
    const { pid } = child;
    if (failure) return failure.message;
    if (child.exitCode !== null || child.signalCode !== null || pid === undefined) return lastWords(folder);
    const file = readPostmasterFile(folder.cluster);
    if (file?.pid === pid && file.ready) {
      child.unref();
      return identity ?? { pid, startedAt: 'unknown' };
    }
    if (signal?.aborted) {
      if (identity) await stopPostmaster(identity, log);
      signal.throwIfAborted();
    }
    if (performance.now() > nextProgress) {
      nextProgress += PROGRESS_MS;
      log.info({ pid, log: `${folder.cluster}/log` }, 'PostgreSQL is still starting (recovering?) …');
    }
    await delay(POLL_MS);
  }
}

function spawnPostmaster(options: PostmasterOptions) {
  const { folder, programs, user, socketFolder, settings } = options;
  const args = {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    ...settings,
  };
  // A file and not a pipe: PostgreSQL outlives a process of ours that is killed.
  const output = openSync(folder.startLog, 'w', 0o600);
  try {
    return spawn(
      programs.postgres,
      [
        '-D',
        reachableName(folder.cluster, user),
        ...Object.entries(args).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
      ],
      {
        cwd: folder.cluster,
        env: { LC_ALL: 'C', PATH: process.env.PATH },
        stdio: ['ignore', output, output],
        // A session of its own: Ctrl-C in the terminal is for us, who drain first.
        detached: true,
        ...user,
      },
    );
  } finally {
    closeSync(output);
  }
}

function lastWords(folder: PostgresFolder): string {
  const lines = readFileSync(folder.startLog, 'utf8').trim().split('\n');
  return lines.slice(-4).join(' | ');
}
