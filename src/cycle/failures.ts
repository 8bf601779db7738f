/** What an error that ended a run means for the backup: an issue, with a code that decides the state. */
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { DependencyFailure } from '../domain/errors.js';
import type { Issue } from '../domain/issue.js';
import { issue } from '../domain/issue.js';
import { StorageFailed } from '../domain/storage-failure.js';
import { RunCancelled } from './lease.js';

export interface RunSubject {
  readonly backupId: string;
  readonly clusterId: string;
  readonly locationId: string;
}

/** Our own database was away, which says nothing about the backup. A secret that cannot be decrypted is not that: it stays so. */
export function databaseWasAway(error: unknown): boolean {
  return error instanceof DependencyFailure && error.details.dependency === 'PostgreSQL';
}

/** An issue for what was thrown, or undefined for what no one foresaw. */
export function issueOf(error: unknown, subject: RunSubject): Issue | undefined {
  if (error instanceof RunCancelled) {
    return issue(
      'CANCELLED',
      { kind: 'BACKUP', name: subject.backupId },
      'The backup was cancelled; nothing of it was kept.',
    );
  }
  if (error instanceof ClusterCallFailed) {
    return issue('CLUSTER_UNAVAILABLE', { kind: 'CLUSTER', name: subject.clusterId }, error.message);
  }
  if (error instanceof StorageFailed) {
    return issue('UPLOAD_FAILED', { kind: 'LOCATION', name: subject.locationId }, error.message);
  }
  return undefined;
}
