/** What a stream of states begins with: the state of everything that has one, of backups and restores those that are under way. */
import { NotFound } from '../../domain/errors/resource-errors.js';
import { connectionName } from '../../domain/location-connection.js';
import { hasRight } from '../../domain/rights.js';
import type { Resource } from '../../domain/state-matrix.js';
import { machineKey, type VirtualMachine } from '../../domain/virtual-machine.js';
import { type ApiContext, viewerOf } from '../context.js';
import type { ResourceStateChangeType } from '../types/update.type.js';
import { withoutForeign } from './sight-in.js';
import { everyOne, mapped } from './stream.js';

/** Something with a state, as the stream of states tells it. */
interface Stateful {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly stateReason: string | null;
  readonly stateMessage?: string | null;
  readonly stateChangedAt: Date;
}

export const STREAMED = [
  'Cluster',
  'BackupLocation',
  'BackupSchedule',
  'ClusterDiscovery',
  'Backup',
  'Restore',
  'User',
  'VirtualMachine',
  'LocationConnection',
  'BackupSync',
] as const satisfies readonly Resource[];
export type Streamed = (typeof STREAMED)[number];

interface Wanted {
  readonly resources: readonly Streamed[];
  /** Only the one of this id, whatever its state. */
  readonly id: string | undefined;
}

export async function* presentStates(
  context: ApiContext,
  { resources, id }: Wanted,
): AsyncGenerator<ResourceStateChangeType> {
  for (const resource of resources) {
    const values = id === undefined ? current(context, resource) : one(context, resource, id);
    for await (const value of values) yield withoutForeign(context, presentState(resource, value));
  }
}

function current(context: ApiContext, resource: Streamed): AsyncIterable<Stateful> {
  const { clusters, locations, schedules, discoveries, backups, restores, virtualMachines } =
    context.services;
  const viewer = viewerOf(context);
  switch (resource) {
    case 'Cluster':
      return everyOne((request) => clusters.page(request, {}, viewer));
    case 'BackupLocation':
      return everyOne((request) => locations.page(request));
    case 'BackupSchedule':
      return everyOne((request) => schedules.page(request, {}, viewer));
    case 'ClusterDiscovery':
      return everyOne((request) => discoveries.page(request, {}, viewer));
    case 'Backup':
      return everyOne((request) => backups.page(request, { states: ['IN_PROGRESS', 'DELETING'] }, viewer));
    case 'Restore':
      return everyOne((request) => restores.page(request, { states: ['IN_PROGRESS'] }, viewer));
    case 'LocationConnection':
      return mapped(
        everyOne((request) => context.services.connections.page(request, {}, viewer)),
        (each) => withPlaces(context, each),
      );
    case 'BackupSync':
      return mapped(
        everyOne((request) => context.services.syncs.page(request, { states: ['PENDING', 'IN_PROGRESS'] })),
        (each) => withPlaces(context, each),
      );
    case 'User':
      // Whoever may not see people hears nothing of them, and of everything else all the same.
      return hasRight(viewer, 'User.list', null) ? people(context) : none();
    case 'VirtualMachine':
      return named(everyOne((request) => virtualMachines.page(request, {}, viewer)));
  }
}

/** Users and user groups are one row of the matrix. */
async function* people(context: ApiContext): AsyncGenerator<Stateful> {
  const { users, userGroups } = context.services;
  const viewer = viewerOf(context);
  yield* everyOne((request) => users.page(request, viewer));
  yield* everyOne((request) => userGroups.page(request, viewer));
}

async function* none(): AsyncGenerator<never> {}

/** Nothing when it is none of these. */
async function* one(context: ApiContext, resource: Streamed, id: string): AsyncGenerator<Stateful> {
  try {
    yield await get(context, resource, id);
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
  }
}

async function get(context: ApiContext, resource: Streamed, id: string): Promise<Stateful> {
  const { clusters, locations, schedules, discoveries, backups, restores, virtualMachines } =
    context.services;
  const { users, userGroups } = context.services;
  const viewer = viewerOf(context);
  switch (resource) {
    case 'Cluster':
      return clusters.get(id, viewer);
    case 'BackupLocation':
      return locations.get(id);
    case 'BackupSchedule':
      return schedules.get(id, viewer);
    case 'ClusterDiscovery':
      return discoveries.get(id, viewer);
    case 'Backup':
      return backups.get(id, viewer);
    case 'Restore':
      return restores.get(id, viewer);
    case 'LocationConnection':
      return context.services.connections.get(id, viewer).then((each) => withPlaces(context, each));
    case 'BackupSync':
      return context.services.syncs.get(id).then((each) => withPlaces(context, each));
    case 'User':
      if (!hasRight(viewer, 'User.list', null)) throw new NotFound('User', id);
      return users.get(id, viewer).catch((error: unknown) => {
        if (!(error instanceof NotFound)) throw error;
        return userGroups.get(id, viewer);
      });
    case 'VirtualMachine':
      return withNamespace(await virtualMachines.get(id, viewer));
  }
}

async function* named(machines: AsyncIterable<VirtualMachine>): AsyncGenerator<Stateful> {
  for await (const machine of machines) yield withNamespace(machine);
}

/** As its events name it: a name alone says which of many it is. */
function withNamespace(machine: VirtualMachine): Stateful {
  return { ...machine, name: machineKey(machine) };
}

/** Called by what they are of. */
async function withPlaces<T extends { readonly locationId: string; readonly clusterId: string | null }>(
  { loaders }: ApiContext,
  each: T,
): Promise<T & { readonly name: string }> {
  const location = await loaders.locations.load(each.locationId);
  if (!('stateCheckedAt' in each) || each.clusterId === null) return { ...each, name: location?.name ?? '' };
  const cluster = await loaders.clusters.load(each.clusterId);
  return { ...each, name: connectionName(cluster, location) };
}

function presentState(resource: Streamed, value: Stateful): ResourceStateChangeType {
  const { id: subjectId, name, state: to, stateReason: reason, stateMessage, stateChangedAt: at } = value;
  const change = { resource, subjectId, name, from: null, to, reason, message: stateMessage ?? null };
  return { eventId: null, isPresent: true, at, ...change, observer: null, observerName: null };
}
