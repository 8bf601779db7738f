/** Connections of federated clusters and syncs over the API: every state entered and left for its reason, real HTTP to a cluster with a Stork. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storkNames } from '../../src/engines/stork/stork-kinds.js';
import { type Running, startApi } from '../graphql/running-api.js';
import { BACKUPS, LOCATIONS } from '../stand-ins/stork/stork-kinds.js';
import { installStork, type StorkStandIn } from '../stand-ins/stork/stork-stand-in.js';
import { Installation } from '../support/installation.js';
import { type Ask, aPerson, asking } from '../support/people.js';
import { QueueBell } from '../support/queue-bell.js';

const BUCKET = 'team-backups';
const never = new AbortController().signal;

let holdfast: Installation;
let stork: StorkStandIn;
let api: Running;
let ask: Ask;
let bell: QueueBell;
let clusterId: string;
let locationId: string;

beforeEach(async () => {
  bell = new QueueBell();
  let made: StorkStandIn | undefined;
  holdfast = await Installation.start({
    bell,
    namespaces: ['shop'],
    storkLocationTimes: { verdictMs: 1_500, againMs: 1_000, pollMs: 10, settleMs: 60, listMs: 5_000 },
    storkTimes: { pollMs: 10, watchMs: 2_000, goneMs: 5_000 },
    world: (store) => {
      made = installStork(store);
      made.buckets.make(BUCKET);
    },
  });
  if (made === undefined) throw new Error('the world was not made');
  stork = made;
  const { services } = holdfast.product;
  api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  ask = asking(api, (await aPerson(holdfast.product, holdfast.actor, { role: 'SUPER_ADMIN' })).token);
  const kubeconfig = holdfast.kubernetes.kubeconfig();
  clusterId = (
    await services.clusters.register({ name: 'harbour', mode: 'FEDERATED', kubeconfig }, holdfast.actor)
  ).id;
  const s3 = { bucket: BUCKET, endpoint: 'https://store.example' };
  locationId = (
    await services.locations.create({ name: 'vault', access: 'WORKLOAD_IDENTITY', s3 }, holdfast.actor)
  ).id;
});
afterEach(async () => {
  await api.stop();
  await holdfast.stop();
});

const crName = () => storkNames.location(locationId);

async function connect() {
  const { data, errors } = await ask(
    `mutation ($input: CreateLocationConnectionInput!) { createLocationConnection(input: $input) {
      locationConnection { id state stateReason stateMessage validatedAt isUnverified cluster { name } location { name } } } }`,
    { input: { clusterId, locationId } },
  );
  expect(errors).toEqual([]);
  return (data.createLocationConnection as unknown as { locationConnection: { id: string } })
    .locationConnection;
}

async function validate(id: string) {
  const { data } = await ask(
    `mutation ($id: ID!) { validateLocationConnection(input: { id: $id }) {
      locationConnection { state stateReason location { state stateReason stateMessage } } } }`,
    { id },
  );
  return (data.validateLocationConnection as unknown as { locationConnection: object }).locationConnection;
}

const lookAtAll = () => holdfast.product.handlers['probe-locations']({}, never);

async function locationState() {
  const { data } = await ask('query ($id: ID!) { backupLocation(id: $id) { state stateReason } }', {
    id: locationId,
  });
  return data.backupLocation;
}

describe('a connection', () => {
  it('is VALID when the cluster says so, and so is its location; the instruction carries no key', async () => {
    expect(await locationState()).toEqual({ state: 'UNCHECKED', stateReason: 'NOT_CHECKED' });
    expect(await connect()).toMatchObject({
      state: 'VALID',
      stateReason: 'OK',
      validatedAt: expect.any(String),
      isUnverified: true,
      cluster: { name: 'harbour' },
      location: { name: 'vault' },
    });
    expect(await locationState()).toEqual({ state: 'VALID', stateReason: 'CONNECTED' });
    const told = holdfast.kubernetes.store.get(LOCATIONS, crName(), stork.adminNamespace);
    expect(told).toMatchObject({ location: { type: 's3', path: BUCKET, sync: false } });
    expect(JSON.stringify(told)).not.toMatch(/accessKey|secret/i);
  });

  it('is INVALID for each thing that the cluster says, and VALID again when it is mended', async () => {
    const { id } = await connect();
    stork.faults.refuseLocation(crName(), 'AccessDenied: the identity may not list the bucket');
    expect(await validate(id)).toMatchObject({
      state: 'INVALID',
      stateReason: 'ACCESS_DENIED',
      location: {
        state: 'INVALID',
        stateReason: 'NO_VALID_CONNECTION',
        // Everybody sees the location, and not every cluster.
        stateMessage: '0 of 1 connected clusters reach it: ACCESS_DENIED 1',
      },
    });
    stork.faults.refuseLocation(crName(), 'the disk of the store is full');
    expect(await validate(id)).toMatchObject({ state: 'INVALID', stateReason: 'REFUSED' });
    stork.faults.admitLocation(crName());
    expect(await validate(id)).toMatchObject({ state: 'VALID', location: { state: 'VALID' } });
  });

  it('is INVALID while the cluster has no Stork, one that is too old, or another one of that name', async () => {
    const { id } = await connect();
    stork.upgrade('25.5.0');
    holdfast.kubernetes.store.delete(LOCATIONS, crName(), stork.adminNamespace);
    expect(await validate(id)).toMatchObject({ state: 'INVALID', stateReason: 'STORK_TOO_OLD' });
    stork.upgrade('26.3.0');
    expect(await validate(id)).toMatchObject({ state: 'VALID' });
    holdfast.kubernetes.store.delete(LOCATIONS, crName(), stork.adminNamespace);
    holdfast.kubernetes.store.create(LOCATIONS, {
      metadata: { name: crName(), namespace: stork.adminNamespace },
      location: { type: 's3', path: 'not-ours' },
    });
    expect(await validate(id)).toMatchObject({ state: 'INVALID', stateReason: 'FOREIGN' });
    expect(holdfast.kubernetes.store.get(LOCATIONS, crName(), stork.adminNamespace)).toMatchObject({
      location: { path: 'not-ours' },
    });
    stork.stop();
    expect(await validate(id)).toMatchObject({ state: 'INVALID', stateReason: 'STORK_MISSING' });
  });

  it('is INVALID while its cluster is not ACTIVE, which the next look finds, and VALID after it is', async () => {
    await connect();
    await holdfast.database.query(
      `UPDATE cluster SET state = 'NOT_AVAILABLE', state_reason = 'TIMEOUT' WHERE id = '${clusterId}'`,
    );
    await lookAtAll();
    const { data } = await ask('{ locationConnections { edges { node { state stateReason } } } }');
    expect(data.locationConnections).toEqual({
      edges: [{ node: { state: 'INVALID', stateReason: 'CLUSTER_NOT_ACTIVE' } }],
    });
    await holdfast.database.query(
      `UPDATE cluster SET state = 'ACTIVE', state_reason = 'OK' WHERE id = '${clusterId}'`,
    );
    await lookAtAll();
    expect(await locationState()).toMatchObject({ state: 'VALID' });
  });

  it('needs three looks in a row without an answer before it is INVALID: one among good ones changes nothing', async () => {
    await connect();
    const changes = async () =>
      (await holdfast.database.query(`SELECT FROM event WHERE type = 'CONNECTION_STATE_CHANGED'`)).length;
    const before = await changes();
    const fail = () => holdfast.kubernetes.faults.add({ match: /backuplocations/, do: { status: 403 } });
    const fault = fail();
    await lookAtAll();
    await lookAtAll();
    expect(await locationState()).toMatchObject({ state: 'VALID' });
    expect(await changes()).toBe(before);
    await lookAtAll();
    expect(await locationState()).toMatchObject({ state: 'INVALID' });
    fault.remove();
    await lookAtAll();
    expect(await locationState()).toMatchObject({ state: 'VALID' });
  });

  it('is not taken away by a store that asks its cluster to wait for a moment', async () => {
    await connect();
    stork.faults.refuseLocation(crName(), 'SlowDown: Please reduce your request rate. status code: 503');
    stork.lookAgain(crName());
    await holdfast.kubernetes.store.settled();
    await lookAtAll();
    expect(await locationState()).toMatchObject({ state: 'VALID' });
    await lookAtAll();
    await lookAtAll();
    const { data } = await ask('{ locationConnections { edges { node { state stateReason } } } }');
    expect(data.locationConnections).toEqual({
      edges: [{ node: { state: 'INVALID', stateReason: 'UNREACHABLE' } }],
    });
  });

  it('is what a backup needs: without one, or with a bad one, it is refused by its name', async () => {
    const input = { clusterId, locationId, namespaces: ['shop'] };
    const create = 'mutation ($input: CreateBackupInput!) { createBackup(input: $input) { backup { id } } }';
    const { id } = await connect();
    expect((await ask(create, { input })).errors).toEqual([]);
    stork.faults.refuseLocation(crName(), 'AccessDenied');
    await validate(id);
    const refused = await ask(create, { input });
    expect(refused.code).toBe('OPERATION_NOT_ALLOWED');
    expect(refused.errors[0]?.message).toContain(`LocationConnection harbour – vault (${id}) is INVALID`);
  });

  it('ends, and the cluster forgets the location; a location or cluster with one is not removed', async () => {
    const { id } = await connect();
    const remove = await ask('mutation ($id: ID!) { deleteBackupLocation(input: { id: $id }) { id } }', {
      id: locationId,
    });
    expect(remove.code).toBe('HAS_DEPENDENTS');
    expect(remove.errors[0]?.message).toBe(
      `BackupLocation vault (${locationId}) is needed by LocationConnection harbour – vault.`,
    );
    const gone = await ask('mutation ($id: ID!) { deleteLocationConnection(input: { id: $id }) { id } }', {
      id,
    });
    expect(gone.errors).toEqual([]);
    expect(holdfast.kubernetes.store.get(LOCATIONS, crName(), stork.adminNamespace)).toBeUndefined();
    expect(await locationState()).toEqual({ state: 'UNCHECKED', stateReason: 'NOT_CHECKED' });
  });

  it('stays while its cluster backs up to the location, and says what runs', async () => {
    const { id } = await connect();
    const { backups } = holdfast.product.services;
    const backup = await backups.create({ clusterId, locationId, namespaces: ['shop'] }, holdfast.actor);
    const remove = `mutation { deleteLocationConnection(input: { id: "${id}" }) { id } }`;
    const refused = await ask(remove);
    expect(refused.code).toBe('HAS_DEPENDENTS');
    expect(refused.errors[0]?.message).toBe(
      `LocationConnection harbour – vault (${id}) is needed by Backup ${backup.name}.`,
    );
    await holdfast.run(backup.id);
    expect((await ask(remove)).errors).toEqual([]);
  });
});

describe('whoever does not see a cluster', () => {
  it('sees no connection of it, and those of one that is shared', async () => {
    const { id } = await connect();
    const { product, actor } = holdfast;
    const user = await aPerson(product, actor, { role: 'APP_USER' });
    const asUser = asking(api, user.token);
    const list = '{ locationConnections { totalCount edges { node { id } } } }';
    const one = `{ locationConnection(id: "${id}") { id } }`;
    expect((await asUser(list)).data.locationConnections).toEqual({ totalCount: 0, edges: [] });
    expect((await asUser(one)).code).toBe('NOT_FOUND');
    const of = { resource: 'Cluster', resourceId: clusterId, access: 'VIEW' } as const;
    await product.services.shares.create({ ...of, userId: user.user.id }, actor);
    expect((await asUser(list)).data.locationConnections).toEqual({
      totalCount: 1,
      edges: [{ node: { id } }],
    });
    expect((await asUser(one)).data.locationConnection).toEqual({ id });
  });

  it('reads no history of it, and that of one that is shared', async () => {
    const { id } = await connect();
    const { product, actor } = holdfast;
    const user = await aPerson(product, actor, { role: 'APP_USER' });
    const asUser = asking(api, user.token);
    const history = `{ stateHistory(id: "${id}") { edges { node { to } } } }`;
    expect((await asUser(history)).code).toBe('NOT_FOUND');
    const of = { resource: 'Cluster', resourceId: clusterId, access: 'VIEW' } as const;
    await product.services.shares.create({ ...of, userId: user.user.id }, actor);
    const { edges } = (await asUser(history)).data.stateHistory as unknown as { edges: readonly object[] };
    expect(edges[0]).toEqual({ node: { to: 'VALID' } });
  });
});

describe('a sync', () => {
  const SYNC = 'mutation ($id: ID!) { syncBackupLocation(input: { id: $id }) { backupSync { id state } } }';

  async function sync() {
    const { data, errors } = await ask(SYNC, { id: locationId });
    expect(errors).toEqual([]);
    const { backupSync } = data.syncBackupLocation as unknown as {
      backupSync: { id: string; state: string };
    };
    expect(backupSync.state).toBe('PENDING');
    await bell.settle(holdfast.product.handlers);
    return (
      await ask(
        'query ($id: ID!) { backupSync(id: $id) { state stateReason stateMessage counts { listed added vanished returned } cluster { name } } }',
        { id: backupSync.id },
      )
    ).data.backupSync;
  }

  /** As another cluster left it there. */
  function leave(name: string): string {
    const uid = randomUUID();
    const path = `kube-system/${name}/${uid}`;
    const at = '2026-11-20T09:00:00Z';
    stork.buckets.make(BUCKET).set(
      `${path}/metadata.json`,
      JSON.stringify({
        metadata: { name, namespace: 'kube-system', uid },
        spec: { namespaces: ['blog'], backupLocation: crName(), reclaimPolicy: 'Delete' },
        status: {
          stage: 'Final',
          status: 'Successful',
          backupPath: path,
          resourceCount: 7,
          totalSize: 4096,
          triggerTimestamp: at,
          finishTimestamp: at,
        },
      }),
    );
    return path;
  }

  const listed = async () =>
    (
      await ask(
        '{ backups { edges { node { name state layout listedBySync vanishedAt schedule { id } } } } }',
      )
    ).data.backups as unknown as { edges: { node: { name: string; vanishedAt: string | null } }[] };

  it('lists what Holdfast does not know, once, restorable and outside its schedules', async () => {
    await connect();
    leave('nightly');
    expect(await sync()).toMatchObject({
      state: 'COMPLETED',
      stateReason: null,
      counts: { listed: 1, added: 1, vanished: 0 },
      cluster: { name: 'harbour' },
    });
    expect(await listed()).toEqual({
      edges: [
        {
          node: {
            name: expect.stringMatching(/^nightly-/),
            state: 'SUCCESS',
            layout: 'STORK',
            listedBySync: true,
            vanishedAt: null,
            schedule: null,
          },
        },
      ],
    });
    expect(await sync()).toMatchObject({ counts: { listed: 1, added: 0 } });
  });

  it('marks what is gone and does not delete it; an empty listing marks nothing; what is back is unmarked', async () => {
    await connect();
    const path = leave('one');
    leave('two');
    await sync();
    const kept = stork.buckets.find(BUCKET)?.get(`${path}/metadata.json`) ?? '';
    const forget = (name: string) => {
      for (const each of holdfast.kubernetes.store.list(BACKUPS, stork.adminNamespace)) {
        const found = (each as { metadata: { name: string } }).metadata.name;
        if (found.startsWith(name)) holdfast.kubernetes.store.delete(BACKUPS, found, stork.adminNamespace);
      }
    };
    stork.buckets.deleteBelow(BUCKET, path);
    forget('one');
    expect(await sync()).toMatchObject({ state: 'COMPLETED', counts: { listed: 1, vanished: 1 } });
    const marked = (await listed()).edges.map(({ node }) => [
      node.name.slice(0, 3),
      node.vanishedAt !== null,
    ]);
    expect(marked.sort()).toEqual([
      ['one', true],
      ['two', false],
    ]);
    stork.buckets.make(BUCKET).set(`${path}/metadata.json`, kept);
    expect(await sync()).toMatchObject({ counts: { listed: 2, returned: 1 } });
    stork.buckets.deleteBelow(BUCKET, 'kube-system/');
    forget('one');
    forget('two');
    expect(await sync()).toMatchObject({ state: 'COMPLETED', counts: { listed: 0, vanished: 0 } });
    expect((await listed()).edges.every(({ node }) => node.vanishedAt === null)).toBe(true);
  });

  it('is one at a time for a bucket, also through another location of it', async () => {
    await connect();
    const { services } = holdfast.product;
    const s3 = { bucket: BUCKET, endpoint: 'https://STORE.example:443' };
    const other = await services.locations.create(
      { name: 'vault-two', access: 'WORKLOAD_IDENTITY', s3 },
      holdfast.actor,
    );
    await services.connections.create({ clusterId, locationId: other.id }, holdfast.actor);
    expect((await ask(SYNC, { id: locationId })).errors).toEqual([]);
    expect((await ask(SYNC, { id: locationId })).code).toBe('OPERATION_IN_PROGRESS');
    const refused = await ask(SYNC, { id: other.id });
    expect(refused.code).toBe('OPERATION_IN_PROGRESS');
    expect(refused.errors[0]?.message).toMatch(
      /bucket, asked for at the backup location vault, .*: wait for it to end, for a sync cannot be cancelled\.$/,
    );
    const offered = await services.obstacles.of('BackupLocation', [other]);
    expect(offered.get(other.id)?.sync).toMatchObject({
      code: 'OPERATION_IN_PROGRESS',
      advice: 'Wait for it to end: a sync cannot be cancelled.',
    });
    await bell.settle(holdfast.product.handlers);
    expect((await ask(SYNC, { id: other.id })).errors).toEqual([]);
  });

  it('fails with its reason when no cluster comes to the end of a listing, and removes nothing', async () => {
    await connect();
    leave('one');
    await sync();
    const fault = holdfast.kubernetes.faults.add({ match: /applicationbackups\?/, do: { status: 403 } });
    expect(await sync()).toMatchObject({
      state: 'FAILED',
      stateReason: 'CLUSTER_FAILED',
      stateMessage: 'No cluster came to the end of a listing: CLUSTER_FAILED 1.',
    });
    fault.remove();
    expect((await listed()).edges).toHaveLength(1);
  });

  it('is refused where no cluster is eligible, and in CLASSIC mode', async () => {
    const refused = await ask(SYNC, { id: locationId });
    expect(refused.code).toBe('OPERATION_NOT_ALLOWED');
    expect((await ask(SYNC, { id: holdfast.location.id })).code).toBe('MODE_NOT_SUPPORTED');
    await connect();
    await holdfast.database.query(
      `UPDATE cluster SET state = 'NOT_AVAILABLE', state_reason = 'TIMEOUT' WHERE id = '${clusterId}'`,
    );
    expect((await ask(SYNC, { id: locationId })).code).toBe('NO_ELIGIBLE_CLUSTER');
  });
});
