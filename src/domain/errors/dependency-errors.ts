/** Errors of what Holdfast stands on: clusters, locations, storage, the database. */

import { DomainError } from './domain-error.js';

export class ClusterUnavailable extends DomainError<{ clusterId: string; state: string; reason: string }> {
  readonly code = 'CLUSTER_UNAVAILABLE';
}

export class BackupLocationInvalid extends DomainError<{ locationId: string; reason: string }> {
  readonly code = 'BACKUP_LOCATION_INVALID';
}

/** The message names no cluster: whoever hears it may not see them all. `connections` are those that the caller sees. */
export class NoEligibleCluster extends DomainError<{
  locationId: string;
  connections: readonly { connection: string; reason: string; message: string }[];
}> {
  readonly code = 'NO_ELIGIBLE_CLUSTER';
}

export class DependencyFailure extends DomainError<{ dependency: string }> {
  readonly code = 'DEPENDENCY_FAILURE';
}
