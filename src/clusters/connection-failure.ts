/** From what Node.js, undici and zlib throw to a `ClusterCallFailed`. */
import { ClusterCallFailed, type ClusterCallFailureKind } from '../domain/cluster-call.js';

const KINDS: Readonly<Record<string, ClusterCallFailureKind>> = {
  ENOTFOUND: 'NAME_NOT_RESOLVED',
  EAI_AGAIN: 'NAME_NOT_RESOLVED',
  EAI_FAIL: 'NAME_NOT_RESOLVED',
  EAI_NODATA: 'NAME_NOT_RESOLVED',
  EAI_NONAME: 'NAME_NOT_RESOLVED',
  ETIMEDOUT: 'TIMEOUT',
  UND_ERR_CONNECT_TIMEOUT: 'TIMEOUT',
  UND_ERR_HEADERS_TIMEOUT: 'TIMEOUT',
  UND_ERR_BODY_TIMEOUT: 'TIMEOUT',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'MALFORMED',
  UND_ERR_HEADERS_OVERFLOW: 'MALFORMED',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'MALFORMED',
  ERR_REFUSED_ADDRESS: 'BAD_KUBECONFIG',
};

const TLS_WORDS =
  /^(?:CERT_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|CRL_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|CA_MD_|EPROTO$)/;
const NO_TLS = /^(?:EPROTO|ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNSUPPORTED_PROTOCOL))$/;
/** An alert is what the other side sent: it did not like the certificate that we showed. */
const OUR_CERTIFICATE_REFUSED = /_ALERT_(?:.*CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|DECRYPT_ERROR)/;

const SENTENCES: Partial<Record<ClusterCallFailureKind, string>> = {
  NAME_NOT_RESOLVED: 'the name of the server could not be resolved',
  TIMEOUT: 'the server did not answer in time',
  TLS: "the server's certificate is not the one that the kubeconfig vouches for",
  UNAUTHORIZED: 'the server refused the client certificate',
  BAD_KUBECONFIG: 'the server name leads to a link-local or metadata address, which is never called',
  MALFORMED: 'the answer was cut off or is not HTTP',
  CONNECTION: 'the connection was refused or dropped',
};

export function connectionFailure(error: unknown, call: string): ClusterCallFailed {
  const code = codeOf(error);
  const kind = kindOf(code);
  const sentence = NO_TLS.test(code) ? 'the server does not speak TLS as it should' : SENTENCES[kind];
  const message = `${call}: ${sentence ?? 'the call failed'}${code === '' ? '' : ` (${code})`}.`;
  return new ClusterCallFailed(message, { kind, call }, { cause: bareCause(error, code) });
}

function kindOf(code: string): ClusterCallFailureKind {
  const known = Object.hasOwn(KINDS, code) ? KINDS[code] : undefined;
  if (known !== undefined) return known;
  if (OUR_CERTIFICATE_REFUSED.test(code)) return 'UNAUTHORIZED';
  if (TLS_WORDS.test(code)) return 'TLS';
  if (/^(?:HPE_|Z_|ERR_ZLIB|ERR__ERROR_)/.test(code)) return 'MALFORMED';
  return 'CONNECTION';
}

/** Several addresses tried in vain come as one AggregateError: the first speaks for all. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}

/** The foreign error's name and code only: parser errors carry pieces of the answer, which may be a Secret. */
function bareCause(error: unknown, code: string): Error {
  const bare = new Error(code === '' ? 'no code' : code);
  bare.name = error instanceof Error ? error.name : 'Error';
  return bare;
}
