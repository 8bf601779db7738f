/** What it takes to speak to one cluster. Holds secrets: it never leaves src/clusters and is never logged. */
export interface ClusterAccess {
  /** `https://host:port` and, behind some gateways, a path; no slash at the end. */
  readonly server: string;
  readonly context: string;
  /** PEM; undefined: the public authorities that Node.js trusts. */
  readonly authorities: string | undefined;
  /** The name that the server's certificate must carry when it is not the host of `server`. */
  readonly serverName: string | undefined;
  readonly token: string | undefined;
  readonly clientCertificate: ClientCertificate | undefined;
  /** The earliest end that a client certificate or JWT states; null where nothing states one. */
  readonly credentialExpiresAt: Date | null;
}

export interface ClientCertificate {
  /** PEM, the client's own certificate first. */
  readonly chain: string;
  /** PEM, not encrypted. */
  readonly key: string;
}
