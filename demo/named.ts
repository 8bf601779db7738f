/** What the API says of one thing now, found by its name. */
import { execute } from '../src/client/execute.js';
import {
  ClusterDiscoveriesDocument,
  ClusterDocument,
  ClusterNamesDocument,
  StateHistoryDocument,
} from '../src/client/generated/graphql.js';
import { connectionTo, type Scene } from './scene.js';

/** @throws Error when there is none */
export async function clusterNamed({ product }: Scene, name: string) {
  const connection = connectionTo(product);
  const { clusters } = await execute(ClusterNamesDocument, { first: 50, after: null }, connection);
  const id = clusters.edges.find(({ node }) => node.name === name)?.node.id ?? '';
  const { cluster } = await execute(ClusterDocument, { id }, connection);
  if (cluster === null) throw new Error(`There is no cluster "${name}".`);
  return cluster;
}

/** Undefined: there is none. */
export async function discoveryNamed({ product }: Scene, name: string) {
  const wanted = { first: 50, after: null, states: null };
  const { clusterDiscoveries } = await execute(ClusterDiscoveriesDocument, wanted, connectionTo(product));
  return clusterDiscoveries.edges.map(({ node }) => node).find((each) => each.name === name);
}

/** The states that it went through, the oldest first; the last is null when it is gone. */
export async function statesOf({ product }: Scene, id: string): Promise<readonly (string | null)[]> {
  const wanted = {
    first: 50,
    after: null,
    resource: null,
    to: null,
    observer: null,
    since: null,
    until: null,
  };
  const { stateHistory } = await execute(StateHistoryDocument, { ...wanted, id }, connectionTo(product));
  return stateHistory.edges.map(({ node }) => node.to).toReversed();
}
