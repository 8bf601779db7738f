/** The address of a Holdfast, as a person gives it, and the two addresses that the clients ask. */

/** An address that cannot be one. */
export class InvalidUrl extends Error {}

const PATH = '/graphql';

/**
 * `http://host:4000` → `http://host:4000/graphql`; an address that ends in `/graphql` stays as it is.
 * @throws InvalidUrl without repeating the address: it may carry a password
 */
export function graphqlUrl(base: string): URL {
  const url = URL.canParse(base) ? new URL(base) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new InvalidUrl('The address of Holdfast must look like http://127.0.0.1:4000.');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new InvalidUrl('The address of Holdfast must hold no user name, password, query or fragment.');
  }
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = path.endsWith(PATH) ? path : path + PATH;
  return url;
}

/** Where the audit trail is exported: beside the API. @throws InvalidUrl */
export function auditExportUrl(base: string): URL {
  const url = graphqlUrl(base);
  url.pathname = `${url.pathname.slice(0, -PATH.length)}/audit.jsonl`;
  return url;
}

/** The same for subscriptions: http → ws, https → wss. @throws InvalidUrl */
export function webSocketUrl(base: string): URL {
  const url = graphqlUrl(base);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}

/** Whether the address is this machine's own. */
export function isLoopback(base: string): boolean {
  const { hostname } = graphqlUrl(base);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
