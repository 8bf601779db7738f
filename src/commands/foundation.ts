/** What every role stands on: the database (ours or one's own), migrated, and the keys of the vault. */
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { createDataSource } from '../db/data-source.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded/embedded-postgres.js';
import { EmbeddedPostgresError } from '../db/embedded/embedded-postgres-error.js';
import { migrateUp } from '../db/migrate.js';
import type { KeyRing } from '../db/vault/key-ring.js';
import { openKeyRing } from '../db/vault/open-key-ring.js';
import { storedKeyIds } from '../db/vault/rekey.js';
import { DependencyFailure } from '../domain/errors/dependency-errors.js';
import type { Log } from '../domain/ports/log.js';

export interface Database {
  /** For statements. Holds a password: never log it. */
  readonly url: string;
  /** Straight to the server, for LISTEN and for migrations. */
  readonly directUrl: string;
  /** Ends an embedded PostgreSQL that is ours to end. */
  close(): Promise<void>;
}

export interface Foundation {
  readonly database: Database;
  readonly dataSource: DataSource;
  readonly keyRing: KeyRing;
  close(): Promise<void>;
}

export interface FoundationOptions {
  readonly config: Config;
  readonly log: Log;
  /** `attach`: another process of this installation owns the embedded PostgreSQL; `either`: whether it runs or not. */
  readonly mode: 'owner' | 'attach' | 'either';
  readonly applicationName: string;
  readonly signal?: AbortSignal;
}

/** Starts or finds the database. @throws with a sentence for the person who started us */
export async function openDatabase({ config, log, mode, signal }: FoundationOptions): Promise<Database> {
  const { database } = config;
  if (database.kind === 'EXTERNAL') {
    return { url: database.url, directUrl: database.directUrl, close: async () => {} };
  }
  const start = (as: 'owner' | 'attach') =>
    startEmbeddedPostgres({
      dataDir: join(config.dataDir, 'postgres'),
      mode: as,
      log,
      ...(signal && { signal }),
    });
  const embedded = mode === 'either' ? await ownOrAttach(start) : await start(mode);
  return { url: embedded.url, directUrl: embedded.url, close: () => embedded.stop() };
}

async function ownOrAttach(
  start: (as: 'owner' | 'attach') => Promise<EmbeddedPostgres>,
): Promise<EmbeddedPostgres> {
  try {
    return await start('owner');
  } catch (error) {
    if (error instanceof EmbeddedPostgresError && error.fault === 'FOLDER_IN_USE') return start('attach');
    throw error;
  }
}

/** @throws with a sentence for the person who started us; what had been opened is closed again */
export async function openFoundation(options: FoundationOptions): Promise<Foundation> {
  const database = await openDatabase(options);
  try {
    return await buildOn(database, options);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function buildOn(database: Database, options: FoundationOptions): Promise<Foundation> {
  const { config, log, applicationName, signal } = options;
  await migrateUp({ url: database.directUrl, log, ...(signal && { signal }) });
  const dataSource = await createDataSource({
    url: database.url,
    poolSize: config.database.poolSize,
    pooled: database.url !== database.directUrl,
    applicationName,
    log,
    ...(signal && { signal }),
  });
  try {
    const keyRing = await keyRingOf(dataSource, options);
    const close = async () => {
      await dataSource.destroy();
      await database.close();
    };
    return { database, dataSource, keyRing, close };
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

async function keyRingOf(dataSource: DataSource, { config, mode }: FoundationOptions): Promise<KeyRing> {
  const stored = await storedKeyIds(dataSource);
  const { secretKey, oldSecretKeys } = config;
  const ring = await openKeyRing({
    keyFile: join(config.dataDir, 'secret.key'),
    ...(secretKey !== undefined && { givenKey: secretKey }),
    oldKeys: oldSecretKeys,
    mayCreate: config.database.kind === 'EMBEDDED' && mode !== 'attach',
    ciphertextExists: stored.size > 0,
  });
  const unknown = [...stored.keys()].filter((id) => !ring.ids.includes(id));
  if (unknown.length > 0) throw keyMissing(unknown);
  return ring;
}

function keyMissing(ids: readonly string[]): DependencyFailure {
  return new DependencyFailure(
    `Stored credentials were encrypted with key ${ids.join(', ')}, which is not among the given ones: put the right secret.key ` +
      'back, or name the key in HOLDFAST_OLD_SECRET_KEYS and run "holdfast rekey".',
    { dependency: 'credential vault' },
  );
}
