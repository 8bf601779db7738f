import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { VirtualMachineSort } from '../../domain/listing.js';
import { refusalByState } from '../../domain/state-machine.js';
import type { VirtualMachine } from '../../domain/virtual-machine.js';
import { callerIn, operationsNow } from '../allowed-operations.js';
import { idOf, PAGE_DEFAULT } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import type { SortInput } from '../inputs/list-filter.input.js';
import { VirtualMachineFilterInput, VirtualMachineSortInput } from '../inputs/virtual-machine.input.js';
import { listRequest } from '../list-arguments.js';
import { DateTime } from '../scalars.js';
import { AllowedOperationType } from '../types/allowed-operation.type.js';
import { ClusterType } from '../types/cluster.type.js';
import { connection } from '../types/connection.type.js';
import { LabelType, labelList } from '../types/label.type.js';
import { VirtualMachineConnectionType, VirtualMachineType } from '../types/virtual-machine.type.js';

@Resolver(() => VirtualMachineType)
export class VirtualMachineResolver {
  @Query(() => VirtualMachineType, {
    nullable: true,
    description: 'One virtual machine. NOT_FOUND when there is none.',
  })
  virtualMachine(
    @Arg('id', () => ID, { description: 'UUID of the virtual machine.' }) id: string,
    @Ctx() context: ApiContext,
  ) {
    return context.services.virtualMachines.get(idOf('VirtualMachine', id), viewerOf(context));
  }

  @Query(() => VirtualMachineConnectionType, {
    description: 'The KubeVirt virtual machines of the clusters in CLASSIC mode, as they were last observed.',
  })
  async virtualMachines(
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Arg('filter', () => VirtualMachineFilterInput, {
      nullable: true,
      description: 'Which ones; all when not given.',
    })
    filter: VirtualMachineFilterInput | null,
    @Arg('sort', () => VirtualMachineSortInput, {
      nullable: true,
      description: 'The order; the newest first when not given.',
    })
    sort: SortInput<VirtualMachineSort> | null,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const { virtualMachines } = context.services;
    const asked = listRequest({ first, listMax: context.listMax, after, filter, sort });
    const page = await virtualMachines.page(asked.request, asked.filter, viewer);
    return connection(page, asked.request.after, () => virtualMachines.count(asked.filter, viewer));
  }

  @FieldResolver(() => [LabelType], { description: 'Its labels, by key.' })
  labels(@Root() { labels }: VirtualMachine) {
    return labelList(labels);
  }

  @FieldResolver(() => ClusterType, { nullable: true, description: 'Its cluster; null when it is gone.' })
  cluster(@Root() { clusterId }: VirtualMachine, @Ctx() context: ApiContext) {
    return context.loaders.clusters.load(clusterId);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      'When the machines of its cluster were last looked at; null: not since it got a new kubeconfig.',
  })
  async stateCheckedAt(@Root() { clusterId }: VirtualMachine, @Ctx() context: ApiContext) {
    return (await context.loaders.machinesSeenAt.load(clusterId)) ?? null;
  }

  @FieldResolver(() => [AllowedOperationType], { description: 'What may be asked of it now.' })
  async allowedOperations(@Root() machine: VirtualMachine, @Ctx() context: ApiContext) {
    const { clusterId, namespace, state } = machine;
    const cluster = await context.loaders.clusters.load(clusterId);
    const ownerId = cluster?.ownerId ?? '';
    const caller = await callerIn(context, { clusterId, namespace, ownerId });
    if (cluster === undefined) return operationsNow('VirtualMachine', { state, ownerId }, caller);
    const away = refusalByState('Cluster', cluster.state, 'backUp');
    const own = away === undefined ? {} : { backUp: { ...away, reason: `Its cluster: ${away.reason}` } };
    return operationsNow('VirtualMachine', { state, ownerId }, { ...caller, mode: cluster.mode, own });
  }
}
