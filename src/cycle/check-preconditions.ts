/**
 * Before the plan: cluster and location must be usable now; all reasons gathered. Backups that begin at about the same moment share a
 * look (shared-looks.ts).
 */
import type { Backup } from '../domain/backup.js';
import type { BackupLocation } from '../domain/backup-location.js';
import type { Cluster, ClusterProbe } from '../domain/cluster.js';
import { type Issue, issue } from '../domain/issue.js';
import type { ObjectStore } from '../domain/ports/object-store.js';
import { lookAtCluster, type OpenedLocation, openLocation, type SeenCluster } from './fresh-look.js';
import { SharedLooks } from './shared-looks.js';
import type { CycleWorld } from './world.js';

export type Preconditions =
  | {
      readonly met: true;
      readonly store: ObjectStore;
      readonly seen: Extract<ClusterProbe, { ok: true }> | undefined;
    }
  /** `store` is there when only the cluster is bad: an earlier attempt's data can still be cleared. */
  | { readonly met: false; readonly store: ObjectStore | undefined; readonly issues: readonly Issue[] };

/** What the looks of one process are shared by. */
export class PreconditionLooks {
  readonly clusters = new SharedLooks<ClusterProbe>();
  readonly locations = new SharedLooks<OpenedLocation>();
}

/** Undefined: it was removed. */
export interface Surroundings {
  readonly cluster: Cluster | undefined;
  readonly location: BackupLocation | undefined;
}

export async function checkPreconditions(
  world: CycleWorld,
  backup: Backup,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Preconditions> {
  const [cluster, opened] = await Promise.all([
    // An import reads no cluster.
    backup.importedFrom === null
      ? shareLookAtCluster(world, backup, surroundings.cluster, signal)
      : NOT_ASKED,
    shareLocation(world, surroundings.location, signal),
  ]);
  signal.throwIfAborted();
  const issues: Issue[] = [];
  if (cluster.fault !== undefined) issues.push(clusterIssue(backup.clusterId, cluster));
  if (opened.fault !== undefined)
    issues.push(issue('LOCATION_INVALID', { kind: 'LOCATION', name: backup.locationId }, opened.fault));
  if (cluster.fault !== undefined || opened.fault !== undefined)
    return { met: false, store: opened.store, issues };
  return { met: true, store: opened.store, seen: cluster.seen };
}

/** Why the cluster cannot be used now. */
export function clusterIssue(
  clusterId: string,
  { fault, asleep }: { readonly fault: string; readonly asleep?: boolean },
): Issue {
  const code = asleep ? 'CLUSTER_HIBERNATED' : 'CLUSTER_UNAVAILABLE';
  return issue(code, { kind: 'CLUSTER', name: clusterId }, fault);
}

const NOT_ASKED = { fault: undefined, seen: undefined };

/** Each probe of a patient look is shared by itself. */
function shareLookAtCluster(
  { clusters, looks }: CycleWorld,
  { clusterId }: Backup,
  cluster: Cluster | undefined,
  signal: AbortSignal,
): Promise<SeenCluster> {
  const key = [clusterId, cluster?.version, cluster?.credentialVersion].join();
  const look = (until: AbortSignal) => clusters.probe(clusterId, until);
  const probe = (_id: string, until: AbortSignal) =>
    looks.clusters.see({ key, look, isGood: ({ ok }) => ok }, until);
  return lookAtCluster({ clusters: { probe } }, clusterId, signal);
}

function shareLocation(
  world: CycleWorld,
  location: BackupLocation | undefined,
  signal: AbortSignal,
): Promise<OpenedLocation> {
  const look = (until: AbortSignal) => openLocation(world, location, until);
  if (location === undefined) return look(signal);
  const key = [location.id, location.version].join();
  return world.looks.locations.see({ key, look, isGood: ({ store }) => store !== undefined }, signal);
}
