/** The first door: GraphQL over HTTP, as the explorer sends it, the query written out. */
import { type Resource, resourceRow } from '../../src/domain/state-matrix.js';
import { connectionTo, type Scene } from '../scene.js';
import type { Sight } from './sight.js';

/** The root fields of each resource: one thing, and all of them with what they are called by. */
const FIELDS: Readonly<
  Record<Resource, { readonly one: string; readonly all: string; readonly named: string }>
> = {
  BackupLocation: { one: 'backupLocation', all: 'backupLocations', named: 'name' },
  User: { one: 'user', all: 'users', named: 'name' },
  Cluster: { one: 'cluster', all: 'clusters', named: 'name' },
  VirtualMachine: { one: 'virtualMachine', all: 'virtualMachines', named: 'namespace name' },
  BackupSchedule: { one: 'backupSchedule', all: 'backupSchedules', named: 'name' },
  Backup: { one: 'backup', all: 'backups', named: 'name' },
  Restore: { one: 'restore', all: 'restores', named: 'name' },
  ClusterDiscovery: { one: 'clusterDiscovery', all: 'clusterDiscoveries', named: 'name' },
  LocationConnection: {
    one: 'locationConnection',
    all: 'locationConnections',
    named: 'cluster { name } location { name }',
  },
  BackupSync: { one: 'backupSync', all: 'backupSyncs', named: 'location { name }' },
};

interface Answered {
  readonly state: string;
  readonly stateReason: string | null;
  readonly stateChangedAt: string;
  readonly allowedOperations: readonly { readonly operation: string; readonly allowed: boolean }[];
}

interface MatrixOf {
  readonly stateMatrix: readonly {
    readonly states: readonly { readonly state: string; readonly count: number | null }[];
  }[];
}

export interface ExplorerSight {
  readonly state: string;
  readonly reason: string | null;
  readonly changedAt: Date;
  /** What may be asked of it now. */
  readonly allowed: readonly string[];
  /** How many the matrix counts in this state. */
  readonly count: number;
}

/** @throws Error with the errors of the answer, or with the operation that the state forbids and the API offers */
export async function inExplorer(scene: Scene, { resource, id, state }: Sight): Promise<ExplorerSight> {
  const { one } = FIELDS[resource];
  const query = `query Seen($id: ID!) {
    ${one}(id: $id) { state stateReason stateChangedAt allowedOperations { operation allowed } }
    stateMatrix(resource: ${resource}) { states { state count } }
  }`;
  const data = await asked<Record<string, Answered | null> & MatrixOf>(scene, query, { id });
  const thing = data[one] as Answered | null;
  if (thing === null) throw new Error(`The explorer was expected to show a ${resource} with the id ${id}.`);
  const allowed = thing.allowedOperations.filter((each) => each.allowed).map(({ operation }) => operation);
  const allows: readonly string[] = resourceRow(resource).states[state]?.allows ?? [];
  const forbidden = allowed.filter((operation) => !allows.includes(operation));
  if (forbidden.length > 0)
    throw new Error(
      `A ${resource} in the state ${state} is offered what it forbids: ${forbidden.join(', ')}.`,
    );
  const [row] = data.stateMatrix;
  return {
    state: thing.state,
    reason: thing.stateReason,
    changedAt: new Date(thing.stateChangedAt),
    allowed,
    count: row?.states.find((each) => each.state === state)?.count ?? 0,
  };
}

/** @returns the id of the newest that is called so. @throws Error when there is none */
export async function idOf(scene: Scene, resource: Resource, name: string): Promise<string> {
  const { all, named } = FIELDS[resource];
  const query = `{ ${all}(first: 100) { edges { node { id ${named} } } } }`;
  const data = await asked<Record<string, { edges: readonly { node: Named }[] }>>(scene, query, {});
  const nodes = data[all]?.edges.map(({ node }) => node) ?? [];
  const found = nodes.find((node) => calledBy(node) === name);
  if (found === undefined) throw new Error(`There is no ${resource} called "${name}".`);
  return found.id;
}

interface Named {
  readonly id: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly cluster?: { readonly name: string } | null;
  readonly location?: { readonly name: string } | null;
}

function calledBy({ namespace, name, cluster, location }: Named): string {
  if (name !== undefined) return namespace === undefined ? name : `${namespace}/${name}`;
  const where = location?.name ?? '';
  return cluster === undefined ? where : `${cluster?.name ?? ''} to ${where}`;
}

/** One request of the explorer. @throws Error with the errors of the answer */
export async function asked<Data>({ product }: Scene, query: string, variables: object): Promise<Data> {
  const { url, token } = connectionTo(product);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, multipart/mixed',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data | null; errors?: unknown };
  if (errors !== undefined || data == null)
    throw new Error(`The explorer was answered ${JSON.stringify(errors)}.`);
  return data;
}
