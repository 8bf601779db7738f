/** From an HTTP answer that is not a success to a `ClusterCallFailed`. Source: facts 1.3 (errors), issue 2. */
import { ClusterCallFailed, type ClusterCallFailureKind } from '../domain/cluster-call.js';
import { AnsweredStatus, type ApiStatus, readStatus } from './api-status.js';
import { spokenText } from './spoken-text.js';

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfterSeconds: number | undefined;
  readonly body: Buffer;
  /** Texts of `warning` headers. */
  readonly warnings?: readonly string[];
}

export interface CallNote {
  /** `GET /api/v1/pods`, without query or host. */
  readonly call: string;
  /** The bearer token, to be taken out of whatever the server says. */
  readonly secret: string | undefined;
}

export function answerFailure(answer: Answer, { call, secret }: CallNote): ClusterCallFailed {
  const status = readStatus(answer.body);
  const kind = kindOf(answer, status);
  const details = {
    kind,
    call,
    status: answer.status,
    ...(status?.continueToken === undefined ? {} : { continueToken: status.continueToken }),
    ...(answer.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: answer.retryAfterSeconds }),
    ...(status === undefined ? {} : { reason: spokenText(status.reason, secret) }),
  };
  const said = spokenText(status?.message ?? plainText(answer), secret);
  const message = `${call}: ${sentence(kind, answer.status)}${said === '' ? '' : ` (${said})`}.`;
  return new ClusterCallFailed(message, details, status && { cause: causeOf(status, secret) });
}

function causeOf({ reason, subject }: ApiStatus, secret: string | undefined): AnsweredStatus {
  const { kind, name } = subject;
  const about = { kind: spokenText(kind, secret), name: spokenText(name, secret) };
  return new AnsweredStatus(spokenText(reason, secret), about);
}

function kindOf(answer: Answer, status: ApiStatus | undefined): ClusterCallFailureKind {
  const code = answer.status;
  if (code === 401) return 'UNAUTHORIZED';
  if (code === 429) return 'THROTTLED';
  if (code >= 500) return 'SERVER_ERROR';
  // An unknown group or path is answered in plain text by the API server itself; HTML comes from something before it.
  if (code === 404) return status || isPlainText(answer) ? 'NOT_FOUND' : 'MALFORMED';
  // Kubernetes gives a Status for every right that is lacking: another 403 says nothing about rights.
  if (code === 403) return status ? 'FORBIDDEN' : 'REFUSED';
  if (code === 410) return 'EXPIRED';
  return code >= 400 ? 'REFUSED' : 'MALFORMED';
}

function sentence(kind: ClusterCallFailureKind, code: number): string {
  switch (kind) {
    case 'UNAUTHORIZED':
      return 'the cluster refused the credential';
    case 'FORBIDDEN':
      return 'the credential has no right to this';
    case 'NOT_FOUND':
      return 'the cluster has no such resource';
    case 'EXPIRED':
      return 'the list expired while it was read';
    case 'THROTTLED':
      return 'the cluster asks for fewer calls';
    case 'MALFORMED':
      return code < 400
        ? `the server answered ${code}, and redirects are not followed`
        : `something that is no Kubernetes API answered ${code}`;
    default:
      return `the server answered ${code}`;
  }
}

function isPlainText(answer: Answer): boolean {
  return answer.contentType.startsWith('text/plain');
}

function plainText(answer: Answer): string {
  return isPlainText(answer) ? answer.body.subarray(0, 1024).toString('utf8') : '';
}
