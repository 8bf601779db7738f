/** Errors of what Holdfast stands on: clusters, locations, storage, the database. */

import { type CountedReason, countedReasons, reasonsOf } from '../counted-reasons.js';
import { DomainError } from './domain-error.js';

export class ClusterUnavailable extends DomainError<{ clusterId: string; state: string; reason: string }> {
  readonly code = 'CLUSTER_UNAVAILABLE';
}

export class BackupLocationInvalid extends DomainError<{ locationId: string; reason: string }> {
  readonly code = 'BACKUP_LOCATION_INVALID';
}

/** It names no cluster: who may see the location, or a backup in it, need not see those. */
export class NoEligibleCluster extends DomainError<{
  locationId: string;
  reasons: readonly CountedReason[];
}> {
  readonly code = 'NO_ELIGIBLE_CLUSTER';
  constructor(locationId: string, connections: readonly { readonly reason: string }[]) {
    // A connection that is good is of a cluster that is not.
    const found = connections.map(({ reason }) => (reason === 'OK' ? 'CLUSTER_NOT_ACTIVE' : reason));
    const told = found.length === 0 ? 'no cluster is connected to it' : reasonsOf(found);
    const reasons = countedReasons(found);
    super(`No active cluster reaches the backup location: ${told}.`, { locationId, reasons });
  }
}

export class DependencyFailure extends DomainError<{ dependency: string }> {
  readonly code = 'DEPENDENCY_FAILURE';
}
