import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/db/embedded/embedded-postgres.js';
import { migrateUp } from '../../src/db/migrate.js';
import { silentLog } from './silent-log.js';

/** The PostgreSQL of one test run. */
export interface TestServer {
  readonly template: TestTemplate;
  stop(): Promise<void>;
}

/** What a test needs to make a database of its own. */
export interface TestTemplate {
  /** A URL of the server that may create databases. */
  readonly adminUrl: string;
  /** The migrated, empty database that is copied. */
  readonly templateName: string;
  /** All databases of this run begin so. */
  readonly prefix: string;
  /** How PostgreSQL copies a database the fastest where this one keeps its data. */
  readonly strategy: 'FILE_COPY' | 'WAL_LOG';
}

/** Room for the data of PostgreSQL and what else a run may put there. */
const ENOUGH_MEMORY = 2 * 1024 ** 3;
const MEMORY = '/dev/shm';

/** Starts one PostgreSQL for the run, or uses that of TEST_DATABASE_URL, and migrates the template. */
export async function startTestServer(): Promise<TestServer> {
  const external = process.env.TEST_DATABASE_URL;
  const prefix = `holdfast_test_${randomBytes(4).toString('hex')}_`;
  const server = external
    ? { url: external, strategy: 'WAL_LOG' as const, stop: () => dropAll(external, prefix) }
    : await startOwn();
  try {
    const templateName = `${prefix}template`;
    await execute(server.url, `CREATE DATABASE ${templateName}`);
    await migrateUp({ url: withDatabase(server.url, templateName), log: silentLog });
    return {
      template: { adminUrl: server.url, templateName, prefix, strategy: server.strategy },
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

export async function execute(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** In memory, where there is enough: a copy of the template takes a sixth of the processor time that it takes on a disk. */
async function startOwn(): Promise<Pick<TestTemplate, 'strategy'> & { url: string; stop(): Promise<void> }> {
  const inMemory = hasMemory();
  const dataDir = mkdtempSync(join(inMemory ? MEMORY : tmpdir(), 'holdfast-test-pg-'));
  // Root's PostgreSQL runs as another user, who must get to the socket here.
  chmodSync(dataDir, 0o755);
  const guard = startGuard(dataDir);
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log: silentLog,
    programPlaces: [join(tmpdir(), `holdfast-programs-${process.getuid?.()}`)],
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '200',
      logging_collector: 'off',
      autovacuum: 'off',
      // Nothing is replicated or restored from the log: it need not hold what is copied.
      wal_level: 'minimal',
      max_wal_senders: '0',
      max_wal_size: '256MB',
    },
  });
  // A password is hashed four thousand times over for each of the thousands of connections; here once is enough.
  const { password } = new URL(postgres.url);
  await execute(postgres.url, `SET scram_iterations = 1; ALTER ROLE holdfast PASSWORD '${password}'`);
  const stop = async (): Promise<void> => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
    guard.stdin.end();
  };
  return { url: postgres.url, strategy: inMemory ? 'FILE_COPY' : 'WAL_LOG', stop };
}

function hasMemory(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH_MEMORY;
  } catch {
    return false;
  }
}

/** Ends PostgreSQL and removes its folder however this process ends, also by kill -9. */
function startGuard(dataDir: string) {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'end-with-parent.mjs');
  const guard = spawn(process.execPath, [script, dataDir], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: tmpdir(),
  });
  guard.unref();
  return guard;
}

async function dropAll(url: string, prefix: string): Promise<void> {
  const rows = await execute(url, `SELECT datname FROM pg_database WHERE starts_with(datname, '${prefix}')`);
  for (const { datname } of rows) await execute(url, `DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
}
