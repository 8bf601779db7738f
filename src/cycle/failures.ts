/** What an error that ended a run means for the backup: an issue, with a code that decides the state. */
import { BackupLocked } from '../domain/backup-locked.js';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { DependencyFailure } from '../domain/errors/dependency-errors.js';
import type { Issue } from '../domain/issue.js';
import { issue } from '../domain/issue.js';
import { StorageFailed } from '../domain/storage-failure.js';
import { LeaseLost, RunCancelled, WorkerStopping } from './lease.js';
import { ClusterAsleep } from './sleep-watch.js';
import type { CycleWorld } from './world.js';

/** A cluster that hangs, and then its garden. */
const LOOK_MS = 30_000;

export interface RunSubject {
  readonly backupId: string;
  readonly clusterId: string;
  readonly locationId: string;
}

/** Our own database was away, which says nothing about the backup. A secret that cannot be decrypted is not that: it stays so. */
export function databaseWasAway(error: unknown): boolean {
  return error instanceof DependencyFailure && error.details.dependency === 'PostgreSQL';
}

/**
 * What ended a run: the signal's reason, where it was aborted. Throws it on when nobody may write any more, or when our database
 * was away and another attempt makes it.
 */
export function causeOfEnd(error: unknown, signal: AbortSignal): unknown {
  const cause: unknown = signal.aborted ? signal.reason : error;
  if (cause instanceof LeaseLost || cause instanceof WorkerStopping || databaseWasAway(cause)) throw cause;
  return cause;
}

/** As `issueOf`, of a cluster that a garden may have put to sleep meanwhile: then it is none that is away. */
export async function issueOfShoot(
  error: unknown,
  subject: RunSubject,
  { clusters, work }: Pick<CycleWorld, 'clusters' | 'work'>,
): Promise<Issue | undefined> {
  const known = issueOf(error, subject);
  const { clusterId } = subject;
  if (known?.code !== 'CLUSTER_UNAVAILABLE') return known;
  if ((await work.stores.shoots.find(clusterId)) === undefined) return known;
  const look = clusters.probe(clusterId, AbortSignal.timeout(LOOK_MS));
  const seen = await look.catch(() => undefined);
  if (seen === undefined || seen.ok || seen.reason !== 'HIBERNATED') return known;
  return asleepIssue(clusterId, seen.message);
}

function asleepIssue(clusterId: string, message: string): Issue {
  return issue('CLUSTER_HIBERNATED', { kind: 'CLUSTER', name: clusterId }, message);
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
  if (error instanceof ClusterAsleep) return asleepIssue(subject.clusterId, error.message);
  if (error instanceof DependencyFailure && error.details.dependency === 'Velero backup') {
    return issue('IMPORT_FAILED', { kind: 'BACKUP', name: subject.backupId }, error.message);
  }
  if (error instanceof ClusterCallFailed) {
    return issue('CLUSTER_UNAVAILABLE', { kind: 'CLUSTER', name: subject.clusterId }, error.message);
  }
  // What another attempt left there does not open.
  if (error instanceof StorageFailed || error instanceof BackupLocked) {
    return issue('UPLOAD_FAILED', { kind: 'LOCATION', name: subject.locationId }, error.message);
  }
  return undefined;
}
