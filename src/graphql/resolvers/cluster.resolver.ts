import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Cluster } from '../../domain/cluster.js';
import type { ClusterSort } from '../../domain/listing.js';
import type { ClusterState } from '../../domain/state-matrix.js';
import { callerOf, operationsNow } from '../allowed-operations.js';
import { given, idOf, labelsOf, PAGE_DEFAULT } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { ClusterStateEnum } from '../enums.js';
import {
  DeleteClusterInput,
  EditClusterInput,
  RegisterClusterInput,
  ValidateClusterInput,
} from '../inputs/cluster.input.js';
import { ClusterSortInput, type SortInput } from '../inputs/list-filter.input.js';
import { ClusterFilterInput } from '../inputs/resource-list.input.js';
import { listRequest } from '../list-arguments.js';
import { AllowedOperationType } from '../types/allowed-operation.type.js';
import { ClusterConnectionType, ClusterNamespaceType, ClusterType } from '../types/cluster.type.js';
import { ClusterStorkType, clusterStork } from '../types/cluster-stork.type.js';
import { connection } from '../types/connection.type.js';
import { LabelType, labelList } from '../types/label.type.js';
import {
  DeleteClusterPayload,
  EditClusterPayload,
  RegisterClusterPayload,
  ValidateClusterPayload,
} from '../types/payloads.type.js';
import { UserType } from '../types/user.type.js';

@Resolver(() => ClusterType)
export class ClusterResolver {
  @Query(() => ClusterType, { nullable: true, description: 'One cluster. NOT_FOUND when there is none.' })
  cluster(
    @Arg('id', () => ID, { description: 'UUID of the cluster.' }) id: string,
    @Ctx() context: ApiContext,
  ) {
    return context.services.clusters.get(idOf('Cluster', id), viewerOf(context));
  }

  @Query(() => ClusterConnectionType, { description: 'The clusters.' })
  async clusters(
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Arg('states', () => [ClusterStateEnum], {
      nullable: true,
      description: 'Only those in one of these states.',
      deprecationReason: 'Use `filter`. (since 2026-11-21, removed after 2027-06-30)',
    })
    states: readonly ClusterState[] | null,
    @Arg('filter', () => ClusterFilterInput, {
      nullable: true,
      description: 'Which ones; all when not given.',
    })
    filter: ClusterFilterInput | null,
    @Arg('sort', () => ClusterSortInput, {
      nullable: true,
      description: 'The order; newest first when not given.',
    })
    sort: SortInput<ClusterSort> | null,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const asked = listRequest({ first, listMax: context.listMax, after, filter, sort, older: { states } });
    const page = await context.services.clusters.page(asked.request, asked.filter, viewer);
    return connection(page, asked.request.after, () => context.services.clusters.count(asked.filter, viewer));
  }

  @Query(() => String, {
    description:
      'YAML for `kubectl apply -f -`: a ServiceAccount with the rights that backups need, its token, and how to make a kubeconfig from it.',
  })
  clusterAccessManifest(
    @Arg('namespace', () => String, {
      defaultValue: 'holdfast',
      description: 'Where the ServiceAccount goes.',
    })
    namespace: string,
    @Arg('name', () => String, {
      defaultValue: 'holdfast',
      description: 'What the ServiceAccount is called.',
    })
    name: string,
    @Arg('exec', () => Boolean, {
      defaultValue: false,
      description: 'Also the right to run the commands of rules in containers.',
    })
    exec: boolean,
    @Arg('stork', () => Boolean, {
      defaultValue: false,
      description: 'Also the rights to tell Stork what to do: for a federated cluster.',
    })
    stork: boolean,
    @Ctx() context: ApiContext,
  ) {
    viewerOf(context);
    return context.services.clusters.accessManifest({ namespace, name, exec, stork });
  }

  @Mutation(() => RegisterClusterPayload, {
    description: 'Registers a cluster. One that cannot be reached is kept with the reason.',
  })
  async registerCluster(
    @Arg('input', () => RegisterClusterInput, { description: 'The cluster.' })
    { name, kubeconfig, labels, ...rest }: RegisterClusterInput,
    @Ctx() context: ApiContext,
  ) {
    const request = { name, kubeconfig, ...given(rest), ...(labels && { labels: labelsOf(labels) }) };
    return { cluster: await context.services.clusters.register(request, viewerOf(context)) };
  }

  @Mutation(() => EditClusterPayload, { description: 'Changes a cluster.' })
  async editCluster(
    @Arg('input', () => EditClusterInput, { description: 'The changes.' })
    { id, expectedVersion, labels, ...rest }: EditClusterInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const change = { expectedVersion, ...given(rest), ...(labels && { labels: labelsOf(labels) }) };
    return { cluster: await context.services.clusters.edit(idOf('Cluster', id), change, viewer) };
  }

  @Mutation(() => DeleteClusterPayload, {
    description: 'Removes a cluster. Refused while backups of it are there.',
  })
  async deleteCluster(
    @Arg('input', () => DeleteClusterInput, { description: 'The cluster.' })
    { id }: DeleteClusterInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    await context.services.clusters.remove(idOf('Cluster', id), viewer);
    return { id };
  }

  @Mutation(() => ValidateClusterPayload, { description: 'Looks at a cluster now and notes what it sees.' })
  async validateCluster(
    @Arg('input', () => ValidateClusterInput, { description: 'The cluster.' }) { id }: ValidateClusterInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return { cluster: await context.services.clusters.validate(idOf('Cluster', id), viewer) };
  }

  @FieldResolver(() => [LabelType], { description: 'Labels, by key.' })
  labels(@Root() cluster: Cluster) {
    return labelList(cluster.labels);
  }

  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'Who registered it; null when that person is gone.',
  })
  owner(@Root() cluster: Cluster, @Ctx() context: ApiContext) {
    return context.loaders.users.load(cluster.ownerId);
  }

  @FieldResolver(() => [AllowedOperationType], { description: 'What may be asked of it now.' })
  async allowedOperations(@Root() cluster: Cluster, @Ctx() context: ApiContext) {
    const [caller, own = {}] = await Promise.all([
      callerOf(context, 'Cluster', cluster),
      context.loaders.obstacles.Cluster.load(cluster),
    ]);
    return operationsNow('Cluster', cluster, { ...caller, mode: cluster.mode, own });
  }

  @FieldResolver(() => ClusterStorkType, {
    nullable: true,
    description:
      'FEDERATED: the Stork that was found when it was last looked at; null: none, or the cluster is CLASSIC.',
  })
  stork(@Root() { stork }: Cluster) {
    return stork === null ? null : clusterStork(stork);
  }

  @FieldResolver(() => [ClusterNamespaceType], {
    nullable: true,
    description: 'Its namespaces, asked of the cluster now; null with an error when it does not answer.',
  })
  namespaces(@Root() cluster: Cluster, @Ctx() context: ApiContext) {
    return context.services.clusters.namespaces(cluster.id, viewerOf(context));
  }
}
