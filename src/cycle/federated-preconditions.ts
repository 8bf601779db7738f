/**
 * Before a federated backup or restore: the cluster answers and has a Stork. Nobody looks at the location: only the cluster reaches it. All
 * reasons gathered.
 */
import type { Backup } from '../domain/backup.js';
import { CLUSTER_REASONS } from '../domain/cluster.js';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { type Issue, issue } from '../domain/issue.js';
import { connectionName } from '../domain/location-connection.js';
import type { Stores } from '../domain/ports/stores.js';
import type { StorkLook } from '../domain/ports/stork-look.js';
import type { Surroundings } from './check-preconditions.js';
import { lookAtCluster, type SeenCluster } from './fresh-look.js';
import type { CycleWorld } from './world.js';

export async function federatedIssues(
  world: Pick<CycleWorld, 'clusters' | 'engines' | 'work'>,
  { clusterId, locationId }: Pick<Backup, 'clusterId' | 'locationId'>,
  { cluster, location }: Surroundings,
  signal: AbortSignal,
): Promise<readonly Issue[]> {
  const fault =
    cluster === undefined
      ? 'The cluster was removed.'
      : (await lookAtFederated(world, clusterId, signal)).fault;
  const unreached =
    location === undefined
      ? 'The backup location was removed.'
      : await connectionFault(world.work.stores, { clusterId, locationId });
  return [
    ...(fault === undefined
      ? []
      : [issue('CLUSTER_UNAVAILABLE', { kind: 'CLUSTER', name: clusterId }, fault)]),
    ...(unreached === undefined
      ? []
      : [issue('LOCATION_INVALID', { kind: 'LOCATION', name: locationId }, unreached)]),
  ];
}

/** Why the cluster cannot use the location, naming their connection; the cluster itself has looked. Undefined: it can. */
export async function connectionFault(
  { clusters, locations, connections }: Pick<Stores, 'clusters' | 'locations' | 'connections'>,
  { clusterId, locationId }: Pick<Backup, 'clusterId' | 'locationId'>,
): Promise<string | undefined> {
  const connection = await connections.findPair(clusterId, locationId);
  if (connection?.state === 'VALID') return undefined;
  const [cluster, location] = await Promise.all([clusters.find(clusterId), locations.find(locationId)]);
  const name = connectionName(cluster, location);
  if (connection === undefined)
    return `There is no connection ${name}: connect the cluster to the backup location.`;
  return `The connection ${name} is ${connection.state} (${connection.stateReason}): ${connection.stateMessage}.`;
}

/** As `lookAtCluster`, and that Stork is there. */
export async function lookAtFederated(
  { clusters, engines }: Pick<CycleWorld, 'clusters' | 'engines'>,
  clusterId: string,
  signal: AbortSignal,
): Promise<SeenCluster> {
  const seen = await lookAtCluster({ clusters }, clusterId, signal);
  if (seen.fault !== undefined) return seen;
  const fault = await storkFault(engines.of('FEDERATED'), clusterId, signal);
  return fault === undefined ? seen : { fault };
}

async function storkFault(
  engine: StorkLook,
  clusterId: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const sight = await engine.look(clusterId, signal);
    return sight.found ? undefined : `${CLUSTER_REASONS.STORK_MISSING}: ${sight.message}`;
  } catch (error) {
    if (!(error instanceof ClusterCallFailed)) throw error;
    return error.message;
  }
}
