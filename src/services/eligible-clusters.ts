/** Who may be told to do something in a location that only clusters reach: asked here by backups, schedules, restores, syncs and deletions. */
import type { Sight } from '../domain/access.js';
import type { BackupLocation } from '../domain/backup-location.js';
import type { Cluster } from '../domain/cluster.js';
import { reasonsOf } from '../domain/counted-reasons.js';
import { NoEligibleCluster } from '../domain/errors/dependency-errors.js';
import { connectionName, type LocationConnection } from '../domain/location-connection.js';
import type { Stores } from '../domain/ports/stores.js';
import { type Refusal, refused } from '../domain/refusal.js';
import { assertOperation, refusalByState } from '../domain/state-machine.js';
import type { OperationOf } from '../domain/state-matrix.js';

export interface EligibilityStores extends OfLocations {
  readonly connections: Pick<Stores['connections'], 'ofLocations' | 'ofClusters'>;
}

interface OfLocations {
  readonly connections: Pick<Stores['connections'], 'ofLocations'>;
  readonly clusters: Pick<Stores['clusters'], 'findMany'>;
}

export const NOBODY_REACHES_IT = refused(
  'NO_ELIGIBLE_CLUSTER',
  'No active cluster has a valid connection to the backup location.',
);

const NOT_CONNECTED = refused('NO_ELIGIBLE_CLUSTER', 'It is connected to no backup location.');

const ITS_LOCATION_IS_NOT_CONNECTED = refused(
  'NO_ELIGIBLE_CLUSTER',
  'Its cluster is not connected to its backup location.',
);

type OnConnection = Extract<OperationOf<'LocationConnection'>, 'backUp' | 'restore'>;
type OfConnections = Pick<Stores, 'connections' | 'clusters' | 'locations'>;

/** By location: the active clusters with a valid connection to it, those that were connected first at first. */
export async function eligibleIn(
  { connections, clusters }: OfLocations,
  locationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Cluster[]>> {
  if (locationIds.length === 0) return new Map();
  const valid = (await connections.ofLocations(locationIds)).filter(({ state }) => state === 'VALID');
  const found = await clusters.findMany([...new Set(valid.map(({ clusterId }) => clusterId))]);
  const active = new Map(found.filter(({ state }) => state === 'ACTIVE').map((each) => [each.id, each]));
  return new Map(
    locationIds.map((id) => [
      id,
      valid.flatMap(({ locationId, clusterId }) => (locationId === id ? (active.get(clusterId) ?? []) : [])),
    ]),
  );
}

/** By FEDERATED cluster that has no VALID connection: with which location it were named, it would be refused. */
export async function unconnected(
  { connections }: EligibilityStores,
  clusterIds: readonly string[],
): Promise<ReadonlyMap<string, Refusal>> {
  if (clusterIds.length === 0) return new Map();
  const found = Map.groupBy(await connections.ofClusters(clusterIds), ({ clusterId }) => clusterId);
  return new Map(
    clusterIds.flatMap((id) => {
      const refusal = noneValid(found.get(id) ?? []);
      return refusal === undefined ? [] : [[id, refusal] as const];
    }),
  );
}

/** With the codes of `assertConnected`. */
function noneValid(connections: readonly LocationConnection[]): Refusal | undefined {
  if (connections.length === 0) return NOT_CONNECTED;
  if (connections.some(({ state }) => state === 'VALID')) return undefined;
  const why = reasonsOf(connections.map(({ stateReason }) => stateReason));
  return refused('OPERATION_NOT_ALLOWED', `None of its connections to backup locations is VALID (${why}).`);
}

/** The same of one location, `preferred` first. */
export async function eligibleClusters(
  stores: OfLocations,
  locationId: string,
  preferred?: string,
): Promise<readonly Cluster[]> {
  const eligible = (await eligibleIn(stores, [locationId])).get(locationId) ?? [];
  return eligible.toSorted((one, other) => Number(other.id === preferred) - Number(one.id === preferred));
}

/**
 * @param of `preferred` comes first; `seenBy` is told why of each connection
 * @throws NoEligibleCluster with how many are connected and why none is eligible
 */
export async function someEligible(
  stores: OfConnections,
  locationId: string,
  { preferred, seenBy }: { readonly preferred?: string; readonly seenBy?: Sight } = {},
): Promise<readonly [Cluster, ...Cluster[]]> {
  const [first, ...others] = await eligibleClusters(stores, locationId, preferred);
  if (first !== undefined) return [first, ...others];
  const connections = await stores.connections.ofLocation(locationId);
  const why =
    connections.length === 0
      ? 'no cluster is connected to it'
      : reasonsOf(
          // A connection that is good is of a cluster that is not.
          connections.map(({ stateReason }) => (stateReason === 'OK' ? 'CLUSTER_NOT_ACTIVE' : stateReason)),
        );
  const { name } = (await stores.locations.find(locationId)) ?? {};
  throw new NoEligibleCluster(
    `No active cluster reaches the backup location${name ? ` ${name}` : ''} (${why}).`,
    {
      locationId,
      connections: seenBy === undefined ? [] : await told(stores, connections, seenBy),
    },
  );
}

async function told(
  stores: OfConnections,
  connections: readonly LocationConnection[],
  seenBy: Sight,
): Promise<NoEligibleCluster['details']['connections']> {
  const seen = await stores.connections.findMany(
    connections.map(({ id }) => id),
    seenBy,
  );
  const names = await connectionNames(stores, seen);
  return seen.map(({ id, stateReason, stateMessage }) => ({
    connection: names.get(id) ?? id,
    reason: stateReason,
    message: stateMessage,
  }));
}

/** How each is called where it needs a name, by its id. */
export async function connectionNames(
  stores: OfConnections,
  connections: readonly LocationConnection[],
): Promise<ReadonlyMap<string, string>> {
  const [clusters, locations] = await Promise.all([
    stores.clusters.findMany(connections.map(({ clusterId }) => clusterId)),
    stores.locations.findMany(connections.map(({ locationId }) => locationId)),
  ]);
  const nameOf = ({ clusterId, locationId }: LocationConnection) =>
    connectionName(
      clusters.find(({ id }) => id === clusterId),
      locations.find(({ id }) => id === locationId),
    );
  return new Map(connections.map((each) => [each.id, nameOf(each)]));
}

interface WorksAt {
  readonly id: string;
  readonly clusterId: string;
  readonly locationId: string;
}

/** By what works on a cluster in a location: why it could not now, with the codes of `assertConnected`. */
export async function unreached(
  { connections, clusters }: EligibilityStores,
  working: readonly WorksAt[],
  operation: OnConnection,
): Promise<ReadonlyMap<string, Refusal>> {
  const found = await clusters.findMany([...new Set(working.map(({ clusterId }) => clusterId))]);
  const federated = new Set(found.filter(({ mode }) => mode === 'FEDERATED').map(({ id }) => id));
  if (federated.size === 0) return new Map();
  const known = await connections.ofClusters([...federated]);
  return new Map(
    working.flatMap(({ id, clusterId, locationId }) => {
      if (!federated.has(clusterId)) return [];
      const its = known.find((each) => each.clusterId === clusterId && each.locationId === locationId);
      if (its === undefined) return [[id, ITS_LOCATION_IS_NOT_CONNECTED] as const];
      const refusal = refusalByState('LocationConnection', its.state, operation);
      return refusal ? [[id, { ...refusal, reason: `Its connection: ${refusal.reason}` }] as const] : [];
    }),
  );
}

/**
 * The cluster itself can use the location; a CLASSIC one needs no connection.
 * @throws NoEligibleCluster where it is not connected, OperationNotAllowed while its connection is not VALID
 */
export async function assertConnected(
  { connections }: Pick<Stores, 'connections'>,
  { cluster, location }: { readonly cluster: Cluster; readonly location: BackupLocation },
  operation: OnConnection,
): Promise<void> {
  if (cluster.mode === 'CLASSIC') return;
  const connection = await connections.findPair(cluster.id, location.id);
  if (connection !== undefined) {
    const name = connectionName(cluster, location);
    assertOperation('LocationConnection', { ...connection, name }, operation);
    return;
  }
  const name = connectionName(cluster, location);
  const message = 'the cluster is not connected to it';
  throw new NoEligibleCluster(`There is no connection ${name}: connect the cluster to the backup location.`, {
    locationId: location.id,
    connections: [{ connection: name, reason: 'NOT_CONNECTED', message }],
  });
}
