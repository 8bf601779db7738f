/**
 * Before a federated backup or restore: the cluster answers and has a Stork. Nobody looks at the location: only the cluster reaches it. All
 * reasons gathered.
 */
import type { Backup } from '../domain/backup.js';
import { CLUSTER_REASONS } from '../domain/cluster.js';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { type Issue, issue } from '../domain/issue.js';
import type { StorkLook } from '../domain/ports/stork-look.js';
import type { Surroundings } from './check-preconditions.js';
import { lookAtCluster, type SeenCluster } from './fresh-look.js';
import type { CycleWorld } from './world.js';

export async function federatedIssues(
  world: Pick<CycleWorld, 'clusters' | 'engines'>,
  { clusterId, locationId }: Pick<Backup, 'clusterId' | 'locationId'>,
  { cluster, location }: Surroundings,
  signal: AbortSignal,
): Promise<readonly Issue[]> {
  const fault =
    cluster === undefined
      ? 'The cluster was removed.'
      : (await lookAtFederated(world, clusterId, signal)).fault;
  return [
    ...(fault === undefined
      ? []
      : [issue('CLUSTER_UNAVAILABLE', { kind: 'CLUSTER', name: clusterId }, fault)]),
    ...(location === undefined
      ? [
          issue(
            'LOCATION_INVALID',
            { kind: 'LOCATION', name: locationId },
            'The backup location was removed.',
          ),
        ]
      : []),
  ];
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
