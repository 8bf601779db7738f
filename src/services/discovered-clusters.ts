/** What a discovery makes of one shoot: a new cluster, or one that is known by its UID and follows its shoot. One transaction each. */
import { randomUUID } from 'node:crypto';
import { CLUSTER_REASONS, type Cluster } from '../domain/cluster.js';
import type { ClusterDiscovery } from '../domain/cluster-discovery.js';
import { VersionConflict } from '../domain/errors/resource-errors.js';
import type { EventType } from '../domain/event.js';
import { systemActor } from '../domain/identity.js';
import type { Stores } from '../domain/ports/stores.js';
import {
  clusterLabelsOf,
  clusterNameOf,
  type DiscoveredShoot,
  mergedLabels,
  type ObservedShoot,
  otherClusterNameOf,
  projectOf,
  sameLabels,
} from '../domain/shoot.js';
import { NO_LOOK } from '../domain/steadiness.js';
import { accessFields, keepAccess, type ShootAccess } from './shoot-kubeconfigs.js';

export const DISCOVERY_ACTOR = systemActor('cluster discovery');

export interface TakenUp {
  readonly clusterId: string;
  readonly outcome: 'registered' | 'updated' | 'unchanged';
  readonly remanaged: boolean;
  /** It fell asleep or woke: the prober's next look would see, and looks now. */
  readonly hibernationChanged: boolean;
  readonly serverChanged: boolean;
}

export interface Taking {
  readonly discovery: Pick<ClusterDiscovery, 'id' | 'name' | 'ownerId'>;
  readonly shoot: ObservedShoot;
  /** Undefined: none was needed, or none is to be had while it sleeps. */
  readonly access: ShootAccess | undefined;
  readonly at: Date;
}

/** In a transaction that holds the run's lease. @throws VersionConflict, AlreadyExists: somebody was there first, and it is done again */
export async function takeUp(stores: Stores, taking: Taking): Promise<TakenUp> {
  const known = await stores.shoots.lockByUid(taking.shoot.uid);
  const cluster = known && (await stores.clusters.find(known.id));
  const taken =
    known === undefined || cluster === undefined
      ? await register(stores, taking)
      : await follow(stores, taking, { known, cluster });
  await stores.shoots.claim(taking.discovery.id, taken.clusterId);
  return taken;
}

async function register(stores: Stores, { discovery, shoot, access, at }: Taking): Promise<TakenUp> {
  const id = randomUUID();
  const labels = clusterLabelsOf(shoot.labels);
  const name = await freeName(stores, shoot, id);
  const cluster: Cluster = {
    id,
    name,
    ownerId: discovery.ownerId,
    mode: 'FEDERATED',
    labels,
    server: access?.server ?? shoot.endpoint,
    ...(shoot.hibernated ? ASLEEP : NEW),
    stateChangedAt: at,
    stateCheckedAt: null,
    credentialVersion: 1,
    credentialExpiresAt: access?.expiresAt ?? null,
    lastReachedAt: null,
    looks: NO_LOOK,
    kubernetesVersion: null,
    clusterUid: null,
    missingRights: [],
    stork: null,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  await stores.clusters.insert(cluster);
  if (access !== undefined) await stores.credentials.put({ type: 'Cluster', id }, access.minimal);
  await stores.shoots.insert({
    id,
    uid: shoot.uid,
    ...factsOf(shoot, at),
    managed: true,
    unmanagedAt: null,
    unmanagedReason: null,
    givenName: name,
    givenLabels: labels,
    ...(access === undefined ? NO_ACCESS : accessFields(access)),
  });
  const { server, state, stateReason: reason } = cluster;
  await append(stores, 'CLUSTER_REGISTERED', id, {
    ...{ name, server, state, reason, discovery: discovery.name },
    ...{ project: projectOf(shoot.namespace), shoot: shoot.name },
  });
  return {
    clusterId: id,
    outcome: 'registered',
    remanaged: false,
    hibernationChanged: false,
    serverChanged: false,
  };
}

async function follow(
  stores: Stores,
  { shoot, access, at, discovery }: Taking,
  { known, cluster }: { readonly known: DiscoveredShoot; readonly cluster: Cluster },
): Promise<TakenUp> {
  const { id: clusterId } = cluster;
  const given = clusterLabelsOf(shoot.labels);
  const labels = mergedLabels({ present: cluster.labels, givenBefore: known.givenLabels, given });
  const renamed = known.name !== shoot.name || known.namespace !== shoot.namespace;
  // A name that people gave it is theirs.
  const name =
    renamed && cluster.name === known.givenName ? await freeName(stores, shoot, clusterId) : cluster.name;
  const edited = name !== cluster.name || !sameLabels(labels, cluster.labels);
  if (edited) await edit(stores, cluster, { name, labels, at });
  if (access !== undefined) await keepAccess(stores, clusterId, access);
  const woke = known.hibernated && !shoot.hibernated;
  await stores.shoots.update(clusterId, {
    ...factsOf(shoot, at),
    // Of an address without a new kubeconfig nothing is known: the next run sees that it is another.
    ...(access === undefined && !shoot.hibernated && { endpoint: known.endpoint }),
    managed: true,
    unmanagedAt: null,
    unmanagedReason: null,
    givenName: name === cluster.name ? known.givenName : name,
    givenLabels: given,
    ...(shoot.hibernated && { renewAt: null, renewFailures: 0, renewError: null }),
    ...(access !== undefined && accessFields(access)),
  });
  if (!known.managed) await append(stores, 'CLUSTER_MANAGED', clusterId, { name, discovery: discovery.name });
  const serverChanged = access !== undefined && access.server !== cluster.server;
  const changed = edited || serverChanged || !known.managed || known.hibernated !== shoot.hibernated;
  return {
    clusterId,
    outcome: changed ? 'updated' : 'unchanged',
    remanaged: !known.managed,
    hibernationChanged: woke || (!known.hibernated && shoot.hibernated),
    serverChanged,
  };
}

async function edit(
  stores: Stores,
  { id, version: expected, name: before, labels: labelsBefore }: Cluster,
  { name, labels, at }: Pick<Cluster, 'name' | 'labels'> & { readonly at: Date },
): Promise<void> {
  if (!(await stores.clusters.edit(id, expected, { name, labels, updatedAt: at }))) {
    const { version: actual = expected } = (await stores.clusters.find(id)) ?? {};
    throw new VersionConflict({ resource: 'Cluster', id, name: before, expected, actual });
  }
  await append(stores, 'CLUSTER_EDITED', id, {
    before: { name: before, labels: labelsBefore },
    after: { name, labels },
    credentialReplaced: false,
  });
}

/** Marks the clusters that the discovery does not find any more, unless another one does. @returns their ids */
export async function letGo(
  stores: Stores,
  discovery: Pick<ClusterDiscovery, 'id' | 'name'>,
  gone: { readonly clusterIds: readonly string[]; readonly reason: string; readonly at: Date },
): Promise<readonly string[]> {
  const { clusterIds, reason, at } = gone;
  const unmanaged = await stores.shoots.release(discovery.id, clusterIds);
  if (unmanaged.length === 0) return [];
  await stores.shoots.markUnmanaged(unmanaged, reason, at);
  const clusters = await stores.clusters.findMany(unmanaged);
  await stores.events.append(
    ...clusters.map(({ id, name }) => ({
      type: 'CLUSTER_UNMANAGED' as const,
      subjectType: 'Cluster' as const,
      subjectId: id,
      actor: DISCOVERY_ACTOR,
      data: { name, reason, discovery: discovery.name },
    })),
  );
  return unmanaged;
}

const NEW = { state: 'UNCHECKED', stateReason: 'NOT_CHECKED', stateMessage: 'not looked at yet' } as const;
const ASLEEP = {
  state: 'NOT_AVAILABLE',
  stateReason: 'HIBERNATED',
  stateMessage: CLUSTER_REASONS.HIBERNATED,
} as const;
const NO_ACCESS = {
  kubeconfigObtainedAt: null,
  kubeconfigExpiresAt: null,
  renewAt: null,
  renewFailures: 0,
  renewError: null,
} as const;

function factsOf(shoot: ObservedShoot, at: Date) {
  const { namespace, name, region, provider, seed, kubernetesVersion, endpoint, hibernated } = shoot;
  return {
    ...{ namespace, name, region, provider, seed, kubernetesVersion, endpoint, hibernated },
    hibernationCheckedAt: at,
    seenAt: at,
  };
}

async function freeName({ shoots }: Stores, shoot: ObservedShoot, clusterId: string): Promise<string> {
  const name = clusterNameOf(shoot);
  return (await shoots.isNameFree(name, clusterId)) ? name : otherClusterNameOf(shoot);
}

function append(stores: Stores, type: EventType, subjectId: string, data: object): Promise<void> {
  return stores.events.append({
    type,
    subjectType: 'Cluster',
    subjectId,
    actor: DISCOVERY_ACTOR,
    data: { ...data },
  });
}
