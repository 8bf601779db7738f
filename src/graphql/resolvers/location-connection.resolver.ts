import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { BackupLocation } from '../../domain/backup-location.js';
import type { Cluster } from '../../domain/cluster.js';
import { InvalidInput } from '../../domain/errors/request-errors.js';
import type { LocationConnection } from '../../domain/location-connection.js';
import { operationsNow } from '../allowed-operations.js';
import { type Given, given, idFaults, idOf, PAGE_DEFAULT, pageRequest } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import {
  CreateLocationConnectionInput,
  DeleteLocationConnectionInput,
  LocationConnectionFilterInput,
  ValidateLocationConnectionInput,
} from '../inputs/location-connection.input.js';
import { AllowedOperationType } from '../types/allowed-operation.type.js';
import { BackupLocationType } from '../types/backup-location.type.js';
import { ClusterType } from '../types/cluster.type.js';
import { connection } from '../types/connection.type.js';
import {
  CreateLocationConnectionPayload,
  DeleteLocationConnectionPayload,
  LocationConnectionConnectionType,
  LocationConnectionType,
  ValidateLocationConnectionPayload,
} from '../types/location-connection.type.js';

@Resolver(() => LocationConnectionType)
export class LocationConnectionResolver {
  @Query(() => LocationConnectionType, {
    nullable: true,
    description: 'One connection of a cluster to a location. NOT_FOUND when there is none.',
  })
  locationConnection(
    @Arg('id', () => ID, { description: 'UUID of the connection.' }) id: string,
    @Ctx() context: ApiContext,
  ) {
    return context.services.connections.get(idOf('LocationConnection', id), viewerOf(context));
  }

  @Query(() => LocationConnectionConnectionType, {
    description: 'The connections of federated clusters to locations, newest first.',
  })
  async locationConnections(
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Arg('filter', () => LocationConnectionFilterInput, {
      nullable: true,
      description: 'Which ones; all when not given.',
    })
    filter: LocationConnectionFilterInput | null,
    @Ctx() context: ApiContext,
  ) {
    return pageOf(context, { first, after }, filterOf(filter));
  }

  @Mutation(() => CreateLocationConnectionPayload, {
    description:
      'Connects a FEDERATED cluster to a location: the cluster is told of it and says whether it reaches it. MODE_NOT_SUPPORTED where they do not fit.',
  })
  async createLocationConnection(
    @Arg('input', () => CreateLocationConnectionInput, { description: 'The cluster and the location.' })
    { clusterId, locationId }: CreateLocationConnectionInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const request = {
      clusterId: idOf('Cluster', clusterId),
      locationId: idOf('BackupLocation', locationId),
    };
    return { locationConnection: await context.services.connections.create(request, viewer) };
  }

  @Mutation(() => ValidateLocationConnectionPayload, {
    description: 'Has the cluster look at the location now; what it says counts at once.',
  })
  async validateLocationConnection(
    @Arg('input', () => ValidateLocationConnectionInput, { description: 'The connection.' })
    { id }: ValidateLocationConnectionInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const connectionId = idOf('LocationConnection', id);
    return { locationConnection: await context.services.connections.validate(connectionId, viewer) };
  }

  @Mutation(() => DeleteLocationConnectionPayload, {
    description: 'Ends a connection. The cluster forgets the location; what lies in it stays.',
  })
  async deleteLocationConnection(
    @Arg('input', () => DeleteLocationConnectionInput, { description: 'The connection.' })
    { id }: DeleteLocationConnectionInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    await context.services.connections.remove(idOf('LocationConnection', id), viewer);
    return { id };
  }

  @FieldResolver(() => ClusterType, { nullable: true, description: 'The cluster; null when it is gone.' })
  cluster(@Root() { clusterId }: LocationConnection, @Ctx() context: ApiContext) {
    return context.loaders.clusters.load(clusterId);
  }

  @FieldResolver(() => BackupLocationType, {
    nullable: true,
    description: 'The location; null when it is gone.',
  })
  location(@Root() { locationId }: LocationConnection, @Ctx() context: ApiContext) {
    return context.loaders.locations.load(locationId);
  }

  @FieldResolver(() => Boolean, {
    description:
      'True: how Stork tells whether a cluster reaches a location is known from product pages alone, and was never seen on a real one. See docs/federated-mode.md.',
  })
  isUnverified(): boolean {
    return true;
  }

  @FieldResolver(() => [AllowedOperationType], { description: 'What may be asked of it now.' })
  async allowedOperations(@Root() connection: LocationConnection, @Ctx() context: ApiContext) {
    const { state, locationId } = connection;
    const [location, own = {}] = await Promise.all([
      context.loaders.locations.load(locationId),
      context.loaders.obstacles.LocationConnection.load(connection),
    ]);
    const ownerId = location?.ownerId ?? '';
    return operationsNow('LocationConnection', { state, ownerId }, { viewer: viewerOf(context), own });
  }
}

@Resolver(() => BackupLocationType)
export class LocationConnectionsResolver {
  @FieldResolver(() => LocationConnectionConnectionType, {
    description:
      'The clusters that are connected to it, newest first; none where Holdfast reaches it itself.',
  })
  connections(
    @Root() { id: locationId }: BackupLocation,
    @Arg('first', () => Int, { defaultValue: PAGE_DEFAULT, description: 'How many: 1 to 200.' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Ctx() context: ApiContext,
  ) {
    return pageOf(context, { first, after }, { locationId });
  }
}

@Resolver(() => ClusterType)
export class ClusterConnectionsResolver {
  @FieldResolver(() => LocationConnectionConnectionType, {
    description: 'The locations that it is connected to, newest first; none in CLASSIC mode.',
  })
  locationConnections(
    @Root() { id: clusterId }: Cluster,
    @Arg('first', () => Int, { defaultValue: PAGE_DEFAULT, description: 'How many: 1 to 200.' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Ctx() context: ApiContext,
  ) {
    return pageOf(context, { first, after }, { clusterId });
  }
}

type Filter = Parameters<ApiContext['services']['connections']['page']>[1];

function filterOf(filter: LocationConnectionFilterInput | null): Filter {
  const asked = given({ ...filter }) as Given<LocationConnectionFilterInput>;
  const faults = idFaults('filter.', asked);
  if (faults.length > 0) throw new InvalidInput(faults);
  return asked;
}

async function pageOf(
  context: ApiContext,
  { first, after }: { readonly first: number; readonly after: string | null },
  filter: Filter,
) {
  const viewer = viewerOf(context);
  const request = pageRequest(first, after);
  const page = await context.services.connections.page(request, filter, viewer);
  return connection(page, request.after, () => context.services.connections.count(filter, viewer));
}
