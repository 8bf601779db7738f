import { Field, ObjectType } from 'type-graphql';
import type { MissingNamespace, PlannedNamespace } from '../../domain/backup.js';
import type { PlannedMachine } from '../../domain/backup-machine.js';
import type { MachineSelection } from '../../domain/machine-selection.js';
import type { ResourceFilter } from '../../domain/resource-filter.js';
import type { VirtualMachineState } from '../../domain/state-matrix.js';
import { VirtualMachineStateEnum } from '../enums.js';
import { MachineNameType } from './backup-machine.type.js';

/** As a service answers it. */
export interface MachinePlan {
  readonly included: readonly PlannedMachine[];
  readonly missing: readonly MachineNameType[];
  readonly served: boolean;
}

@ObjectType('PlannedNamespace', {
  description: 'A namespace that would be backed up.',
  simpleResolvers: true,
})
export class PlannedNamespaceType implements PlannedNamespace {
  @Field(() => String, { description: 'Name.' })
  readonly name: string;

  @Field(() => String, { description: 'UID now.' })
  readonly uid: string;
}

@ObjectType('MissingNamespace', {
  description: 'A namespace that was asked for and would be missing.',
  simpleResolvers: true,
})
export class MissingNamespaceType implements Omit<MissingNamespace, 'reason'> {
  @Field(() => String, { description: 'Name.' })
  readonly name: string;

  @Field(() => String, { description: '`not found` or `Terminating`.' })
  readonly reason: string;
}

@ObjectType('PlannedMachine', {
  description: 'A virtual machine that would be backed up.',
  simpleResolvers: true,
})
export class PlannedMachineType implements PlannedMachine {
  @Field(() => String, { description: 'Its namespace.' })
  readonly namespace: string;

  @Field(() => String, { description: 'Its name.' })
  readonly name: string;

  @Field(() => String, { description: 'UID now.' })
  readonly uid: string;

  @Field(() => VirtualMachineStateEnum, { description: 'Its state now.' })
  readonly state: VirtualMachineState;

  @Field(() => String, { nullable: true, description: "KubeVirt's own word for it; null: it has none yet." })
  readonly printableStatus: string | null;
}

@ObjectType('MachinePlan', {
  description: 'Which virtual machines a backup would hold if it began now.',
  simpleResolvers: true,
})
export class MachinePlanType implements MachinePlan {
  @Field(() => [PlannedMachineType], { description: 'What would be backed up.' })
  readonly included: readonly PlannedMachine[];

  @Field(() => [MachineNameType], { description: 'What was named and is not there.' })
  readonly missing: readonly MachineNameType[];

  @Field(() => Boolean, { description: 'Whether the cluster has KubeVirt at all.' })
  readonly served: boolean;
}

@ObjectType('BackupPlan', {
  description: 'What a backup would include and miss if it began now.',
  simpleResolvers: true,
})
export class BackupPlanType {
  /** What it was asked for: its resources are looked at only where they are wanted. */
  readonly asked: {
    readonly clusterId: string;
    readonly namespaces?: readonly string[];
    readonly virtualMachines?: MachineSelection;
    readonly filter?: ResourceFilter;
  };

  @Field(() => [PlannedNamespaceType], { description: 'What would be backed up.' })
  readonly included: readonly PlannedNamespaceType[];

  @Field(() => [MissingNamespaceType], { description: 'What was asked for and is not there.' })
  readonly missing: readonly MissingNamespaceType[];

  @Field(() => [String], { description: 'What is in the cluster and was not asked for.' })
  readonly unlisted: readonly string[];

  @Field(() => MachinePlanType, {
    nullable: true,
    description: 'The virtual machines that are asked for; null: namespaces are.',
  })
  readonly virtualMachines: MachinePlan | null;
}
