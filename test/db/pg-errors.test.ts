import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  isTransientPgError,
  translatePgError,
  violatedConstraint,
  withPgErrors,
} from '../../src/db/pg-errors.js';
import { DependencyFailure } from '../../src/domain/errors/dependency-errors.js';
import { AlreadyExists } from '../../src/domain/errors/resource-errors.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
  await database.query(`CREATE TABLE backup_place (
    name text CONSTRAINT backup_place_name_key UNIQUE,
    root text CONSTRAINT one_root UNIQUE,
    size int CONSTRAINT backup_place_size_check CHECK (size > 0))`);
  await database.query(`INSERT INTO backup_place VALUES ('shop (main)', '/a', 1)`);
});
afterAll(async () => await database.drop());

async function errorOf(sql: string): Promise<unknown> {
  const source = await database.dataSource();
  return await source.query(sql).catch((error: unknown) => error);
}

it('a taken value is read from a constraint that is named by the convention', async () => {
  const error = translatePgError(await errorOf(`INSERT INTO backup_place VALUES ('shop (main)', '/b', 1)`));
  expect(error).toBeInstanceOf(AlreadyExists);
  expect(error).toMatchObject({ details: { resource: 'backup place', field: 'name', value: 'shop (main)' } });
  expect((error as Error).cause).toMatchObject({ code: '23505' });
});

it('a taken value is read from a list of constraints', async () => {
  const error = await errorOf(`INSERT INTO backup_place VALUES ('other', '/a', 1)`);
  const meanings = { one_root: { resource: 'location', field: 'root' } };
  expect(translatePgError(error, meanings)).toMatchObject({
    details: { resource: 'location', field: 'root', value: '/a' },
  });
  expect(translatePgError(error)).toBe(error);
});

it('a violated check is a fault of ours and stays what it is, with its constraint to be asked for', async () => {
  const error = await errorOf(`INSERT INTO backup_place VALUES ('x', '/x', 0)`);
  expect(translatePgError(error)).toBe(error);
  expect(violatedConstraint(error)).toBe('backup_place_size_check');
  expect(violatedConstraint(new Error('other'))).toBeUndefined();
});

it('a server that ends in the middle is a dependency that failed', async () => {
  const source = await database.dataSource();
  const work = withPgErrors(() => source.query('SELECT pg_terminate_backend(pg_backend_pid())'));
  await expect(work).rejects.toBeInstanceOf(DependencyFailure);
  await expect(work).rejects.toMatchObject({ retryable: true, details: { dependency: 'PostgreSQL' } });
});

it('what was translated once is not translated again', () => {
  const failure = new DependencyFailure(
    'x',
    { dependency: 'S3' },
    { cause: new Error('Connection terminated') },
  );
  expect(translatePgError(failure)).toBe(failure);
});

it.each([
  [{ code: 'ECONNREFUSED' }, true],
  [{ code: '57P03' }, true],
  [{ code: '53300' }, true],
  [{ code: '40P01' }, true],
  [{ message: 'Connection terminated unexpectedly' }, true],
  [{ message: 'timeout exceeded when trying to connect' }, true],
  [{ code: '28P01' }, false],
  [{ code: '42P01' }, false],
  [{ message: 'a fault of ours' }, false],
])('%j may pass by itself: %s', (fields, expected) => {
  expect(isTransientPgError(Object.assign(new Error('x'), fields))).toBe(expected);
});

it('the several failures of one host name count as the first of them', () => {
  const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  expect(isTransientPgError(new AggregateError([refused, refused]))).toBe(true);
});
