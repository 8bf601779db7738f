/** From what a cluster answered to a write to a code of RESTORE_ISSUES and one sentence. */
import type { ClusterCallFailed } from '../../../domain/cluster-call.js';
import type { RestoreIssueCode } from '../../../domain/restore.js';

export interface Refusal {
  readonly code: RestoreIssueCode;
  readonly message: string;
}

interface RefusalRow {
  readonly code: RestoreIssueCode;
  /** Looked for in the words of the server. */
  readonly words: RegExp;
  readonly sentence: (found: RegExpExecArray) => string;
}

/** The first that fits. */
const ROWS: readonly RefusalRow[] = [
  {
    code: 'NAMESPACE_TERMINATING',
    words: /because it is being terminated|NamespaceTerminating/,
    sentence: () => 'The namespace is being deleted.',
  },
  {
    code: 'WEBHOOK_REFUSED',
    words: /admission webhook "([^"]+)" denied the request/,
    sentence: ([, name]) => `The admission webhook ${name} refused it.`,
  },
  {
    code: 'WEBHOOK_REFUSED',
    words: /failed calling webhook "([^"]+)"/,
    sentence: ([, name]) => `The admission webhook ${name} did not answer, and nothing is made without it.`,
  },
  {
    code: 'QUOTA_EXCEEDED',
    words: /exceeded quota: ([a-z0-9.-]+)/,
    sentence: ([, name]) => `The quota ${name} does not leave room for it.`,
  },
  {
    code: 'FORBIDDEN',
    words: /cannot \w+ resource|attempting to grant RBAC permissions not currently held/,
    sentence: () => 'The credential has no right to make it.',
  },
];

/** Their answers quote what was sent. */
const SECRET = 'secrets';

/** What the cluster said is told too, except about Secrets: an answer may quote the value that it refuses. */
export function refusalOf(failure: ClusterCallFailed, resource: string): Refusal {
  const said = wordsOf(failure);
  for (const { code, words, sentence } of ROWS) {
    const found = words.exec(failure.message);
    if (found === null) continue;
    return { code, message: resource === SECRET ? sentence(found) : `${sentence(found)} ${said}` };
  }
  const status = failure.details.status === null ? failure.kind : `HTTP ${failure.details.status}`;
  if (resource === SECRET) {
    const reason = failure.reason === null || failure.reason === '' ? '' : `, ${failure.reason}`;
    return { code: 'REFUSED', message: `The cluster refused it (${status}${reason}).` };
  }
  return { code: 'REFUSED', message: `The cluster refused it: ${said}` };
}

/** It may pass by itself within seconds: the cluster is busy, or a controller has not come to it yet. */
export function mayPass(failure: ClusterCallFailed): boolean {
  return (
    failure.kind === 'THROTTLED' ||
    /error looking up service account|status unknown for quota/.test(failure.message)
  );
}

/** Nobody can say whether the write was done. */
export function isAmbiguous({ kind, details, message }: ClusterCallFailed): boolean {
  if (kind === 'CONNECTION' || kind === 'TIMEOUT') return true;
  if (kind === 'MALFORMED') return details.status === null || details.status < 300;
  return kind === 'SERVER_ERROR' && !/webhook/.test(message) && details.status !== 501;
}

/** The sentence without the call at its beginning. */
function wordsOf({ message, details }: ClusterCallFailed): string {
  const opening = `${details.call}: `;
  return message.startsWith(opening) ? message.slice(opening.length) : message;
}
