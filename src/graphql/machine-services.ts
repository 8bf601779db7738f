/** What the API asks of the services about virtual machines. */
import type { Actor } from '../domain/identity.js';
import type { VirtualMachineSort } from '../domain/listing.js';
import type { MachineFilter } from '../domain/ports/machine-store.js';
import type { Page, SortedRequest } from '../domain/ports/stores.js';
import type { VirtualMachine } from '../domain/virtual-machine.js';

export interface VirtualMachineOperations {
  get(id: string, viewer: Actor): Promise<VirtualMachine>;
  page(
    request: SortedRequest<VirtualMachineSort>,
    filter: MachineFilter,
    viewer: Actor,
  ): Promise<Page<VirtualMachine>>;
  count(filter: MachineFilter, viewer: Actor): Promise<number>;
  /** When each cluster's machines were last looked at; one that never was is left out. */
  checkedAt(clusterIds: readonly string[]): Promise<ReadonlyMap<string, Date>>;
}
