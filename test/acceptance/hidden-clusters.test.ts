/** Locations, their syncs, alerts and history are for everybody, and clusters are not: what an app user reads of a federated location names none. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { storkNames } from '../../src/engines/stork/stork-kinds.js';
import { type Running, startApi } from '../graphql/running-api.js';
import { FederatedInstallation } from '../support/federated-installation.js';
import { type Ask, aPerson, asking } from '../support/people.js';
import { QueueBell } from '../support/queue-bell.js';

const never = new AbortController().signal;
const bell = new QueueBell();
let harbour: FederatedInstallation;
let api: Running;
let everybody: Ask;
let admin: Ask;

beforeAll(async () => {
  harbour = await FederatedInstallation.start({
    bell,
    namespaces: ['shop'],
    storkLocationTimes: { pollMs: 10, settleMs: 60 },
  });
  const { product, actor } = harbour.holdfast;
  const { services } = product;
  api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  everybody = asking(api, (await aPerson(product, actor, { role: 'APP_USER' })).token);
  admin = asking(api, (await aPerson(product, actor, { role: 'SUPER_ADMIN' })).token);
  await thingsHappen();
});
afterAll(async () => {
  await api?.stop();
  await harbour?.stop();
});

/** A cycle that the location's connection fails, a sync that goes well, one that fails. */
async function thingsHappen(): Promise<void> {
  const { holdfast, stork, cluster, location } = harbour;
  const { services, handlers } = holdfast.product;
  const look = () => handlers['probe-locations']({}, never);
  const sync = async () => {
    await services.syncs.request(location.id, holdfast.actor);
    await bell.settle(handlers);
  };
  const schedule = await services.schedules.create(
    {
      name: 'nightly',
      clusterId: cluster.id,
      locationId: location.id,
      selection: { kind: 'NAMED', names: ['shop'] },
      timing: { kind: 'INTERVAL', minutes: 60 },
      timeZone: 'UTC',
      retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
    },
    holdfast.actor,
  );
  await look();
  await sync();
  const deaf = holdfast.kubernetes.faults.add({ match: /applicationbackups\?/, do: { status: 403 } });
  await sync();
  deaf.remove();
  const cycle = await services.schedules.backUpNow(schedule.id, holdfast.actor);
  stork.faults.refuseLocation(storkNames.location(location.id), 'AccessDenied: the identity may not list');
  const [connection] = (await holdfast.product.world.work.stores.connections.all()).map(({ id }) => id);
  await services.connections.validate(connection ?? '', holdfast.actor);
  await holdfast.run(cycle.id);
}

const QUERY = `query ($id: ID!) {
  backupLocation(id: $id) {
    name state stateReason stateMessage lastSync { stateMessage cluster { name } }
    stateHistory { edges { node { to reason message } } }
  }
  backupSyncs { edges { node { state stateMessage cluster { name } } } }
  alerts { edges { node { kind message } } }
}`;

describe('what an app user reads of a location that clusters reach', () => {
  it('tells how things are, and names no cluster and no call to one', async () => {
    const { data, errors } = await everybody(QUERY, { id: harbour.location.id });
    expect(errors).toEqual([]);
    const said = JSON.stringify(data);
    expect(data.backupLocation).toMatchObject({
      state: 'INVALID',
      stateMessage: '0 of 1 connected clusters reach it: ACCESS_DENIED 1',
    });
    expect(said).toContain('LOCATION_BAD');
    expect(said).toContain('"COMPLETED"');
    expect(said).toContain('"FAILED"');
    expect(said).not.toMatch(/harbour|applicationbackups|may not list/);
  });

  it('stands on the connection, for whoever sees its cluster', async () => {
    const connections = '{ locationConnections { edges { node { stateMessage cluster { name } } } } }';
    expect((await admin(connections)).data.locationConnections).toEqual({
      edges: [
        { node: { stateMessage: 'AccessDenied: the identity may not list', cluster: { name: 'harbour' } } },
      ],
    });
    expect((await everybody(connections)).data.locationConnections).toEqual({ edges: [] });
  });
});
