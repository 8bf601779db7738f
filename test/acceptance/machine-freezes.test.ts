/** What is believed of a guest that is frozen and thawed: KubeVirt says it some seconds late, and a cluster may go dark in between. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { thawMachines } from '../../src/cycle/machine-thaw.js';
import { payOwedRules } from '../../src/cycle/owed-rules.js';
import type { MachineSelection } from '../../src/domain/machine-selection.js';
import type { BackupReport } from '../support/installation.js';
import { type MachineInstallation, startWithMachines } from '../support/machine-installation.js';
import { aDatabasePod, aRule, resultLines } from '../support/rules.js';

const never = new AbortController().signal;
const OF_SHOP: MachineSelection = { machines: null, namespaces: ['shop'], selector: null, freeze: true };

let world: MachineInstallation;
beforeEach(async () => {
  world = await startWithMachines();
  await world.machine('shop/db');
});
afterEach(async () => {
  await world.holdfast.stop();
});

async function request(rules: { readonly postRuleId?: string } = {}): Promise<string> {
  const { product, cluster, location, actor } = world.holdfast;
  const of = { clusterId: cluster.id, locationId: location.id, virtualMachines: OF_SHOP, ...rules };
  return (await product.services.backups.create(of, actor)).id;
}

async function backUp(): Promise<BackupReport> {
  return world.holdfast.run(await request());
}

async function quiescedOf({ backup: { id } }: BackupReport) {
  const all = (await world.holdfast.product.services.backups.machinesOf([id])).get(id) ?? [];
  return all.map(({ quiesced, outcome }) => ({ quiesced, outcome }));
}

const owed = async () => (await world.holdfast.database.query('SELECT * FROM open_rules')).length;
const dueAgain = () => world.holdfast.database.query('UPDATE open_rules SET next_try_at = now()');
const pay = () => payOwedRules(world.holdfast.product.world, never);
const faults = () => world.holdfast.kubernetes.faults;

/** While the snapshots are asked for, once. */
function atTheCut(what: () => void | Promise<void>): void {
  faults().add({
    match: ({ path, method }) => method === 'POST' && path.endsWith('/volumesnapshots'),
    times: 1,
    do: what,
  });
}

/** Its run pays at once, before KubeVirt says anything of the freeze. */
async function aCancelledOne(): Promise<BackupReport> {
  const id = await request();
  atTheCut(async () => {
    await world.holdfast.product.services.backups.cancel(id, world.holdfast.actor);
  });
  world.storage.behave('standard', { never: 'cut' });
  return world.holdfast.run(id);
}

describe('a thaw that failed', () => {
  beforeEach(() => world.kubevirt.behave('shop/db', { statusLags: true, thawFailsFirst: 3 }));

  it('is owed, although KubeVirt does not say yet that the guest is frozen', async () => {
    const report = await aCancelledOne();
    expect(report.issues).toContain('MACHINE_THAW_FAILED shop/db');
    expect([[...world.kubevirt.frozen], await owed()]).toEqual([['shop/db'], 1]);
    expect(await pay()).toBe(1);
    expect([[...world.kubevirt.frozen], await owed()]).toEqual([[], 0]);
  });

  it('is owed no more when the guest has thawed itself, which the sweep believes at its second try', async () => {
    world.kubevirt.behave('shop/db', { statusLags: true, thawFailsFirst: 100 });
    await aCancelledOne();
    world.kubevirt.thaw('shop/db');
    expect([await pay(), await owed()]).toEqual([1, 1]);
    await dueAgain();
    expect([await pay(), await owed()]).toEqual([1, 0]);
  });

  it('is not owed where the machine does not run any more', async () => {
    faults().add({ match: /\/unfreeze/, times: 1, do: () => world.kubevirt.stop('shop', 'db') });
    const report = await aCancelledOne();
    expect(report.issues).not.toContain('MACHINE_THAW_FAILED shop/db');
    expect(await owed()).toBe(0);
  });
});

describe('a cluster that goes dark while guests are frozen', () => {
  const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ namespace: 'shop', name }));
  const thaw = () => {
    const { product, cluster } = world.holdfast;
    const turns = { mayThaw: async () => true, answered: async () => {}, end: async () => {} };
    return thawMachines(product.world, many, { clusterId: cluster.id, turns, leave: never, withinMs: 1_000 });
  };

  it.each([
    ['nothing answers', /virtualmachineinstances/],
    ['only what says how they are does not', /virtualmachineinstances\/[a-f]\?*$/],
  ])('holds nobody for longer than a guest stays frozen: %s', async (_, match) => {
    for (const { name } of many) await world.machine(`shop/${name}`);
    faults().add({ match, do: { latencyMs: 600_000 } });
    const done = await thaw();
    expect(done.faults.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('keeps the sweep from no post rule', async () => {
    const { product, kubernetes } = world.holdfast;
    aDatabasePod(kubernetes.store, 'shop', 'db-0');
    const post = await aRule(world.holdfast, 'POST');
    const away = faults().add({ match: /\/unfreeze/, do: { status: 403 } });
    const { backup } = await world.holdfast.run(await request({ postRuleId: post.id }));
    away.remove();
    expect(await resultLines(product, backup.id)).toEqual(['POST shop/db-0 SUCCEEDED']);
    const machines = Object.assign(Object.create(product.world.machines), {
      thaw: () => Promise.reject(new TypeError('nobody has foreseen this')),
    });
    await payOwedRules({ ...product.world, machines }, never);
    expect(await resultLines(product, backup.id)).toHaveLength(2);
    expect(await owed()).toBe(1);
  });
});

describe('FROZEN is what KubeVirt said when the snapshots were cut', () => {
  it('also where it says so some seconds late', async () => {
    world.kubevirt.behave('shop/db', { statusLags: true });
    faults().add({
      match: /virtualmachineinstances\/db$/,
      after: 2,
      times: 1,
      do: () => world.kubevirt.publish('shop/db'),
    });
    faults().add({ match: /\/unfreeze/, do: () => world.kubevirt.behave('shop/db', {}) });
    const report = await backUp();
    expect(report).toMatchObject({ state: 'SUCCESS', issues: [] });
    expect(await quiescedOf(report)).toEqual([{ quiesced: 'FROZEN', outcome: 'SUCCESS' }]);
  });

  it('and not what was asked for: one that somebody else thawed meanwhile is as after a loss of power', async () => {
    atTheCut(() => world.kubevirt.thaw('shop/db'));
    const report = await backUp();
    expect(report).toMatchObject({ state: 'PARTIAL_SUCCESS', issues: ['MACHINE_FREEZE_FAILED shop/db'] });
    expect(await quiescedOf(report)).toEqual([{ quiesced: 'FAILED', outcome: 'SUCCESS' }]);
    expect(await owed()).toBe(0);
  });
});

describe('a cut that takes longer than a guest stays frozen', () => {
  const LONGER_MS = 6 * 60_000;
  const now = performance.now.bind(performance);
  const timePasses = () => {
    performance.now = () => now() + LONGER_MS;
  };
  afterEach(() => void Reflect.deleteProperty(performance, 'now'));

  it('is a freeze that failed', async () => {
    atTheCut(timePasses);
    const report = await backUp();
    expect(report).toMatchObject({ state: 'PARTIAL_SUCCESS', issues: ['MACHINE_FREEZE_FAILED shop/db'] });
    expect(report.messages[0]).toContain('thawed itself after 5 minutes');
  });

  it('also where the freezing alone took so long: then no more guests are frozen', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await world.machine(`shop/${name}`);
    faults().add({ match: /\/freeze/, times: 1, do: timePasses });
    const report = await backUp();
    expect(report.state).toBe('PARTIAL_SUCCESS');
    expect((await quiescedOf(report)).map(({ quiesced }) => quiesced)).toEqual(Array(6).fill('FAILED'));
    expect(world.kubevirt.calls.filter(({ what }) => what === 'freeze')).toHaveLength(4);
    expect([world.kubevirt.frozen.size, await owed()]).toEqual([0, 0]);
  });

  it('is not what thaws and post rules take after it', async () => {
    faults().add({ match: /\/unfreeze/, times: 1, do: timePasses });
    expect(await backUp()).toMatchObject({ state: 'SUCCESS', issues: [] });
  });
});
