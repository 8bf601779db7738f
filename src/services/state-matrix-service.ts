/** How many of each resource are in each state now; undefined for what this product does not hold yet. */
import type { UnitOfWork } from '../domain/ports/stores.js';
import type { Resource } from '../domain/state-matrix.js';

export class StateMatrixService {
  constructor(private readonly work: UnitOfWork) {}

  async counts(resource: Resource): Promise<ReadonlyMap<string, number> | undefined> {
    const { clusters, locations, schedules, backups, restores, users } = this.work.stores;
    switch (resource) {
      case 'Cluster':
        return clusters.countByState();
      case 'BackupLocation':
        return locations.countByState();
      case 'BackupSchedule':
        return schedules.countByState();
      case 'Backup':
        return backups.countByState();
      case 'Restore':
        return restores.countByState();
      case 'User':
        return users.countByState();
      default:
        return undefined;
    }
  }
}
