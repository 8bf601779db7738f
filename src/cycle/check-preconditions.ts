/** Before the plan: cluster and location must be usable now; all reasons gathered. */
import type { Backup } from '../domain/backup.js';
import type { BackupLocation } from '../domain/backup-location.js';
import type { ClusterProbe } from '../domain/cluster.js';
import { type Issue, issue } from '../domain/issue.js';
import type { ObjectStore } from '../domain/ports/object-store.js';
import { lookAtCluster, openLocation } from './fresh-look.js';
import type { CycleWorld } from './world.js';

export type Preconditions =
  | {
      readonly met: true;
      readonly store: ObjectStore;
      readonly seen: Extract<ClusterProbe, { ok: true }> | undefined;
    }
  /** `store` is there when only the cluster is bad: an earlier attempt's data can still be cleared. */
  | { readonly met: false; readonly store: ObjectStore | undefined; readonly issues: readonly Issue[] };

export async function checkPreconditions(
  world: CycleWorld,
  backup: Backup,
  location: BackupLocation | undefined,
  signal: AbortSignal,
): Promise<Preconditions> {
  const [cluster, opened] = await Promise.all([
    // An import reads no cluster.
    backup.importedFrom === null ? lookAtCluster(world, backup.clusterId, signal) : NOT_ASKED,
    openLocation(world, location, signal),
  ]);
  signal.throwIfAborted();
  const issues: Issue[] = [];
  if (cluster.fault !== undefined)
    issues.push(issue('CLUSTER_UNAVAILABLE', { kind: 'CLUSTER', name: backup.clusterId }, cluster.fault));
  if (opened.fault !== undefined)
    issues.push(issue('LOCATION_INVALID', { kind: 'LOCATION', name: backup.locationId }, opened.fault));
  if (cluster.fault !== undefined || opened.fault !== undefined)
    return { met: false, store: opened.store, issues };
  return { met: true, store: opened.store, seen: cluster.seen };
}

const NOT_ASKED = { fault: undefined, seen: undefined };
