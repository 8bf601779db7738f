/** Backups of virtual machines on the stand-in's KubeVirt: what belongs to one, guests that are frozen and always thawed, results, restores. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Product } from '../../src/compose.js';
import { payOwedRules } from '../../src/cycle/owed-rules.js';
import { runRestore } from '../../src/cycle/restore/run-restore.js';
import { runBackup } from '../../src/cycle/run-backup.js';
import type { BackupMachine } from '../../src/domain/backup-machine.js';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { systemActor } from '../../src/domain/identity.js';
import type { MachineSelection } from '../../src/domain/machine-selection.js';
import type { RestoreOptions } from '../../src/domain/restore.js';
import { restoreOptions } from '../factories/restores.js';
import { aService } from '../stand-ins/kubernetes/worlds/builders.js';
import { build } from '../stand-ins/kubernetes/worlds/object-builder.js';
import type { BackupReport } from '../support/installation.js';
import { type MachineInstallation, startWithMachines } from '../support/machine-installation.js';
import { aPerson } from '../support/people.js';

const never = new AbortController().signal;

let world: MachineInstallation;
beforeEach(async () => {
  world = await startWithMachines({ leaseMs: 1_500 });
});
afterEach(() => world.holdfast.stop());

const EVERY: MachineSelection = { machines: null, namespaces: null, selector: null, freeze: true };
const named = (...names: readonly string[]): MachineSelection => ({
  ...EVERY,
  machines: names.map((each) => {
    const [namespace = '', name = ''] = each.split('/');
    return { namespace, name };
  }),
});

async function request(virtualMachines: MachineSelection): Promise<string> {
  const { product, cluster, location, actor } = world.holdfast;
  const of = { clusterId: cluster.id, locationId: location.id, virtualMachines };
  return (await product.services.backups.create(of, actor)).id;
}

async function backUp(selection: MachineSelection): Promise<BackupReport> {
  return world.holdfast.run(await request(selection));
}

async function machinesOf(id: string): Promise<readonly BackupMachine[]> {
  return (await world.holdfast.product.services.backups.machinesOf([id])).get(id) ?? [];
}

async function results(id: string): Promise<readonly string[]> {
  const all = await machinesOf(id);
  return all.map(
    (each) =>
      `${each.namespace}/${each.name} ${each.outcome ?? each.fate} ${each.quiesced ?? '-'} ${each.volumesBackedUp}/${each.volumes}`,
  );
}

/** `secrets shop/db-init` of everything that the backup holds. */
async function held(id: string): Promise<readonly string[]> {
  const { browsing } = world.holdfast.product.services;
  const contents = await world.holdfast.product.services.backups.contents(id, systemActor('test'));
  const lines: string[] = [];
  for (const { resource, namespace } of contents) {
    const of = { resource, namespace, contains: '', first: 100, after: null };
    const { names } = await browsing.names(id, of, systemActor('test'));
    lines.push(...names.map((name) => `${resource} ${namespace}/${name}`));
  }
  return lines.sort();
}

const asked = () => world.kubevirt.calls.map(({ what, machine }) => `${what} ${machine}`);
const owed = async () => (await world.holdfast.database.query('SELECT * FROM open_rules')).length;
const store = () => world.holdfast.kubernetes.store;

describe('a backup of a virtual machine', () => {
  it('holds the machine and what it names, and nothing else of its namespace', async () => {
    const metadata = (name: string) => ({ name, namespace: 'shop' });
    store().createNamespace('shop');
    store().create('secrets', { metadata: metadata('db-init'), data: { userdata: 'I2Nsb3Vk' } });
    store().create('secrets', { metadata: metadata('of-somebody-else'), data: { key: 'c2VjcmV0' } });
    store().create('configmaps', { metadata: metadata('db-sysprep'), data: { unattend: '<x/>' } });
    store().create('controllerrevisions.apps', { metadata: metadata('db-large-1'), revision: 1, data: {} });
    store().create('virtualmachineclusterinstancetypes.instancetype.kubevirt.io', {
      metadata: { name: 'large' },
      spec: { cpu: { guest: 4 } },
    });
    await world.machine('shop/web');
    await world.machine('shop/db', {
      disks: ['db-root', 'db-data'],
      spec: {
        volumes: [
          { name: 'init', cloudInitNoCloud: { secretRef: { name: 'db-init' } } },
          { name: 'sysprep', sysprep: { configMap: { name: 'db-sysprep' } } },
        ],
      },
      machineSpec: { instancetype: { name: 'large', revisionName: 'db-large-1' } },
    });
    const { state, issues, backup } = await backUp(named('shop/db'));
    expect({ state, issues }).toEqual({ state: 'SUCCESS', issues: [] });
    expect(await results(backup.id)).toEqual(['shop/db SUCCESS FROZEN 2/2']);
    const resources = await held(backup.id);
    expect(resources.filter((line) => / shop\//.test(line))).toEqual([
      'configmaps shop/db-sysprep',
      'controllerrevisions.apps shop/db-large-1',
      'datavolumes.cdi.kubevirt.io shop/db-data',
      'datavolumes.cdi.kubevirt.io shop/db-root',
      'persistentvolumeclaims shop/db-data',
      'persistentvolumeclaims shop/db-root',
      'secrets shop/db-init',
      'virtualmachines.kubevirt.io shop/db',
    ]);
    expect(resources).toContain('virtualmachineclusterinstancetypes.instancetype.kubevirt.io /large');
    expect(world.storage.snapshots.size).toBe(2);
  });

  it('holds the claim of its TPM also where only its preference asks for one', async () => {
    world.claim('shop/persistent-state-for-db-x7k2p');
    store().patch('persistentvolumeclaims', 'persistent-state-for-db-x7k2p', {
      namespace: 'shop',
      patch: { metadata: { labels: { 'persistent-state-for': 'db' } } },
    });
    world.claim('shop/persistent-state-for-web-q2w4e');
    await world.machine('shop/db', { machineSpec: { preference: { name: 'windows.11' } } });
    const { state, backup } = await backUp(named('shop/db'));
    expect([state, await results(backup.id)]).toEqual(['SUCCESS', ['shop/db SUCCESS FROZEN 2/2']]);
    expect((await held(backup.id)).filter((line) => line.startsWith('persistentvolumeclaims'))).toEqual([
      'persistentvolumeclaims shop/db-root',
      'persistentvolumeclaims shop/persistent-state-for-db-x7k2p',
    ]);
  });

  it('holds no rights and no webhooks of the rest of its namespace, only those of accounts that are its disks', async () => {
    const binds = (name: string, account: string) =>
      store().create('clusterrolebindings.rbac.authorization.k8s.io', {
        metadata: { name },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: `role-of-${name}` },
        subjects: [{ kind: 'ServiceAccount', name: account, namespace: 'shop' }],
      });
    const metadata = { name: 'robot', namespace: 'shop' };
    await world.machine('shop/db', {
      spec: { volumes: [{ name: 'account', serviceAccount: { serviceAccountName: 'robot' } }] },
    });
    store().create('serviceaccounts', { metadata });
    for (const name of ['robots', 'others'])
      store().create('clusterroles.rbac.authorization.k8s.io', {
        metadata: { name: `role-of-${name}` },
        rules: [],
      });
    binds('robots', 'robot');
    binds('others', 'deployer');
    store().create('validatingwebhookconfigurations.admissionregistration.k8s.io', {
      metadata: { name: 'gate' },
      webhooks: [
        {
          name: 'gate.shop.example',
          clientConfig: { service: { name: 'gate', namespace: 'shop' } },
          failurePolicy: 'Ignore',
          rules: [],
          sideEffects: 'None',
          admissionReviewVersions: ['v1'],
        },
      ],
    });
    const { backup } = await backUp(named('shop/db'));
    const found = (await held(backup.id)).filter((line) => /rbac|admissionregistration/.test(line));
    expect(found).toEqual([
      'clusterrolebindings.rbac.authorization.k8s.io /robots',
      'clusterroles.rbac.authorization.k8s.io /role-of-robots',
    ]);
  });

  it('freezes its guest for the cut alone: after the plan, and thawed before its snapshots are usable', async () => {
    const { promise: held, resolve: ready } = Promise.withResolvers<void>();
    world.storage.behave('standard', { readyWhen: held });
    await world.machine('shop/db');
    const frozenAtCut: boolean[] = [];
    world.holdfast.kubernetes.faults.add({
      match: ({ path, method }) => method === 'POST' && path.endsWith('/volumesnapshots'),
      do: () => {
        frozenAtCut.push(world.kubevirt.frozen.has('shop/db'));
      },
    });
    const id = await request(named('shop/db'));
    const running = world.holdfast.run(id);
    await vi.waitFor(() => expect(asked()).toEqual(['freeze shop/db', 'unfreeze shop/db']), 10_000);
    expect(frozenAtCut).toEqual([true]);
    expect(world.kubevirt.calls[0]).toMatchObject({ unfreezeTimeout: '300s' });
    ready();
    expect(await running).toMatchObject({ state: 'SUCCESS' });
    expect([world.kubevirt.frozen.size, await owed()]).toEqual([0, 0]);
  });

  it('takes all of a namespace, all there are, or those that match a selector', async () => {
    await world.machine('shop/db', { labels: { tier: 'data' } });
    await world.machine('shop/web');
    await world.machine('blog/cms', { labels: { tier: 'data' } });
    await world.machine('kube-system/hidden');
    store().createNamespace('disks');
    await world.machine('disks/console', { labels: { tier: 'data' } });
    build(store(), aService('disks', 'portworx-service'));
    const found = async (selection: Partial<MachineSelection>) => {
      const { backup } = await backUp({ ...EVERY, ...selection });
      return (await machinesOf(backup.id)).map(({ namespace, name }) => `${namespace}/${name}`);
    };
    expect(await found({})).toEqual(['blog/cms', 'shop/db', 'shop/web']);
    expect(await found({ namespaces: ['shop'] })).toEqual(['shop/db', 'shop/web']);
    expect(await found({ selector: 'tier=data' })).toEqual(['blog/cms', 'shop/db']);
    expect(await found({ namespaces: ['disks'] })).toEqual(['disks/console']);
  });

  it('does not freeze where nobody wants it', async () => {
    await world.machine('shop/db');
    const { state, backup } = await backUp({ ...named('shop/db'), freeze: false });
    expect([state, await results(backup.id)]).toEqual(['SUCCESS', ['shop/db SUCCESS - 1/1']]);
    expect(asked()).toEqual([]);
  });
});

describe('a guest that cannot be frozen', () => {
  it.each([
    ['PAUSED', () => world.kubevirt.pause('shop', 'db'), 'paused'],
    ['STOPPED', () => world.kubevirt.stop('shop', 'db'), 'does not run'],
    ['RUNNING', () => world.kubevirt.behave('shop/db', { agent: false }), 'No guest agent'],
  ] as const)('%s: is left alone with a note, and backed up all the same', async (state, arrange, why) => {
    await world.machine('shop/db');
    arrange();
    const report = await backUp(named('shop/db'));
    expect(report).toMatchObject({ state: 'SUCCESS', issues: ['MACHINE_NOT_FROZEN shop/db'] });
    expect(report.messages[0]).toContain(why);
    expect(asked()).toEqual([]);
    expect(await machinesOf(report.backup.id)).toMatchObject([
      { state, quiesced: 'SKIPPED', outcome: 'SUCCESS' },
    ]);
  });

  it('though it was tried is a Partial Success, and is thawed in case it was', async () => {
    await world.machine('shop/db');
    world.kubevirt.behave('shop/db', { freezeFails: 'the guest is busy' });
    const report = await backUp(named('shop/db'));
    expect(report).toMatchObject({ state: 'PARTIAL_SUCCESS', issues: ['MACHINE_FREEZE_FAILED shop/db'] });
    expect(asked()).toEqual(['freeze shop/db', 'unfreeze shop/db']);
    expect([await results(report.backup.id), await owed()]).toEqual([['shop/db SUCCESS FAILED 1/1'], 0]);
  });

  it('because the connection broke in the middle is thawed: nobody knows whether it is frozen', async () => {
    await world.machine('shop/db');
    world.holdfast.kubernetes.faults.add({ match: /\/freeze/, times: 1, do: 'reset-before-headers' });
    const report = await backUp(named('shop/db'));
    expect(report.state).toBe('PARTIAL_SUCCESS');
    expect(world.kubevirt.frozen.size).toBe(0);
    expect(asked().at(-1)).toBe('unfreeze shop/db');
  });
});

describe('a guest that was frozen is thawed', () => {
  it('at the second try when the first fails', async () => {
    await world.machine('shop/db');
    world.kubevirt.behave('shop/db', { thawFailsFirst: 1 });
    const report = await backUp(named('shop/db'));
    expect(report).toMatchObject({ state: 'SUCCESS', issues: [] });
    expect(asked()).toEqual(['freeze shop/db', 'unfreeze shop/db', 'unfreeze shop/db']);
    expect([world.kubevirt.frozen.size, await owed()]).toEqual([0, 0]);
  });

  it('by the sweep when its backup could not, which says so', async () => {
    await world.machine('shop/db');
    const away = world.holdfast.kubernetes.faults.add({ match: /\/unfreeze/, do: { status: 403 } });
    const report = await backUp(named('shop/db'));
    expect(report).toMatchObject({ state: 'PARTIAL_SUCCESS', issues: ['MACHINE_THAW_FAILED shop/db'] });
    expect([world.kubevirt.frozen.size, await owed()]).toEqual([1, 1]);
    away.remove();
    expect(await payOwedRules(world.holdfast.product.world, never)).toBe(1);
    expect([world.kubevirt.frozen.size, await owed()]).toEqual([0, 0]);
  });

  it('when a person cancels in the middle', async () => {
    await world.machine('shop/db');
    const id = await request(named('shop/db'));
    const { faults } = world.holdfast.kubernetes;
    faults.add({
      match: ({ path, method }) => method === 'POST' && path.endsWith('/volumesnapshots'),
      times: 1,
      do: async () => {
        await world.holdfast.product.services.backups.cancel(id, world.holdfast.actor);
      },
    });
    world.storage.behave('standard', { never: 'cut' });
    expect(await world.holdfast.run(id)).toMatchObject({ state: 'FAILURE', reason: 'CANCELLED' });
    expect([world.kubevirt.frozen.size, await owed()]).toEqual([0, 0]);
  });

  it('first of all by the worker that takes over from one that was killed', async () => {
    await world.machine('shop/db');
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: asleep, resolve: fallAsleep } = Promise.withResolvers<void>();
    world.holdfast.kubernetes.faults.add({
      match: /persistentvolumeclaims\?/,
      times: 1,
      do: () => {
        fallAsleep();
        return held;
      },
    });
    const id = await request(named('shop/db'));
    const killed = world.holdfast.anotherWorker();
    void runBackup(id, killed.world, never);
    await asleep;
    kill(killed);
    await killed.close();
    expect([...world.kubevirt.frozen]).toEqual(['shop/db']);
    await vi.waitFor(async () => {
      expect(await world.holdfast.product.world.work.stores.backups.claimable(10)).toContain(id);
    }, 10_000);
    const report = await world.holdfast.run(id, world.holdfast.anotherWorker());
    expect(report).toMatchObject({ state: 'SUCCESS', backup: { attempt: 2 } });
    expect(asked()).toEqual(['freeze shop/db', 'unfreeze shop/db', 'freeze shop/db', 'unfreeze shop/db']);
    letGo();
    expect([world.kubevirt.frozen.size, await owed()]).toEqual([0, 0]);
  });
});

/** The database hears no more of this worker: what a killed one looks like from outside. */
function kill({ world: { work } }: Product): void {
  const nothing = () => new Promise<never>(() => {});
  work.transaction = nothing;
  for (const each of ['renew', 'enterStage', 'release', 'finish'] as const)
    work.stores.backups[each] = nothing;
  work.stores.ruleRuns.close = nothing;
}

describe('what became of each machine', () => {
  const fails = () => world.storage.behave('broken', { fails: 'the array is full' });
  beforeEach(() => {
    world.times.cutMs = 400;
    fails();
  });

  it('some of its volumes backed up is partial, and so is the backup', async () => {
    await world.machine('shop/db', { disks: ['db-root'] });
    await world.machine('shop/big', {
      disks: ['big-root'],
      spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'big-data' } }] },
    });
    world.claim('shop/big-data', { storageClass: 'broken' });
    const report = await backUp(named('shop/db', 'shop/big'));
    expect([report.state, report.issues]).toEqual(['PARTIAL_SUCCESS', ['VOLUME_FAILED shop/big-data']]);
    expect(await results(report.backup.id)).toEqual([
      'shop/big PARTIAL_SUCCESS FROZEN 1/2',
      'shop/db SUCCESS FROZEN 1/1',
    ]);
  });

  it('none of its volumes is a failure of the machine, and the backup is partial while another one is good', async () => {
    await world.machine('shop/db', { disks: ['db-root'] });
    await world.machine('shop/big', { disks: ['big-root'], storageClass: 'broken' });
    const report = await backUp(named('shop/db', 'shop/big'));
    expect(report.state).toBe('PARTIAL_SUCCESS');
    expect(report.issues).toContain('MACHINE_FAILED shop/big');
    expect(await results(report.backup.id)).toEqual([
      'shop/big FAILURE FROZEN 0/1',
      'shop/db SUCCESS FROZEN 1/1',
    ]);
  });

  it('is a failure of the backup when it is so of all', async () => {
    await world.machine('shop/big', { disks: ['big-root'], storageClass: 'broken' });
    const report = await backUp(named('shop/big'));
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'VOLUMES_ALL_FAILED' });
    expect(await results(report.backup.id)).toEqual(['shop/big FAILURE FROZEN 0/1']);
  });

  it('is a failure when something that it is made of could not be read', async () => {
    await world.machine('shop/db', {
      spec: { volumes: [{ name: 'init', cloudInitNoCloud: { secretRef: { name: 'db-init' } } }] },
    });
    world.holdfast.kubernetes.faults.add({ match: /\/secrets\?/, do: { status: 403 } });
    const report = await backUp(named('shop/db'));
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'MACHINES_ALL_FAILED' });
    expect(report.messages.join(' ')).toContain('secrets db-init');
  });

  it('stands in the manifest, so that a rescan without a database finds it', async () => {
    await world.machine('shop/db');
    const { backup } = await backUp(named('shop/db'));
    const before = await machinesOf(backup.id);
    await world.holdfast.database.query(`DELETE FROM backup WHERE id = '${backup.id}'`);
    const { product, location, actor } = world.holdfast;
    await product.services.rescan.run(location.id, actor);
    expect(await machinesOf(backup.id)).toEqual(before);
  });
});

describe('the last intact copy of a virtual machine', () => {
  const remove = (id: string, confirmLastCopy = false) => {
    const { product, actor } = world.holdfast;
    return product.services.backups.remove(id, { confirmLastCopy }, actor);
  };
  const lastOf = (...virtualMachines: readonly string[]) => ({
    code: 'LAST_COPY',
    details: { namespaces: [], virtualMachines },
  });

  it('is deleted only after a confirmation, whatever else of its namespace is backed up', async () => {
    for (const name of ['shop/db', 'shop/web', 'shop/big']) await world.machine(name);
    const { backup: all } = await backUp(named('shop/db', 'shop/web', 'shop/big'));
    const { backup: one } = await backUp(named('shop/db'));
    await expect(remove(all.id)).rejects.toMatchObject(lastOf('shop/big', 'shop/web'));
    await expect(remove(all.id)).rejects.toThrow('the virtual machines shop/big, shop/web');
    expect(await remove(one.id)).toMatchObject({ state: 'DELETING' });
    await expect(remove(all.id)).rejects.toMatchObject(lastOf('shop/big', 'shop/db', 'shop/web'));
    expect(await remove(all.id, true)).toMatchObject({ state: 'DELETING' });
  });

  it('is none of what failed there, and a backup of the namespace is no copy of one', async () => {
    world.times.cutMs = 400;
    world.storage.behave('broken', { fails: 'the array is full' });
    await world.machine('shop/db');
    await world.machine('shop/big', { storageClass: 'broken' });
    const { backup: broken } = await backUp(named('shop/db', 'shop/big'));
    const { backup: good } = await backUp(named('shop/db'));
    expect(await results(broken.id)).toEqual(['shop/big FAILURE FROZEN 0/1', 'shop/db SUCCESS FROZEN 1/1']);
    expect(await remove(broken.id)).toMatchObject({ state: 'DELETING' });
    await world.holdfast.backUp('shop');
    await expect(remove(good.id)).rejects.toMatchObject(lastOf('shop/db'));
  });

  it('is not the last copy of its namespace: that is in a backup of the whole of it', async () => {
    await world.machine('shop/db');
    const { backup: whole } = await world.holdfast.backUp('shop');
    await backUp(named('shop/db'));
    await expect(remove(whole.id)).rejects.toMatchObject({
      code: 'LAST_COPY',
      details: { namespaces: ['shop'], virtualMachines: [] },
    });
  });
});

describe('a schedule of virtual machines', () => {
  async function schedule(virtualMachines: MachineSelection) {
    const { product, cluster, location, actor } = world.holdfast;
    return product.services.schedules.create(
      {
        name: 'machines',
        clusterId: cluster.id,
        locationId: location.id,
        selection: { kind: 'VIRTUAL_MACHINES', virtualMachines },
        timing: { kind: 'INTERVAL', minutes: 60 },
        timeZone: 'UTC',
        retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
      },
      actor,
    );
  }
  async function cycle(id: string): Promise<BackupReport> {
    const { product, actor } = world.holdfast;
    return world.holdfast.run((await product.services.schedules.backUpNow(id, actor)).id);
  }

  it('goes on without a machine that was deleted, says so, and takes it again when it is back', async () => {
    await world.machine('shop/db');
    await world.machine('shop/web');
    const { id } = await schedule(named('shop/db', 'shop/web'));
    store().delete('virtualmachines.kubevirt.io', 'web', 'shop');
    const without = await cycle(id);
    expect(without).toMatchObject({ state: 'SUCCESS', issues: ['MACHINE_MISSING shop/web'], missing: [] });
    expect(await results(without.backup.id)).toEqual([
      'shop/db SUCCESS FROZEN 1/1',
      'shop/web MISSING - 0/0',
    ]);
    store().create('virtualmachines.kubevirt.io', {
      metadata: { name: 'web', namespace: 'shop' },
      spec: { runStrategy: 'Always', template: { spec: { domain: {}, volumes: [] } } },
    });
    await store().settled();
    const again = await cycle(id);
    expect(again).toMatchObject({ state: 'SUCCESS', issues: [] });
    expect(await results(again.backup.id)).toContain('shop/web SUCCESS FROZEN 0/0');
  });

  it('keeps the last copy of a machine that is gone, though its namespace is backed up on, until it is released', async () => {
    const { product, actor } = world.holdfast;
    const { retention, schedules, backups } = product.services;
    await world.machine('shop/db');
    await world.machine('shop/web');
    const { id, version } = await schedule(named('shop/db', 'shop/web'));
    const one = { keep: 1, maxAgeDays: null, ...NO_TIERS };
    await schedules.edit(id, { expectedVersion: version, retention: one }, actor);
    const copy = (await cycle(id)).backup;
    store().delete('virtualmachines.kubevirt.io', 'web', 'shop');
    const between = (await cycle(id)).backup;
    await cycle(id);
    const heldFor = [{ namespace: 'shop', virtualMachine: 'web', reason: 'MISSING', until: null }];
    expect(await retention.held(id)).toEqual([{ backupId: copy.id, heldFor }]);
    expect((await retention.preview(id, actor)).remove).not.toContain(copy.id);
    await retention.prune(id);
    const kept = await backups.getMany([copy.id, between.id], actor);
    expect(kept.filter(({ state }) => state !== 'DELETING').map((each) => each.id)).toEqual([copy.id]);
    const released = await retention.release({ scheduleId: id, namespaces: ['shop'] }, actor);
    expect(released.released).toContain('shop/web');
    expect((await retention.preview(id, actor)).remove).toContain(copy.id);
  });

  it('misses a namespace that it names, as every schedule does', async () => {
    await world.machine('shop/db');
    await world.machine('blog/cms');
    const { id } = await schedule({ ...EVERY, namespaces: ['shop', 'blog'] });
    store().deleteNamespace('blog', { instantly: true });
    const report = await cycle(id);
    expect(report).toMatchObject({ state: 'PARTIAL_SUCCESS', included: ['shop'], missing: ['blog'] });
  });

  it('fails, and uploads nothing, when none of its machines is there', async () => {
    await world.machine('shop/db');
    const { id } = await schedule(named('shop/db'));
    store().delete('virtualmachines.kubevirt.io', 'db', 'shop');
    const report = await cycle(id);
    expect(report).toMatchObject({
      state: 'FAILURE',
      reason: 'NOTHING_PRESENT',
      backup: { manifestKey: null },
    });
    expect(report.messages[0]).toContain('None of the 1 requested virtual machines exists');
  });

  it('is not edited by a list of namespaces; its machines are edited whole', async () => {
    await world.machine('shop/db');
    await world.machine('shop/web');
    const { id, version } = await schedule(named('shop/db'));
    const { scheduleNamespaces, schedules } = world.holdfast.product.services;
    const { actor } = world.holdfast;
    const change = { scheduleId: id, namespaces: ['shop'], selectionVersion: 1 };
    await expect(scheduleNamespaces.exclude(change, actor)).rejects.toMatchObject({
      code: 'SCHEDULE_NOT_EDITABLE',
    });
    await expect(scheduleNamespaces.add(change, actor)).rejects.toMatchObject({
      code: 'SCHEDULE_NOT_EDITABLE',
    });
    const edit = { expectedVersion: version, virtualMachines: named('shop/web') };
    expect((await schedules.edit(id, edit, actor)).selection).toMatchObject({
      virtualMachines: { machines: [{ namespace: 'shop', name: 'web' }] },
    });
    await expect(
      schedules.edit(id, { expectedVersion: version + 1, selector: 'a=b' }, actor),
    ).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('is refused for machines and namespaces that are not there, all at once', async () => {
    await world.machine('shop/db');
    await expect(schedule(named('shop/none', 'shop/db', 'shop/nix'))).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { fields: [{ message: expect.stringContaining('shop/nix') }, expect.anything()] },
    });
    await expect(schedule({ ...EVERY, namespaces: ['gone'] })).rejects.toMatchObject({
      code: 'NAMESPACE_NOT_FOUND',
    });
  });
});

describe('what is refused', () => {
  it('is a person who may not reach the namespace, and everything found where not all is shared', async () => {
    await world.machine('shop/db');
    const { product, cluster, location, actor } = world.holdfast;
    const { user } = await aPerson(product, actor);
    const as = { kind: 'USER', userId: user.id, name: user.name, role: 'APP_USER', groups: [] } as const;
    const share = { resource: 'Cluster', resourceId: cluster.id, userId: user.id, access: 'FULL' } as const;
    await product.services.shares.create({ ...share, namespaces: ['blog'] }, actor);
    const of = { clusterId: cluster.id, locationId: location.id };
    for (const virtualMachines of [named('shop/db'), EVERY, { ...EVERY, namespaces: ['blog', 'shop'] }])
      await expect(product.services.backups.create({ ...of, virtualMachines }, as)).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
  });

  it('is an edit that reaches past what is shared, in the same words whether the machines are there or not', async () => {
    await world.machine('blog/cms');
    await world.machine('shop/db');
    const { product, cluster, location, actor } = world.holdfast;
    const { user, actor: as } = await aPerson(product, actor);
    const share = { resource: 'Cluster', resourceId: cluster.id, userId: user.id, access: 'FULL' } as const;
    await product.services.shares.create({ ...share, namespaces: ['blog'] }, actor);
    const { id, version } = await product.services.schedules.create(
      {
        name: 'machines-of-blog',
        clusterId: cluster.id,
        locationId: location.id,
        selection: { kind: 'VIRTUAL_MACHINES', virtualMachines: named('blog/cms') },
        timing: { kind: 'INTERVAL', minutes: 60 },
        timeZone: 'UTC',
        retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
      },
      as,
    );
    const refusalOf = (virtualMachines: MachineSelection) =>
      product.services.schedules
        .edit(id, { expectedVersion: version, virtualMachines }, as)
        .then(() => undefined)
        .catch(({ code, message, details }) => ({ code, message, details }));
    const there = await refusalOf(named('shop/db'));
    expect(there).toMatchObject({ code: 'FORBIDDEN', details: { namespaces: ['shop'] } });
    expect(await refusalOf(named('shop/none'))).toEqual(there);
    const ofGone = await refusalOf({ ...EVERY, namespaces: ['gone'] });
    expect(ofGone).toMatchObject({ code: 'FORBIDDEN', details: { namespaces: ['gone'] } });
  });

  it('is a filter, a selection that says two things, and an empty one', async () => {
    const { product, cluster, location, actor } = world.holdfast;
    const of = { clusterId: cluster.id, locationId: location.id };
    const filter = { includeResources: ['secrets'], excludeResources: [], labelSelector: null };
    for (const bad of [
      { virtualMachines: EVERY, filter },
      { virtualMachines: EVERY, namespaces: ['shop'] },
      { virtualMachines: { ...named('shop/db'), selector: 'a=b' } },
      { virtualMachines: { ...EVERY, machines: [] } },
      { virtualMachines: named('Shop/db') },
    ])
      await expect(product.services.backups.create({ ...of, ...bad }, actor)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
  });

  it('is a cluster in FEDERATED mode', async () => {
    const { product, cluster, location, actor, database } = world.holdfast;
    await database.query(`UPDATE cluster SET mode = 'FEDERATED' WHERE id = '${cluster.id}'`);
    const of = { clusterId: cluster.id, locationId: location.id, virtualMachines: EVERY };
    await expect(product.services.backups.create(of, actor)).rejects.toMatchObject({
      code: 'MODE_NOT_SUPPORTED',
      details: { mode: 'FEDERATED', supportedModes: ['CLASSIC'] },
    });
  });
});

describe('a virtual machine that is restored', () => {
  async function restore(backupId: string, change: Partial<RestoreOptions>) {
    const { product, actor } = world.holdfast;
    const { restores } = product.services;
    const { id } = await restores.create({ backupId, options: restoreOptions(change) }, actor);
    await runRestore(id, product.world, never);
    await store().settled();
    return restores.get(id, systemActor('test'));
  }
  const machine = (namespace: string) =>
    store().get('virtualmachines.kubevirt.io', 'db', namespace) as unknown as {
      spec: {
        runStrategy: string;
        template: { spec: { domain: { firmware: object; devices: { interfaces: object[] } } } };
      };
    };

  it('comes back as it was where it was, runs, and its disk is not fetched again', async () => {
    await world.machine('shop/db');
    const { backup } = await backUp(named('shop/db'));
    store().deleteNamespace('shop', { instantly: true });
    const done = await restore(backup.id, {});
    expect(done).toMatchObject({ state: 'SUCCESS' });
    const { domain } = machine('shop').spec.template.spec;
    expect(domain.firmware).toHaveProperty('uuid', '5d307ca9-b3ef-428c-8861-06e72d69f223');
    expect(domain.devices.interfaces[0]).toHaveProperty('macAddress');
    expect(world.kubevirt.statusOf('shop', 'db')).toBe('Running');
    expect(world.kubevirt.overwritten).toEqual([]);
    const claim = store().get('persistentvolumeclaims', 'db-root', 'shop');
    expect(claim).toMatchObject({ spec: { dataSource: { kind: 'VolumeSnapshot' } } });
  });

  it('in another namespace has an identity of its own, and stays stopped when it is asked to', async () => {
    await world.machine('shop/db');
    const { backup } = await backUp(named('shop/db'));
    const done = await restore(backup.id, { namespaceMapping: { shop: 'copy' }, haltMachines: true });
    expect(done).toMatchObject({ state: 'SUCCESS' });
    const { runStrategy, template } = machine('copy').spec;
    expect(runStrategy).toBe('Halted');
    expect(template.spec.domain.firmware).toEqual({});
    expect(template.spec.domain.devices.interfaces[0]).not.toHaveProperty('macAddress');
    expect(world.kubevirt.statusOf('copy', 'db')).toBe('Stopped');
    expect(world.kubevirt.overwritten).toEqual([]);
  });
});
