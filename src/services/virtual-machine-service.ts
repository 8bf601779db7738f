/** Virtual machines as they were last observed. They are seen by who sees their namespace; nothing changes them but a look. */
import { isGranted, sightOf } from '../domain/access.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import type { Actor } from '../domain/identity.js';
import type { VirtualMachineSort } from '../domain/listing.js';
import type { MachineFilter } from '../domain/ports/machine-store.js';
import type { Page, SortedRequest, UnitOfWork } from '../domain/ports/stores.js';
import type { VirtualMachine } from '../domain/virtual-machine.js';
import { grantedOn } from './authorisation.js';

export class VirtualMachineService {
  constructor(private readonly ports: { readonly work: UnitOfWork }) {}

  /** @throws NotFound */
  async get(id: string, viewer: Actor): Promise<VirtualMachine> {
    const { stores } = this.ports.work;
    const row = await stores.virtualMachines.find(id);
    if (row === undefined) throw new NotFound('VirtualMachine', id);
    if (
      sightOf(viewer) !== 'ALL' &&
      !isGranted(await grantedOn(stores, viewer, row.clusterId), row.namespace)
    )
      throw new NotFound('VirtualMachine', id);
    return row;
  }

  page(
    request: SortedRequest<VirtualMachineSort>,
    filter: MachineFilter,
    viewer: Actor,
  ): Promise<Page<VirtualMachine>> {
    return this.ports.work.stores.virtualMachines.page(request, { ...filter, seenBy: sightOf(viewer) });
  }

  count(filter: MachineFilter, viewer: Actor): Promise<number> {
    return this.ports.work.stores.virtualMachines.count({ ...filter, seenBy: sightOf(viewer) });
  }

  /** When each cluster's machines were last looked at; one that never was is left out. */
  checkedAt(clusterIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    return this.ports.work.stores.virtualMachines.observedAt(clusterIds);
  }
}
