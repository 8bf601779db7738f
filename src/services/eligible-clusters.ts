/** Who may be told to do something in a location that only clusters reach. */
import type { Cluster } from '../domain/cluster.js';
import { NoEligibleCluster } from '../domain/errors/dependency-errors.js';
import { connectionName } from '../domain/location-connection.js';
import type { Stores } from '../domain/ports/stores.js';

type OfConnections = Pick<Stores, 'connections' | 'clusters' | 'locations'>;

/** The active clusters with a valid connection to the location: `preferred` first, then those that were connected first. */
export async function eligibleClusters(
  stores: OfConnections,
  locationId: string,
  preferred?: string,
): Promise<readonly Cluster[]> {
  const connections = await stores.connections.ofLocation(locationId);
  const valid = connections.filter(({ state }) => state === 'VALID').map(({ clusterId }) => clusterId);
  const clusters = new Map((await stores.clusters.findMany(valid)).map((cluster) => [cluster.id, cluster]));
  const active = valid.flatMap((id) => clusters.get(id) ?? []).filter(({ state }) => state === 'ACTIVE');
  return active.sort((one, other) => Number(other.id === preferred) - Number(one.id === preferred));
}

/** @throws NoEligibleCluster saying of each connection why it is none */
export async function someEligible(
  stores: OfConnections,
  locationId: string,
  preferred?: string,
): Promise<readonly [Cluster, ...Cluster[]]> {
  const [first, ...others] = await eligibleClusters(stores, locationId, preferred);
  if (first !== undefined) return [first, ...others];
  const [location, connections] = await Promise.all([
    stores.locations.find(locationId),
    stores.connections.ofLocation(locationId),
  ]);
  const clusters = new Map(
    (await stores.clusters.findMany(connections.map(({ clusterId }) => clusterId))).map((each) => [
      each.id,
      each,
    ]),
  );
  throw new NoEligibleCluster(
    locationId,
    connections.map(({ clusterId, stateReason, stateMessage }) => ({
      connection: connectionName(clusters.get(clusterId), location),
      reason: stateReason,
      message: stateMessage,
    })),
  );
}
