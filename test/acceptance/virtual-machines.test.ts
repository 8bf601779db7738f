/** Virtual machines as KubeVirt has them: seen by the prober over HTTPS, told by the API, a subscription and the command line. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import type { Running } from '../graphql/running-api.js';
import { type MachineInstallation, startWithMachines } from '../support/machine-installation.js';
import { aPerson, asking, type Person } from '../support/people.js';
import { runCli } from '../support/run-cli.js';
import { type StreamingApi, startStreamingApi } from '../support/streaming-api.js';

let world: MachineInstallation;
let api: Running;
let streaming: StreamingApi;
let admin: Person;
beforeAll(async () => {
  world = await startWithMachines();
  const { product, actor } = world.holdfast;
  streaming = await startStreamingApi(world.holdfast);
  ({ api } = streaming);
  admin = await aPerson(product, actor, { role: 'SUPER_ADMIN', name: 'root' });
});
afterAll(async () => {
  await streaming.stop();
  await world.holdfast.stop();
});
beforeEach(async () => {
  await world.machine('shop/db', { labels: { tier: 'data' } });
  await world.look();
});
afterEach(async () => {
  const { faults, store } = world.holdfast.kubernetes;
  faults.clear();
  store.deleteNamespace('shop', { instantly: true });
  await store.settled();
  await world.look();
});

const MACHINES = `{ virtualMachines(first: 50, sort: { by: NAME }) { totalCount edges { node {
  id namespace name state stateReason stateMessage stateChangedAt stateCheckedAt printableStatus runStrategy
  agentConnected labels { key value } cluster { name } allowedOperations { operation allowed } } } } }`;

interface Told {
  readonly id: string;
  readonly state: string;
  readonly stateCheckedAt: string;
  readonly [field: string]: unknown;
}

async function machines(): Promise<readonly Told[]> {
  const { data, errors } = await asking(api, admin.token)(MACHINES);
  expect(errors).toEqual([]);
  const { edges } = data.virtualMachines as unknown as { edges: { node: Told }[] };
  return edges.map(({ node }) => node);
}
const machine = async () => (await machines())[0]!;

/** What the subscription tells from now on. */
async function changes({ token }: Person = admin) {
  const client = api.socketClient(token);
  const told: { from: string | null; to: string | null; reason: string | null; name: string }[] = [];
  const stream = client.iterate({
    query:
      'subscription { resourceStateChanged(resource: VirtualMachine) { isPresent from to reason name } }',
  });
  const begun = Promise.withResolvers<void>();
  const reading = (async () => {
    for await (const { data } of stream) {
      const change = (data as { resourceStateChanged: (typeof told)[number] & { isPresent: boolean } })
        .resourceStateChanged;
      if (change.isPresent) begun.resolve();
      else told.push(change);
    }
  })();
  await begun.promise;
  return {
    told,
    stop: async () => {
      await stream.return?.();
      await client.dispose();
      await reading;
    },
  };
}

describe('a virtual machine', () => {
  it('is listed with its state, the word of KubeVirt, and since when', async () => {
    expect(await machine()).toMatchObject({
      namespace: 'shop',
      name: 'db',
      state: 'RUNNING',
      stateReason: 'Running',
      printableStatus: 'Running',
      runStrategy: 'Always',
      agentConnected: true,
      labels: [{ key: 'tier', value: 'data' }],
      cluster: { name: 'prod' },
      allowedOperations: [{ operation: 'backUp', allowed: true }],
    });
    expect((await machine()).stateCheckedAt).not.toBeNull();
  });

  it('enters and leaves each state for its reason, and the subscription tells each move once', async () => {
    const { kubevirt, look } = world;
    const stream = await changes();
    const moves: readonly (readonly [move: () => void, to: string, reason: string])[] = [
      [() => kubevirt.pause('shop', 'db'), 'PAUSED', 'Paused'],
      [() => kubevirt.run('shop', 'db'), 'RUNNING', 'Running'],
      [() => kubevirt.stop('shop', 'db'), 'STOPPED', 'Stopped'],
      [() => kubevirt.say('shop', 'db', 'Starting'), 'OTHER', 'Starting'],
      [
        () => kubevirt.say('shop', 'db', 'CrashLoopBackOff', 'the guest ends at once'),
        'OTHER',
        'CrashLoopBackOff',
      ],
      [() => kubevirt.say('shop', 'db', 'SomethingNew'), 'OTHER', 'SomethingNew'],
      [() => kubevirt.run('shop', 'db'), 'RUNNING', 'Running'],
      [() => kubevirt.say('shop', 'db', 'Migrating'), 'RUNNING', 'Migrating'],
    ];
    const expected: unknown[] = [];
    let from = 'RUNNING';
    for (const [move, to, reason] of moves) {
      move();
      await look();
      await look();
      expect(await machine()).toMatchObject({ state: to, stateReason: reason, printableStatus: reason });
      expected.push({ from, to, reason, name: 'shop/db' });
      from = to;
    }
    await expect.poll(() => stream.told).toMatchObject(expected);
    expect(stream.told).toHaveLength(moves.length);
    await stream.stop();
  });

  it('of which KubeVirt says nothing is neither (NO_STATUS), until it says something', async () => {
    const stream = await changes();
    world.kubevirt.saysNothing('shop', 'db');
    await world.look();
    const nothing = { state: 'OTHER', stateReason: 'NO_STATUS', printableStatus: null };
    expect(await machine()).toMatchObject({
      ...nothing,
      stateMessage: 'KubeVirt has not said yet how it is',
    });
    world.kubevirt.run('shop', 'db');
    await world.look();
    expect(await machine()).toMatchObject({ state: 'RUNNING', stateReason: 'Running' });
    await expect
      .poll(() => stream.told)
      .toMatchObject([
        { from: 'RUNNING', to: 'OTHER', reason: 'NO_STATUS' },
        { from: 'OTHER', to: 'RUNNING', reason: 'Running' },
      ]);
    await stream.stop();
  });

  it('says what KubeVirt says of why it is not ready', async () => {
    world.kubevirt.say('shop', 'db', 'ErrorUnschedulable', '0/3 nodes are available');
    await world.look();
    expect(await machine()).toMatchObject({
      stateMessage: 'KubeVirt says ErrorUnschedulable: 0/3 nodes are available',
    });
  });

  it('that is gone is listed no more, and the subscription says so', async () => {
    const stream = await changes();
    world.holdfast.kubernetes.store.delete('virtualmachines.kubevirt.io', 'db', 'shop');
    await world.look();
    expect(await machines()).toEqual([]);
    await expect.poll(() => stream.told).toMatchObject([{ from: 'RUNNING', to: null, name: 'shop/db' }]);
    await stream.stop();
  });

  it('goes with its cluster, which the history and the subscription say of each', async () => {
    const { product, actor, kubernetes } = world.holdfast;
    const name = 'twin';
    const twin = await product.services.clusters.register(
      { name, kubeconfig: kubernetes.kubeconfig() },
      actor,
    );
    await world.look();
    const its = (
      await product.services.virtualMachines.page({ first: 50, after: null }, { clusterId: twin.id }, actor)
    ).items;
    expect(its).toHaveLength(1);
    const stream = await changes();
    await product.services.clusters.remove(twin.id, actor);
    await expect.poll(() => stream.told).toMatchObject([{ from: 'RUNNING', to: null, name: 'shop/db' }]);
    await stream.stop();
    const query = `{ stateHistory(id: "${its[0]?.item.id}") { edges { node { from to message observer } } } }`;
    const { data } = await asking(api, admin.token)(query);
    const { edges } = data.stateHistory as unknown as { edges: { node: object }[] };
    expect(edges.map(({ node }) => node)).toMatchObject([
      { from: 'RUNNING', to: null, message: 'its cluster was removed', observer: 'PERSON' },
      { from: null, to: 'RUNNING' },
    ]);
  });

  it('that goes with its cluster is told to those with whom its namespace was shared, and to nobody else', async () => {
    const { product, actor, kubernetes } = world.holdfast;
    const twin = await product.services.clusters.register(
      { name: 'twin-shared', kubeconfig: kubernetes.kubeconfig() },
      actor,
    );
    await world.look();
    const group = async (userId: string) =>
      (await product.services.userGroups.create({ name: `g-${userId}`, memberIds: [userId] }, actor)).id;
    const [friend, mate, stranger] = [
      await aPerson(product, actor),
      await aPerson(product, actor),
      await aPerson(product, actor),
    ];
    const of = { resource: 'Cluster', resourceId: twin.id, access: 'VIEW' } as const;
    const { shares } = product.services;
    await shares.create({ ...of, userId: friend.user.id, namespaces: ['sh*'] }, actor);
    await shares.create({ ...of, groupId: await group(mate.user.id), namespaces: ['shop'] }, actor);
    await shares.create({ ...of, userId: stranger.user.id, namespaces: ['blog'] }, actor);
    const ofOther = { ...of, resourceId: world.holdfast.cluster.id, userId: stranger.user.id };
    await shares.create({ ...ofOther, namespaces: ['shop'] }, actor);
    const heard = [await changes(friend), await changes(mate), await changes(stranger)];
    await product.services.clusters.remove(twin.id, actor);
    // Had the end been told to the stranger, it had come before this.
    world.kubevirt.stop('shop', 'db');
    await world.look();
    const gone = { from: 'RUNNING', to: null, name: 'shop/db' };
    await expect.poll(() => heard[0]?.told).toMatchObject([gone]);
    await expect.poll(() => heard[1]?.told).toMatchObject([gone]);
    await expect.poll(() => heard[2]?.told).toMatchObject([{ from: 'RUNNING', to: 'STOPPED' }]);
    for (const each of heard) await each.stop();
  });

  it('goes back to UNCHECKED with a new kubeconfig, until that one was looked through', async () => {
    const { product, actor, cluster, kubernetes } = world.holdfast;
    const { clusters } = product.services;
    const stream = await changes();
    kubernetes.faults.add({ match: /virtualmachines/, do: { status: 403 } });
    const { version: expectedVersion } = await clusters.get(cluster.id, actor);
    await clusters.edit(cluster.id, { expectedVersion, kubeconfig: kubernetes.kubeconfig() }, actor);
    expect(await machine()).toMatchObject({
      state: 'UNCHECKED',
      stateReason: 'NOT_CHECKED',
      printableStatus: null,
      stateCheckedAt: null,
      allowedOperations: [{ operation: 'backUp', allowed: false }],
    });
    kubernetes.faults.clear();
    await world.look();
    expect(await machine()).toMatchObject({ state: 'RUNNING' });
    await expect
      .poll(() => stream.told.map(({ from, to }) => [from, to]))
      .toEqual([
        ['RUNNING', 'UNCHECKED'],
        ['UNCHECKED', 'RUNNING'],
      ]);
    await stream.stop();
  });
});

describe('a look', () => {
  it('is one list per cluster, and one that finds nothing new writes no event', async () => {
    const { requests } = world.holdfast.kubernetes;
    const before = requests.count(/^GET \/apis\/kubevirt/);
    const events = await eventCount();
    await world.look();
    expect(requests.count(/^GET \/apis\/kubevirt/) - before).toBe(1);
    expect(await eventCount()).toEqual(events);
  });

  it.each([403, 500, 503])(
    'that the cluster answers with %i leaves what was seen, with its time',
    async (status) => {
      const before = await machine();
      world.holdfast.kubernetes.faults.add({ match: /virtualmachines/, do: { status } });
      world.kubevirt.stop('shop', 'db');
      await world.look();
      expect(await machine()).toEqual(before);
    },
  );
});

const eventCount = () =>
  world.holdfast.database.query(
    `SELECT count(*)::integer AS count FROM event WHERE subject_type = 'VirtualMachine'`,
  );

describe('the command line', () => {
  const run = (...args: readonly string[]) => runCli(args, { api: { url: api.url, token: admin.token } });

  it('lists and shows them', async () => {
    expect((await run('vm', 'list', '--cluster', 'prod')).stdout).toMatch(/prod +shop +db +RUNNING +Running/);
    expect((await run('vm', 'list', '--state', 'stopped,paused')).stdout).not.toContain('db');
    expect((await run('vm', 'list', '--label', 'tier=data', '--namespace', 'shop')).stdout).toContain('db');
    expect((await run('vm', 'show', 'shop/db')).stdout).toMatch(/guest agent +answers/);
    const { exitCode, stderr } = await run('vm', 'show', 'shop/none');
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('There is no virtual machine shop/none')]);
  });
});

describe('who sees them', () => {
  it('is offered a backup where it is accepted: by the shares that name their namespace alone', async () => {
    const { product, actor, cluster, location, kubernetes } = world.holdfast;
    await world.machine('blog/cms');
    await world.look();
    const { user, token } = await aPerson(product, actor);
    const of = { resource: 'Cluster', resourceId: cluster.id, userId: user.id } as const;
    const group = await product.services.userGroups.create({ name: 'writers', memberIds: [user.id] }, actor);
    await product.services.shares.create({ ...of, access: 'FULL', namespaces: ['sh*'] }, actor);
    const ofGroup = { resource: 'Cluster', resourceId: cluster.id, groupId: group.id } as const;
    await product.services.shares.create({ ...ofGroup, access: 'VIEW', namespaces: ['blog'] }, actor);
    const ask = asking(api, token);
    const { data } = await ask(
      '{ virtualMachines { edges { node { namespace name allowedOperations { allowed code } } } } }',
    );
    const { edges } = data.virtualMachines as unknown as {
      edges: { node: { namespace: string; name: string; allowedOperations: object[] } }[];
    };
    const offered = new Map(edges.map(({ node }) => [node.namespace, node.allowedOperations]));
    expect(Object.fromEntries(offered)).toEqual({
      shop: [{ allowed: true, code: null }],
      blog: [{ allowed: false, code: 'FORBIDDEN' }],
    });
    const create = 'mutation ($input: CreateBackupInput!) { createBackup(input: $input) { __typename } }';
    const answerFor = async (namespace: string, name: string) => {
      const input = {
        clusterId: cluster.id,
        locationId: location.id,
        virtualMachines: { machines: [{ namespace, name }] },
      };
      return (await ask(create, { input })).code;
    };
    expect([await answerFor('shop', 'db'), await answerFor('blog', 'cms')]).toEqual([undefined, 'FORBIDDEN']);
    kubernetes.store.deleteNamespace('blog', { instantly: true });
  });

  it('those to whom the namespace is shared, in lists, by id and in the stream, and nobody else', async () => {
    const { product, actor, cluster } = world.holdfast;
    const [stranger, friend] = [await aPerson(product, actor), await aPerson(product, actor)];
    const of = { resource: 'Cluster', resourceId: cluster.id, access: 'VIEW' } as const;
    await product.services.shares.create({ ...of, userId: friend.user.id, namespaces: ['sh*'] }, actor);
    await product.services.shares.create({ ...of, userId: stranger.user.id, namespaces: ['blog'] }, actor);
    const { id } = await machine();
    const asked = async ({ token }: Person) => {
      const ask = asking(api, token);
      const { data } = await ask('{ virtualMachines { totalCount } }');
      const one = await ask(`{ virtualMachine(id: "${id}") { name } }`);
      return [data.virtualMachines, one.code ?? one.data.virtualMachine];
    };
    expect(await asked(friend)).toEqual([{ totalCount: 1 }, { name: 'db' }]);
    expect(await asked(stranger)).toEqual([{ totalCount: 0 }, 'NOT_FOUND']);
  });
});

describe('the plan of a backup of virtual machines', () => {
  const PLAN = `query ($input: PlanBackupInput!) { planBackup(input: $input) {
    included { name } missing { name reason } unlisted resources { complete }
    virtualMachines { included { namespace name state printableStatus } missing { namespace name } served } } }`;
  const DB = { namespace: 'shop', name: 'db' };
  const planned = async (virtualMachines: object, token = admin.token, more: object = {}) =>
    asking(api, token)(PLAN, { input: { clusterId: world.holdfast.cluster.id, virtualMachines, ...more } });
  const backups = async () => (await world.holdfast.database.query('SELECT id FROM backup')).length;

  it('says which of those that are named are there now, and begins nothing', async () => {
    const before = await backups();
    const machines = [DB, { namespace: 'shop', name: 'web' }, { namespace: 'gone', name: 'x' }];
    const { data, errors } = await planned({ machines });
    expect(errors).toEqual([]);
    expect(data.planBackup).toMatchObject({
      included: [{ name: 'shop' }],
      missing: [],
      resources: null,
      virtualMachines: {
        included: [{ ...DB, state: 'RUNNING', printableStatus: 'Running' }],
        missing: [
          { namespace: 'gone', name: 'x' },
          { namespace: 'shop', name: 'web' },
        ],
        served: true,
      },
    });
    expect(await backups()).toBe(before);
    expect(world.kubevirt.calls).toEqual([]);
  });

  it('finds those that match a selector, and names namespaces that are gone', async () => {
    await world.machine('shop/web', { labels: { tier: 'web' } });
    const { data } = await planned({ namespaces: ['shop', 'gone'], selector: 'tier in (data)' });
    expect(data.planBackup).toMatchObject({
      missing: [{ name: 'gone', reason: 'not found' }],
      virtualMachines: { included: [DB], missing: [] },
    });
  });

  it('shows somebody the machines of the namespaces that are shared with them, and no others', async () => {
    await world.machine('secret/db');
    const { product, actor, cluster } = world.holdfast;
    const kim = await aPerson(product, actor, { role: 'APP_USER' });
    const share = {
      resource: 'Cluster',
      resourceId: cluster.id,
      userId: kim.user.id,
      access: 'VIEW',
    } as const;
    await product.services.shares.create({ ...share, namespaces: ['shop'] }, actor);
    const { data, errors } = await planned({}, kim.token);
    expect(errors).toEqual([]);
    expect(data.planBackup).toMatchObject({
      included: [{ name: 'shop' }],
      unlisted: [],
      virtualMachines: { included: [DB] },
    });
    const asked = await planned({ machines: [{ namespace: 'secret', name: 'db' }] }, kim.token);
    expect(asked.code).toBe('FORBIDDEN');
    world.holdfast.kubernetes.store.deleteNamespace('secret', { instantly: true });
  });

  it('takes machines or namespaces, and no filter beside machines: every fault at once', async () => {
    const filter = { includeResources: ['configmaps'] };
    const { errors } = await planned({ machines: [{ namespace: 'shop', name: 'A b' }] }, admin.token, {
      namespaces: ['shop'],
      filter,
    });
    const { fields } = errors[0]!.extensions.details as { fields: { path: string }[] };
    expect(fields.map(({ path }) => path).sort()).toEqual([
      'filter',
      'namespaces',
      'virtualMachines.machines.0.name',
    ]);
    const nothing = await asking(api, admin.token)(PLAN, { input: { clusterId: world.holdfast.cluster.id } });
    expect(nothing.code).toBe('BAD_USER_INPUT');
  });

  it('does not exist in FEDERATED mode', async () => {
    const { database, cluster } = world.holdfast;
    await database.query(`UPDATE cluster SET mode = 'FEDERATED' WHERE id = '${cluster.id}'`);
    expect((await planned({})).code).toBe('MODE_NOT_SUPPORTED');
    await database.query(`UPDATE cluster SET mode = 'CLASSIC' WHERE id = '${cluster.id}'`);
  });
});

describe('the preview of a schedule of virtual machines', () => {
  const PREVIEW = `query ($id: ID!) { backupSchedule(id: $id) { preview { included { name } missing { name } unlisted
    virtualMachines { included { namespace name state printableStatus } missing { namespace name } served } } } }`;
  const previewed = async (id: string, { token }: Person = admin) => {
    const { data, errors } = await asking(api, token)(PREVIEW, { id });
    expect(errors).toEqual([]);
    return (data.backupSchedule as unknown as { preview: object }).preview;
  };
  const EVERY = { machines: null, namespaces: null, selector: null, freeze: true };

  it('says which machines the next cycle would hold, and which that it names are not there', async () => {
    const { product, actor, cluster, location, kubernetes } = world.holdfast;
    await world.machine('shop/web');
    const machines = ['db', 'web'].map((name) => ({ namespace: 'shop', name }));
    const request = {
      name: 'machines-named',
      clusterId: cluster.id,
      locationId: location.id,
      selection: { kind: 'VIRTUAL_MACHINES', virtualMachines: { ...EVERY, machines } },
      timing: { kind: 'INTERVAL', minutes: 60 },
      timeZone: 'UTC',
      retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
    } as const;
    const { id } = await product.services.schedules.create(request, actor);
    kubernetes.store.delete('virtualmachines.kubevirt.io', 'web', 'shop');
    const virtualMachines = {
      included: [{ namespace: 'shop', name: 'db', state: 'RUNNING', printableStatus: 'Running' }],
      missing: [{ namespace: 'shop', name: 'web' }],
      served: true,
    };
    expect(await previewed(id)).toMatchObject({ included: [{ name: 'shop' }], missing: [], virtualMachines });
    const told = await runCli(['schedule', 'preview', 'machines-named'], {
      api: { url: api.url, token: admin.token },
    });
    expect(told.stdout).toMatch(/would include +shop\/db \(RUNNING\)\nnot there +shop\/web\n/);
    expect(told.stdout).not.toContain('not on it');
  });

  it('shows somebody what the cluster has in the namespaces that are shared with them, and no others', async () => {
    await world.machine('secret/db');
    const { product, actor, cluster, location, kubernetes } = world.holdfast;
    const request = {
      name: 'machines-all',
      clusterId: cluster.id,
      locationId: location.id,
      selection: { kind: 'VIRTUAL_MACHINES', virtualMachines: EVERY },
      timing: { kind: 'INTERVAL', minutes: 60 },
      timeZone: 'UTC',
      retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
    } as const;
    const { id } = await product.services.schedules.create(request, actor);
    const kim = await aPerson(product, actor, { role: 'APP_USER' });
    const to = { userId: kim.user.id, access: 'VIEW' } as const;
    await product.services.shares.create({ ...to, resource: 'BackupSchedule', resourceId: id }, actor);
    expect(await previewed(id, kim)).toMatchObject({ included: [], virtualMachines: { included: [] } });
    const ofCluster = { ...to, resource: 'Cluster', resourceId: cluster.id } as const;
    await product.services.shares.create({ ...ofCluster, namespaces: ['shop'] }, actor);
    expect(await previewed(id, kim)).toMatchObject({
      included: [{ name: 'shop' }],
      missing: [],
      unlisted: [],
      virtualMachines: { included: [{ namespace: 'shop', name: 'db' }], missing: [] },
    });
    expect(await previewed(id)).toMatchObject({ included: [{ name: 'secret' }, { name: 'shop' }] });
    kubernetes.store.deleteNamespace('secret', { instantly: true });
  });
});
