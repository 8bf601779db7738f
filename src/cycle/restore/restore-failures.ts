/** What an error that ended a restore means for it. */
import { ClusterCallFailed } from '../../domain/cluster-call.js';
import { DependencyFailure } from '../../domain/errors/dependency-errors.js';
import { DomainError } from '../../domain/errors/domain-error.js';
import type { RestoreIssue, RestoreIssueCode } from '../../domain/restore.js';
import { RunCancelled } from '../lease.js';
import { ClusterAsleep } from '../sleep-watch.js';

/** About the restore as a whole. */
export function wholeIssue(code: RestoreIssueCode, message: string): RestoreIssue {
  return { code, object: null, message };
}

export const CANCELLED = wholeIssue(
  'CANCELLED',
  'The restore was cancelled; what had been made until then stays in the cluster.',
);

/** An issue for what was thrown, or undefined for what no one foresaw. */
export function restoreIssueOf(error: unknown): RestoreIssue | undefined {
  if (error instanceof RunCancelled) return CANCELLED;
  if (error instanceof ClusterAsleep) return wholeIssue('CLUSTER_UNAVAILABLE', error.message);
  if (error instanceof ClusterCallFailed) return wholeIssue('CLUSTER_UNAVAILABLE', error.message);
  if (error instanceof DependencyFailure && error.details.dependency === 'credential vault') {
    return wholeIssue('CLUSTER_UNAVAILABLE', error.message);
  }
  // The port's other errors are those of reading the backup.
  return error instanceof DomainError ? wholeIssue('BACKUP_UNREADABLE', error.message) : undefined;
}
