/** How many of each resource are in each state now, of those that the viewer sees; undefined for what this product does not hold yet. */
import { sightOf } from '../domain/access.js';
import type { Actor } from '../domain/identity.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { hasRight } from '../domain/rights.js';
import type { Resource } from '../domain/state-matrix.js';

export class StateMatrixService {
  constructor(private readonly work: UnitOfWork) {}

  async counts(resource: Resource, viewer: Actor): Promise<ReadonlyMap<string, number> | undefined> {
    const { clusters, locations, schedules, backups, restores, virtualMachines, discoveries } =
      this.work.stores;
    const { connections, syncs } = this.work.stores;
    const seenBy = sightOf(viewer);
    switch (resource) {
      case 'Cluster':
        return clusters.countByState(seenBy);
      case 'BackupLocation':
        return locations.countByState();
      case 'BackupSchedule':
        return schedules.countByState(seenBy);
      case 'ClusterDiscovery':
        return seenBy === 'ALL' ? discoveries.countByState() : undefined;
      case 'Backup':
        return backups.countByState(seenBy);
      case 'Restore':
        return restores.countByState(seenBy);
      case 'VirtualMachine':
        return virtualMachines.countByState(seenBy);
      case 'LocationConnection':
        return seenBy === 'ALL' ? connections.countByState() : undefined;
      case 'BackupSync':
        return syncs.countByState();
      case 'User':
        return hasRight(viewer, 'User.list', null) ? this.#ofPeople() : undefined;
      default:
        return undefined;
    }
  }

  /** Users and user groups are one row (seed). */
  async #ofPeople(): Promise<ReadonlyMap<string, number>> {
    const { users, groups } = this.work.stores;
    const [ofUsers, ofGroups] = await Promise.all([users.countByState(), groups.countByState()]);
    return new Map(
      [...ofUsers].map(([state, count]) => [
        state,
        count + ((ofGroups as ReadonlyMap<string, number>).get(state) ?? 0),
      ]),
    );
  }
}
