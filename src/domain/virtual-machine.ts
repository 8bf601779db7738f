/** A KubeVirt virtual machine of a cluster as it was last observed, and what KubeVirt's word for it means for its state. Pure. */
import type { Labels } from './names.js';
import type { VirtualMachineState } from './state-matrix.js';

export interface MachineName {
  readonly namespace: string;
  readonly name: string;
}

/** As the cluster shows it at one moment. */
export interface ObservedMachine extends MachineName {
  readonly uid: string;
  readonly labels: Labels;
  /** `status.printableStatus` as KubeVirt writes it; null while it has written none. */
  readonly printableStatus: string | null;
  /** `spec.runStrategy`, or what the older `spec.running` says in its words; null where neither stands. */
  readonly runStrategy: string | null;
  /** Whether the guest agent answers (condition AgentConnected=True): without it file systems cannot be frozen. */
  readonly agentConnected: boolean;
  /** What KubeVirt says of why it is not ready; null where it says nothing. */
  readonly message: string | null;
}

export interface VirtualMachine extends Omit<ObservedMachine, 'message'> {
  readonly id: string;
  readonly clusterId: string;
  readonly state: VirtualMachineState;
  /** KubeVirt's own word (`Running`, `CrashLoopBackOff`), or NOT_CHECKED, or NO_STATUS. */
  readonly stateReason: string;
  readonly stateMessage: string;
  readonly stateChangedAt: Date;
  /** When it was first seen. */
  readonly createdAt: Date;
}

export const NOT_CHECKED = 'NOT_CHECKED';
export const NO_STATUS = 'NO_STATUS';

/** Source: facts 7.2, status.printableStatus. A machine that moves to another node goes on running. */
const STATES: Readonly<Record<string, VirtualMachineState>> = {
  Running: 'RUNNING',
  Migrating: 'RUNNING',
  Paused: 'PAUSED',
  Stopped: 'STOPPED',
};

export function machineState(printableStatus: string | null): VirtualMachineState {
  return (printableStatus === null ? undefined : STATES[printableStatus]) ?? 'OTHER';
}

export function stateReasonOf({ printableStatus }: Pick<ObservedMachine, 'printableStatus'>): string {
  return printableStatus ?? NO_STATUS;
}

/** One sentence for people. */
export function stateMessageOf({ printableStatus, message }: ObservedMachine): string {
  const word =
    printableStatus === null ? 'KubeVirt has not said yet how it is' : `KubeVirt says ${printableStatus}`;
  return message === null ? word : `${word}: ${message}`;
}

/** `shop/db` */
export function machineKey({ namespace, name }: MachineName): string {
  return `${namespace}/${name}`;
}

/** What one look changes: rows as they are from now on. */
export interface MachineChanges {
  readonly found: readonly VirtualMachine[];
  /** Those whose row differs; `moved` where the state or KubeVirt's word does. */
  readonly changed: readonly {
    readonly before: VirtualMachine;
    readonly after: VirtualMachine;
    readonly moved: boolean;
  }[];
  readonly gone: readonly VirtualMachine[];
}

/** @param newId for a machine that was not there before */
export function compareMachines(
  before: readonly VirtualMachine[],
  seen: readonly ObservedMachine[],
  { clusterId, at, newId }: { readonly clusterId: string; readonly at: Date; readonly newId: () => string },
): MachineChanges {
  const known = new Map(before.map((row) => [machineKey(row), row]));
  const found: VirtualMachine[] = [];
  const changed: { before: VirtualMachine; after: VirtualMachine; moved: boolean }[] = [];
  for (const each of new Map(seen.map((machine) => [machineKey(machine), machine])).values()) {
    const row = known.get(machineKey(each));
    known.delete(machineKey(each));
    const { message: _message, ...facts } = each;
    const state = machineState(each.printableStatus);
    const stateReason = stateReasonOf(each);
    const now = { ...facts, state, stateReason, stateMessage: stateMessageOf(each) };
    if (row === undefined) {
      found.push({ id: newId(), clusterId, ...now, stateChangedAt: at, createdAt: at });
      continue;
    }
    const stateChangedAt = row.state === state ? row.stateChangedAt : at;
    const after = { ...row, ...now, stateChangedAt };
    if (isSame(row, after)) continue;
    const moved = row.state !== state || row.stateReason !== stateReason;
    changed.push({ before: row, after, moved });
  }
  return { found, changed, gone: [...known.values()] };
}

const TOLD = [
  'uid',
  'printableStatus',
  'runStrategy',
  'agentConnected',
  'state',
  'stateReason',
  'stateMessage',
] as const;

function isSame(one: VirtualMachine, other: VirtualMachine): boolean {
  return TOLD.every((field) => one[field] === other[field]) && sameLabels(one.labels, other.labels);
}

function sameLabels(one: Labels, other: Labels): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
