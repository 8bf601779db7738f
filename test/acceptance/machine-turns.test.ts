/** KubeVirt knows one freeze of a guest, whoever asked for it: backups that want the same guest take turns, across processes. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Product } from '../../src/compose.js';
import { GuestTurns } from '../../src/cycle/guest-turns.js';
import { thawMachines } from '../../src/cycle/machine-thaw.js';
import { payOwedRules } from '../../src/cycle/owed-rules.js';
import { runBackup } from '../../src/cycle/run-backup.js';
import type { BackupReport } from '../support/installation.js';
import { type MachineInstallation, startWithMachines } from '../support/machine-installation.js';

const never = new AbortController().signal;
/** Longer than anything here takes on a busy machine. */
const LONG_MS = 300_000;

let world: MachineInstallation;
let letGo: (() => void)[];
beforeEach(async () => {
  letGo = [];
  world = await startWithMachines({ guestWaitMs: LONG_MS });
  await world.machine('shop/db');
});
afterEach(async () => {
  for (const each of letGo) each();
  await world.holdfast.stop();
});

const asked = () => world.kubevirt.calls.map(({ what, machine }) => `${what} ${machine}`);
const times = (call: string) => asked().filter((each) => each === call).length;
const held = () =>
  world.holdfast.database.query(
    `SELECT namespace || '/' || name AS machine, backup_id AS backup FROM guest_hold ORDER BY 1`,
  );
const owed = async () => (await world.holdfast.database.query('SELECT FROM open_rules')).length;
const frozen = () => [...world.kubevirt.frozen];

async function request(...machines: readonly string[]): Promise<string> {
  const { product, cluster, location, actor } = world.holdfast;
  const named = machines.map((each) => {
    const [namespace = '', name = ''] = each.split('/');
    return { namespace, name };
  });
  const virtualMachines = { machines: named, namespaces: null, selector: null, freeze: true };
  const of = { clusterId: cluster.id, locationId: location.id, virtualMachines };
  return (await product.services.backups.create(of, actor)).id;
}

async function quiescedOf(report: BackupReport): Promise<readonly (string | null)[]> {
  const { id } = report.backup;
  const all = (await world.holdfast.product.services.backups.machinesOf([id])).get(id) ?? [];
  return all.map(({ quiesced }) => quiesced);
}

/** Stands still at its cut, the guest frozen, until it is let go. @param times how many backups do */
function holdTheCut(): { readonly reached: Promise<void>; readonly go: () => void } {
  const { promise: going, resolve: go } = Promise.withResolvers<void>();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  letGo.push(go);
  world.holdfast.kubernetes.faults.add({
    match: ({ path, method }) => method === 'POST' && path.endsWith('/volumesnapshots'),
    times: 1,
    do: () => {
      reach();
      return going;
    },
  });
  return { reached, go };
}

/** Says in the stream of the backup that it waits. */
async function waits(backupId: string): Promise<string> {
  let said = '';
  await vi.waitFor(async () => {
    const [row] = await world.holdfast.database.query(
      `SELECT data ->> 'message' AS message FROM event
       WHERE subject_id = '${backupId}' AND type = 'BACKUP_PROGRESSED' AND data ? 'message' LIMIT 1`,
    );
    said = String(row?.message ?? '');
    expect(said).not.toBe('');
  }, 60_000);
  return said;
}

/** The database hears no more of this worker: what a killed one looks like from outside. */
function kill({ world: { work } }: Product): void {
  const nothing = () => new Promise<never>(() => {});
  work.transaction = nothing;
  for (const each of ['renew', 'enterStage', 'release', 'finish'] as const)
    work.stores.backups[each] = nothing;
  work.stores.ruleRuns.close = nothing;
}

describe('two backups of one guest in two processes', () => {
  it('take turns: the second freezes it when the first has thawed it, and says meanwhile that it waits', async () => {
    const other = world.holdfast.anotherWorker();
    const [one, two] = [await request('shop/db'), await request('shop/db')];
    const cut = holdTheCut();
    const first = world.holdfast.run(one);
    await cut.reached;
    const second = world.holdfast.run(two, other);
    expect(await waits(two)).toContain('shop/db');
    expect([asked(), await held()]).toEqual([['freeze shop/db'], [{ machine: 'shop/db', backup: one }]]);
    cut.go();
    const reports = [await first, await second];
    for (const report of reports) {
      expect(report).toMatchObject({ state: 'SUCCESS', issues: [] });
      expect(await quiescedOf(report)).toEqual(['FROZEN']);
    }
    expect(asked()).toEqual(['freeze shop/db', 'unfreeze shop/db', 'freeze shop/db', 'unfreeze shop/db']);
    expect([await held(), await owed(), frozen()]).toEqual([[], 0, []]);
    await other.close();
  });

  it('of which one holds what the other wants besides: nobody waits for ever, nobody thaws what another froze', async () => {
    for (const name of ['a', 'b']) await world.machine(`shop/${name}`);
    const workers = [world.holdfast.product, world.holdfast.anotherWorker(), world.holdfast.anotherWorker()];
    const ids = [
      await request('shop/a', 'shop/db'),
      await request('shop/db', 'shop/b'),
      await request('shop/b', 'shop/a'),
    ];
    const reports = await Promise.all(ids.map((id, index) => world.holdfast.run(id, workers[index])));
    for (const report of reports) expect(await quiescedOf(report)).toEqual(['FROZEN', 'FROZEN']);
    for (const machine of ['shop/a', 'shop/b', 'shop/db']) {
      const own = asked().filter((each) => each.endsWith(` ${machine}`));
      expect(own).toEqual(['freeze', 'unfreeze', 'freeze', 'unfreeze'].map((each) => `${each} ${machine}`));
    }
    for (const each of workers.slice(1)) await each.close();
  });

  it('do not wait for each other when they want different guests', async () => {
    await world.machine('shop/web');
    const cut = holdTheCut();
    const first = world.holdfast.run(await request('shop/db'));
    await cut.reached;
    const other = world.holdfast.anotherWorker();
    const second = await world.holdfast.run(await request('shop/web'), other);
    expect([second.state, await quiescedOf(second), frozen()]).toEqual(['SUCCESS', ['FROZEN'], ['shop/db']]);
    cut.go();
    await first;
    await other.close();
  });
});

describe('a guest whose turn does not come in time', () => {
  it('is backed up without a freeze, with a note, and stays as the other one has it', async () => {
    const cut = holdTheCut();
    const first = world.holdfast.run(await request('shop/db'));
    await cut.reached;
    const other = world.holdfast.anotherWorker({ guestWaitMs: 100 });
    const second = await world.holdfast.run(await request('shop/db'), other);
    expect(second).toMatchObject({ state: 'SUCCESS', issues: ['MACHINE_NOT_FROZEN shop/db'] });
    expect(second.messages[0]).toContain('Another backup');
    expect(await quiescedOf(second)).toEqual(['SKIPPED']);
    expect([asked(), frozen(), await owed()]).toEqual([['freeze shop/db'], ['shop/db'], 1]);
    cut.go();
    expect(await quiescedOf(await first)).toEqual(['FROZEN']);
    expect([frozen(), await owed()]).toEqual([[], 0]);
    await other.close();
  });

  it('keeps no other machine of the backup from its freeze', async () => {
    await world.machine('shop/web');
    const cut = holdTheCut();
    const first = world.holdfast.run(await request('shop/db'));
    await cut.reached;
    const other = world.holdfast.anotherWorker({ guestWaitMs: 100 });
    const second = await world.holdfast.run(await request('shop/db', 'shop/web'), other);
    expect(await quiescedOf(second)).toEqual(['SKIPPED', 'FROZEN']);
    expect([times('unfreeze shop/db'), times('unfreeze shop/web')]).toEqual([0, 1]);
    cut.go();
    await first;
    await other.close();
  });

  it('is waited for no longer when a person cancels', async () => {
    const cut = holdTheCut();
    const first = world.holdfast.run(await request('shop/db'));
    await cut.reached;
    const other = world.holdfast.anotherWorker({ leaseMs: 2_000 });
    const id = await request('shop/db');
    const second = world.holdfast.run(id, other);
    await waits(id);
    await world.holdfast.product.services.backups.cancel(id, world.holdfast.actor);
    expect(await second).toMatchObject({ state: 'FAILURE', reason: 'CANCELLED' });
    expect([asked(), frozen()]).toEqual([['freeze shop/db'], ['shop/db']]);
    cut.go();
    await first;
    await other.close();
  });
});

describe('what a dead worker holds', () => {
  /** Its worker was killed while the guest was frozen; nobody has taken the backup up. */
  async function aDeadOne() {
    const dead = world.holdfast.anotherWorker({ leaseMs: 1_000 });
    const id = await request('shop/db');
    const cut = holdTheCut();
    void runBackup(id, dead.world, never);
    await cut.reached;
    kill(dead);
    await dead.close();
    return { id, cut };
  }

  it('is taken over when its lease is over: thawed first, then frozen anew', async () => {
    const { id, cut } = await aDeadOne();
    const second = await world.holdfast.run(await request('shop/db'));
    expect(second).toMatchObject({ state: 'SUCCESS', issues: [] });
    expect(await quiescedOf(second)).toEqual(['FROZEN']);
    expect(asked()).toEqual(['freeze shop/db', 'unfreeze shop/db', 'freeze shop/db', 'unfreeze shop/db']);
    expect(await held()).toEqual([]);
    const again = await world.holdfast.run(id);
    expect(again).toMatchObject({ state: 'SUCCESS', backup: { attempt: 2 } });
    expect([await owed(), await held(), frozen()]).toEqual([0, [], []]);
    cut.go();
  });

  it('is thawed neither by who takes its backup up nor by itself once somebody else holds it', async () => {
    const { id, cut } = await aDeadOne();
    const later = holdTheCut();
    const other = world.holdfast.anotherWorker();
    const second = world.holdfast.run(await request('shop/db'), other);
    await later.reached;
    const before = asked();
    const { product, cluster } = world.holdfast;
    const clusterId = cluster.id;
    const turns = new GuestTurns(product.world, { clusterId, backupId: id, attempt: 1 });
    const machines = [{ namespace: 'shop', name: 'db' }];
    await thawMachines(product.world, machines, { clusterId, turns, leave: never });
    cut.go();
    const third = world.holdfast.anotherWorker({ guestWaitMs: 100 });
    const again = await world.holdfast.run(id, third);
    expect(await quiescedOf(again)).toEqual(['SKIPPED']);
    expect([asked(), frozen()]).toEqual([before, ['shop/db']]);
    later.go();
    expect(await quiescedOf(await second)).toEqual(['FROZEN']);
    expect([frozen(), await owed(), await held()]).toEqual([[], 0, []]);
    for (const each of [other, third]) await each.close();
  });
});

describe('a guest that its backup could not thaw', () => {
  async function oneLeftFrozen(): Promise<string> {
    const away = world.holdfast.kubernetes.faults.add({ match: /\/unfreeze/, do: { status: 403 } });
    const id = await request('shop/db');
    expect((await world.holdfast.run(id)).issues).toEqual(['MACHINE_THAW_FAILED shop/db']);
    away.remove();
    expect([frozen(), await held()]).toEqual([['shop/db'], [{ machine: 'shop/db', backup: id }]]);
    return id;
  }

  it('is thawed by the next one that wants it; the sweep leaves it alone then', async () => {
    await oneLeftFrozen();
    const cut = holdTheCut();
    const next = world.holdfast.run(await request('shop/db'));
    await cut.reached;
    const before = asked();
    expect(await payOwedRules(world.holdfast.product.world, never)).toBe(1);
    expect([asked(), frozen()]).toEqual([before, ['shop/db']]);
    cut.go();
    expect(await quiescedOf(await next)).toEqual(['FROZEN']);
    expect([frozen(), await owed(), await held()]).toEqual([[], 0, []]);
  });

  it('is nobody else’s while the sweep thaws it', async () => {
    await oneLeftFrozen();
    const { promise: going, resolve: go } = Promise.withResolvers<void>();
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    letGo.push(go);
    world.holdfast.kubernetes.faults.add({
      match: /\/unfreeze/,
      times: 1,
      do: () => {
        reach();
        return going;
      },
    });
    const sweep = payOwedRules(world.holdfast.product.world, never);
    await reached;
    const id = await request('shop/db');
    const next = world.holdfast.run(id);
    await waits(id);
    go();
    await sweep;
    expect(await quiescedOf(await next)).toEqual(['FROZEN']);
    expect(asked().slice(-3)).toEqual(['unfreeze shop/db', 'freeze shop/db', 'unfreeze shop/db']);
  });
});

describe('what is held goes', () => {
  it('with a machine that stops running', async () => {
    const cut = holdTheCut();
    const run = world.holdfast.run(await request('shop/db'));
    await cut.reached;
    world.kubevirt.stop('shop', 'db');
    cut.go();
    await run;
    expect([await held(), await owed()]).toEqual([[], 0]);
  });

  it('with its cluster', async () => {
    const away = world.holdfast.kubernetes.faults.add({ match: /\/unfreeze/, do: { status: 403 } });
    await world.holdfast.run(await request('shop/db'));
    away.remove();
    const { database, cluster } = world.holdfast;
    await database.query(
      `DELETE FROM backup; DELETE FROM cycle; DELETE FROM cluster WHERE id = '${cluster.id}'`,
    );
    expect([await held(), await owed()]).toEqual([[], 0]);
  });
});
