/** A virtual machine of a backup: what it is made of, how its guest was quieted, and what became of it. Pure. */
import type { BackupState, VirtualMachineState } from './state-matrix.js';
import type { MachineName } from './virtual-machine.js';

/** One object that a machine is made of. */
export interface PartOfMachine {
  /** `<resource>` or `<resource>.<group>`. */
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
}

/** A machine as the plan found it, with everything in its namespace that it names: frozen for the whole run. */
export interface PlannedMachine extends MachineName {
  readonly uid: string;
  readonly state: VirtualMachineState;
  readonly printableStatus: string | null;
}
export interface MachineParts extends MachineName {
  /** The machine itself comes first. */
  readonly parts: readonly PartOfMachine[];
}

/**
 * FROZEN: its file systems were frozen while its volumes were cut. SKIPPED: they could not be, or nobody wanted it. FAILED: it was tried.
 * What is not FROZEN is as if the machine had lost its power at that moment.
 */
export const QUIESCE_ENDS = ['FROZEN', 'SKIPPED', 'FAILED'] as const;
export type QuiesceEnd = (typeof QUIESCE_ENDS)[number];

export const MACHINE_FATES = ['INCLUDED', 'MISSING'] as const;
export type MachineFate = (typeof MACHINE_FATES)[number];

/** Seed: some volumes backed up is partial; none, or metadata that could not be read, is a failure. */
export type MachineOutcome = Exclude<BackupState, 'IN_PROGRESS' | 'DELETING'>;
export const MACHINE_OUTCOMES = [
  'SUCCESS',
  'PARTIAL_SUCCESS',
  'FAILURE',
] as const satisfies readonly MachineOutcome[];

export interface BackupMachine extends MachineName {
  readonly fate: MachineFate;
  /** As the plan found it; null while MISSING. */
  readonly uid: string | null;
  readonly state: VirtualMachineState | null;
  readonly printableStatus: string | null;
  /** Null: not asked, or not come to. */
  readonly quiesced: QuiesceEnd | null;
  /** Null: the backup runs, or it is MISSING. */
  readonly outcome: MachineOutcome | null;
  /** Of its claims; those whose snapshot counts. */
  readonly volumes: number;
  readonly volumesBackedUp: number;
  /** Objects of it that are in the backup. */
  readonly objects: number;
  /** One sentence; null: there is nothing to say. */
  readonly message: string | null;
}

/** `virtualmachines.kubevirt.io shop/db` */
export function partKey({ resource, namespace, name }: PartOfMachine): string {
  return `${resource} ${namespace}/${name}`;
}
