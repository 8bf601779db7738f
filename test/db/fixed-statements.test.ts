import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createDataSource } from '../../src/db/data-source.js';
import { fixedStatements } from '../../src/db/fixed-statements.js';
import { PostgresUnitOfWork } from '../../src/db/unit-of-work.js';
import { aKeyRing } from '../factories/key-ring.js';
import { silentLog as log } from '../support/silent-log.js';
import { createStoredWorld, type StoredWorld } from './stored-world.js';

let world: StoredWorld;
beforeAll(async () => {
  world = await createStoredWorld();
});
afterAll(() => world.drop());

/** One connection, so that each question is of the same session. */
async function session({ pooled }: { readonly pooled: boolean }) {
  const { url } = world.database;
  const source = await createDataSource({ url, poolSize: 1, applicationName: 'one', log, pooled });
  onTestFinished(() => source.destroy());
  const { stores } = new PostgresUnitOfWork(source, aKeyRing());
  const prepared = (): Promise<{ statement: string }[]> =>
    source.query(`SELECT statement FROM pg_prepared_statements WHERE name LIKE 'holdfast%'`);
  const standingStill = async () =>
    (await source.query('SHOW idle_in_transaction_session_timeout'))[0].idle_in_transaction_session_timeout;
  return { source, stores, prepared, standingStill };
}

describe('a connection straight to the server', () => {
  it('prepares a fixed statement once, and answers every run of it', async () => {
    const { stores, prepared } = await session({ pooled: false });
    expect((await stores.clusters.find(world.cluster.id))?.name).toBe(world.cluster.name);
    expect(await stores.clusters.find(world.user.id)).toBeUndefined();
    expect(await prepared()).toHaveLength(1);
  });

  it('prepares no list, whose best plan depends on what is asked for', async () => {
    const { stores, prepared } = await session({ pooled: false });
    await stores.backups.page({ first: 5, after: null }, { states: ['SUCCESS'] });
    expect(await prepared()).toEqual([]);
  });

  it('has few of them: another run makes no more', async () => {
    const { stores } = await session({ pooled: false });
    const run = async () => {
      const { id } = await world.addBackup();
      const claimed = await stores.backups.claim(id, 'worker', 60_000);
      await stores.backups.renew({ id, owner: 'worker', attempt: claimed?.attempt ?? 0 }, 60_000);
    };
    await run();
    const before = fixedStatements();
    await run();
    expect(fixedStatements()).toBe(before);
  });

  it('is ended by the server when it stands still in a transaction', async () => {
    const { standingStill } = await session({ pooled: false });
    expect(await standingStill()).toBe('5s');
  });
});

describe('a connection through a pooler', () => {
  it('prepares nothing by name, for the next statement may meet another session', async () => {
    const { stores, prepared } = await session({ pooled: true });
    expect((await stores.clusters.find(world.cluster.id))?.name).toBe(world.cluster.name);
    expect(await prepared()).toEqual([]);
  });

  it('says within each transaction when the server is to end it, and leaves nothing in the session', async () => {
    const { source, standingStill } = await session({ pooled: true });
    const work = new PostgresUnitOfWork(source, aKeyRing());
    const statements: string[] = [];
    const logger = { ...source.logger, logQuery: (statement: string) => void statements.push(statement) };
    source.setOptions({ logger: logger as typeof source.logger });
    await work.transaction(async ({ clusters }) => void (await clusters.find(world.cluster.id)));
    expect(statements).toContain('SET LOCAL idle_in_transaction_session_timeout = 5000');
    expect(await standingStill()).toBe('0');
  });
});
