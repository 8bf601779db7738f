import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createDataSource } from '../../src/db/data-source.js';
import { translatePgError } from '../../src/db/pg-errors.js';
import { DependencyFailure } from '../../src/domain/errors/dependency-errors.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { recordingLog } from '../support/recording-log.js';
import { startStandInPostgres } from '../support/stand-in-postgres.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => await database.drop());

const options = () => ({
  url: database.url,
  poolSize: 3,
  applicationName: 'holdfast-test-source',
  log: recordingLog(),
});

it('a connection tells the server whose it is', async () => {
  const source = await createDataSource(options());
  onTestFinished(async () => await source.destroy());
  expect(await source.query('SHOW application_name')).toEqual([{ application_name: 'holdfast-test-source' }]);
});

it('losing idle and busy connections fails the statements on them, and the pool connects anew', async () => {
  const log = recordingLog();
  const source = await createDataSource({ ...options(), log });
  onTestFinished(async () => await source.destroy());
  const busy = source.query('SELECT pg_sleep(60)').then(
    () => undefined,
    (error: unknown) => translatePgError(error),
  );
  const idle = source.createQueryRunner();
  await idle.connect();
  await idle.release();
  const others = "application_name = 'holdfast-test-source' AND datname = current_database()";
  const asleep = async () =>
    (
      await database.query(
        `SELECT FROM pg_stat_activity WHERE ${others} AND query LIKE '%pg_sleep%' AND state = 'active'`,
      )
    ).length;
  await expect.poll(asleep).toBe(1);
  await database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${others}`);
  expect(await busy).toBeInstanceOf(DependencyFailure);
  await expect
    .poll(() => log.lines.map(({ message }) => message))
    .toContainEqual(expect.stringMatching(/^Lost an idle connection/));
  // A connection whose end has not been noticed yet may be handed out once more.
  await expect.poll(() => source.query('SELECT 1 AS one').catch(translatePgError)).toEqual([{ one: 1 }]);
});

it('a server that is still starting is waited for, with a line that says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-wait-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const real = new URL(database.url);
  const socket = real.searchParams.get('host') ?? '';
  if (!socket.startsWith('/')) return;
  const late = new URL(real);
  late.searchParams.set('host', folder);
  const log = recordingLog();
  const connecting = createDataSource({ ...options(), url: late.href, log });
  await expect.poll(() => log.lines.map(({ message }) => message)).toContain('Waiting for PostgreSQL …');
  // The server comes: a door to the real one at the place where it was looked for.
  const { connect } = await import('node:net');
  const door = createServer((caller) => {
    const server = connect(join(socket, '.s.PGSQL.5432'));
    for (const each of [caller, server]) each.on('error', () => undefined);
    caller.pipe(server).pipe(caller);
  }).listen(join(folder, '.s.PGSQL.5432'));
  await once(door, 'listening');
  const source = await connecting;
  expect(await source.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await source.destroy();
  door.close();
});

it('a server that does not come is named after the patience, and the password is not', async () => {
  const url = 'postgres://someone:s3cret@127.0.0.1:1/holdfast';
  const log = recordingLog();
  const connecting = createDataSource({ ...options(), url, log, patienceMs: 0 });
  await expect(connecting).rejects.toThrow(
    /^PostgreSQL at 127\.0\.0\.1:1\/holdfast cannot be used: .*ECONNREFUSED/,
  );
  await expect(connecting).rejects.toBeInstanceOf(DependencyFailure);
  const said = JSON.stringify([
    log.lines,
    await connecting.catch((error: Error) => [error.message, error.stack]),
  ]);
  expect(said).not.toContain('s3cret');
});

it('a wrong password and an unknown database are refused at once', async () => {
  const wrong = database.url.replace(/:[^:@]+@/, ':s3cret@');
  if (new URL(database.url).password !== '')
    await expect(createDataSource({ ...options(), url: wrong })).rejects.toThrow(
      /password authentication failed/,
    );
  const unknown = new URL(database.url);
  unknown.pathname = '/nothing';
  await expect(createDataSource({ ...options(), url: unknown.href })).rejects.toThrow(
    /"nothing" does not exist/,
  );
});

it('waiting ends when the start is aborted', async () => {
  const url = 'postgres://someone:s3cret@127.0.0.1:1/holdfast';
  const abort = new AbortController();
  const connecting = createDataSource({ ...options(), url, signal: abort.signal });
  abort.abort(new Error('Ctrl-C'));
  await expect(connecting).rejects.toThrow();
});

it.each(['14.12', '9.6.24 (Debian)'])(
  'a server of version %s is refused with what is needed',
  async (version) => {
    const old = await startStandInPostgres(version);
    onTestFinished(() => old.close());
    await expect(createDataSource({ ...options(), url: old.url })).rejects.toThrow(
      `is version ${version}; Holdfast needs 15 or newer`,
    );
  },
);
