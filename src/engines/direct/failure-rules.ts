import { ClusterCallFailed, type ClusterCallFailureKind } from '../../domain/cluster-call.js';

/**
 * Failures that say something about the cluster as a whole, after the client's own retries: the run ends with them. Thirty
 * kinds that "could not be read" because the cluster is gone would be a partial success that holds nothing.
 */
const ENDING: ReadonlySet<ClusterCallFailureKind> = new Set([
  'UNAUTHORIZED',
  'TLS',
  'BAD_KUBECONFIG',
  'CONNECTION',
  'TIMEOUT',
  'NAME_NOT_RESOLVED',
]);

/** Why one kind could not be read, as the end of a sentence. */
const REASONS: Readonly<Partial<Record<ClusterCallFailureKind, string>>> = {
  FORBIDDEN: 'the credential has no right to list it',
  NOT_FOUND: 'the cluster does not serve it any more',
  THROTTLED: 'the cluster kept putting the calls off',
  SERVER_ERROR: 'the cluster kept answering with an error',
  MALFORMED: 'the answers were no whole JSON list',
  EXPIRED: 'the list expired again and again before its end',
  REFUSED: 'the cluster refused the call',
};

export function endsTheRun(error: ClusterCallFailed): boolean {
  return ENDING.has(error.kind);
}

/**
 * The failure when it concerns only what was being read. Everything else is thrown again: an abort as the signal's reason,
 * failures of the whole cluster, of the store, and faults of our own.
 */
export function failureOfOneKind(error: unknown, signal: AbortSignal): ClusterCallFailed {
  signal.throwIfAborted();
  if (error instanceof ClusterCallFailed && !endsTheRun(error)) return error;
  throw error;
}

export function reasonOf(error: ClusterCallFailed): string {
  const status = error.details.status === null ? '' : ` (HTTP ${error.details.status})`;
  return `${REASONS[error.kind] ?? 'the call failed'}${status}`;
}
