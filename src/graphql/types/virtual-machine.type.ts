import { Field, ID, ObjectType } from 'type-graphql';
import type { VirtualMachineState } from '../../domain/state-matrix.js';
import type { VirtualMachine } from '../../domain/virtual-machine.js';
import { VirtualMachineStateEnum } from '../enums.js';
import { DateTime } from '../scalars.js';
import { connectionOf } from './connection.type.js';

@ObjectType('VirtualMachine', {
  description: 'A KubeVirt virtual machine of a cluster in CLASSIC mode, as it was last observed.',
  simpleResolvers: true,
})
export class VirtualMachineType implements Omit<VirtualMachine, 'clusterId' | 'labels'> {
  @Field(() => ID, { description: 'UUID, as long as a machine of this name is there.' })
  readonly id: string;

  @Field(() => String, { description: 'Its namespace.' })
  readonly namespace: string;

  @Field(() => String, { description: 'Name, unique in its namespace.' })
  readonly name: string;

  @Field(() => String, { description: 'UID: another one under the same name is another machine.' })
  readonly uid: string;

  @Field(() => VirtualMachineStateEnum, { description: 'State, by the state matrix.' })
  readonly state: VirtualMachineState;

  @Field(() => String, {
    description:
      "KubeVirt's own word for it, as in `printableStatus`; NOT_CHECKED after a new kubeconfig, NO_STATUS while KubeVirt has said nothing.",
  })
  readonly stateReason: string;

  @Field(() => String, { description: 'What was seen, in one sentence.' })
  readonly stateMessage: string;

  @Field(() => DateTime, { description: 'Since when it is in this state.' })
  readonly stateChangedAt: Date;

  @Field(() => String, {
    nullable: true,
    description:
      '`status.printableStatus` as KubeVirt writes it, words that are new too; null: it has written none, or nobody has looked.',
  })
  readonly printableStatus: string | null;

  @Field(() => String, {
    nullable: true,
    description: '`spec.runStrategy`, or what the older `spec.running` means; null where neither is given.',
  })
  readonly runStrategy: string | null;

  @Field(() => Boolean, {
    description: 'Whether its guest agent answers: without one its file systems are not frozen for a backup.',
  })
  readonly agentConnected: boolean;

  @Field(() => DateTime, { description: 'When it was first seen.' })
  readonly createdAt: Date;
}

export const VirtualMachineConnectionType = connectionOf('VirtualMachine', () => VirtualMachineType);
