/** What is asked of virtual machines: where it is possible, and of which they are. */
import type { Cluster } from '../domain/cluster.js';
import type { FieldFault } from '../domain/errors/request-errors.js';
import { type MachineSelection, machineSelectionFaults } from '../domain/machine-selection.js';
import { assertModeOf } from '../domain/mode-rules.js';
import { namespaceListFaults } from '../domain/names.js';
import type { NamespaceSelection } from '../domain/namespace-selection.js';
import type { Stores } from '../domain/ports/stores.js';
import type { ResourceFilter } from '../domain/resource-filter.js';
import { assertOperation } from '../domain/state-machine.js';
import { machineKey } from '../domain/virtual-machine.js';

/** What a backup by hand asks for. */
export interface AskedByHand {
  readonly namespaces?: readonly string[];
  readonly virtualMachines?: MachineSelection;
  readonly filter?: ResourceFilter | null;
}

export function selectionIn({ namespaces, virtualMachines }: AskedByHand): NamespaceSelection {
  if (virtualMachines !== undefined) return { kind: 'VIRTUAL_MACHINES', virtualMachines };
  return { kind: 'NAMED', names: namespaces ?? [] };
}

/** By the names of the request's own fields. */
export function askedFaults(request: AskedByHand): FieldFault[] {
  const { namespaces, virtualMachines, filter = null } = request;
  if (virtualMachines === undefined) return namespaceListFaults('namespaces', namespaces ?? []);
  return [
    ...(namespaces === undefined
      ? []
      : [{ path: 'namespaces', message: 'give either namespaces or virtualMachines, not both' }]),
    ...machineSelectionFaults('virtualMachines', virtualMachines),
    ...wholeFaults({ selection: selectionIn(request), filter }),
  ];
}

/** A machine without a part of it could not be started. */
export function wholeFaults({
  selection,
  filter,
}: {
  readonly selection: NamespaceSelection;
  readonly filter?: ResourceFilter | null;
}): FieldFault[] {
  if (selection.kind !== 'VIRTUAL_MACHINES' || filter == null) return [];
  return [{ path: 'filter', message: 'virtual machines are backed up whole: leave it out' }];
}

/**
 * Seed: classic mode only. Those that are named and known are in a state that allows it.
 * @throws ModeNotSupported, OperationNotAllowed
 */
export async function assertMachines(
  stores: Pick<Stores, 'virtualMachines'>,
  cluster: Cluster,
  selection: NamespaceSelection,
): Promise<void> {
  if (selection.kind !== 'VIRTUAL_MACHINES') return;
  assertModeOf('VirtualMachine', 'backUp', cluster.mode);
  const { machines } = selection.virtualMachines;
  if (machines === null) return;
  for (const row of await stores.virtualMachines.named(cluster.id, machines))
    assertOperation('VirtualMachine', { ...row, name: machineKey(row) }, 'backUp');
}
