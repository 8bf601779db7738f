/** Every state of a discovery, entered for every reason through real HTTP, read by GraphQL and a subscription, and left again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClusterTimeouts } from '../../src/clusters/cluster-timeouts.js';
import { DISCOVERY_REASONS, type DiscoveryReason } from '../../src/domain/cluster-discovery.js';
import type { Running } from '../graphql/running-api.js';
import { next, type Updates } from '../graphql/updates.js';
import { defineGardenKinds } from '../stand-ins/gardener/garden-kinds.js';
import type { FaultAction } from '../stand-ins/kubernetes/faults.js';
import { Discovering } from '../support/discovering.js';
import { type Ask, aPerson, asking } from '../support/people.js';
import { type StreamingApi, startStreamingApi } from '../support/streaming-api.js';

let world: Discovering;
let api: Running;
let streaming: StreamingApi;
let ask: Ask;
let watch: (id: string) => Updates;
beforeEach(async () => {
  world = await Discovering.start();
  const { product, actor } = world.holdfast;
  streaming = await startStreamingApi(world.holdfast);
  ({ api } = streaming);
  const { token } = await aPerson(product, actor, { role: 'INFRA_ADMIN' });
  ask = asking(api, token);
  watch = (id) =>
    api.socketClient(token).iterate({
      query: `subscription ($id: ID) {
        resourceStateChanged(resource: ClusterDiscovery, id: $id) { isPresent from to reason message }
      }`,
      variables: { id },
    });
});
afterEach(async () => {
  await streaming.stop();
  await world.stop();
});

const FIELDS =
  'id name state stateReason stateMessage version allowedOperations { operation allowed reason } problems { shoot message }';
interface Shown {
  readonly id: string;
  readonly state: string;
  readonly stateReason: string;
  readonly stateMessage: string;
  readonly version: number;
  readonly allowedOperations: readonly { readonly operation: string; readonly allowed: boolean }[];
}

async function create(change: object = {}): Promise<Shown> {
  const input = { name: 'dev', kubeconfig: world.garden.kubeconfig(), intervalMinutes: 15, ...change };
  const { data, errors } = await ask(
    `mutation ($input: CreateClusterDiscoveryInput!) { createClusterDiscovery(input: $input) { clusterDiscovery { ${FIELDS} } } }`,
    { input },
  );
  expect(errors).toEqual([]);
  return (data.createClusterDiscovery as unknown as { clusterDiscovery: Shown }).clusterDiscovery;
}

async function shown(id: string): Promise<Shown> {
  const { data } = await ask(`query ($id: ID!) { clusterDiscovery(id: $id) { ${FIELDS} } }`, { id });
  return data.clusterDiscovery as unknown as Shown;
}

function change(field: 'run' | 'refresh' | 'delete' | 'edit', input: object) {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}ClusterDiscoveryInput`;
  const text = `mutation ($input: ${type}!) { ${field}ClusterDiscovery(input: $input) { clusterDiscovery { ${FIELDS} } } }`;
  return ask(text, { input });
}

async function openAlerts(): Promise<unknown> {
  const { data } = await ask('{ alerts(open: true) { edges { node { kind discovery { name } } } } }');
  return (data.alerts as unknown as { edges: { node: unknown }[] }).edges.map(({ node }) => node);
}

const settle = (product = world.holdfast.product) => world.bell.settle(product.handlers);
const told = (updates: Updates) => next(updates, 'resourceStateChanged');
const allowed = ({ allowedOperations }: Shown) =>
  allowedOperations.filter((each) => each.allowed).map((each) => each.operation);

it('IN_PROGRESS allows nothing: no edit, no manual run, no delete', async () => {
  const { id, version } = await create();
  expect(await shown(id)).toMatchObject({ state: 'IN_PROGRESS', stateReason: 'RUNNING' });
  expect(allowed(await shown(id))).toEqual([]);
  for (const refused of [
    await change('edit', { id, expectedVersion: version, intervalMinutes: 60 }),
    await change('run', { id }),
    await change('refresh', { id }),
    await change('delete', { id, clusters: 'KEEP' }),
  ])
    expect(refused.errors[0]?.extensions).toMatchObject({
      code: 'OPERATION_NOT_ALLOWED',
      details: { state: 'IN_PROGRESS', allowedOperations: [] },
    });
});

it('SUCCESS is told to who listens, and allows everything', async () => {
  world.garden.addShoot('blue');
  const { id } = await create();
  const updates = watch(id);
  expect(await told(updates)).toMatchObject({ isPresent: true, to: 'IN_PROGRESS', reason: 'RUNNING' });
  await settle();
  expect(await told(updates)).toMatchObject({ from: 'IN_PROGRESS', to: 'SUCCESS', reason: 'OK' });
  const done = await shown(id);
  expect(done).toMatchObject({ state: 'SUCCESS', stateReason: 'OK' });
  expect([...allowed(done)].sort()).toEqual(['delete', 'discover', 'edit', 'refresh']);
  expect((await change('run', { id })).errors).toEqual([]);
  expect(await told(updates)).toMatchObject({ from: 'SUCCESS', to: 'IN_PROGRESS' });
  expect(await openAlerts()).toEqual([]);
});

it('a refresh is IN_PROGRESS for another reason than a run, and ends as one does', async () => {
  world.garden.addShoot('blue');
  const { id } = await create();
  await settle();
  const updates = watch(id);
  await told(updates);
  expect((await change('refresh', { id })).errors).toEqual([]);
  expect(await told(updates)).toMatchObject({ from: 'SUCCESS', to: 'IN_PROGRESS', reason: 'REFRESHING' });
  expect(await shown(id)).toMatchObject({ state: 'IN_PROGRESS', stateReason: 'REFRESHING' });
  await settle();
  expect(await told(updates)).toMatchObject({ from: 'IN_PROGRESS', to: 'SUCCESS', reason: 'OK' });
});

it('DELETING allows nothing, and ends with the discovery gone', async () => {
  const { id, version } = await create();
  await settle();
  const updates = watch(id);
  await told(updates);
  expect((await change('delete', { id })).errors).toEqual([]);
  expect(await told(updates)).toMatchObject({ from: 'SUCCESS', to: 'DELETING', reason: 'BEING_DELETED' });
  expect(await shown(id)).toMatchObject({ state: 'DELETING', stateReason: 'BEING_DELETED' });
  for (const refused of [
    await change('edit', { id, expectedVersion: version, name: 'other' }),
    await change('run', { id }),
    await change('delete', { id }),
  ])
    expect(refused.code).toBe('OPERATION_NOT_ALLOWED');
  await settle();
  expect(await told(updates)).toMatchObject({ from: 'DELETING', to: null });
  expect((await ask('query ($id: ID!) { clusterDiscovery(id: $id) { id } }', { id })).code).toBe('NOT_FOUND');
});

interface Trouble {
  /** Of the creation. */
  readonly input?: () => Promise<object> | object;
  /** After the creation, before the first run. */
  readonly arrange?: (id: string) => Promise<void> | void;
  readonly mend: (id: string) => Promise<unknown> | unknown;
  /** Of the worker that runs into it. */
  readonly timeouts?: Partial<ClusterTimeouts>;
}
const fault = (what: FaultAction): Trouble => ({
  arrange: () => void world.garden.kubernetes.faults.add({ match: /./, do: what }),
  mend: () => world.garden.kubernetes.faults.clear(),
});
const endingToken = (seconds: number) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part({ exp: Math.floor(Date.now() / 1_000) + seconds })}.c2lnbmF0dXJl`;
};
const edited = async (id: string, input: object) => {
  const { version: expectedVersion } = await shown(id);
  expect((await change('edit', { id, expectedVersion, ...input })).errors).toEqual([]);
};

/** Those of the states that are no trouble: each has a test of its own in this file. */
const NO_TROUBLE = ['RUNNING', 'REFRESHING', 'OK', 'BEING_DELETED'] as const;

/** Complete by its type: a reason without a way in does not compile. */
const FAILURES: Readonly<Record<Exclude<DiscoveryReason, (typeof NO_TROUBLE)[number]>, Trouble>> = {
  // Only here a short time is long: elsewhere a busy machine would take it.
  TIMEOUT: { ...fault({ latencyMs: 60_000 }), timeouts: { headers: 200, call: 400 } },
  NAME_NOT_RESOLVED: {
    arrange: (id) =>
      world.holdfast.product.world.work.transaction((stores) => {
        const elsewhere = world.garden
          .kubeconfig()
          .replace(/server: .*/, 'server: https://no-garden.invalid:6443');
        return stores.credentials.put({ type: 'ClusterDiscovery', id }, elsewhere);
      }),
    mend: (id) => edited(id, { kubeconfig: world.garden.kubeconfig() }),
  },
  INTERNAL_ERROR: {
    arrange: async () => {
      world.garden.addShoot('blue');
      await world.holdfast.database.query('ALTER TABLE discovered_shoot RENAME TO discovered_shoot_away');
    },
    mend: () => world.holdfast.database.query('ALTER TABLE discovered_shoot_away RENAME TO discovered_shoot'),
  },
  CREDENTIAL_REFUSED: fault('expired-token'),
  MISSING_RIGHTS: fault({ status: 403 }),
  SERVER_ERROR: fault({ status: 500 }),
  CONNECTION_REFUSED: fault('reset-before-headers'),
  UNEXPECTED_ANSWER: fault({ status: 200, body: '<html>a proxy says hello</html>' }),
  CREDENTIAL_EXPIRED: {
    input: () => {
      const token = endingToken(3_600);
      return { kubeconfig: world.garden.kubernetes.kubeconfig({ token }) };
    },
    arrange: () => world.clock.advance(120),
    mend: (id) => edited(id, { kubeconfig: world.garden.kubeconfig() }),
  },
  TLS_MISMATCH: {
    arrange: () => world.garden.kubernetes.swapCertificate('foreign-ca'),
    mend: () => world.garden.kubernetes.swapCertificate('original'),
  },
  BAD_KUBECONFIG: {
    arrange: async () => {
      await world.holdfast.database.query(`DELETE FROM credential WHERE subject_type = 'ClusterDiscovery'`);
    },
    mend: (id) => edited(id, { kubeconfig: world.garden.kubeconfig() }),
  },
  NO_GARDEN: {
    input: () => ({ kubeconfig: world.holdfast.kubernetes.kubeconfig() }),
    mend: () => defineGardenKinds(world.holdfast.kubernetes.store),
  },
  PROJECT_NOT_FOUND: {
    input: () => ({ project: 'not-there' }),
    mend: () => world.garden.addProject('not-there'),
  },
  SHOOTS_FAILED: {
    arrange: () => {
      world.garden.addShoot('blue');
      world.garden.tamper = (kubeconfig) => ({ ...kubeconfig, clusters: [] });
    },
    mend: () => {
      world.garden.tamper = undefined;
    },
  },
  ATTEMPTS_EXHAUSTED: {
    arrange: async () => {
      await world.holdfast.database.query('UPDATE cluster_discovery SET attempt = 3');
    },
    mend: () => undefined,
  },
};

describe('FAILED', () => {
  it('is made here for every reason of the table', () => {
    const made = [...Object.keys(FAILURES), ...NO_TROUBLE];
    expect(made.toSorted()).toEqual(Object.keys(DISCOVERY_REASONS).toSorted());
  });

  it.each(Object.entries(FAILURES))('%s', async (reason, trouble) => {
    const { timeouts: clusterTimeouts } = trouble;
    const worker = clusterTimeouts && world.holdfast.anotherWorker({ clusterTimeouts });
    const { id } = await create(await trouble.input?.());
    const updates = watch(id);
    await told(updates);
    await trouble.arrange?.(id);
    await settle(worker);
    await worker?.close();
    expect(await told(updates)).toMatchObject({ from: 'IN_PROGRESS', to: 'FAILED', reason });
    const failed = await shown(id);
    expect(failed).toMatchObject({ state: 'FAILED', stateReason: reason });
    expect([...allowed(failed)].sort()).toEqual(['delete', 'discover', 'edit', 'refresh']);
    expect(await openAlerts()).toEqual([
      { kind: 'CLUSTER_DISCOVERY_CONFIG_FAILED', discovery: { name: 'dev' } },
    ]);
    expect(JSON.stringify(failed)).not.toContain(world.garden.kubernetes.adminToken);
    await trouble.mend(id);
    if ((await shown(id)).state === 'FAILED') expect((await change('run', { id })).errors).toEqual([]);
    expect(await told(updates)).toMatchObject({ from: 'FAILED', to: 'IN_PROGRESS' });
    await settle();
    expect(await told(updates)).toMatchObject({ to: 'SUCCESS', reason: 'OK' });
    expect(await shown(id)).toMatchObject({ state: 'SUCCESS' });
    expect(await openAlerts()).toEqual([]);
  });
});

it('a cluster that was discovered says which shoot it is and who keeps it up', async () => {
  world.garden.addShoot('blue', { labels: { team: 'shop' } });
  await create();
  await settle();
  const { data } = await ask(
    '{ clusters(filter: { nameContains: "blue" }) { edges { node { name mode shoot { project name hibernated managed renewAt discoveries { name } } } } } }',
  );
  expect(data.clusters).toMatchObject({
    edges: [
      {
        node: {
          name: 'dev--blue',
          mode: 'FEDERATED',
          shoot: {
            project: 'dev',
            name: 'blue',
            hibernated: false,
            managed: true,
            discoveries: [{ name: 'dev' }],
          },
        },
      },
    ],
  });
});

it('the state matrix counts discoveries', async () => {
  await create();
  await settle();
  const { data } = await ask('{ stateMatrix(resource: ClusterDiscovery) { states { state count } } }');
  const [row] = data.stateMatrix as unknown as { states: { state: string; count: number }[] }[];
  expect(row?.states.find(({ state }) => state === 'SUCCESS')).toMatchObject({ count: 1 });
});
