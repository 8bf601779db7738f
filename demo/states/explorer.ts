/** The first door: a query on the page of the explorer; over HTTP, as the page sends it, where there is no browser. */
import type { UserGroupState } from '../../src/domain/user-group.js';
import { connectionTo, type Scene } from '../scene.js';
import { resourceOf, rowOf, type Seeable } from './seeable.js';
import type { Sight } from './sight.js';

/** The root fields of each resource: one thing, and all of them with what they are called by. */
const FIELDS: Readonly<
  Record<Seeable, { readonly one: string; readonly all: string; readonly named: string }>
> = {
  BackupLocation: { one: 'backupLocation', all: 'backupLocations', named: 'name' },
  User: { one: 'user', all: 'users', named: 'name' },
  UserGroup: { one: 'userGroup', all: 'userGroups', named: 'name' },
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

/** Of a group that the provider says who is in: what is left of one that is gone there can be cleared away. */
const GROUP_ALLOWS: Readonly<Record<UserGroupState, readonly string[]>> = { ACTIVE: [], UNKNOWN: ['delete'] };

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

/** @throws Error with the errors of the answer, with the operation that the state forbids and the API offers, or with what the page shows instead of the state */
export async function inExplorer(scene: Scene, sight: Sight): Promise<ExplorerSight> {
  const { resource, id, state } = sight;
  const { one } = FIELDS[resource];
  const data = await answered<Record<string, Answered | null> & MatrixOf>(scene, queryFor(sight), state);
  const thing = data[one] as Answered | null;
  if (thing === null) throw new Error(`The explorer was expected to show a ${resource} with the id ${id}.`);
  const allowed = thing.allowedOperations.filter((each) => each.allowed).map(({ operation }) => operation);
  const allows = allowedIn(sight);
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

/** As a person writes it who has an id; what is seen without scrolling comes first. */
function queryFor({ resource, id }: Pick<Sight, 'resource' | 'id'>): string {
  const { one, named } = FIELDS[resource];
  return `{
  ${one}(id: "${id}") {
    ${named}
    state
    stateReason
    stateChangedAt
    allowedOperations { operation allowed }
  }
  stateMatrix(resource: ${resourceOf(resource)}) {
    states { state count }
  }
}`;
}

function allowedIn({ resource, state }: Sight): readonly string[] {
  return resource === 'UserGroup' ? GROUP_ALLOWS[state] : (rowOf(resource).states[state]?.allows ?? []);
}

async function answered<Data>(scene: Scene, query: string, state: string): Promise<Data> {
  const { explorer } = scene;
  if (explorer === undefined) return asked<Data>(scene, query, {});
  const { data, errors, visible } = await explorer.ask(query);
  const isAnswer = errors === undefined && visible.includes(`"state": "${state}"`);
  if (!isAnswer)
    throw new Error(`The page of the explorer was expected to show ${state}, and shows: ${visible}`);
  return data as Data;
}

/** @returns the id of the newest that is called so. @throws Error when there is none */
export async function idOf(scene: Scene, resource: Seeable, name: string): Promise<string> {
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
