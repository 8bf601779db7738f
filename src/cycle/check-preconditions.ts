/** Before the plan: cluster and location looked at afresh, not taken from the last probe; all reasons gathered. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Backup } from '../domain/backup.js';
import { type BackupLocation, LOCATION_REASONS } from '../domain/backup-location.js';
import { CLUSTER_REASONS, type ClusterProbe, mayPass } from '../domain/cluster.js';
import { type Issue, issue } from '../domain/issue.js';
import type { ObjectStore } from '../domain/ports/object-store.js';
import { StorageFailed } from '../domain/storage-failure.js';
import type { CycleWorld } from './world.js';

const PAUSES_MS = [250, 1_000, 3_000] as const;

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
  const [probe, opened] = await Promise.all([
    probePatiently(world, backup.clusterId, signal),
    openLocation(world, backup, location, signal),
  ]);
  signal.throwIfAborted();
  const issues: Issue[] = [];
  // Lacking rights are told kind by kind during the run: one forbidden kind must not end a backup of all the others.
  if (!probe.ok && probe.reason !== 'MISSING_RIGHTS') {
    issues.push(
      issue(
        'CLUSTER_UNAVAILABLE',
        { kind: 'CLUSTER', name: backup.clusterId },
        `${sentence(CLUSTER_REASONS[probe.reason])}: ${probe.message}`,
      ),
    );
  }
  if (opened.issue) issues.push(opened.issue);
  if (issues.length > 0 || opened.store === undefined) return { met: false, store: opened.store, issues };
  return { met: true, store: opened.store, seen: probe.ok ? probe : undefined };
}

/** A look that fails for what may pass is taken again, a few times with growing pauses, before the backup fails for it. */
async function probePatiently(
  world: CycleWorld,
  clusterId: string,
  signal: AbortSignal,
): Promise<ClusterProbe> {
  let probe = await world.clusters.probe(clusterId, signal);
  for (const pauseMs of PAUSES_MS) {
    if (probe.ok || !mayPass(probe.reason)) return probe;
    await delay(pauseMs, undefined, { signal });
    probe = await world.clusters.probe(clusterId, signal);
  }
  return probe;
}

async function openLocation(
  world: CycleWorld,
  backup: Backup,
  location: BackupLocation | undefined,
  signal: AbortSignal,
): Promise<{ store: ObjectStore | undefined; issue: Issue | undefined }> {
  const subject = { kind: 'LOCATION', name: backup.locationId } as const;
  if (location === undefined) {
    return {
      store: undefined,
      issue: issue('LOCATION_INVALID', subject, 'The backup location was removed.'),
    };
  }
  try {
    // Opened while it is looked at: what is opened in vain is only dropped.
    const opening = world.locations.open(location, signal);
    opening.catch(() => undefined);
    const check = await world.locations.check(location, signal);
    if (check.ok) return { store: await opening, issue: undefined };
    const message = `${sentence(LOCATION_REASONS[check.reason])}: ${check.message}`;
    return { store: undefined, issue: issue('LOCATION_INVALID', subject, message) };
  } catch (error) {
    if (!(error instanceof StorageFailed)) throw error;
    return { store: undefined, issue: issue('LOCATION_INVALID', subject, error.message) };
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
