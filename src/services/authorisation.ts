/**
 * The one place that is asked who may see and do what: services ask it with the stores of their transaction. What may not be
 * seen answers as if it had never been there. The rules: domain/access.ts and domain/rights.ts.
 */
import {
  type Access,
  further,
  type Granted,
  grantsEverything,
  isGranted,
  type OwnedResource,
  reaches,
  sightOf,
  type Viewer,
} from '../domain/access.js';
import { Forbidden, NamespacesNotGranted } from '../domain/errors/access-errors.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import type { Actor } from '../domain/identity.js';
import { namespacesNamed } from '../domain/machine-selection.js';
import type { NamespaceSelection } from '../domain/namespace-selection.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import { mayWith, RIGHTS, type Right, reachOf, refusalOf } from '../domain/rights.js';

export type AccessStores = Pick<Stores, 'shares'>;

/** How far the actor reaches to each of the things; what they may not see is left out. */
export async function accessTo(
  { shares }: AccessStores,
  actor: Actor,
  resource: OwnedResource,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Access>> {
  const viewer = viewerIn(actor);
  const found =
    viewer === undefined ? new Map<string, Access>() : await shares.accessTo(viewer, resource, ids);
  if (sightOf(actor) !== 'ALL') return found;
  return new Map(ids.map((id) => [id, found.get(id) ?? 'VIEW']));
}

/** Those of the rows that the actor sees, in their order. */
export async function seenOf<T extends { readonly id: string }>(
  stores: AccessStores,
  actor: Actor,
  resource: OwnedResource,
  rows: readonly T[],
): Promise<readonly T[]> {
  const ids = new Set(
    await seenIds(
      stores,
      actor,
      resource,
      rows.map(({ id }) => id),
    ),
  );
  return rows.filter(({ id }) => ids.has(id));
}

export async function seenIds(
  { shares }: AccessStores,
  actor: Actor,
  resource: OwnedResource,
  ids: readonly string[],
): Promise<readonly string[]> {
  const sight = sightOf(actor);
  if (sight === 'ALL' || ids.length === 0) return ids;
  const access = await shares.accessTo(sight, resource, ids);
  return ids.filter((id) => access.has(id));
}

/** @throws NotFound for what is not there, and for what the actor may not see */
export async function assertSeen<T extends { readonly id: string }>(
  stores: AccessStores,
  actor: Actor,
  resource: OwnedResource,
  found: { readonly id: string; readonly row: T | undefined },
): Promise<T> {
  const [seen] = found.row === undefined ? [] : await seenOf(stores, actor, resource, [found.row]);
  if (seen === undefined) throw new NotFound(resource, found.id);
  return seen;
}

/** @throws NotFound for what the actor may not see, Forbidden naming the right and whom to ask */
export async function authorise(
  stores: AccessStores,
  actor: Actor,
  right: Right,
  { resource, id }: { readonly resource: OwnedResource; readonly id: string },
): Promise<void> {
  if (sightOf(actor) === 'ALL' && reachOf(actor, right) === 'ALL') return;
  const access = (await accessTo(stores, actor, resource, [id])).get(id);
  if (access === undefined) throw new NotFound(resource, id);
  if (!mayWith(actor, right, access)) throw new Forbidden(refusalOf(actor, right), right);
}

/** Rights on a cluster that end at the namespaces that a share of it names. */
export type NamespaceRight =
  | 'Cluster.backUp'
  | 'VirtualMachine.backUp'
  | 'Cluster.createSchedule'
  | 'Cluster.restore';

/** The namespaces of the cluster to which the actor reaches so far; none when they do not see it. */
export async function grantedOn(
  stores: AccessStores,
  actor: Actor,
  clusterId: string,
  needed: Access = 'VIEW',
): Promise<Granted> {
  const sight = sightOf(actor);
  if (sight === 'ALL') return 'ALL';
  const access = (await stores.shares.accessTo(sight, 'Cluster', [clusterId])).get(clusterId);
  if (reaches(access, 'OWNER')) return 'ALL';
  const ofShares = await stores.shares.ofCluster(sight, clusterId);
  return ofShares.filter((share) => reaches(share.access, needed)).flatMap(({ namespaces }) => namespaces);
}

/** A namespace of a cluster. */
export interface ClusterPlace {
  readonly clusterId: string;
  readonly namespace: string;
}

/** How far somebody who sees only what is shared reaches in each place by the shares that name it, in their order; undefined: not at all. */
export async function accessIn(
  { shares }: AccessStores,
  viewer: Viewer,
  places: readonly ClusterPlace[],
): Promise<readonly (Access | undefined)[]> {
  const ids = [...new Set(places.map(({ clusterId }) => clusterId))];
  const ofClusters = new Map(
    await Promise.all(ids.map(async (id) => [id, await shares.ofCluster(viewer, id)] as const)),
  );
  return places.map(({ clusterId, namespace }) => {
    const fitting = (ofClusters.get(clusterId) ?? []).filter((share) =>
      isGranted(share.namespaces, namespace),
    );
    return fitting.reduce<Access | undefined>((widest, { access }) => further(widest, access), undefined);
  });
}

/** Every name must be granted, or nothing is done. @throws NotFound, Forbidden, NamespacesNotGranted naming all that are not (S20) */
export async function assertGranted(
  stores: AccessStores,
  actor: Actor,
  right: NamespaceRight,
  { clusterId, namespaces }: { readonly clusterId: string; readonly namespaces: readonly string[] },
): Promise<void> {
  await authorise(stores, actor, right, { resource: 'Cluster', id: clusterId });
  const granted = await grantedOn(stores, actor, clusterId, RIGHTS[right].needs);
  const refused = namespaces.filter((name) => !isGranted(granted, name));
  if (refused.length > 0) throw new NamespacesNotGranted(right, clusterId, refused);
}

/** Adding to a schedule needs what creating it there would: by a share of the schedule nobody reaches further into its cluster. */
export async function assertNamesGranted(
  stores: AccessStores,
  actor: Actor,
  { clusterId, namespaces }: { readonly clusterId: string; readonly namespaces: readonly string[] },
): Promise<void> {
  const right = 'Cluster.createSchedule';
  const granted = await grantedOn(stores, actor, clusterId, RIGHTS[right].needs);
  const refused = namespaces.filter((name) => !isGranted(granted, name));
  if (refused.length > 0) throw new NamespacesNotGranted(right, clusterId, refused);
}

/** What a cluster has now is shown of those namespaces only that are shared. @throws NamespacesNotGranted */
export async function assertVisibleNames(
  stores: AccessStores,
  viewer: Actor,
  { clusterId, namespaces }: { readonly clusterId: string; readonly namespaces: readonly string[] },
): Promise<void> {
  const granted = await grantedOn(stores, viewer, clusterId);
  const refused = namespaces.filter((name) => !isGranted(granted, name));
  if (refused.length > 0) throw new NamespacesNotGranted('Cluster.view', clusterId, refused);
}

/** Before anything is looked up: whether the role includes it at all. @throws Forbidden */
export function assertMaker(actor: Actor, right: Right): void {
  if (reachOf(actor, right) === 'NONE') throw new Forbidden(refusalOf(actor, right), right);
}

/** A selector finds what nobody has named: it needs every namespace that there is and will be. */
export async function assertSelectionGranted(
  stores: AccessStores,
  actor: Actor,
  { clusterId, selection }: { readonly clusterId: string; readonly selection: NamespaceSelection },
  right: NamespaceRight = 'Cluster.createSchedule',
): Promise<void> {
  const namespaces = namesIn(selection);
  if (namespaces !== null) return assertGranted(stores, actor, right, { clusterId, namespaces });
  await authorise(stores, actor, right, { resource: 'Cluster', id: clusterId });
  const granted = await grantedOn(stores, actor, clusterId, RIGHTS[right].needs);
  if (!grantsEverything(granted)) throw new NamespacesNotGranted(right, clusterId, ['*']);
}

/** The namespaces that are named; null: they are found. */
export function namesIn(selection: NamespaceSelection): readonly string[] | null {
  if (selection.kind === 'NAMED') return selection.names;
  return selection.kind === 'VIRTUAL_MACHINES' ? namespacesNamed(selection.virtualMachines) : null;
}

function viewerIn(actor: Actor): Viewer | undefined {
  const sight = sightOf(actor);
  if (sight !== 'ALL') return sight;
  return actor.kind === 'USER' ? { userId: actor.userId, groups: actor.groups } : undefined;
}

/** For the edges: how far the caller reaches, to say what may be asked. */
export class AccessService {
  constructor(private readonly work: UnitOfWork) {}

  accessTo(
    viewer: Actor,
    resource: OwnedResource,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Access>> {
    return accessTo(this.work.stores, viewer, resource, ids);
  }

  accessIn(viewer: Viewer, places: readonly ClusterPlace[]): Promise<readonly (Access | undefined)[]> {
    return accessIn(this.work.stores, viewer, places);
  }
}
