import type { DataSource } from 'typeorm';
import { PostgresUnitOfWork } from '../../src/db/unit-of-work.js';
import type { Backup, BackupNamespace, Lease } from '../../src/domain/backup.js';
import type { BackupLocation } from '../../src/domain/backup-location.js';
import type { BackupSchedule } from '../../src/domain/backup-schedule.js';
import type { Cluster } from '../../src/domain/cluster.js';
import type { User } from '../../src/domain/identity.js';
import type { Stores } from '../../src/domain/ports/stores.js';
import { aKeyRing } from '../factories/key-ring.js';
import {
  aBackup,
  aCluster,
  aCycle,
  aLocation,
  aRequestedNamespace,
  aSchedule,
  aUser,
} from '../factories/resources.js';
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
  addSchedule(change?: Partial<BackupSchedule>): Promise<BackupSchedule>;
  /** In a cycle of its own, of the schedule that it names. */
  addBackup(change?: Partial<Backup>, namespaces?: readonly BackupNamespace[]): Promise<Backup>;
  /** A running backup that a worker holds. */
  addClaimedBackup(
    options?: { readonly ttlMs?: number; readonly change?: Partial<Backup> },
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

  const place = { ownerId: user.id, clusterId: cluster.id, locationId: location.id };
  const addSchedule: StoredWorld['addSchedule'] = async (change) => {
    const schedule = aSchedule(place, change);
    await stores.schedules.insert(schedule);
    return schedule;
  };
  const addBackup: StoredWorld['addBackup'] = async (
    change,
    namespaces = ['blog', 'shop'].map((name) => aRequestedNamespace(name)),
  ) => {
    const cycle = aCycle(
      change?.scheduleId ? { scheduleId: change.scheduleId, outcome: 'BACKED_UP', endedAt: new Date() } : {},
    );
    const backup = aBackup({ ...place, cycleId: cycle.id }, change);
    await stores.cycles.insert(cycle);
    await stores.backups.insert(backup, namespaces);
    return backup;
  };
  const addClaimedBackup: StoredWorld['addClaimedBackup'] = async (
    { ttlMs = LONG_TTL_MS, change = {} } = {},
    namespaces,
  ) => {
    const { id } = await addBackup(change, namespaces);
    const backup = (await stores.backups.claim(id, 'worker-1', ttlMs))!;
    return { backup, lease: { id, owner: 'worker-1', attempt: backup.attempt } };
  };
  const drop = () => database.drop();
  const world = { database, dataSource, work, stores, user, cluster, location };
  return { ...world, addSchedule, addBackup, addClaimedBackup, drop };
}
