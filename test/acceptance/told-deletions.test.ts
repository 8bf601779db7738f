/** A deletion that a cluster was told of, and what must not happen to its data before the cluster has done it. Source: facts 1.12. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/domain/cluster.js';
import { storkNames } from '../../src/engines/stork/stork-kinds.js';
import { type Running, startApi } from '../graphql/running-api.js';
import {
  type KubernetesStandIn,
  startKubernetesStandIn,
} from '../stand-ins/kubernetes/kubernetes-stand-in.js';
import { BACKUPS, LOCATIONS } from '../stand-ins/stork/stork-kinds.js';
import { installStork } from '../stand-ins/stork/stork-stand-in.js';
import { BUCKET, FederatedInstallation } from '../support/federated-installation.js';
import { type Ask, aPerson, asking } from '../support/people.js';
import { QueueBell } from '../support/queue-bell.js';

const DELETE = `mutation ($id: ID!) { deleteBackup(input: { id: $id, confirmLastCopy: true }) { backup { state } } }`;
const BACKUP = `query ($id: ID!) { backup(id: $id) { state deletion { step lastError } } }`;
const CONNECTIONS = `{ locationConnections(first: 10) { edges { node { id cluster { name }
  allowedOperations { operation allowed reason } } } } }`;
const DISCONNECT = `mutation ($id: ID!) { deleteLocationConnection(input: { id: $id }) { id } }`;

let harbour: FederatedInstallation;
let bell: QueueBell;
let api: Running;
let ask: Ask;

beforeEach(async () => {
  bell = new QueueBell();
  harbour = await FederatedInstallation.start({
    bell,
    namespaces: ['shop'],
    storkTimes: { goneMs: 50 },
    storkLocationTimes: { verdictMs: 5_000, againMs: 1_000, pollMs: 10, settleMs: 60, listMs: 5_000 },
  });
  const { product, actor } = harbour.holdfast;
  const { services } = product;
  api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  ask = asking(api, (await aPerson(product, actor, { role: 'SUPER_ADMIN' })).token);
});
afterEach(async () => {
  await api.stop();
  await harbour.stop();
});

const settle = () => bell.settle(harbour.holdfast.product.handlers);
const query = (sql: string) => harbour.holdfast.database.query(sql);
const data = (id: string) => harbour.stork.buckets.keys(BUCKET).filter((key) => key.includes(id));

async function made(): Promise<string> {
  const { id } = await harbour.request('shop');
  await settle();
  expect(data(id)).not.toEqual([]);
  return id;
}

async function backupOf(id: string) {
  return (await ask(BACKUP, { id })).data.backup as unknown as {
    state: string;
    deletion: { step: string; lastError: string | null };
  } | null;
}

async function tryAgain(id: string): Promise<void> {
  await query(`UPDATE backup SET deletion_next_try_at = now() WHERE id = '${id}'`);
  await harbour.holdfast.product.handlers.sweep({}, new AbortController().signal);
}

/** Stork was told, and has not done it yet. */
async function toldAndWaiting(): Promise<string> {
  const id = await made();
  harbour.stork.faults.keepsFinalizers = true;
  await ask(DELETE, { id });
  await settle();
  expect(await backupOf(id)).toMatchObject({
    state: 'DELETING',
    deletion: { step: 'DATA', lastError: expect.stringContaining('has not removed') },
  });
  return id;
}

/** What it was told to delete. */
async function storkComesToItsEnd(id: string): Promise<void> {
  harbour.stork.faults.keepsFinalizers = false;
  const patch = { metadata: { annotations: { looked: 'again' } } };
  harbour.store.patch(BACKUPS, storkNames.backup(id), { namespace: harbour.stork.adminNamespace, patch });
  await harbour.store.settled();
}

async function connectionOf(name: string) {
  const { edges } = (await ask(CONNECTIONS)).data.locationConnections as unknown as {
    edges: {
      node: {
        id: string;
        cluster: { name: string };
        allowedOperations: { operation: string; allowed: boolean; reason: string | null }[];
      };
    }[];
  };
  const found = edges.find(({ node }) => node.cluster.name === name)?.node;
  if (found === undefined) throw new Error(`no connection of ${name}`);
  return found;
}

const goes = ({ id }: Pick<Cluster, 'id'>) =>
  query(`UPDATE cluster SET state = 'NOT_AVAILABLE', state_reason = 'TIMEOUT' WHERE id = '${id}'`);
const comes = ({ id }: Pick<Cluster, 'id'>) =>
  query(`UPDATE cluster SET state = 'ACTIVE', state_reason = 'OK' WHERE id = '${id}'`);

const locationsThere = () => harbour.store.list(LOCATIONS, harbour.stork.adminNamespace).length;

/** The cluster is not disconnected: this backup alone still needs its location there. @returns the id of the connection */
async function staysConnectedFor(backupId: string): Promise<string> {
  const { id, allowedOperations } = await connectionOf('harbour');
  expect(allowedOperations.find(({ operation }) => operation === 'delete')).toMatchObject({
    allowed: false,
    reason: expect.stringMatching(/backup/i),
  });
  const refused = await ask(DISCONNECT, { id });
  expect(refused.code).toBe('HAS_DEPENDENTS');
  expect(refused.errors[0]?.extensions.details).toMatchObject({
    dependents: [{ resource: 'Backup', id: backupId }],
    total: 1,
  });
  expect(locationsThere()).toBe(1);
  return id;
}

describe('while a cluster deletes a backup', () => {
  it('it is not disconnected from the location: Stork would leave the data', async () => {
    const id = await toldAndWaiting();
    const connection = await staysConnectedFor(id);
    await storkComesToItsEnd(id);
    await tryAgain(id);
    expect(await backupOf(id)).toBeNull();
    expect(data(id)).toEqual([]);
    expect((await ask(DISCONNECT, { id: connection })).errors).toEqual([]);
  });

  it('it gets back the BackupLocation that somebody took away, before it is told', async () => {
    const id = await made();
    const name = storkNames.location(harbour.location.id);
    harbour.store.delete(LOCATIONS, name, harbour.stork.adminNamespace);
    await harbour.store.settled();
    await ask(DELETE, { id });
    await settle();
    expect(await backupOf(id)).toBeNull();
    expect(data(id)).toEqual([]);
  });

  it('a worker that dies between telling it and hearing of it leaves nothing behind: the next one ends it', async () => {
    const id = await toldAndWaiting();
    await storkComesToItsEnd(id);
    expect(harbour.instructionOf(id)).toBeUndefined();
    await tryAgain(id);
    expect(await backupOf(id)).toBeNull();
    expect(data(id)).toEqual([]);
  });
});

describe('while a cluster clears away what a failed backup left', () => {
  async function failed(): Promise<string> {
    harbour.stork.faults.keepsFinalizers = true;
    harbour.stork.faults.failStage('Applications', 'the bucket is full');
    const { id } = await harbour.request('shop');
    await settle();
    expect(await backupOf(id)).toMatchObject({ state: 'FAILURE' });
    expect(harbour.instructionOf(id)).toBeDefined();
    return id;
  }
  const takeBack = async () => {
    await query('UPDATE left_instruction SET next_try_at = now()');
    await harbour.holdfast.product.handlers['take-back']({}, new AbortController().signal);
  };

  it('it is not disconnected from the location, though it was told', async () => {
    const id = await failed();
    await takeBack();
    const connection = await staysConnectedFor(id);
    await storkComesToItsEnd(id);
    await takeBack();
    expect((await connectionOf('harbour')).allowedOperations).toContainEqual(
      expect.objectContaining({ operation: 'delete', allowed: true }),
    );
    expect((await ask(DISCONNECT, { id: connection })).errors).toEqual([]);
    expect(locationsThere()).toBe(0);
  });

  it('it is disconnected where it does not reach the location: there is nothing that it could clear away', async () => {
    await failed();
    const { id } = await connectionOf('harbour');
    await query(`UPDATE location_connection SET state = 'INVALID', state_reason = 'BUCKET_MISSING'`);
    expect((await ask(DISCONNECT, { id })).errors).toEqual([]);
  });

  it('it is disconnected while it is away, and keeps its BackupLocation for then', async () => {
    await failed();
    const { id } = await connectionOf('harbour');
    await goes(harbour.cluster);
    expect((await ask(DISCONNECT, { id })).errors).toEqual([]);
    expect(locationsThere()).toBe(1);
  });
});

describe('when the cluster that was told goes away', () => {
  let quay: KubernetesStandIn;
  let other: Cluster;
  beforeEach(async () => {
    const { buckets } = harbour.stork;
    quay = await startKubernetesStandIn({ world: (store) => void installStork(store, { buckets }) });
    const { product, actor } = harbour.holdfast;
    const kubeconfig = quay.kubeconfig();
    other = await product.services.clusters.register({ name: 'quay', mode: 'FEDERATED', kubeconfig }, actor);
    await product.services.connections.create(
      { clusterId: other.id, locationId: harbour.location.id },
      actor,
    );
  });
  afterEach(() => quay.stop());

  it('that another one has no such backup proves nothing: the deletion waits until the first is back', async () => {
    const id = await toldAndWaiting();
    await goes(harbour.cluster);
    await tryAgain(id);
    await tryAgain(id);
    expect(await backupOf(id)).toMatchObject({
      state: 'DELETING',
      deletion: { lastError: expect.stringContaining('sync the location') },
    });
    expect(data(id)).not.toEqual([]);
    await comes(harbour.cluster);
    await storkComesToItsEnd(id);
    await tryAgain(id);
    expect(await backupOf(id)).toBeNull();
    expect(data(id)).toEqual([]);
  });

  it('another one that has listed the backup deletes it', async () => {
    const id = await toldAndWaiting();
    await goes(harbour.cluster);
    const { services } = harbour.holdfast.product;
    await services.syncs.request(harbour.location.id, harbour.holdfast.actor);
    await settle();
    await tryAgain(id);
    expect(await backupOf(id)).toBeNull();
    expect(data(id)).toEqual([]);
    expect((await ask(DISCONNECT, { id: (await connectionOf('quay')).id })).errors).toEqual([]);
  });
});
