import type { Lease } from '../backup.js';
import type { BackupMachine } from '../backup-machine.js';
import type { LabelledFilter, VirtualMachineSort } from '../listing.js';
import type { LookGuard } from '../namespace-look.js';
import type { VirtualMachineState } from '../state-matrix.js';
import type { MachineChanges, MachineName, ObservedMachine, VirtualMachine } from '../virtual-machine.js';
import type { Page, SeenBy, SortedRequest } from './stores.js';

export interface MachineFilter extends Omit<LabelledFilter<VirtualMachineState>, 'ownerId'>, SeenBy {
  readonly clusterId?: string;
  readonly namespace?: string;
}

/** The virtual machines of clusters as they were last observed. */
export interface VirtualMachineStore {
  /** What a look begins from; undefined when there is no such cluster. */
  guard(clusterId: string): Promise<LookGuard | undefined>;
  /**
   * Writes what a look saw: all the machines there are, of which only differences are written. Undefined, and nothing is written,
   * when another look was written since the guard was read, or the credential is a new one. In a transaction, with the events of it.
   */
  record(
    clusterId: string,
    guard: LookGuard,
    look: { readonly at: Date; readonly machines: readonly ObservedMachine[] },
  ): Promise<MachineChanges | undefined>;
  /** A new credential was given: nothing is known through it yet. @returns those that were in another state before */
  uncheck(clusterId: string, at: Date): Promise<readonly VirtualMachine[]>;
  /** The cluster is removed, in the transaction that removes it: nothing is written down of it any more. @returns those that go with it */
  forget(clusterId: string): Promise<readonly VirtualMachine[]>;
  /** When each cluster's machines were last looked at with its present credential; one that never was is left out. */
  observedAt(clusterIds: readonly string[]): Promise<ReadonlyMap<string, Date>>;
  find(id: string): Promise<VirtualMachine | undefined>;
  /** Those of the names that are known, in no order. */
  named(clusterId: string, names: readonly MachineName[]): Promise<readonly VirtualMachine[]>;
  page(request: SortedRequest<VirtualMachineSort>, filter?: MachineFilter): Promise<Page<VirtualMachine>>;
  count(filter?: MachineFilter): Promise<number>;
  countByState(seenBy?: SeenBy['seenBy']): Promise<ReadonlyMap<VirtualMachineState, number>>;
}

/** What became of the virtual machines of backups. */
export interface BackupMachineStore {
  /** The whole list, by who holds the lease; false when that is not held. */
  plan(lease: Lease, machines: readonly BackupMachine[]): Promise<boolean>;
  /** The whole list. */
  record(backupId: string, machines: readonly BackupMachine[]): Promise<void>;
  /** By backup, by namespace and name. A backup without any has an empty list. */
  of(backupIds: readonly string[]): Promise<ReadonlyMap<string, readonly BackupMachine[]>>;
}
