import { Field, InputType } from 'type-graphql';
import type { MachineSelection } from '../../domain/machine-selection.js';

@InputType('MachineNameInput', { description: 'A virtual machine by its name.' })
export class MachineNameInput {
  @Field(() => String, { description: 'Its namespace.' })
  readonly namespace: string;

  @Field(() => String, { description: 'Its name.' })
  readonly name: string;
}

@InputType('MachineSelectionInput', {
  description:
    'Which virtual machines to back up: `machines` by name, or those of `namespaces` and `selector`; all there are when none of the three is given.',
})
export class MachineSelectionInput {
  @Field(() => [MachineNameInput], {
    nullable: true,
    description:
      'Exactly these; one that is gone is left out, and the backup says so. Not together with the others.',
  })
  readonly machines?: MachineNameInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Every machine of these namespaces; of all but those of the system when not given.',
  })
  readonly namespaces?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only machines that match this Kubernetes label selector: `tier=data,env in (prod)`.',
  })
  readonly selector?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the file systems of those that run are frozen by their guest agents while their volumes are cut; true when not given.',
  })
  readonly freeze?: boolean | null;
}

export function machineSelectionOf(input: MachineSelectionInput): MachineSelection {
  const { machines, namespaces, selector, freeze } = input;
  return {
    machines: machines?.map(({ namespace, name }) => ({ namespace, name })) ?? null,
    namespaces: namespaces ?? null,
    selector: selector ?? null,
    freeze: freeze ?? true,
  };
}
