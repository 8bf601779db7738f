import type { LocationConnection } from '../domain/location-connection.js';
import type { Stores } from '../domain/ports/stores.js';

interface Dependent {
  readonly resource: 'BackupSchedule' | 'Backup' | 'Restore' | 'BackupSync';
  readonly id: string;
  readonly name: string;
}

export interface Dependents {
  /** Some of them. */
  readonly dependents: readonly Dependent[];
  readonly total: number;
}

const SHOWN = 10;
/** A cluster has a handful under way. */
const UNDER_WAY = 200;

/**
 * What would lose its way if the connection went: schedules that write there, and what the cluster does there right now. Deletions, and the
 * clearing away of backups that failed, too: without the location Stork lets a backup go and leaves its data (facts 1.12).
 */
export async function connectionDependents(
  stores: Stores,
  { clusterId, locationId }: Pick<LocationConnection, 'clusterId' | 'locationId'>,
): Promise<Dependents> {
  const place = { clusterId, locationId };
  const running = { locationId, underWayOn: clusterId, states: ['IN_PROGRESS', 'DELETING'] } as const;
  const first = { first: SHOWN, after: null };
  const schedules = await stores.schedules.page(first, place);
  const backups = await stores.backups.page(first, running);
  const cleared = (await stores.leftInstructions.clearedAt(place)).map((each) => named('Backup', each));
  const rest = [
    ...cleared,
    ...(await restoresUnderWay(stores, place)),
    ...(await syncsUnderWay(stores, place)),
  ];
  const dependents = [
    ...schedules.items.map(({ item }) => named('BackupSchedule', item)),
    ...backups.items.map(({ item }) => named('Backup', item)),
    ...rest,
  ];
  const total = (await stores.schedules.count(place)) + (await stores.backups.count(running)) + rest.length;
  return { dependents: dependents.slice(0, SHOWN), total };
}

async function restoresUnderWay(
  stores: Stores,
  { clusterId, locationId }: { readonly clusterId: string; readonly locationId: string },
): Promise<readonly Dependent[]> {
  const filter = { clusterId, states: ['IN_PROGRESS'] } as const;
  const { items } = await stores.restores.page({ first: UNDER_WAY, after: null }, filter);
  const backups = await stores.backups.findMany(items.flatMap(({ item }) => item.backupId ?? []));
  const there = new Set(backups.filter((each) => each.locationId === locationId).map(({ id }) => id));
  return items.filter(({ item }) => there.has(item.backupId ?? '')).map(({ item }) => named('Restore', item));
}

async function syncsUnderWay(
  stores: Stores,
  { clusterId, locationId }: { readonly clusterId: string; readonly locationId: string },
): Promise<readonly Dependent[]> {
  const filter = { locationId, states: ['IN_PROGRESS'] } as const;
  const { items } = await stores.syncs.page({ first: UNDER_WAY, after: null }, filter);
  return items
    .filter(({ item }) => item.clusterId === clusterId)
    .map(({ item: { id, createdAt } }) => ({
      resource: 'BackupSync',
      id,
      name: `of ${createdAt.toISOString()}`,
    }));
}

function named(
  resource: Dependent['resource'],
  { id, name }: { readonly id: string; readonly name: string },
): Dependent {
  return { resource, id, name };
}
