/** Which virtual machines a backup asks for: some by name, or all of namespaces, or all there are; where they are not named, narrowed by their labels. Pure. */
import type { FieldFault } from './errors/request-errors.js';
import { labelSelectorFaults } from './label-selector.js';
import { distinctNames, isNamespaceName, namespaceListFaults } from './names.js';
import { type MachineName, machineKey } from './virtual-machine.js';

export interface MachineSelection {
  /** By name; null: those of `namespaces` and `selector`. One that is gone is left out, and the backup says so. */
  readonly machines: readonly MachineName[] | null;
  /** Every machine of these; null: of all namespaces but the system's. */
  readonly namespaces: readonly string[] | null;
  /** A Kubernetes label selector of machines; the cluster matches it. Null: all of them. */
  readonly selector: string | null;
  /** Whether the file systems of those that run are frozen while their volumes are cut. */
  readonly freeze: boolean;
}

const MOST_MACHINES = 1_000;
/** What a VirtualMachine may be called: an RFC 1123 subdomain. */
const MACHINE_NAME = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

export function machineSelectionFaults(path: string, selection: MachineSelection): FieldFault[] {
  const { machines, namespaces, selector } = selection;
  const faults: FieldFault[] = [];
  if (machines !== null && (namespaces !== null || selector !== null))
    faults.push({
      path: `${path}.machines`,
      message: 'name machines, or give namespaces and a selector that choose them: not both',
    });
  if (machines !== null) faults.push(...machineFaults(`${path}.machines`, machines));
  if (namespaces !== null) faults.push(...namespaceListFaults(`${path}.namespaces`, namespaces));
  if (selector !== null) faults.push(...labelSelectorFaults(`${path}.selector`, selector, 'virtual machine'));
  return faults;
}

function machineFaults(path: string, machines: readonly MachineName[]): FieldFault[] {
  if (machines.length === 0) return [{ path, message: 'name at least one virtual machine' }];
  if (machines.length > MOST_MACHINES)
    return [{ path, message: `${machines.length} are too many: ${MOST_MACHINES} at most` }];
  return machines
    .flatMap(({ namespace, name }, index) => [
      ...(isNamespaceName(namespace)
        ? []
        : [
            {
              path: `${path}.${index}.namespace`,
              message: 'is no DNS label, so no namespace can be called so',
            },
          ]),
      ...(MACHINE_NAME.test(name)
        ? []
        : [{ path: `${path}.${index}.name`, message: 'is no name that a virtual machine can have' }]),
    ])
    .slice(0, 20);
}

/** Names once each and sorted; a selector trimmed. */
export function normalMachineSelection(selection: MachineSelection): MachineSelection {
  const { machines, namespaces, selector } = selection;
  const byKey = new Map(
    machines?.map(({ namespace, name }) => [`${namespace}/${name}`, { namespace, name }]),
  );
  const sorted = [...byKey.values()].sort((one, other) => (machineKey(one) < machineKey(other) ? -1 : 1));
  return {
    ...selection,
    machines: machines && sorted,
    namespaces: namespaces && distinctNames(namespaces),
    selector: selector === null || selector.trim() === '' ? null : selector.trim(),
  };
}

/** The namespaces that it names, one way or the other; null: it finds them. */
export function namespacesNamed({ machines, namespaces }: MachineSelection): readonly string[] | null {
  return machines === null ? namespaces : distinctNames(machines.map(({ namespace }) => namespace));
}
