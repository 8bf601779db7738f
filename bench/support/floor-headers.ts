import type { ClusterAccess } from '../../src/clusters/cluster-access.js';

/** What a floor sends with each request to a cluster. */
export function floorHeaders({ token }: ClusterAccess): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-encoding': 'identity',
    'user-agent': 'floor',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
}
