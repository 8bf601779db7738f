import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGarden } from '../stand-ins/gardener/garden-stand-in.js';
import { Discovering, startShootCluster } from '../support/discovering.js';

let world: Discovering;
beforeEach(async () => {
  world = await Discovering.start();
});
afterEach(() => world.stop());

const names = async () => (await world.clusters()).map(({ name }) => name);

describe('a discovery', () => {
  it('registers every shoot as a federated cluster, with its labels but not those of Gardener itself', async () => {
    world.garden.addShoot('blue', { labels: { team: 'shop' } });
    world.garden.addShoot('red', { project: 'ops' });
    const discovery = await world.created();
    expect(discovery).toMatchObject({
      state: 'SUCCESS',
      stateReason: 'OK',
      counts: { found: 2, registered: 2, failed: 0, renewed: 2 },
      processed: 2,
      total: 2,
    });
    expect(await world.clusters()).toMatchObject([
      {
        name: 'dev--blue',
        mode: 'FEDERATED',
        labels: { team: 'shop' },
        server: world.holdfast.kubernetes.url,
      },
      { name: 'ops--red', mode: 'FEDERATED', labels: {}, shoot: { managed: true, provider: 'aws' } },
    ]);
    await world.probe();
    expect(await world.clusters()).toMatchObject([{ state: 'ACTIVE' }, { state: 'ACTIVE' }]);
  });

  it('of one project asks for that alone, and one with a selector for what matches', async () => {
    world.garden.addShoot('blue', { labels: { env: 'prod' } });
    world.garden.addShoot('green', { labels: { env: 'test' } });
    world.garden.addShoot('red', { project: 'ops', labels: { env: 'prod' } });
    await world.created({ project: 'dev', labelSelector: 'env=prod' });
    expect(await names()).toEqual(['dev--blue']);
    const asked = world.garden.kubernetes.requests;
    expect(asked.count(/^GET \/apis\/core\.gardener\.cloud\/v1beta1\/shoots/)).toBe(0);
    expect(asked.count(/namespaces\/garden-ops\//)).toBe(0);
  });

  it('that may not list the whole garden goes from project to project', async () => {
    const { kubernetes } = world.garden;
    world.garden.addShoot('blue');
    world.garden.addShoot('red', { project: 'ops' });
    const group = { apiGroups: ['core.gardener.cloud'] };
    kubernetes.addToken('projects-only', {
      user: 'robot',
      rules: [
        { verbs: ['list'], ...group, resources: ['projects'] },
        { verbs: ['list', 'get'], ...group, resources: ['shoots'], namespaces: ['garden-dev', 'garden-ops'] },
        {
          verbs: ['create'],
          ...group,
          resources: ['shoots/adminkubeconfig'],
          namespaces: ['garden-dev', 'garden-ops'],
        },
      ],
    });
    const discovery = await world.created({ kubeconfig: kubernetes.kubeconfig({ token: 'projects-only' }) });
    expect(discovery).toMatchObject({ state: 'SUCCESS' });
    expect(await names()).toEqual(['dev--blue', 'ops--red']);
  });

  it('that may not look into a project fails and names it, and leaves the clusters of that project as they are', async () => {
    const { kubernetes } = world.garden;
    world.garden.addShoot('blue');
    world.garden.addShoot('red', { project: 'ops' });
    const discovery = await world.created();
    const group = { apiGroups: ['core.gardener.cloud'] };
    kubernetes.addToken('dev-only', {
      user: 'robot',
      rules: [
        { verbs: ['list'], ...group, resources: ['projects'] },
        {
          verbs: ['list', 'get', 'create'],
          ...group,
          resources: ['shoots', 'shoots/adminkubeconfig'],
          namespaces: ['garden-dev'],
        },
      ],
    });
    const kubeconfig = kubernetes.kubeconfig({ token: 'dev-only' });
    const { version: expectedVersion } = discovery;
    await world.service.edit(discovery.id, { expectedVersion, kubeconfig }, world.holdfast.actor);
    expect(await world.settle(discovery)).toMatchObject({
      state: 'FAILED',
      stateReason: 'MISSING_RIGHTS',
      stateMessage: expect.stringContaining('garden-ops'),
    });
    expect((await world.cluster('ops--red')).shoot.managed).toBe(true);
  });

  it('follows labels and endpoint of its shoots, and leaves what people changed', async () => {
    world.garden.addShoot('blue', { labels: { team: 'shop', tier: 'gold' } });
    const discovery = await world.created();
    const before = await world.cluster('dev--blue');
    await world.holdfast.product.services.clusters.edit(
      before.id,
      { expectedVersion: before.version, name: 'our-blue', labels: { ...before.labels, owner: 'ada' } },
      world.holdfast.actor,
    );
    const elsewhere = await startShootCluster();
    try {
      world.garden.label('blue', { team: 'pay' });
      world.garden.move('blue', elsewhere);
      expect(await world.again(discovery)).toMatchObject({ counts: { updated: 1, renewed: 1 } });
      expect(await world.cluster('our-blue')).toMatchObject({
        id: before.id,
        labels: { owner: 'ada', team: 'pay' },
        server: elsewhere.url,
        state: 'ACTIVE',
      });
      expect(await world.again(discovery)).toMatchObject({ counts: { unchanged: 1, renewed: 0 } });
    } finally {
      await elsewhere.stop();
    }
  });

  it('lets go of a shoot that is gone: its cluster stays, unmanaged, and is taken up again when the shoot comes back', async () => {
    const uid = world.garden.addShoot('blue');
    world.garden.addShoot('green');
    const discovery = await world.created();
    const { id } = await world.cluster('dev--blue');
    world.garden.deleteShoot('blue');
    expect(await world.again(discovery)).toMatchObject({
      state: 'SUCCESS',
      counts: { found: 1, unmanaged: 1 },
    });
    expect((await world.cluster('dev--blue')).shoot).toMatchObject({
      managed: false,
      unmanagedReason: expect.stringContaining('dev'),
      renewAt: null,
    });
    expect(await world.again(discovery)).toMatchObject({ counts: { unmanaged: 0 } });
    world.garden.addShoot('blue', { uid });
    expect(await world.again(discovery)).toMatchObject({ counts: { remanaged: 1, registered: 0 } });
    expect(await world.cluster('dev--blue')).toMatchObject({
      id,
      shoot: { managed: true, unmanagedAt: null },
    });
  });

  it('takes a shoot of the same name with another UID for another cluster', async () => {
    world.garden.addShoot('blue');
    const discovery = await world.created();
    const { id } = await world.cluster('dev--blue');
    world.garden.deleteShoot('blue');
    world.garden.addShoot('blue');
    expect(await world.again(discovery)).toMatchObject({ counts: { registered: 1, unmanaged: 1 } });
    const [first, second] = await world.clusters();
    expect(first).toMatchObject({ id, name: 'dev--blue', shoot: { managed: false } });
    expect(second?.name).toMatch(/^dev--blue-[0-9a-f]{8}$/);
  });

  it('shares a cluster with another discovery: it is unmanaged only when neither finds it', async () => {
    world.garden.addShoot('blue', { labels: { env: 'prod' } });
    const all = await world.created();
    const some = await world.created({ name: 'prod', labelSelector: 'env=prod' });
    expect(some).toMatchObject({ counts: { registered: 0, unchanged: 1, renewed: 0 } });
    expect(await world.clusters()).toHaveLength(1);
    world.garden.label('blue', { env: 'test' });
    expect(await world.again(some)).toMatchObject({ counts: { unmanaged: 0 } });
    expect((await world.cluster('dev--blue')).shoot.managed).toBe(true);
    await world.service.remove(all.id, 'KEEP', world.holdfast.actor);
    await world.bell.settle(world.holdfast.product.handlers);
    expect((await world.cluster('dev--blue')).shoot.managed).toBe(false);
  });

  it('leaves shoots alone that are being created, deleted or moved', async () => {
    world.garden.addShoot('new', { operation: { type: 'Create', state: 'Processing' } });
    world.garden.addShoot('going', { operation: { type: 'Delete', state: 'Processing' } });
    world.garden.addShoot('moving', { operation: { type: 'Migrate', state: 'Processing' } });
    world.garden.addShoot('ailing', { operation: { type: 'Reconcile', state: 'Error' } });
    expect(await world.created()).toMatchObject({
      state: 'SUCCESS',
      counts: { found: 4, skipped: 3, registered: 1 },
    });
    expect(await names()).toEqual(['dev--ailing']);
  });

  it('runs by its interval, and not before', async () => {
    world.garden.addShoot('blue');
    const discovery = await world.created({ intervalMinutes: 15 });
    world.clock.advance(14);
    await world.tend();
    expect((await world.get(discovery)).state).toBe('SUCCESS');
    world.clock.advance(1);
    await world.tend();
    expect((await world.get(discovery)).state).toBe('IN_PROGRESS');
    expect(await world.settle(discovery)).toMatchObject({ state: 'SUCCESS', counts: { unchanged: 1 } });
  });

  it('without an interval runs only when somebody asks', async () => {
    const { intervalMinutes: _none, ...request } = { intervalMinutes: 15, name: 'dev' };
    const discovery = await world.settle(
      await world.service.create({ ...request, kubeconfig: world.garden.kubeconfig() }, world.holdfast.actor),
    );
    expect(discovery).toMatchObject({ state: 'SUCCESS', nextDueAt: null });
    world.clock.advance(60 * 24 * 30);
    await world.tend();
    expect((await world.get(discovery)).state).toBe('SUCCESS');
  });
});

describe('a kubeconfig of a shoot', () => {
  it('is taken by its external address, whatever the garden calls current', async () => {
    world.garden.tamper = (kubeconfig) => ({ ...kubeconfig, 'current-context': 'garden-dev--blue-internal' });
    world.garden.addShoot('blue');
    await world.created();
    expect((await world.cluster('dev--blue')).server).toBe(world.holdfast.kubernetes.url);
  });

  it('is renewed at two thirds of the life that the garden told, and its cluster works on', async () => {
    world.garden.maximumSeconds = 3_600;
    world.garden.addShoot('blue');
    const discovery = await world.created();
    await world.probe();
    const before = await world.cluster('dev--blue');
    const { kubeconfigObtainedAt, kubeconfigExpiresAt, renewAt } = before.shoot;
    const [obtained, ends] = [kubeconfigObtainedAt?.getTime() ?? 0, kubeconfigExpiresAt?.getTime() ?? 0];
    expect(renewAt?.getTime()).toBe(obtained + Math.floor(((ends - obtained) * 2) / 3));
    world.clock.advance(39);
    await world.renew();
    expect(world.garden.kubeconfigsAsked).toBe(1);
    world.clock.advance(1);
    await world.renew();
    expect(world.garden.kubeconfigsAsked).toBe(2);
    const after = await world.cluster('dev--blue');
    expect(after.shoot.kubeconfigExpiresAt).not.toEqual(before.shoot.kubeconfigExpiresAt);
    expect(after).toMatchObject({
      state: 'ACTIVE',
      lastReachedAt: before.lastReachedAt,
      version: before.version,
      credentialVersion: before.credentialVersion + 1,
    });
    await world.probe();
    expect(await world.cluster('dev--blue')).toMatchObject({ state: 'ACTIVE', stateReason: 'OK' });
    expect(await world.get(discovery)).toMatchObject({ state: 'SUCCESS' });
  });

  it('that cannot be renewed is tried again with growing pauses, and what is told holds no secret', async () => {
    world.garden.addShoot('blue');
    await world.created();
    world.clock.advance(4 * 60);
    const away = world.garden.kubernetes.faults.add({ match: /adminkubeconfig/, do: { status: 500 } });
    await world.renew();
    const failed = (await world.cluster('dev--blue')).shoot;
    expect(failed).toMatchObject({ renewFailures: 1, renewError: expect.any(String) });
    expect(failed.renewAt?.getTime()).toBe(world.clock.now().getTime() + 60_000);
    await world.renew();
    expect((await world.cluster('dev--blue')).shoot.renewFailures).toBe(1);
    away.remove();
    world.clock.advance(1);
    await world.renew();
    expect((await world.cluster('dev--blue')).shoot).toMatchObject({ renewFailures: 0, renewError: null });
  });

  it('is asked for by one worker, however many look at the same moment', async () => {
    world.garden.addShoot('blue');
    await world.created();
    world.clock.advance(4 * 60);
    const others = [world.holdfast.anotherWorker(), world.holdfast.anotherWorker()];
    const never = new AbortController().signal;
    await Promise.all([
      world.renew(),
      ...others.map(({ handlers }) => handlers['renew-kubeconfigs']({}, never)),
    ]);
    expect(world.garden.kubeconfigsAsked).toBe(2);
    await Promise.all(others.map((each) => each.close()));
  });

  it('that the allow-list refuses is not kept: the others are registered, and the run says which it was', async () => {
    world.garden.addShoot('blue');
    world.garden.addShoot('evil');
    world.garden.tamper = (kubeconfig) =>
      JSON.stringify(kubeconfig).includes('--evil-')
        ? {
            ...kubeconfig,
            users: (kubeconfig.users as { name: string }[]).map(({ name }) => ({
              name,
              user: { exec: { command: 'rm' } },
            })),
          }
        : kubeconfig;
    expect(await world.created()).toMatchObject({
      state: 'FAILED',
      stateReason: 'SHOOTS_FAILED',
      counts: { registered: 1, failed: 1 },
      problems: [{ shoot: 'garden-dev/evil', message: expect.stringContaining('runs a command') }],
    });
    expect(await names()).toEqual(['dev--blue']);
  });

  it('is renewed for all that are awake when somebody refreshes', async () => {
    world.garden.addShoot('blue');
    world.garden.addShoot('green');
    world.garden.addShoot('sleepy', { hibernated: true });
    const { id } = await world.created();
    const run = await world.settle(await world.service.refresh(id, world.holdfast.actor));
    expect(run).toMatchObject({ state: 'SUCCESS', run: 'REFRESH', counts: { renewed: 2 } });
  });
});

it('a cluster that a discovery keeps up takes no kubeconfig from people, and does once it is unmanaged', async () => {
  world.garden.addShoot('blue');
  const discovery = await world.created();
  const { id } = await world.cluster('dev--blue');
  const { clusters } = world.holdfast.product.services;
  const edit = async () => {
    const { version: expectedVersion } = await world.cluster('dev--blue');
    return clusters.edit(
      id,
      { expectedVersion, kubeconfig: world.holdfast.kubernetes.kubeconfig() },
      world.holdfast.actor,
    );
  };
  await expect(edit()).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { fields: [{ path: 'kubeconfig', message: expect.stringContaining('discovery') }] },
  });
  world.garden.deleteShoot('blue');
  await world.again(discovery);
  expect(await edit()).toMatchObject({ state: 'ACTIVE' });
});

describe('a shoot that sleeps', () => {
  it('is registered as HIBERNATED, asks for no kubeconfig, and is looked at when it wakes', async () => {
    world.garden.addShoot('blue', { hibernated: true });
    const discovery = await world.created();
    expect(discovery).toMatchObject({ state: 'SUCCESS', counts: { hibernated: 1, renewed: 0 } });
    await world.probe();
    expect(await world.cluster('dev--blue')).toMatchObject({
      state: 'NOT_AVAILABLE',
      stateReason: 'HIBERNATED',
    });
    world.garden.wakeUp('blue');
    expect(await world.again(discovery)).toMatchObject({ counts: { hibernated: 0, renewed: 1 } });
    expect(await world.cluster('dev--blue')).toMatchObject({ state: 'ACTIVE', shoot: { hibernated: false } });
  });

  it('that fell asleep since the last run is HIBERNATED at the next look, and none is alarmed', async () => {
    world.garden.addShoot('blue', { labels: { team: 'shop' } });
    const cluster = await startShootCluster();
    world.garden.move('blue', cluster);
    await world.created();
    await world.probe();
    expect(await world.cluster('dev--blue')).toMatchObject({ state: 'ACTIVE' });
    world.garden.hibernate('blue');
    await cluster.stop();
    await world.probe();
    expect(await world.cluster('dev--blue')).toMatchObject({
      state: 'NOT_AVAILABLE',
      stateReason: 'HIBERNATED',
      looks: { failures: 0 },
    });
    expect(await world.openAlerts()).toEqual([]);
  });

  it.each([
    ['that was never awake before', async () => void world.garden.addShoot('blue', { hibernated: true })],
    [
      'whose kubeconfig ended in its sleep',
      async () => {
        world.garden.addShoot('blue');
        const discovery = await world.created();
        world.garden.hibernate('blue');
        await world.again(discovery);
        world.clock.advance(7 * 60);
      },
    ],
  ])(
    '%s wakes between two runs: it is HIBERNATED until it has a kubeconfig, and ACTIVE at once then',
    async (_which, sleep) => {
      await sleep();
      if ((await world.clusters()).length === 0) await world.created();
      world.garden.wakeUp('blue');
      world.clock.advance(6);
      await world.probe();
      expect(await world.cluster('dev--blue')).toMatchObject({
        state: 'NOT_AVAILABLE',
        stateReason: 'HIBERNATED',
        stateMessage: expect.stringContaining('woke up'),
      });
      await world.renew();
      expect(await world.cluster('dev--blue')).toMatchObject({ state: 'ACTIVE', stateReason: 'OK' });
    },
  );

  it('wakes, and the garden gives no kubeconfig: then its own state says so', async () => {
    world.garden.addShoot('blue', { hibernated: true });
    await world.created();
    world.garden.wakeUp('blue');
    world.garden.kubernetes.faults.add({ match: /adminkubeconfig/, do: { status: 500 } });
    world.clock.advance(6);
    await world.probe();
    await world.renew();
    await world.probe();
    const { stateReason } = await world.cluster('dev--blue');
    expect(stateReason).not.toBe('HIBERNATED');
  });
});

describe('a run', () => {
  /** So many that the list has two pages; those that are being created cost a run nothing. */
  const fillAPage = () => {
    for (let number = 0; number < 250; number += 1)
      world.garden.addShoot(`a-${number}`, { operation: { type: 'Create', state: 'Processing' } });
  };

  it('whose list breaks on its second page fails and lets go of nothing', async () => {
    fillAPage();
    for (const name of ['x', 'y', 'z']) world.garden.addShoot(name);
    const discovery = await world.created();
    expect(await names()).toEqual(['dev--x', 'dev--y', 'dev--z']);
    for (const name of ['y', 'z']) world.garden.deleteShoot(name);
    world.garden.addShoot('w');
    const broken = world.garden.kubernetes.faults.add({ match: /continue=/, do: { status: 500 } });
    expect(await world.again(discovery)).toMatchObject({ state: 'FAILED', stateReason: 'SERVER_ERROR' });
    expect(await names()).toEqual(['dev--x', 'dev--y', 'dev--z']);
    expect((await world.clusters()).every(({ shoot }) => shoot.managed)).toBe(true);
    broken.remove();
    expect(await world.again(discovery)).toMatchObject({
      state: 'SUCCESS',
      counts: { registered: 1, unmanaged: 2, unchanged: 1 },
    });
  });

  it('whose list expires on the way begins it again', async () => {
    fillAPage();
    for (const name of ['x', 'y']) world.garden.addShoot(name);
    world.garden.kubernetes.faults.add({ match: /continue=/, times: 1, do: 'gone-410' });
    expect(await world.created()).toMatchObject({ state: 'SUCCESS', counts: { found: 252, registered: 2 } });
  });

  it('asks for each page and each kubeconfig once, and the next one for the pages alone', async () => {
    fillAPage();
    for (let number = 0; number < 20; number += 1) world.garden.addShoot(`s-${number}`);
    const { requests } = world.garden.kubernetes;
    const discovery = await world.created();
    expect(discovery).toMatchObject({ state: 'SUCCESS', counts: { registered: 20, renewed: 20 } });
    expect(requests.count(/^GET .*\/shoots/)).toBe(2);
    expect(requests.count(/^POST .*\/adminkubeconfig/)).toBe(20);
    requests.clear();
    expect(await world.again(discovery)).toMatchObject({ counts: { unchanged: 20, renewed: 0 } });
    expect(requests.count(/./)).toBe(2);
  });

  it('is begun by one of two workers, and done once', async () => {
    world.garden.addShoot('blue');
    const { id } = await world.create();
    const other = world.holdfast.anotherWorker();
    const never = new AbortController().signal;
    await Promise.all([
      world.holdfast.product.handlers['run-discovery']({ discoveryId: id }, never),
      other.handlers['run-discovery']({ discoveryId: id }, never),
    ]);
    expect(await world.get({ id })).toMatchObject({ state: 'SUCCESS', attempt: 1 });
    expect(world.garden.kubeconfigsAsked).toBe(1);
    await other.close();
  });
});

describe('deleting a discovery', () => {
  it('is refused while it has clusters, naming them, unless they are kept', async () => {
    world.garden.addShoot('blue');
    const discovery = await world.created();
    await expect(world.service.remove(discovery.id, 'REFUSE', world.holdfast.actor)).rejects.toMatchObject({
      code: 'HAS_DEPENDENTS',
      message: expect.stringContaining(`ClusterDiscovery ${discovery.name} (${discovery.id}) is needed by`),
      details: { total: 1, dependents: [{ resource: 'Cluster', name: 'dev--blue' }] },
    });
    const deleting = await world.service.remove(discovery.id, 'KEEP', world.holdfast.actor);
    expect(deleting).toMatchObject({ state: 'DELETING' });
    await world.bell.settle(world.holdfast.product.handlers);
    await expect(world.get(discovery)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.cluster('dev--blue')).toMatchObject({ shoot: { managed: false, renewAt: null } });
    const secrets = await world.holdfast.database.query(
      `SELECT FROM credential WHERE subject_type = 'ClusterDiscovery'`,
    );
    expect(secrets).toEqual([]);
  });

  it('of one that finds nothing needs no choice', async () => {
    const discovery = await world.created();
    await world.service.remove(discovery.id, 'REFUSE', world.holdfast.actor);
    await world.bell.settle(world.holdfast.product.handlers);
    await expect(world.get(discovery)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('what is asked of a discovery', () => {
  it('names every fault at once', async () => {
    const refusal = world.service.create(
      {
        name: 'Not A Name',
        kubeconfig: world.garden.kubeconfig().replace(/token:.*/, 'exec: { command: evil }'),
        project: 'Not/A/Project',
        labelSelector: 'a b',
        intervalMinutes: 14,
      },
      world.holdfast.actor,
    );
    const { details } = (await refusal.catch((error: unknown) => error)) as {
      details: { fields: { path: string }[] };
    };
    expect(details.fields.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['name', 'project', 'labelSelector', 'intervalMinutes']),
    );
    expect(details.fields.some(({ path }) => path.includes('exec'))).toBe(true);
  });

  it('keeps its garden: a kubeconfig of another one is refused, and the old one stays', async () => {
    world.garden.addShoot('blue');
    const { id, version: expectedVersion } = await world.created();
    const other = await startGarden();
    try {
      const change = { expectedVersion, kubeconfig: other.kubeconfig() };
      await expect(world.service.edit(id, change, world.holdfast.actor)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    } finally {
      await other.stop();
    }
    expect(await world.again({ id })).toMatchObject({ state: 'SUCCESS' });
  });

  it('is a conflict when somebody else was faster', async () => {
    const { id } = await world.created();
    await expect(
      world.service.edit(id, { expectedVersion: 99, intervalMinutes: 60 }, world.holdfast.actor),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('is about one that is there', async () => {
    await expect(world.service.discover(randomUUID(), world.holdfast.actor)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
