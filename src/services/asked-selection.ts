/** What a change of a schedule asks for instead of what it takes now, and what of it cannot be meant. Pure. */
import type { MachinePlan } from '../cycle/plan-machines.js';
import type { FieldFault } from '../domain/errors/request-errors.js';
import type { MachineSelection } from '../domain/machine-selection.js';
import { type NamespaceSelection, selectionFaults } from '../domain/namespace-selection.js';
import { machineKey } from '../domain/virtual-machine.js';

export interface AskedInstead {
  /** Of a schedule by labels. */
  readonly selector?: string;
  /** Of a schedule of virtual machines, whole. */
  readonly virtualMachines?: MachineSelection;
}

export function askedSelection({ selector, virtualMachines }: AskedInstead): NamespaceSelection | undefined {
  if (virtualMachines !== undefined) return { kind: 'VIRTUAL_MACHINES', virtualMachines };
  return selector === undefined ? undefined : { kind: 'LABELS', selector };
}

/** By the names of the change's own fields. */
export function askedSelectionFaults(change: AskedInstead): FieldFault[] {
  const asked = askedSelection(change);
  if (asked === undefined) return [];
  if (asked.kind === 'LABELS') return selectionFaults('selection', asked);
  const both =
    change.selector === undefined
      ? []
      : [{ path: 'selector', message: 'give either selector or virtualMachines, not both' }];
  const faults = selectionFaults('', asked).map(({ path, ...rest }) => ({ ...rest, path: path.slice(1) }));
  return [...both, ...faults];
}

/** Why one kind does not become another: it would be another schedule. */
export const OTHER_KINDS = {
  NAMED: 'this schedule has a named list: exclude or add namespaces instead',
  LABELS: 'this schedule selects by labels: edit its selector instead',
  VIRTUAL_MACHINES: 'this schedule is of virtual machines: edit those instead',
} as const;

/** The field that the cluster means when it refuses a label selector; undefined: none was sent. */
export function selectorPath(selection: NamespaceSelection): string | undefined {
  if (selection.kind === 'LABELS') return 'selection.selector';
  const found = selection.kind === 'VIRTUAL_MACHINES' && selection.virtualMachines.selector !== null;
  return found ? 'selection.virtualMachines.selector' : undefined;
}

/** Every machine of a list exists when the list is made. */
export function absentMachines({ missing, served }: MachinePlan): FieldFault[] {
  const path = 'selection.virtualMachines';
  if (!served) return [{ path, message: 'the cluster serves no virtual machines (kubevirt.io/v1)' }];
  return missing.slice(0, 20).map((each) => ({
    path: `${path}.machines`,
    message: `the cluster has no virtual machine ${machineKey(each)}`,
  }));
}
