import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cancelling } from '../../src/db/cancellable-client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let source: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  source = await database.dataSource({ poolSize: 1 });
});
afterAll(() => database.drop());

const FOR_EVER = 'SELECT pg_sleep(600)';
const sleeping = () =>
  database.query(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query = '${FOR_EVER}'`,
  );

it('a query ends in the database when its signal is aborted, and the connection goes on', async () => {
  const cut = new AbortController();
  const query = cancelling(cut.signal, () => source.query(FOR_EVER));
  const failed = expect(query).rejects.toMatchObject({ driverError: { code: '57014' } });
  await expect.poll(sleeping).toHaveLength(1);
  cut.abort();
  await failed;
  expect(await sleeping()).toEqual([]);
  expect(await source.query('SELECT 7 AS seven')).toEqual([{ seven: 7 }]);
});

it('the next query of the same connection is not hit in its place', async () => {
  for (let nth = 0; nth < 20; nth += 1) {
    const cut = new AbortController();
    const query = cancelling(cut.signal, () => source.query('SELECT 1'));
    cut.abort();
    await query.catch(() => undefined);
    expect(await source.query('SELECT count(*)::integer AS many FROM generate_series(1, 1000)')).toEqual([
      { many: 1000 },
    ]);
  }
});

it('cancelled work begins no more queries, and its transaction is rolled back', async () => {
  const cut = new AbortController();
  await database.query('CREATE TABLE written (of text)');
  const work = cancelling(cut.signal, () =>
    source.transaction(async (manager) => {
      await manager.query(`INSERT INTO written VALUES ('before')`);
      cut.abort();
      await manager.query(`INSERT INTO written VALUES ('after')`);
    }),
  );
  await expect(work).rejects.toThrow();
  expect(await database.query('SELECT * FROM written')).toEqual([]);
  expect(await source.query('SELECT 7 AS seven')).toEqual([{ seven: 7 }]);
});

it('what runs outside is not cancelled with it', async () => {
  const cut = new AbortController();
  const other = await database.dataSource({ poolSize: 1 });
  const outside = other.query('SELECT pg_sleep(0.2), 7 AS seven');
  const inside = cancelling(cut.signal, () => source.query(FOR_EVER)).catch(() => 'cancelled');
  await expect.poll(sleeping).toHaveLength(1);
  cut.abort();
  expect(await inside).toBe('cancelled');
  expect(await outside).toMatchObject([{ seven: 7 }]);
});
