import type { LookupFunction } from 'node:net';
import { createSecureContext } from 'node:tls';
import { Pool } from 'undici';
import { guardedLookup } from '../outbound/refused-address.js';
import type { ClusterAccess } from './cluster-access.js';
import type { ClusterTimeouts } from './cluster-timeouts.js';

/** Also the number of calls under way: API Priority and Fairness shares its seats among all service accounts (facts 2.7, 6). */
export const CONNECTIONS_PER_CLUSTER = 4;

/** Watches cost an API server a connection and next to nothing else. One for each federated run that goes on. */
export const WATCHES_PER_CLUSTER = 32;

/** A pool of a cluster's: HTTP/1.1, no redirects, the kubeconfig's own authorities and nobody else's word. */
export function connectionPool(
  access: ClusterAccess,
  {
    timeouts,
    lookup,
    connections = CONNECTIONS_PER_CLUSTER,
  }: { timeouts: ClusterTimeouts; lookup: LookupFunction | undefined; connections?: number },
): Pool {
  const { authorities, clientCertificate, serverName } = access;
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
      secureContext: createSecureContext({
        ...(authorities === undefined ? {} : { ca: authorities }),
        ...(clientCertificate === undefined
          ? {}
          : { cert: clientCertificate.chain, key: clientCertificate.key }),
      }),
      ...(serverName === undefined ? {} : { servername: serverName }),
    },
  });
}
