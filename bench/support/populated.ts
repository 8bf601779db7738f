/** An installation with an administrator, a cluster that is only a row, and a real location: what schedules stand on. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compose, type Product } from '../../src/compose.js';
import { createDataSource } from '../../src/db/data-source.js';
import { PostgresUnitOfWork } from '../../src/db/unit-of-work.js';
import { KEY_BYTES, KeyRing } from '../../src/db/vault/key-ring.js';
import type { Actor } from '../../src/domain/identity.js';
import type { Stores } from '../../src/domain/ports/stores.js';
import { aCluster } from '../../test/factories/resources.js';
import { silentLog as log } from '../../test/support/silent-log.js';
import { type BenchDatabase, startDatabase } from './database.js';

export interface Populated {
  readonly databaseUrl: string;
  readonly database: BenchDatabase;
  readonly secretKey: string;
  readonly locations: string;
  readonly product: Product;
  readonly stores: Stores;
  /** Of the administrator. */
  readonly token: string;
  readonly of: { readonly ownerId: string; readonly clusterId: string; readonly locationId: string };
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
  stop(): Promise<void>;
}

export async function startPopulated(folder: string): Promise<Populated> {
  const database = await startDatabase(folder);
  const locations = join(folder, 'locations');
  mkdirSync(locations);
  const key = randomBytes(KEY_BYTES);
  const keyRing = new KeyRing(key);
  const dataSource = await createDataSource({
    url: database.url,
    poolSize: 10,
    applicationName: 'bench',
    log,
  });
  const silent = async () => undefined;
  const product = compose({
    dataSource,
    keyRing,
    bell: {
      runBackup: silent,
      runBackups: silent,
      startCycles: silent,
      pruneSchedule: silent,
      verifyBackup: silent,
      syncLocation: silent,
      deleteBackup: silent,
      runRestore: silent,
      runDiscovery: silent,
    },
    log,
    locationParents: [locations],
    settings: { worker: 'bench', leaseMs: 60_000, maxAttempts: 1, progressMs: 1_000, guestWaitMs: 0 },
  });
  const { actor, token } = await firstAdmin(product);
  const location = await product.services.locations.create({ name: 'folder' }, actor);
  const { stores } = new PostgresUnitOfWork(dataSource, keyRing);
  const cluster = aCluster(location.ownerId, { state: 'ACTIVE', stateReason: 'OK' });
  await stores.clusters.insert(cluster);
  return {
    databaseUrl: database.url,
    database,
    secretKey: key.toString('base64'),
    locations,
    product,
    stores,
    token,
    of: { ownerId: location.ownerId, clusterId: cluster.id, locationId: location.id },
    query: (sql, parameters = []) => dataSource.query(sql, [...parameters]),
    async stop() {
      await product.close();
      await dataSource.destroy();
      await database.stop();
    },
  };
}

async function firstAdmin({ services }: Product): Promise<{ readonly actor: Actor; readonly token: string }> {
  let token = '';
  await services.identity.ensureFirstAdmin({
    keep: async (made) => {
      token = made;
      return true;
    },
    takeBack: async () => {},
  });
  const actor = await services.identity.authenticate(token);
  if (actor === undefined) throw new Error('the first administrator cannot sign in');
  return { actor, token };
}
