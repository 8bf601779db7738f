/** The cluster half of a kubeconfig: where the API server is and which certificate it must show. */
import { isIP } from 'node:net';
import { isRefusedHost } from '../outbound/refused-address.js';
import { fromBase64, readCertificates } from './certificates.js';
import type { FaultList } from './fault-list.js';
import { CLUSTER, checkFields } from './kubeconfig-fields.js';
import { isUnset, type YamlMap } from './kubeconfig-shape.js';

export interface ServerAccess {
  readonly server: string;
  readonly authorities: string | undefined;
  readonly serverName: string | undefined;
}

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?)*$/i;

/** Undefined only together with a fault. */
export function readServer(cluster: YamlMap, path: string, faults: FaultList): ServerAccess | undefined {
  const before = faults.count;
  checkFields(CLUSTER, cluster, { path, faults });
  const skip = cluster['insecure-skip-tls-verify'];
  if (!isUnset(skip) && skip !== false) {
    faults.add(
      `${path}.insecure-skip-tls-verify`,
      "would send the credential to anybody who answers; give the cluster's authority in certificate-authority-data instead",
    );
  }
  const server = serverUrl(cluster.server, `${path}.server`, faults);
  const authorities = authorityPem(cluster['certificate-authority-data'], path, faults);
  const serverName = certificateName(cluster['tls-server-name'], path, faults);
  return faults.count > before || server === undefined ? undefined : { server, authorities, serverName };
}

/** Never quotes the URL as given: it may carry a password. */
function serverUrl(value: unknown, path: string, faults: FaultList): string | undefined {
  if (isUnset(value)) return faults.add(path, 'is missing; give https://<host>:<port> of the API server');
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined) return faults.add(path, 'is no URL; give https://<host>:<port> of the API server');
  if (url.protocol !== 'https:') {
    return faults.add(path, 'must begin with https://: a credential never goes over an open connection');
  }
  if (url.username !== '' || url.password !== '') {
    return faults.add(path, 'carries a user name or password; remove it from the URL');
  }
  if (url.search !== '' || url.hash !== '') {
    return faults.add(path, 'carries a query or fragment; end the URL after the host, the port or the path');
  }
  if (isRefusedHost(url.hostname)) {
    return faults.add(path, 'is a link-local or metadata address, where no cluster is; give the API server');
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function authorityPem(value: unknown, clusterPath: string, faults: FaultList): string | undefined {
  if (isUnset(value)) return undefined;
  const text = typeof value === 'string' ? fromBase64(value) : undefined;
  const chain = text === undefined ? undefined : readCertificates(text);
  if (chain !== undefined) return chain.pem;
  return faults.add(
    `${clusterPath}.certificate-authority-data`,
    'is no base64 of PEM certificates; copy it again from where the kubeconfig comes from',
  );
}

function certificateName(value: unknown, clusterPath: string, faults: FaultList): string | undefined {
  if (isUnset(value)) return undefined;
  if (typeof value === 'string' && (HOST_NAME.test(value) || isIP(value) !== 0)) return value;
  return faults.add(
    `${clusterPath}.tls-server-name`,
    "is no host name; give a name from the server's certificate",
  );
}
