/** Cluster and location looked at afresh before a run, not taken from the last probe. */
import { setTimeout as delay } from 'node:timers/promises';
import { type BackupLocation, LOCATION_REASONS } from '../domain/backup-location.js';
import { CLUSTER_REASONS, type ClusterProbe, mayPass } from '../domain/cluster.js';
import type { ClusterGateway } from '../domain/ports/cluster-gateway.js';
import type { ObjectStore } from '../domain/ports/object-store.js';
import { StorageFailed } from '../domain/storage-failure.js';
import type { CycleWorld } from './world.js';

const PAUSES_MS = [250, 1_000, 3_000] as const;

/** What a look at a cluster asks. */
interface Probing {
  readonly clusters: {
    readonly probe: (clusterId: string, signal: AbortSignal) => ReturnType<ClusterGateway['probe']>;
  };
}

/** Usable, or why not: one sentence. */
export type SeenCluster =
  | { readonly seen: Extract<ClusterProbe, { ok: true }> | undefined; readonly fault?: never }
  | {
      readonly fault: string;
      /** It was put to sleep: nothing is wrong with it. */
      readonly asleep?: boolean;
    };

/** Lacking rights are told kind by kind during the run: one forbidden kind must not end a run over all the others. */
export async function lookAtCluster(
  world: Probing,
  clusterId: string,
  signal: AbortSignal,
): Promise<SeenCluster> {
  const probe = await probePatiently(world, clusterId, signal);
  if (probe.ok) return { seen: probe };
  if (probe.reason === 'MISSING_RIGHTS') return { seen: undefined };
  if (probe.reason === 'HIBERNATED') return { fault: sentence(probe.message), asleep: true };
  return { fault: `${sentence(CLUSTER_REASONS[probe.reason])}: ${probe.message}` };
}

/** A look that fails for what may pass is taken again, a few times with growing pauses, before the run fails for it. */
async function probePatiently(world: Probing, clusterId: string, signal: AbortSignal): Promise<ClusterProbe> {
  let probe = await world.clusters.probe(clusterId, signal);
  for (const pauseMs of PAUSES_MS) {
    if (probe.ok || !mayPass(probe.reason)) return probe;
    await delay(pauseMs, undefined, { signal });
    probe = await world.clusters.probe(clusterId, signal);
  }
  return probe;
}

export type OpenedLocation =
  | { readonly store: ObjectStore; readonly fault?: never }
  | { readonly store?: never; readonly fault: string };

export async function openLocation(
  world: Pick<CycleWorld, 'locations'>,
  location: BackupLocation | undefined,
  signal: AbortSignal,
): Promise<OpenedLocation> {
  if (location === undefined) return { fault: 'The backup location was removed.' };
  try {
    // Opened while it is looked at: what is opened in vain is only dropped.
    const opening = world.locations.open(location, signal);
    opening.catch(() => undefined);
    const check = await world.locations.check(location, signal);
    if (check.ok) return { store: await opening };
    return { fault: `${sentence(LOCATION_REASONS[check.reason])}: ${check.message}` };
  } catch (error) {
    if (!(error instanceof StorageFailed)) throw error;
    return { fault: error.message };
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
