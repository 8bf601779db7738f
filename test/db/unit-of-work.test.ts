import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataSource } from '../../src/db/data-source.js';
import { PostgresUnitOfWork } from '../../src/db/unit-of-work.js';
import { DependencyFailure } from '../../src/domain/errors/dependency-errors.js';
import { AlreadyExists } from '../../src/domain/errors/resource-errors.js';
import { aKeyRing } from '../factories/key-ring.js';
import { aCluster, anEvent, aUser } from '../factories/resources.js';
import { startCuttableProxy } from '../support/cuttable-proxy.js';
import { silentLog } from '../support/silent-log.js';
import { createStoredWorld, type StoredWorld } from './stored-world.js';

let world: StoredWorld;
beforeAll(async () => {
  world = await createStoredWorld();
});
afterAll(() => world.drop());

describe('a transaction', () => {
  it('commits everything together and hands back what the work returns', async () => {
    const cluster = aCluster(world.user.id);
    const answer = await world.work.transaction(async (stores) => {
      await stores.clusters.insert(cluster);
      expect(await world.stores.clusters.find(cluster.id)).toBeUndefined();
      await stores.events.append(anEvent(cluster.id));
      return 42;
    });
    expect(answer).toBe(42);
    expect(await world.stores.clusters.find(cluster.id)).toEqual(cluster);
  });

  it('leaves nothing behind when the work throws, and throws just that', async () => {
    const cluster = aCluster(world.user.id);
    const fault = new TypeError('a fault of ours');
    const work = world.work.transaction(async (stores) => {
      await stores.clusters.insert(cluster);
      await stores.events.append(anEvent(cluster.id));
      throw fault;
    });
    await expect(work).rejects.toBe(fault);
    expect(await world.stores.clusters.find(cluster.id)).toBeUndefined();
    const events = await world.database.query(`SELECT FROM event WHERE subject_id = '${cluster.id}'`);
    expect(events).toEqual([]);
  });

  it('is not done again for an error of the work', async () => {
    let attempts = 0;
    const work = world.work.transaction(async (stores) => {
      attempts += 1;
      await stores.users.insert({ ...aUser(), name: world.user.name });
    });
    await expect(work).rejects.toBeInstanceOf(AlreadyExists);
    expect(attempts).toBe(1);
  });

  it('that met a deadlock is done again', async () => {
    const [a, b] = [aCluster(world.user.id), aCluster(world.user.id)];
    await world.stores.clusters.insert(a);
    await world.stores.clusters.insert(b);
    let attempts = 0;
    const bothLocked = Promise.withResolvers<void>();
    const locked = new Set<string>();
    const lockInOrder = (first: string, second: string) =>
      world.work.transaction(async (stores) => {
        attempts += 1;
        await stores.clusters.edit(first, await versionOf(first), { labels: { first } });
        locked.add(first);
        if (locked.size === 2) bothLocked.resolve();
        await bothLocked.promise;
        await stores.clusters.edit(second, await versionOf(second), { labels: { second } });
      });
    await Promise.all([lockInOrder(a.id, b.id), lockInOrder(b.id, a.id)]);
    expect(attempts).toBe(3);
  });

  it('that meets a conflict each time is given up after three more tries', async () => {
    let attempts = 0;
    const work = world.work.transaction(async () => {
      attempts += 1;
      await world.dataSource.query(`DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END $$`);
    });
    await expect(work).rejects.toBeInstanceOf(DependencyFailure);
    expect(attempts).toBe(4);
  });
});

describe('a database that is lost', () => {
  it('is told as a dependency that failed, within a transaction and without, and comes back', async () => {
    const dataSource = await world.database.dataSource({ poolSize: 1 });
    const work = new PostgresUnitOfWork(dataSource, aKeyRing());
    const [{ pid }] = (await dataSource.query('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
    const broken = work.transaction(async (stores) => {
      await world.database.query(`SELECT pg_terminate_backend(${pid})`);
      await stores.clusters.all();
    });
    await expect(broken).rejects.toMatchObject({ code: 'DEPENDENCY_FAILURE', retryable: true });
    await expect.poll(() => work.stores.clusters.all().catch(() => undefined)).toBeDefined();
    await dataSource.destroy();
    await expect(work.stores.clusters.all()).rejects.toBeInstanceOf(DependencyFailure);
  });
});

async function versionOf(id: string): Promise<number> {
  return (await world.stores.clusters.find(id))!.version;
}

describe('a connection that died while it lay in the pool', () => {
  /** A data source whose only connection is cut, and who has not noticed yet. */
  async function withDeadConnection(use: (work: PostgresUnitOfWork) => Promise<void>): Promise<void> {
    const { username, password, hostname, port, pathname, searchParams } = new URL(world.database.url);
    const folder = searchParams.get('host');
    const server =
      folder === null
        ? { host: hostname, port: Number(port || 5432) }
        : { path: `${folder}/.s.PGSQL.${port || 5432}` };
    const proxy = await startCuttableProxy(server);
    const url = `postgres://${username}:${password}@127.0.0.1:${proxy.port}${pathname}`;
    const source = await createDataSource({ url, poolSize: 1, applicationName: 'cut', log: silentLog });
    try {
      await source.query('SELECT 1');
      const work = new PostgresUnitOfWork(source, aKeyRing());
      proxy.cut();
      await use(work);
    } finally {
      await source.destroy();
      proxy.close();
    }
  }

  it('costs no transaction: nothing had been done, and it runs once on another connection', async () => {
    await withDeadConnection(async (work) => {
      const cluster = aCluster(world.user.id);
      let runs = 0;
      await work.transaction(async (stores) => {
        runs += 1;
        await stores.clusters.insert(cluster);
      });
      expect(runs).toBe(1);
      expect(await world.stores.clusters.find(cluster.id)).toEqual(cluster);
    });
  });

  it('costs no read', async () => {
    await withDeadConnection(async (work) => {
      expect(await work.stores.clusters.find(world.cluster.id)).toEqual(world.cluster);
    });
  });

  it('fails a write outside of a transaction: it may have been done', async () => {
    await withDeadConnection(async (work) => {
      const writing = work.stores.clusters.insert(aCluster(world.user.id));
      await expect(writing).rejects.toBeInstanceOf(DependencyFailure);
    });
  });
});
