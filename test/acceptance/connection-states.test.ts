/** Every reason of a connection, made and mended by what the cluster and its Stork really do, read by GraphQL and over a WebSocket. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionFailure } from '../../src/domain/location-connection.js';
import { LOCATIONS } from '../stand-ins/stork/stork-kinds.js';
import { FederatedApi } from '../support/federated-api.js';
import { BUCKET } from '../support/federated-installation.js';
import { aPerson } from '../support/people.js';

let world: FederatedApi;
let connectionId: string;

beforeAll(async () => {
  world = await FederatedApi.start();
  connectionId = (await world.connect()).id;
});
afterAll(() => world.stop());

const store = () => world.holdfast.kubernetes.store;
const forget = () => store().delete(LOCATIONS, world.crName, world.stork.adminNamespace);

/** Makes it so, and says how it is mended. */
const WAYS: Readonly<Record<ConnectionFailure, () => (() => unknown) | Promise<() => unknown>>> = {
  ACCESS_DENIED: () => {
    world.stork.faults.refuseLocation(world.crName, 'AccessDenied: the identity may not list the bucket');
    return () => world.stork.faults.admitLocation(world.crName);
  },
  BUCKET_MISSING: () => {
    world.stork.buckets.remove(BUCKET);
    return () => world.stork.buckets.make(BUCKET);
  },
  UNREACHABLE: () => {
    world.stork.faults.refuseLocation(world.crName, 'SlowDown: reduce your request rate, status code: 503');
    return () => world.stork.faults.admitLocation(world.crName);
  },
  REFUSED: () => {
    world.stork.faults.refuseLocation(world.crName, 'the disk of the store is full');
    return () => world.stork.faults.admitLocation(world.crName);
  },
  NO_ANSWER: () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const fault = world.holdfast.kubernetes.faults.add({ match: /backuplocations/, do: () => promise });
    return () => {
      fault.remove();
      resolve();
    };
  },
  STORK_MISSING: () => {
    world.stork.stop();
    return () => world.stork.upgrade('26.3.0');
  },
  STORK_TOO_OLD: () => {
    world.stork.upgrade('25.5.0');
    // What a newer one said of it goes with it.
    forget();
    return () => world.stork.upgrade('26.3.0');
  },
  FOREIGN: () => {
    forget();
    store().create(LOCATIONS, {
      metadata: { name: world.crName, namespace: world.stork.adminNamespace },
      location: { type: 's3', path: 'not-ours' },
    });
    return forget;
  },
  CLUSTER_NOT_ACTIVE: () => world.clusterGoes(),
  CLUSTER_HIBERNATED: () => world.clusterSleeps(),
  CLUSTER_FAILED: () => {
    const fault = world.holdfast.kubernetes.faults.add({ match: /backuplocations/, do: { status: 403 } });
    return () => fault.remove();
  },
};

async function shown() {
  const { data } = await world.ask(
    `query ($id: ID!) { locationConnection(id: $id) { state stateReason location { state stateReason }
      allowedOperations { operation allowed code } } }`,
    { id: connectionId },
  );
  return data.locationConnection as unknown as {
    allowedOperations: { operation: string; allowed: boolean; code: string | null }[];
  };
}

describe('a connection is INVALID, and VALID again when that is mended:', () => {
  it.each(Object.keys(WAYS) as ConnectionFailure[])('%s', async (reason) => {
    const updates = world.watch('LocationConnection', { id: connectionId });
    expect(await updates.next()).toMatchObject({ to: 'VALID', reason: 'OK' });
    const ofLocation = world.watch('BackupLocation', { id: world.ids.locationId });
    expect(await ofLocation.next()).toMatchObject({ to: 'VALID', reason: 'CONNECTED' });
    const mend = await WAYS[reason]();
    await world.validate(connectionId);
    const bad = await shown();
    const why = reason === 'CLUSTER_HIBERNATED' ? 'CLUSTERS_HIBERNATED' : 'NO_VALID_CONNECTION';
    expect(bad).toMatchObject({
      ...{ state: 'INVALID', stateReason: reason },
      location: { state: 'INVALID', stateReason: why },
    });
    expect(bad.allowedOperations.filter(({ allowed }) => allowed).map(({ operation }) => operation)).toEqual([
      'validate',
      'delete',
    ]);
    expect(await updates.next()).toMatchObject({ from: 'VALID', to: 'INVALID', reason });
    expect(await ofLocation.next()).toMatchObject({ from: 'VALID', to: 'INVALID', reason: why });
    await mend();
    await world.validate(connectionId);
    const again = { state: 'VALID', stateReason: 'CONNECTED' };
    expect(await shown()).toMatchObject({ state: 'VALID', stateReason: 'OK', location: again });
    expect(await updates.next()).toMatchObject({ from: 'INVALID', to: 'VALID', reason: 'OK' });
    expect(await ofLocation.next()).toMatchObject({ from: 'INVALID', to: 'VALID', reason: 'CONNECTED' });
  });
});

it('a connection that is made is UNCHECKED before its cluster looked, and so is its location; who listens to all hears of it and of its end', async () => {
  const updates = world.watch('LocationConnection');
  await updates.next();
  const locationId = await world.addLocation('second', 'second-bucket', 'https://two.example');
  const ofLocation = world.watch('BackupLocation', { id: locationId });
  expect(await ofLocation.next()).toMatchObject({ to: 'UNCHECKED', reason: 'NOT_CHECKED' });
  world.stork.buckets.make('second-bucket');
  const { promise: held, resolve: look } = Promise.withResolvers<void>();
  world.holdfast.kubernetes.faults.add({ match: /backuplocations/, times: 1, do: () => held });
  const connecting = world.connect(locationId);
  expect(await updates.next()).toMatchObject({ from: null, to: 'UNCHECKED' });
  const unchecked = { state: 'UNCHECKED', stateReason: 'NOT_CHECKED' };
  const list =
    '{ locationConnections { edges { node { state stateReason location { state stateReason } } } } }';
  expect((await world.ask(list)).data.locationConnections).toMatchObject({
    edges: expect.arrayContaining([{ node: { ...unchecked, location: unchecked } }]),
  });
  look();
  const { id } = await connecting;
  expect(await updates.next()).toMatchObject({ from: 'UNCHECKED', to: 'VALID', reason: 'OK' });
  expect(await ofLocation.next()).toMatchObject({ from: 'UNCHECKED', to: 'VALID', reason: 'CONNECTED' });
  await world.holdfast.product.services.connections.remove(id, world.holdfast.actor);
  expect(await updates.next()).toMatchObject({ from: 'VALID', to: null });
});

it('the end of a connection is told to those who saw its cluster, though that went before they listened', async () => {
  const { product, actor, kubernetes } = world.holdfast;
  const { services } = product;
  const { id: clusterId } = await services.clusters.register(
    { name: 'passing', mode: 'FEDERATED', kubeconfig: kubernetes.kubeconfig() },
    actor,
  );
  const { id } = await services.connections.create({ clusterId, locationId: world.ids.locationId }, actor);
  const [friend, stranger] = [await aPerson(product, actor), await aPerson(product, actor)];
  const share = { resource: 'Cluster', resourceId: clusterId, access: 'VIEW' } as const;
  await services.shares.create({ ...share, userId: friend.user.id }, actor);
  const ofOther = { ...share, resourceId: world.ids.clusterId, userId: stranger.user.id } as const;
  await services.shares.create(ofOther, actor);
  const { eventId: after } = await world.watch('LocationConnection', { id: connectionId }).next();
  const [seen, unseen] = [friend, stranger].map(({ token }) =>
    world.watch('LocationConnection', { after }, token),
  );
  await services.connections.remove(id, actor);
  await services.clusters.remove(clusterId, actor);
  const [late, never] = [friend, stranger].map(({ token }) =>
    world.watch('LocationConnection', { after }, token),
  );
  for (const each of [seen, late]) expect(await each?.next()).toMatchObject({ from: 'VALID', to: null });
  world.stork.faults.refuseLocation(world.crName, 'AccessDenied');
  await world.validate(connectionId);
  // Nothing of what went came to them before this.
  for (const each of [unseen, never]) expect(await each?.next()).toMatchObject({ to: 'INVALID' });
  world.stork.faults.admitLocation(world.crName);
  await world.validate(connectionId);
});
