import type { DataSource } from 'typeorm';
import { PostgresUnitOfWork } from '../../src/db/unit-of-work.js';
import type { Backup, BackupNamespace, Lease } from '../../src/domain/backup.js';
import type { BackupLocation } from '../../src/domain/backup-location.js';
import type { Cluster } from '../../src/domain/cluster.js';
import type { User } from '../../src/domain/identity.js';
import type { Stores } from '../../src/domain/ports/stores.js';
import { aKeyRing } from '../factories/key-ring.js';
import { aBackup, aCluster, aCycle, aLocation, aRequestedNamespace, aUser } from '../factories/resources.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

/** A database of its own with one user, one cluster and one location. */
export interface StoredWorld {
  readonly database: TestDatabase;
  readonly dataSource: DataSource;
  readonly work: PostgresUnitOfWork;
  readonly stores: Stores;
  readonly user: User;
  readonly cluster: Cluster;
  readonly location: BackupLocation;
  addBackup(change?: Partial<Backup>, namespaces?: readonly BackupNamespace[]): Promise<Backup>;
  /** A running backup that a worker holds. */
  addClaimedBackup(
    options?: { readonly ttlMs?: number },
    namespaces?: readonly BackupNamespace[],
  ): Promise<{ readonly backup: Backup; readonly lease: Lease }>;
  drop(): Promise<void>;
}

/** Longer than any test: it does not run out by itself. */
const LONG_TTL_MS = 600_000;

export async function createStoredWorld(): Promise<StoredWorld> {
  const database = await createTestDatabase();
  const dataSource = await database.dataSource();
  const work = new PostgresUnitOfWork(dataSource, aKeyRing());
  const { stores } = work;
  const user = aUser();
  const cluster = aCluster(user.id);
  const location = aLocation(user.id);
  await stores.users.insert(user);
  await stores.clusters.insert(cluster);
  await stores.locations.insert(location);

  const addBackup: StoredWorld['addBackup'] = async (
    change,
    namespaces = ['blog', 'shop'].map((name) => aRequestedNamespace(name)),
  ) => {
    const cycle = aCycle();
    const of = { ownerId: user.id, clusterId: cluster.id, locationId: location.id, cycleId: cycle.id };
    const backup = aBackup(of, change);
    await stores.cycles.insert(cycle);
    await stores.backups.insert(backup, namespaces);
    return backup;
  };
  const addClaimedBackup: StoredWorld['addClaimedBackup'] = async (
    { ttlMs = LONG_TTL_MS } = {},
    namespaces,
  ) => {
    const { id } = await addBackup({}, namespaces);
    const backup = (await stores.backups.claim(id, 'worker-1', ttlMs))!;
    return { backup, lease: { backupId: id, owner: 'worker-1', attempt: backup.attempt } };
  };
  const drop = () => database.drop();
  return { database, dataSource, work, stores, user, cluster, location, addBackup, addClaimedBackup, drop };
}
