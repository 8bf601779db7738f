/** Errors of what Holdfast stands on: clusters, locations, storage, the database. */

import { DomainError } from './domain-error.js';

export class ClusterUnavailable extends DomainError<{ clusterId: string; state: string; reason: string }> {
  readonly code = 'CLUSTER_UNAVAILABLE';
}

export class BackupLocationInvalid extends DomainError<{ locationId: string; reason: string }> {
  readonly code = 'BACKUP_LOCATION_INVALID';
}

export class NoEligibleCluster extends DomainError<{
  locationId: string;
  connections: readonly { connection: string; reason: string; message: string }[];
}> {
  readonly code = 'NO_ELIGIBLE_CLUSTER';
  constructor(locationId: string, connections: NoEligibleCluster['details']['connections']) {
    const told = connections.map(({ connection, message }) => `${connection}: ${message}`).join('; ');
    const none = connections.length === 0 ? 'no cluster is connected to it' : told;
    super(`No active cluster reaches the backup location (${none}).`, { locationId, connections });
  }
}

export class DependencyFailure extends DomainError<{ dependency: string }> {
  readonly code = 'DEPENDENCY_FAILURE';
}
