/** How a call to a cluster fails, in words that a cycle can act on. Adapters make these; nothing else does. */
import { DomainError } from './errors/domain-error.js';

export const CLUSTER_CALL_FAILURES = [
  'NOT_FOUND',
  'FORBIDDEN',
  'UNAUTHORIZED',
  /** 410: the continue token has expired; `details.continueToken` goes on inconsistently. */
  'EXPIRED',
  'REFUSED',
  'THROTTLED',
  'SERVER_ERROR',
  'TIMEOUT',
  'CONNECTION',
  'NAME_NOT_RESOLVED',
  'TLS',
  /** Not JSON, cut off, larger than allowed, a redirect. */
  'MALFORMED',
  'BAD_KUBECONFIG',
] as const;
export type ClusterCallFailureKind = (typeof CLUSTER_CALL_FAILURES)[number];

/** What a failed call says of whoever should have answered: a reason of clusters and of gardens. The one that explains others stands before them. */
export const REASON_OF_CALL = {
  BAD_KUBECONFIG: 'BAD_KUBECONFIG',
  TLS: 'TLS_MISMATCH',
  UNAUTHORIZED: 'CREDENTIAL_REFUSED',
  NAME_NOT_RESOLVED: 'NAME_NOT_RESOLVED',
  CONNECTION: 'CONNECTION_REFUSED',
  TIMEOUT: 'TIMEOUT',
  SERVER_ERROR: 'SERVER_ERROR',
  THROTTLED: 'SERVER_ERROR',
  FORBIDDEN: 'MISSING_RIGHTS',
  NOT_FOUND: 'UNEXPECTED_ANSWER',
  REFUSED: 'UNEXPECTED_ANSWER',
  MALFORMED: 'UNEXPECTED_ANSWER',
  EXPIRED: 'UNEXPECTED_ANSWER',
} as const satisfies Record<ClusterCallFailureKind, string>;

const PASSING: ReadonlySet<ClusterCallFailureKind> = new Set([
  'THROTTLED',
  'SERVER_ERROR',
  'TIMEOUT',
  'CONNECTION',
  'NAME_NOT_RESOLVED',
  'MALFORMED',
]);

export class ClusterCallFailed extends DomainError<{
  kind: ClusterCallFailureKind;
  /** `GET /api/v1/pods`, without query or host. */
  call: string;
  status: number | null;
  continueToken: string | null;
}> {
  readonly code = 'DEPENDENCY_FAILURE';
  override get retryable(): boolean {
    return PASSING.has(this.details.kind);
  }
  /** Seconds that the server asked us to wait, if it did. */
  readonly retryAfterSeconds: number | null;
  /** The machine's word in the Status that a Kubernetes API answered (`AlreadyExists`, `Invalid`); null where there was none. */
  readonly reason: string | null;

  constructor(
    message: string,
    details: {
      kind: ClusterCallFailureKind;
      call: string;
      status?: number;
      continueToken?: string;
      retryAfterSeconds?: number;
      reason?: string;
    },
    options?: ErrorOptions,
  ) {
    const { kind, call, status = null, continueToken = null, retryAfterSeconds = null } = details;
    const { reason = null } = details;
    super(message, { kind, call, status, continueToken }, options);
    this.retryAfterSeconds = retryAfterSeconds;
    this.reason = reason;
  }

  get kind(): ClusterCallFailureKind {
    return this.details.kind;
  }
}
