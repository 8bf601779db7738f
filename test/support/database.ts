import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { inject } from 'vitest';
import { createDataSource } from '../../src/db/data-source.js';
import { silentLog } from './silent-log.js';
import { execute, type TestTemplate, withDatabase } from './test-server.js';

/** A migrated, empty database for one test or one test file. */
export interface TestDatabase {
  readonly url: string;
  /** A data source on it; each call opens another one. `drop` closes them all. */
  dataSource(options?: { readonly poolSize?: number }): Promise<DataSource>;
  /** Runs one statement on a connection of its own. */
  query(sql: string): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

let template: Promise<TestTemplate> | undefined;

/** Copies the migrated template (some 40 ms); the first call of a run also starts PostgreSQL. */
export async function createTestDatabase(): Promise<TestDatabase> {
  template ??= askAtTheDoor();
  return await createDatabase((await template).templateName);
}

/** A database without a table, for the tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return await createDatabase('template0');
}

async function createDatabase(source: string): Promise<TestDatabase> {
  template ??= askAtTheDoor();
  const { adminUrl, prefix, strategy } = await template;
  const name = `${prefix}${randomBytes(6).toString('hex')}`;
  await execute(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY ${strategy}`);
  const url = withDatabase(adminUrl, name);
  const sources: DataSource[] = [];
  return {
    url,
    async dataSource({ poolSize = 5 } = {}) {
      const source = await createDataSource({
        url,
        poolSize,
        applicationName: 'holdfast-test',
        log: silentLog,
      });
      sources.push(source);
      return source;
    },
    query: (sql) => execute(url, sql),
    async drop() {
      await Promise.all(sources.map((source) => (source.isInitialized ? source.destroy() : undefined)));
      await execute(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** Runs `work` in one of the run's test files at a time. The lock ends with its holder, whatever ends that. */
export async function whileLocked<T>(lock: number, work: () => T | Promise<T>): Promise<T> {
  template ??= askAtTheDoor();
  const client = new pg.Client({ connectionString: (await template).adminUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lock]);
    return await work();
  } finally {
    await client.end();
  }
}

async function askAtTheDoor(): Promise<TestTemplate> {
  const answer = JSON.parse(await text(connect(inject('postgresDoor'), '127.0.0.1'))) as {
    readonly template?: TestTemplate;
    readonly error?: string;
  };
  if (!answer.template) throw new Error(`The PostgreSQL of the tests did not start: ${answer.error}`);
  return answer.template;
}
