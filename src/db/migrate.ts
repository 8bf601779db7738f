import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, MigrationExecutor, type MigrationInterface, type QueryRunner } from 'typeorm';
import type { Log } from '../domain/ports/log.js';
import { migrations as allMigrations } from './migrations/all.js';
import { TypeOrmLog } from './typeorm-log.js';
import { waitForServer } from './wait-for-server.js';

export interface MigrateOptions {
  /** Straight to the server: a lock of the session does not hold through a pooler. */
  readonly url: string;
  readonly log: Log;
  readonly signal?: AbortSignal;
  /** Oldest first; those of the product by default. */
  readonly migrations?: readonly (new () => MigrationInterface)[];
}

export interface MigrationReport {
  /** What ran now, in order. */
  readonly ran: readonly string[];
  /** How many had run before. */
  readonly before: number;
}

/** The database holds migrations that this Holdfast does not know. */
export class DatabaseIsNewer extends Error {
  override readonly name = 'DatabaseIsNewer';
  constructor(readonly unknown: readonly string[]) {
    super(
      `The database was migrated by a newer Holdfast (${unknown.join(', ')}). Nothing was changed. ` +
        `Start that version, or let it take its migrations back first ("holdfast migrate down").`,
    );
  }
}

export class MigrationFailed extends Error {
  override readonly name = 'MigrationFailed';
  constructor(migration: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The migration ${migration} failed and was rolled back: ${reason}`, { cause });
  }
}

/** Any number will do as long as no other program uses it for its lock in the same database. */
const LOCK = 0x686f6c64;
const LOOK_EVERY_MS = 200;

/**
 * Runs what has not run yet, each migration in its own transaction. Of several processes that start at once one
 * migrates and the others wait for it.
 * @throws DatabaseIsNewer, MigrationFailed, DependencyFailure
 */
export async function migrateUp(options: MigrateOptions): Promise<MigrationReport> {
  return await underLock(options, async (executor, known) => {
    const before = (await executedNames(executor)).length;
    await reportingFailure(executor, async () => {
      await executor.executePendingMigrations();
    });
    const ran = (await executedNames(executor)).slice(before);
    options.log.info(
      { ran, before, known },
      ran.length > 0 ? 'Migrated the database.' : 'The database is up to date.',
    );
    return { ran, before };
  });
}

/** Takes the last `steps` migrations back (1 by default) and answers their names, newest first. */
export async function migrateDown(
  options: MigrateOptions & { readonly steps?: number },
): Promise<readonly string[]> {
  return await underLock(options, async (executor) => {
    const executed = await executedNames(executor);
    const reverted = executed.toReversed().slice(0, options.steps ?? 1);
    for (const name of reverted) {
      try {
        await executor.undoLastMigration();
      } catch (error) {
        throw new MigrationFailed(`${name} (down)`, error);
      }
    }
    options.log.info({ reverted }, 'Took migrations back.');
    return reverted;
  });
}

async function underLock<T>(
  options: MigrateOptions,
  work: (executor: MigrationExecutor, known: number) => Promise<T>,
): Promise<T> {
  const { url, log, signal, migrations = allMigrations } = options;
  const applicationName = 'holdfast-migrate';
  await waitForServer({ url, applicationName, log, signal });
  const dataSource = await new DataSource({
    type: 'postgres',
    migrations: [...migrations],
    installExtensions: false,
    logger: new TypeOrmLog(log),
    poolErrorHandler: () => undefined,
    extra: { connectionString: url, max: 2, application_name: applicationName, keepAlive: true },
  }).initialize();
  // The lock and the migrations on one session: if it breaks, both end.
  const session = dataSource.createQueryRunner();
  try {
    await takeLock(session, log, signal);
    const executor = new MigrationExecutor(dataSource, session);
    executor.transaction = 'each';
    await refuseNewer(executor, migrations);
    return await work(executor, migrations.length);
  } finally {
    // Ending the session gives the lock back.
    await session.release().catch(() => undefined);
    await dataSource.destroy();
  }
}

async function takeLock(session: QueryRunner, log: Log, signal: AbortSignal | undefined): Promise<void> {
  for (let told = false; ; told = true) {
    const [row] = await session.query(`SELECT pg_try_advisory_lock(${LOCK}) AS taken`);
    if (row?.taken === true) return;
    if (!told) log.info({}, 'Another process is migrating the database; waiting for it …');
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
}

async function refuseNewer(
  executor: MigrationExecutor,
  migrations: readonly (new () => MigrationInterface)[],
): Promise<void> {
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = (await executedNames(executor)).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new DatabaseIsNewer(unknown);
}

async function reportingFailure(executor: MigrationExecutor, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const [failed] = await executor.getPendingMigrations().catch(() => []);
    throw new MigrationFailed(failed?.name ?? 'under way', error);
  }
}

/** In the order in which they ran; TypeORM gives them in no order that it promises. */
async function executedNames(executor: MigrationExecutor): Promise<string[]> {
  const executed = await executor.getExecutedMigrations();
  return executed.toSorted((a, b) => Number(a.id) - Number(b.id)).map(({ name }) => name);
}
