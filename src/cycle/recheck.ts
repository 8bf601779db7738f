/** After VOLUMES and before COMMIT: a namespace of the plan that is gone, Terminating or re-created is lost (seed: limitation 1). */
import type { LostNamespace, PlannedNamespace } from '../domain/backup.js';
import type { ClusterGateway } from '../domain/ports/cluster-gateway.js';
import { lookAtNamespaces, type NamespaceSight } from './plan.js';

/** Pure. */
export function findLost(
  included: readonly PlannedNamespace[],
  sight: NamespaceSight,
): readonly LostNamespace[] {
  return included.flatMap(({ name, uid }): LostNamespace[] => {
    const seen = sight.get(name);
    if (seen === undefined) return [{ name, reason: 'not found' }];
    if (seen.uid !== uid) return [{ name, reason: 're-created with another UID' }];
    return seen.terminating ? [{ name, reason: 'Terminating' }] : [];
  });
}

/** @throws ClusterCallFailed when the cluster could not be asked */
export async function recheck(
  clusters: Pick<ClusterGateway, 'namespace' | 'namespaces'>,
  clusterId: string,
  included: readonly PlannedNamespace[],
  signal: AbortSignal,
): Promise<readonly LostNamespace[]> {
  const names = included.map((each) => each.name);
  return findLost(included, await lookAtNamespaces(clusters, clusterId, names, signal));
}
