import { readFileSync } from 'node:fs';
import pg from 'pg';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { type PostgresFolder, PRODUCT_NAME } from './postgres-folder.js';
import { readPostmasterFile } from './postmaster-file.js';

/** Where the server of a folder listens now: an adopted one may listen elsewhere than a new one would. */
export function endpointOf(
  folder: PostgresFolder,
  database: string,
): { readonly url: string; readonly pid: number } | undefined {
  const file = readPostmasterFile(folder.cluster);
  if (!file?.ready) return undefined;
  const password = readFileSync(folder.passwordFile, 'utf8').trim();
  const host = encodeURIComponent(file.socketFolder);
  const url = `postgres://${PRODUCT_NAME}:${password}@localhost:${file.port}/${database}?host=${host}`;
  return { url, pid: file.pid };
}

/** Whether a server answers there that knows our password. */
export async function answers(folder: PostgresFolder, database: string): Promise<boolean> {
  try {
    return (await queryFolder(folder, database, 'SELECT 1')) === 1;
  } catch {
    return false;
  }
}

export async function ensureDatabase(folder: PostgresFolder): Promise<void> {
  const name = `'${PRODUCT_NAME}'`;
  const found = await queryFolder(folder, 'postgres', `SELECT FROM pg_database WHERE datname = ${name}`);
  if (found === 0) await queryFolder(folder, 'postgres', `CREATE DATABASE ${PRODUCT_NAME}`);
}

/** Runs one statement on a connection of its own; answers the number of rows. */
async function queryFolder(folder: PostgresFolder, database: string, sql: string): Promise<number> {
  const endpoint = endpointOf(folder, database);
  if (!endpoint) throw new EmbeddedPostgresError('NOT_RUNNING', `No PostgreSQL serves ${folder.cluster}.`);
  const client = new pg.Client({
    connectionString: endpoint.url,
    connectionTimeoutMillis: 5_000,
    application_name: PRODUCT_NAME,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql)).rowCount ?? 0;
  } finally {
    await client.end().catch(() => undefined);
  }
}
