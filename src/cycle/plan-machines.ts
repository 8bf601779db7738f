/** PLAN of a backup of virtual machines: which of those that are asked for are there now. Frozen for the whole run. */
import type { PlannedMachine } from '../domain/backup-machine.js';
import { type MachineSelection, namespacesNamed } from '../domain/machine-selection.js';
import {
  isOptedOutNamespace,
  isSystemNamespace,
  type NamespaceSelection,
} from '../domain/namespace-selection.js';
import type { ClusterGateway } from '../domain/ports/cluster-gateway.js';
import type { MachineGateway } from '../domain/ports/machine-gateway.js';
import {
  type MachineName,
  machineKey,
  machineState,
  type ObservedMachine,
} from '../domain/virtual-machine.js';
import { lookAtNamespaces, lookAtSelection, type NamespaceSight } from './plan.js';

/** More namespaces than this are asked for in one list. */
const MAX_SINGLE_LISTS = 20;
/** Whoever names namespaces gets them. */
const NONE: ReadonlySet<string> = new Set();

export interface MachineSight {
  /** Namespaces that hold a machine that is asked for, and those that are named and are gone. */
  readonly requested: readonly string[];
  readonly sight: NamespaceSight;
  readonly machines: MachinePlan;
}

export interface MachinePlan {
  readonly included: readonly PlannedMachine[];
  /** Named, and not there. */
  readonly missing: readonly MachineName[];
  /** The cluster serves virtual machines at all. */
  readonly served: boolean;
}

/** What is asked for as it is now; `machines` where virtual machines are. */
export type AskedSight = Omit<MachineSight, 'machines'> & { readonly machines?: MachinePlan };

interface Looking {
  readonly clusters: Pick<ClusterGateway, 'namespace' | 'namespaces' | 'systemNamespaces'>;
  readonly machines: Pick<MachineGateway, 'list'>;
}

/** @throws ClusterCallFailed */
export async function lookAtAsked(
  looking: Looking,
  clusterId: string,
  selection: NamespaceSelection,
  signal: AbortSignal,
): Promise<AskedSight> {
  return selection.kind === 'VIRTUAL_MACHINES'
    ? lookAtMachines(looking, clusterId, selection.virtualMachines, signal)
    : lookAtSelection(looking.clusters, clusterId, selection, signal);
}

/** @throws ClusterCallFailed */
export async function lookAtMachines(
  { clusters, machines }: Looking,
  clusterId: string,
  selection: MachineSelection,
  signal: AbortSignal,
): Promise<MachineSight> {
  const named = namespacesNamed(selection);
  const [found, system] = await Promise.all([
    machines.list(clusterId, wantedOf(selection, named), signal),
    named === null ? clusters.systemNamespaces(clusterId, signal) : NONE,
  ]);
  const chosen = chosenOf(selection, found ?? [], system);
  const holding = new Set(chosen.map(({ namespace }) => namespace));
  const looked = [...new Set([...holding, ...(selection.namespaces ?? [])])].sort();
  const sight = await lookAtNamespaces(clusters, clusterId, looked, signal);
  const isHere = (name: string) => sight.get(name)?.terminating === false;
  // Whoever asked for the machines of a namespace by its name is told that it is gone; one without machines holds nothing.
  const asked = looked.filter((name) => (isHere(name) ? holding.has(name) : selection.machines === null));
  const requested = asked.filter((name) => named !== null || !isOptedOut(sight, name));
  const included = chosen.filter(({ namespace }) => requested.includes(namespace) && isHere(namespace));
  const there = new Set(included.map(machineKey));
  return {
    requested,
    sight,
    machines: {
      included: included.map(({ namespace, name, uid, printableStatus }) => ({
        namespace,
        name,
        uid,
        printableStatus,
        state: machineState(printableStatus),
      })),
      missing: (selection.machines ?? []).filter((each) => !there.has(machineKey(each))),
      served: found !== undefined,
    },
  };
}

function wantedOf({ selector }: MachineSelection, named: readonly string[] | null) {
  return {
    ...(named !== null && named.length <= MAX_SINGLE_LISTS && { namespaces: named }),
    ...(selector !== null && { selector }),
  };
}

function chosenOf(
  selection: MachineSelection,
  found: readonly ObservedMachine[],
  system: ReadonlySet<string>,
): readonly ObservedMachine[] {
  const { machines, namespaces } = selection;
  if (machines !== null) {
    const keys = new Set(machines.map(machineKey));
    return found.filter((each) => keys.has(machineKey(each)));
  }
  // Whose owner opted out is not found; who names it is told that it could not be read.
  const chosen = found.filter(({ labels }) => !isOptedOutNamespace(labels));
  if (namespaces !== null) return chosen.filter(({ namespace }) => namespaces.includes(namespace));
  return chosen.filter(({ namespace }) => !isSystemNamespace(namespace, system));
}

function isOptedOut(sight: NamespaceSight, name: string): boolean {
  return isOptedOutNamespace(sight.get(name)?.labels ?? {});
}
