import type { LookupFunction } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import { Pool } from 'undici';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { guardedLookup } from '../outbound/refused-address.js';
import type { ClusterAccess } from './cluster-access.js';
import type { ClusterTimeouts } from './cluster-timeouts.js';

/** Also the number of calls under way: API Priority and Fairness shares its seats among all service accounts (facts 2.7, 6). */
export const CONNECTIONS_PER_CLUSTER = 4;

/** Watches cost an API server a connection and next to nothing else. One for each federated run that goes on. */
export const WATCHES_PER_CLUSTER = 32;

/**
 * A pool of a cluster's: HTTP/1.1, no redirects, the kubeconfig's own authorities and nobody else's word.
 * @throws ClusterCallFailed BAD_KUBECONFIG
 */
export function connectionPool(
  access: ClusterAccess,
  {
    timeouts,
    lookup,
    connections = CONNECTIONS_PER_CLUSTER,
  }: { timeouts: ClusterTimeouts; lookup: LookupFunction | undefined; connections?: number },
): Pool {
  const { serverName } = access;
  return new Pool(new URL(access.server).origin, {
    connections,
    pipelining: 1,
    allowH2: false,
    headersTimeout: timeouts.headers,
    bodyTimeout: timeouts.bodyIdle,
    connect: {
      timeout: timeouts.connect,
      lookup: guardedLookup(lookup),
      // Written out: NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment must not turn it off.
      rejectUnauthorized: true,
      // A resumed session would go on trusting a certificate that has been replaced.
      maxCachedSessions: 0,
      // Read once: with each connection it would cost as much as the handshake.
      secureContext: secureContextOf(access),
      ...(serverName === undefined ? {} : { servername: serverName }),
    },
  });
}

/** A certificate and its key may belong together and be nothing that TLS takes: a key of 1,024 bits, a signature of old. */
function secureContextOf({ authorities, clientCertificate }: ClusterAccess): SecureContext {
  try {
    return createSecureContext({
      ...(authorities === undefined ? {} : { ca: authorities }),
      ...(clientCertificate === undefined
        ? {}
        : { cert: clientCertificate.chain, key: clientCertificate.key }),
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new ClusterCallFailed(
      `TLS does not take the certificates of the kubeconfig${code}: have a new one issued.`,
      { kind: 'BAD_KUBECONFIG', call: 'connect' },
      { cause: error },
    );
  }
}
