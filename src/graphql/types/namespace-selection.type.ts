import { Field, ObjectType } from 'type-graphql';
import type { SelectionKind } from '../../domain/namespace-selection.js';
import { SelectionKindEnum } from '../schedule-enums.js';
import { MachineSelectionType } from './backup-machine.type.js';

@ObjectType('NamespaceSelection', {
  description: 'What is asked for: namespaces, or virtual machines.',
  simpleResolvers: true,
})
export class NamespaceSelectionType {
  @Field(() => SelectionKindEnum, { description: 'How they are chosen.' })
  readonly kind: SelectionKind;

  @Field(() => [String], { nullable: true, description: 'The names, sorted (NAMED); null for other kinds.' })
  readonly names?: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'The Kubernetes label selector (LABELS); null for other kinds.',
  })
  readonly selector?: string;

  @Field(() => MachineSelectionType, {
    nullable: true,
    description: 'The virtual machines (VIRTUAL_MACHINES); null for other kinds.',
  })
  readonly virtualMachines?: MachineSelectionType;
}
