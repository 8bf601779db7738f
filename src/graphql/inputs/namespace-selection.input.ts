import { Field, InputType } from 'type-graphql';
import type { FieldFault } from '../../domain/errors/request-errors.js';
import type { NamespaceSelection, SelectionKind } from '../../domain/namespace-selection.js';
import { SelectionKindEnum } from '../schedule-enums.js';
import { MachineSelectionInput, machineSelectionOf } from './machine-selection.input.js';
import { type Shaped, shapeFaults } from './shape-faults.js';

@InputType('NamespaceSelectionInput', {
  description: 'What to back up: `kind`, and the field that belongs to it and no other.',
})
export class NamespaceSelectionInput {
  @Field(() => SelectionKindEnum, { description: 'How they are chosen. Fixed when the schedule is created.' })
  readonly kind: SelectionKind;

  @Field(() => [String], {
    nullable: true,
    description:
      'Names of namespaces (NAMED). A schedule that is created with one cannot grow; with two or more it can.',
  })
  readonly names?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'A Kubernetes label selector (LABELS): `team=shop,tier in (web,db)`.',
  })
  readonly selector?: string | null;

  @Field(() => MachineSelectionInput, {
    nullable: true,
    description: 'Which virtual machines (VIRTUAL_MACHINES).',
  })
  readonly virtualMachines?: MachineSelectionInput | null;
}

const FIELDS = {
  NAMED: ['names'],
  LABELS: ['selector'],
  ALL: [],
  VIRTUAL_MACHINES: ['virtualMachines'],
} as const;

/** The selection that is meant, or every field of it that is lacking or does not belong to its kind. */
export function selectionOf(path: string, input: NamespaceSelectionInput): Shaped<NamespaceSelection> {
  const { kind, names, selector, virtualMachines } = input;
  const faults: readonly FieldFault[] = shapeFaults(path, {
    kind,
    fields: { names, selector, virtualMachines },
    needed: FIELDS[kind],
  });
  if (faults.length > 0) return { faults };
  if (kind === 'NAMED') return { value: { kind, names: names ?? [] } };
  if (kind === 'LABELS') return { value: { kind, selector: selector ?? '' } };
  if (kind === 'ALL') return { value: { kind } };
  return { value: { kind, virtualMachines: machineSelectionOf(virtualMachines ?? {}) } };
}
