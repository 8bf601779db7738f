import { Field, ID, InputType } from 'type-graphql';
import { type RecentTime, VIRTUAL_MACHINE_SORTS, type VirtualMachineSort } from '../../domain/listing.js';
import type { VirtualMachineState } from '../../domain/state-matrix.js';
import { VirtualMachineStateEnum } from '../enums.js';
import { DateTime } from '../scalars.js';
import { LabelConditionInput, RecentTimeEnum, sortInputOf } from './list-filter.input.js';

@InputType('VirtualMachineFilterInput', {
  description: 'Which virtual machines to list: all conditions together.',
})
export class VirtualMachineFilterInput {
  @Field(() => [VirtualMachineStateEnum], {
    nullable: true,
    description: 'Only those in one of these states.',
  })
  readonly states?: VirtualMachineState[] | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this cluster.' })
  readonly clusterId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those of this namespace.' })
  readonly namespace?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only those whose name contains this, in any case: 128 characters at most.',
  })
  readonly nameContains?: string | null;

  @Field(() => [LabelConditionInput], {
    nullable: true,
    description: 'Only those that have each of these labels.',
  })
  readonly labels?: LabelConditionInput[] | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those first seen at this moment or later.' })
  readonly createdFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those first seen before this moment.' })
  readonly createdBefore?: Date | null;

  @Field(() => RecentTimeEnum, {
    nullable: true,
    description: 'Only those first seen in this stretch of time; not together with createdFrom.',
  })
  readonly createdWithin?: RecentTime | null;
}

export const VirtualMachineSortInput = sortInputOf<VirtualMachineSort>(
  'VirtualMachine',
  'virtual machines',
  VIRTUAL_MACHINE_SORTS,
);
