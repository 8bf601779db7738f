import type { MigrationInterface, QueryRunner } from 'typeorm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrateDown, migrateUp } from '../../src/db/migrate.js';
import { migrations as ours } from '../../src/db/migrations/all.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { recordingLog } from '../support/recording-log.js';

class First1700000000001 implements MigrationInterface {
  async up(session: QueryRunner): Promise<void> {
    // Long enough for the others to come and find the lock taken.
    await session.query('CREATE TABLE one (n int)');
    await session.query('SELECT pg_sleep(0.3)');
  }
  async down(session: QueryRunner): Promise<void> {
    await session.query('DROP TABLE one');
  }
}
class Second1700000000002 implements MigrationInterface {
  async up(session: QueryRunner): Promise<void> {
    await session.query('CREATE TABLE two (n int)');
  }
  async down(session: QueryRunner): Promise<void> {
    await session.query('DROP TABLE two');
  }
}
class Broken1700000000003 implements MigrationInterface {
  async up(session: QueryRunner): Promise<void> {
    await session.query('CREATE TABLE three (n int)');
    await session.query('SELECT 1 / 0');
  }
  async down(): Promise<void> {}
}

let database: TestDatabase;
beforeEach(async () => {
  database = await createEmptyDatabase();
});
afterEach(async () => await database.drop());

const up = (migrations: readonly (new () => MigrationInterface)[], log = recordingLog()) =>
  migrateUp({ url: database.url, log, migrations });

const tables = async (): Promise<unknown[]> =>
  (await database.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`)).map(
    (row) => row.tablename,
  );

it('what has not run yet runs, and the report says what', async () => {
  expect(await up([First1700000000001])).toEqual({ ran: ['First1700000000001'], before: 0 });
  const both = [First1700000000001, Second1700000000002];
  expect(await up(both)).toEqual({ ran: ['Second1700000000002'], before: 1 });
  expect(await up(both)).toEqual({ ran: [], before: 2 });
  expect(await tables()).toEqual(['migrations', 'one', 'two']);
});

it('of several that start at once one migrates and the others wait and say so', async () => {
  const log = recordingLog();
  const both = [First1700000000001, Second1700000000002];
  const reports = await Promise.all(Array.from({ length: 4 }, () => up(both, log)));
  expect(reports.map(({ ran }) => ran.length).toSorted()).toEqual([0, 0, 0, 2]);
  expect(log.lines.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^Another process is migrating/),
  );
});

it('a database of a newer Holdfast is refused and stays as it is', async () => {
  await up([First1700000000001, Second1700000000002]);
  await expect(up([First1700000000001])).rejects.toThrow(
    /migrated by a newer Holdfast \(Second1700000000002\)/,
  );
  const down = migrateDown({ url: database.url, log: recordingLog(), migrations: [First1700000000001] });
  await expect(down).rejects.toThrow(/newer Holdfast/);
  expect(await tables()).toEqual(['migrations', 'one', 'two']);
});

it('a migration that fails is named and leaves nothing, and those before it stay', async () => {
  await expect(up([First1700000000001, Broken1700000000003])).rejects.toThrow(
    /^The migration Broken1700000000003 failed and was rolled back: division by zero/,
  );
  expect(await tables()).toEqual(['migrations', 'one']);
});

it('migrations are taken back from the newest on', async () => {
  const migrations = [First1700000000001, Second1700000000002];
  await up(migrations);
  const down = (steps?: number) =>
    migrateDown({ url: database.url, log: recordingLog(), migrations, ...(steps && { steps }) });
  expect(await down()).toEqual(['Second1700000000002']);
  expect(await tables()).toEqual(['migrations', 'one']);
  expect(await down(5)).toEqual(['First1700000000001']);
  expect(await tables()).toEqual(['migrations']);
});

it('those of the product can all be taken back and run again', async () => {
  const all = { url: database.url, log: recordingLog() };
  const { ran } = await migrateUp(all);
  const tablesBefore = await tables();
  expect(await migrateDown({ ...all, steps: ours.length })).toEqual(ran.toReversed());
  expect(await tables()).toEqual(['migrations']);
  await migrateUp(all);
  expect(await tables()).toEqual(tablesBefore);
});

it('a process that dies while it migrates gives the lock back', async () => {
  const dying = up([First1700000000001]).catch((error: Error) => error);
  const migrating = () =>
    database.query(`SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
  await expect.poll(async () => (await migrating()).length, { interval: 10 }).toBe(1);
  const [{ pid } = {}] = await migrating();
  await database.query(`SELECT pg_terminate_backend(${pid})`);
  expect(await dying).toBeInstanceOf(Error);
  expect((await up([First1700000000001])).ran).toEqual(['First1700000000001']);
});
