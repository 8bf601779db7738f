/** What keeps a cluster or a location from being removed, by name. */
import { HasDependents } from '../domain/errors/resource-errors.js';
import type { LocationConnection } from '../domain/location-connection.js';
import type { Stores } from '../domain/ports/stores.js';
import type { Restore } from '../domain/restore.js';
import { connectionNames } from './eligible-clusters.js';

const DEPENDENTS_SHOWN = 10;

/** @throws HasDependents naming the first schedules and backups that need it */
export async function assertNotNeeded(
  stores: Stores,
  resource: 'Cluster' | 'BackupLocation',
  { id, name }: { readonly id: string; readonly name: string },
): Promise<void> {
  if (!(await stores.dependents.kindsOf(resource, [id])).has(id)) return;
  const isCluster = resource === 'Cluster';
  const filter = isCluster ? { clusterId: id } : { locationId: id };
  const routes = isCluster ? (await stores.routes.all()).filter(({ clusterId }) => clusterId === id) : [];
  const restores = isCluster ? await runningRestores(stores, id) : [];
  const connections = await stores.connections.count(filter);
  const others = (await stores.schedules.count(filter)) + (await stores.backups.count(filter));
  const total = others + routes.length + restores.length + connections;
  if (total === 0) return;
  const first = { first: DEPENDENTS_SHOWN, after: null };
  const schedules = await stores.schedules.page(first, filter);
  const backups = await stores.backups.page(first, filter);
  const connected = await stores.connections.page(first, filter);
  const dependents = [
    ...schedules.items.map(({ item }) => ({ resource: 'BackupSchedule', id: item.id, name: item.name })),
    ...routes.map((each) => ({ resource: 'AlertRoute', id: each.id, name: each.name })),
    ...restores.map((each) => ({ resource: 'Restore', id: each.id, name: each.name })),
    ...(await namedConnections(
      stores,
      connected.items.map(({ item }) => item),
    )),
    ...backups.items.map(({ item }) => ({ resource: 'Backup', id: item.id, name: item.name })),
  ].slice(0, DEPENDENTS_SHOWN);
  throw new HasDependents({ resource, id, name, dependents, total });
}

async function namedConnections(stores: Stores, connections: readonly LocationConnection[]) {
  const names = await connectionNames(stores, connections);
  return connections.map(({ id }) => ({ resource: 'LocationConnection', id, name: names.get(id) ?? id }));
}

/** Restores into the cluster that have not ended; the records of those that have do without it. */
async function runningRestores(stores: Stores, clusterId: string): Promise<readonly Restore[]> {
  const running = { clusterId, states: ['IN_PROGRESS'] } as const;
  const { items } = await stores.restores.page({ first: DEPENDENTS_SHOWN, after: null }, running);
  return items.map(({ item }) => item);
}
