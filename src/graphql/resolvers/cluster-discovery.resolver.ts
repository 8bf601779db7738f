import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { reaches } from '../../domain/access.js';
import type { Cluster } from '../../domain/cluster.js';
import type { ClusterDiscovery, ClusterDiscoveryState } from '../../domain/cluster-discovery.js';
import { type DiscoveredShoot, projectOf } from '../../domain/shoot.js';
import { callerOf, operationsNow } from '../allowed-operations.js';
import { given, idOf, PAGE_DEFAULT, pageRequest } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { ClusterDiscoveryStateEnum } from '../discovery-enums.js';
import {
  CreateClusterDiscoveryInput,
  DeleteClusterDiscoveryInput,
  EditClusterDiscoveryInput,
  RefreshClusterDiscoveryInput,
  RunClusterDiscoveryInput,
} from '../inputs/cluster-discovery.input.js';
import { AllowedOperationType } from '../types/allowed-operation.type.js';
import { ClusterType } from '../types/cluster.type.js';
import {
  ClusterDiscoveryConnectionType,
  ClusterDiscoveryType,
  ClusterShootType,
  CreateClusterDiscoveryPayload,
  DeleteClusterDiscoveryPayload,
  DiscoveredClustersType,
  EditClusterDiscoveryPayload,
  RefreshClusterDiscoveryPayload,
  RunClusterDiscoveryPayload,
} from '../types/cluster-discovery.type.js';
import { connection } from '../types/connection.type.js';
import { UserType } from '../types/user.type.js';

@Resolver(() => ClusterDiscoveryType)
export class ClusterDiscoveryResolver {
  @Query(() => ClusterDiscoveryType, {
    nullable: true,
    description: 'One cluster discovery. NOT_FOUND when there is none, or the caller sees none.',
  })
  clusterDiscovery(
    @Arg('id', () => ID, { description: 'UUID of the discovery.' }) id: string,
    @Ctx() context: ApiContext,
  ) {
    return context.services.discoveries.get(idOf('ClusterDiscovery', id), viewerOf(context));
  }

  @Query(() => ClusterDiscoveryConnectionType, {
    description: 'The cluster discoveries, newest first; none for who sees only what is their own.',
  })
  async clusterDiscoveries(
    @Arg('first', () => Int, { defaultValue: PAGE_DEFAULT, description: 'How many: 1 to 200.' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Arg('states', () => [ClusterDiscoveryStateEnum], {
      nullable: true,
      description: 'Only those in one of these states.',
    })
    states: readonly ClusterDiscoveryState[] | null,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const request = pageRequest(first, after);
    const filter = given({ states });
    const page = await context.services.discoveries.page(request, filter, viewer);
    return connection(page, request.after, () => context.services.discoveries.count(filter, viewer));
  }

  @Mutation(() => CreateClusterDiscoveryPayload, {
    description: 'Creates a cluster discovery. Its first run begins at once.',
  })
  async createClusterDiscovery(
    @Arg('input', () => CreateClusterDiscoveryInput, { description: 'The discovery.' })
    { name, kubeconfig, ...rest }: CreateClusterDiscoveryInput,
    @Ctx() context: ApiContext,
  ) {
    const request = { name, kubeconfig, ...given(rest) };
    return { clusterDiscovery: await context.services.discoveries.create(request, viewerOf(context)) };
  }

  @Mutation(() => EditClusterDiscoveryPayload, {
    description: 'Changes a cluster discovery; refused while it runs. The next run goes by it.',
  })
  async editClusterDiscovery(
    @Arg('input', () => EditClusterDiscoveryInput, { description: 'The changes.' })
    { id, expectedVersion, name, kubeconfig, context: of, ...choices }: EditClusterDiscoveryInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const change = { expectedVersion, ...given({ name, kubeconfig, context: of }), ...present(choices) };
    const clusterDiscovery = await context.services.discoveries.edit(
      idOf('ClusterDiscovery', id),
      change,
      viewer,
    );
    return { clusterDiscovery };
  }

  @Mutation(() => RunClusterDiscoveryPayload, { description: 'Looks through the garden now.' })
  async runClusterDiscovery(
    @Arg('input', () => RunClusterDiscoveryInput, { description: 'The discovery.' })
    { id }: RunClusterDiscoveryInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return {
      clusterDiscovery: await context.services.discoveries.discover(idOf('ClusterDiscovery', id), viewer),
    };
  }

  @Mutation(() => RefreshClusterDiscoveryPayload, {
    description: 'Looks through the garden now and renews the kubeconfig of every shoot that is awake.',
  })
  async refreshClusterDiscovery(
    @Arg('input', () => RefreshClusterDiscoveryInput, { description: 'The discovery.' })
    { id }: RefreshClusterDiscoveryInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return {
      clusterDiscovery: await context.services.discoveries.refresh(idOf('ClusterDiscovery', id), viewer),
    };
  }

  @Mutation(() => DeleteClusterDiscoveryPayload, {
    description:
      'Deletes a cluster discovery, as a job. Its clusters stay unmanaged (KEEP), or stand in the way (REFUSE).',
  })
  async deleteClusterDiscovery(
    @Arg('input', () => DeleteClusterDiscoveryInput, { description: 'The discovery.' })
    { id, clusters }: DeleteClusterDiscoveryInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const { discoveries } = context.services;
    return {
      clusterDiscovery: await discoveries.remove(idOf('ClusterDiscovery', id), clusters ?? 'REFUSE', viewer),
    };
  }

  @FieldResolver(() => DiscoveredClustersType, { description: 'The clusters that it finds.' })
  async clusters(@Root() { id }: ClusterDiscovery, @Ctx() context: ApiContext) {
    return (await context.loaders.discoveredClusters.load(id)) ?? { managed: 0, hibernated: 0 };
  }

  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'Who created it; null when that person is gone.',
  })
  owner(@Root() { ownerId }: ClusterDiscovery, @Ctx() context: ApiContext) {
    return context.loaders.users.load(ownerId);
  }

  @FieldResolver(() => [AllowedOperationType], { description: 'What may be asked of it now.' })
  allowedOperations(@Root() discovery: ClusterDiscovery, @Ctx() context: ApiContext) {
    return operationsNow('ClusterDiscovery', discovery, { viewer: viewerOf(context) });
  }
}

/** Null is a choice here: it takes one away. */
function present<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

@Resolver(() => ClusterType)
export class ClusterShootResolver {
  @FieldResolver(() => ClusterShootType, {
    nullable: true,
    description: 'The Gardener shoot behind it; null: it was registered by hand, or only its name is seen.',
  })
  async shoot(@Root() cluster: Cluster, @Ctx() context: ApiContext) {
    const { access } = await callerOf(context, 'Cluster', cluster);
    return reaches(access, 'VIEW') ? ((await context.loaders.shoots.load(cluster.id)) ?? null) : null;
  }
}

@Resolver(() => ClusterShootType)
export class ShootFieldsResolver {
  @FieldResolver(() => String, { description: 'The project that it belongs to.' })
  project(@Root() { namespace }: DiscoveredShoot) {
    return projectOf(namespace);
  }

  @FieldResolver(() => [ClusterDiscoveryType], {
    description: 'The discoveries that find it; none for who sees none.',
  })
  async discoveries(@Root() { id }: DiscoveredShoot, @Ctx() context: ApiContext) {
    const ids = await context.loaders.discoveriesOfClusters.load(id);
    const all = await Promise.all(ids.map((each) => context.loaders.discoveries.load(each)));
    return all.filter((each) => each !== undefined);
  }
}
