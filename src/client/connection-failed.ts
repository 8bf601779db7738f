/** Nobody answered as Holdfast would: one sentence with the address and the reason, never with the token. */
export class ConnectionFailed extends Error {
  /** Whether the server may have got the request and done what it asks: nobody was told. */
  readonly mayHaveArrived: boolean;

  constructor(
    readonly url: string,
    reason: string,
    options?: ErrorOptions & { readonly mayHaveArrived?: boolean },
  ) {
    super(`Cannot reach Holdfast at ${url}: ${reason}`, options);
    this.name = 'ConnectionFailed';
    this.mayHaveArrived = options?.mayHaveArrived ?? CUT.has(connectionReason(options?.cause));
  }
}

const CUT: ReadonlySet<string> = new Set(['the connection was cut', 'no answer in time']);

const MEANINGS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name could not be looked up',
  ETIMEDOUT: 'no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'no answer in time',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is self-signed (NODE_EXTRA_CA_CERTS names an authority to trust)',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate is from an authority that is not trusted here (NODE_EXTRA_CA_CERTS names one to trust)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate is from an authority that is not trusted here (NODE_EXTRA_CA_CERTS names one to trust)',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate is from an authority that is not trusted here (NODE_EXTRA_CA_CERTS names one to trust)',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS; try http://',
  EPROTO: 'it does not speak TLS; try http://',
};

/** What a failed call of the platform means, in words: the code of the innermost cause decides. */
export function connectionReason(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause ?? firstOf(cause)) {
    const meaning = 'code' in cause && typeof cause.code === 'string' ? MEANINGS[cause.code] : undefined;
    if (meaning !== undefined) return meaning;
  }
  return 'the connection failed';
}

/** A host with several addresses fails once for each. */
function firstOf(error: Error): unknown {
  return error instanceof AggregateError ? error.errors[0] : undefined;
}
