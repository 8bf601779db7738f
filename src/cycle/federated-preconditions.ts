/**
 * Before a federated backup or restore: the cluster answers and has a Stork. Nobody looks at the location: only the cluster reaches it. All
 * reasons gathered.
 */
import type { Backup } from '../domain/backup.js';
import { CLUSTER_REASONS } from '../domain/cluster.js';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { type Issue, issue } from '../domain/issue.js';
import { connectionName, isForCluster } from '../domain/location-connection.js';
import type { StorkLook } from '../domain/ports/stork-look.js';
import { clusterIssue, type Surroundings } from './check-preconditions.js';
import { lookAtCluster, type SeenCluster } from './fresh-look.js';
import type { CycleWorld } from './world.js';

export async function federatedIssues(
  world: Pick<CycleWorld, 'clusters' | 'engines' | 'work' | 'lookAtConnection'>,
  { clusterId, locationId }: Pick<Backup, 'clusterId' | 'locationId'>,
  { cluster, location }: Surroundings,
  signal: AbortSignal,
): Promise<readonly Issue[]> {
  const seen: SeenCluster =
    cluster === undefined
      ? { fault: 'The cluster was removed.' }
      : await lookAtFederated(world, clusterId, signal);
  const unreached =
    location === undefined
      ? 'The backup location was removed.'
      : await connectionFault(world, { clusterId, locationId }, seen, signal);
  return [
    ...(seen.fault === undefined ? [] : [clusterIssue(clusterId, seen)]),
    ...(unreached === undefined
      ? []
      : [issue('LOCATION_INVALID', { kind: 'LOCATION', name: locationId }, unreached)]),
  ];
}

/** Why the cluster cannot use the location, naming their connection; the cluster itself has looked. Undefined: it can. */
async function connectionFault(
  { work, lookAtConnection }: Pick<CycleWorld, 'work' | 'lookAtConnection'>,
  { clusterId, locationId }: Pick<Backup, 'clusterId' | 'locationId'>,
  seen: SeenCluster,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { clusters, locations, connections } = work.stores;
  let connection = await connections.findPair(clusterId, locationId);
  if (connection !== undefined && isForCluster(connection)) {
    // That the cluster is away says its own issue.
    if (seen.fault !== undefined) return undefined;
    connection = await lookAtConnection(connection.id, signal);
  }
  if (connection?.state === 'VALID') return undefined;
  const [cluster, location] = await Promise.all([clusters.find(clusterId), locations.find(locationId)]);
  const name = connectionName(cluster, location);
  if (connection === undefined)
    return `There is no connection ${name}: connect the cluster to the backup location.`;
  return `The connection ${name} is ${connection.state} (${connection.stateReason}): ${connection.stateMessage}.`;
}

type FederatedWorld = Pick<CycleWorld, 'clusters' | 'engines' | 'work'>;

/** As `lookAtCluster`, and that Stork is there. */
export async function lookAtFederated(
  world: FederatedWorld,
  clusterId: string,
  signal: AbortSignal,
): Promise<SeenCluster> {
  const seen = await lookAtCluster(world, clusterId, signal);
  if (seen.fault !== undefined) return seen;
  const fault = await storkFault(world, clusterId, signal);
  return fault === undefined ? seen : { fault };
}

async function storkFault(
  { engines, work }: FederatedWorld,
  clusterId: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const engine: StorkLook = engines.of('FEDERATED');
  try {
    const sight = await engine.look(clusterId, signal);
    if (!sight.found) return `${CLUSTER_REASONS.STORK_MISSING}: ${sight.message}`;
    if (sight.idle === null) return undefined;
    // One that starts again acts in a moment, and is waited for. Not one that was seen so by look after look.
    const known = await work.stores.clusters.find(clusterId);
    return known?.stateReason === 'STORK_NOT_READY'
      ? `${CLUSTER_REASONS.STORK_NOT_READY}: ${sight.idle}`
      : undefined;
  } catch (error) {
    if (!(error instanceof ClusterCallFailed)) throw error;
    return error.message;
  }
}
