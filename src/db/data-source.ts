import 'reflect-metadata';
import { DataSource } from 'typeorm';
import type { Log } from '../domain/ports/log.js';
import { CancellableClient } from './cancellable-client.js';
import { entities } from './entities/all.js';
import { PreparingClient } from './fixed-statements.js';
import { typeParsers } from './type-parsers.js';
import { TypeOrmLog } from './typeorm-log.js';
import { waitForServer } from './wait-for-server.js';

export interface DataSourceOptions {
  /** As `pg` reads it; for a unix socket `postgres://user:password@localhost/database?host=/folder`. */
  readonly url: string;
  readonly poolSize: number;
  /** What pg_stat_activity shows: which of our processes a connection belongs to. */
  readonly applicationName: string;
  readonly log: Log;
  readonly signal?: AbortSignal;
  /** Whether a pooler stands in between, where a session is nobody's own. */
  readonly pooled?: boolean;
  /** How long to wait for a server that is still starting; 60 s by default. */
  readonly patienceMs?: number;
}

const CONNECT_TIMEOUT_MS = 10_000;
const SLOW_MS = 2_000;
/**
 * A process that stands still in the middle of a transaction (frozen, cut off) holds its rows; PostgreSQL ends its session
 * after this long, so that another can take its work over. Nothing outside is asked in a transaction, so none waits.
 */
const STANDING_STILL_MS = 5_000;
const END_WHEN_STANDING_STILL = `SET LOCAL idle_in_transaction_session_timeout = ${STANDING_STILL_MS}`;

/**
 * Connects to a server that is PostgreSQL 15 or newer, waiting while it starts. Losing connections later fails the
 * statements that run on them, never the process; the pool connects anew.
 * @throws DependencyFailure
 */
export async function createDataSource(options: DataSourceOptions): Promise<DataSource> {
  const { url, poolSize, applicationName, log, signal, pooled = false, patienceMs } = options;
  await waitForServer({ url, applicationName, log, signal, patienceMs });
  const dataSource = new DataSource({
    type: 'postgres',
    entities: [...entities],
    // The schema is the migrations' alone, and they run under their lock: see migrate.ts.
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    logger: new TypeOrmLog(log),
    maxQueryExecutionTime: SLOW_MS,
    poolErrorHandler: (error: Error) =>
      log.warn({ reason: error.message }, 'Lost an idle connection to PostgreSQL; the pool makes a new one.'),
    extra: {
      // Here and not as TypeORM's `url`, which knows no sockets and no `sslmode`.
      Client: pooled ? CancellableClient : PreparingClient,
      connectionString: url,
      max: poolSize,
      application_name: applicationName,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      types: typeParsers,
      ...(!pooled && { idle_in_transaction_session_timeout: STANDING_STILL_MS }),
    },
  });
  return await dataSource.initialize();
}

/** Said at the beginning of a transaction; undefined where the session says so already, which gets lost behind a pooler. */
export function standingStill({ options }: DataSource): string | undefined {
  const extra = options.extra as { readonly idle_in_transaction_session_timeout?: number } | undefined;
  return extra?.idle_in_transaction_session_timeout === undefined ? END_WHEN_STANDING_STILL : undefined;
}
