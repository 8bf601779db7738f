/** What is bad when a schedule is due: its cluster, its location, the job store. */

import { rename } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { systemActor } from '../../src/domain/identity.js';
import { Scheduled } from '../support/scheduled.js';

let world: Scheduled;
beforeEach(async () => {
  world = await Scheduled.start({ namespaces: ['a', 'b'] });
});
afterEach(() => world.stop());

const signal = new AbortController().signal;
const refuseCredential = () => world.holdfast.kubernetes.faults.add({ match: /./, do: 'expired-token' });
async function outcomes(scheduleId: string) {
  const { items } = await world.services.schedules.cycles(scheduleId, { first: 50, after: null });
  return items.map((each) => `${each.item.trigger} ${each.item.outcome}`).toReversed();
}

describe('S31: a cluster that is bad when a cycle is due', () => {
  it('leaves a backup in Failure with the reason, and one alert about the cluster that every schedule counts', async () => {
    const schedule = await world.create(['a', 'b']);
    await world.create(['a', 'b'], { name: 'another' });
    const fault = refuseCredential();
    const { cycle, backup } = await world.cycle(schedule.id);
    expect(cycle).toMatchObject({ outcome: 'FAILED_TO_START', reasons: ['CLUSTER_UNAVAILABLE'] });
    expect(backup).toMatchObject({ state: 'FAILURE', reason: 'CLUSTER_UNAVAILABLE', missing: [], lost: [] });
    expect(await world.openAlerts()).toMatchObject([
      { kind: 'CLUSTER_BAD', subjectType: 'Cluster', subjectId: world.holdfast.cluster.id, count: 2 },
    ]);
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      state: 'ACTIVE',
      missing: [],
    });
    fault.remove();
    expect((await world.cycle(schedule.id)).backup).toMatchObject({ state: 'SUCCESS' });
    expect(await world.openAlerts()).toEqual([]);
  });

  it('and Holdfast away with it: when both are back there is one catch-up, whatever was missed', async () => {
    const schedule = await world.create(['a', 'b']);
    const fault = refuseCredential();
    await world.cycle(schedule.id);
    world.clock.advance(600);
    fault.remove();
    await world.tick(schedule.id);
    await world.tick(schedule.id);
    expect(await outcomes(schedule.id)).toEqual(['PLANNED FAILED_TO_START', 'CATCH_UP BACKED_UP']);
    expect(await world.openAlerts()).toEqual([]);
  });

  it('is not taken for a namespace that is gone, also not by a schedule of one', async () => {
    const schedule = await world.create(['a']);
    const fault = refuseCredential();
    expect(await world.cycle(schedule.id)).toMatchObject({
      cycle: { outcome: 'FAILED_TO_START' },
      backup: { reason: 'CLUSTER_UNAVAILABLE' },
    });
    fault.remove();
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      stateReason: null,
      missing: [],
    });
  });

  it('keeps the missing list of the cycle before, and its alert', async () => {
    const schedule = await world.create(['a', 'b']);
    world.store.deleteNamespace('b', { instantly: true });
    await world.cycle(schedule.id);
    const fault = refuseCredential();
    await world.cycle(schedule.id);
    fault.remove();
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      missing: ['b'],
    });
    expect((await world.openAlerts()).map((each) => each.kind).sort()).toEqual([
      'CLUSTER_BAD',
      'MISSING_NAMESPACES',
    ]);
  });
});

describe('S32: a location that is bad when a cycle is due', () => {
  it('leaves a backup in Failure with the reason and an alert about the location; both pass when it is back', async () => {
    const { path, id } = world.holdfast.location;
    const schedule = await world.create(['a', 'b']);
    await rename(path, `${path}.away`);
    const { cycle, backup } = await world.cycle(schedule.id);
    expect(cycle).toMatchObject({ outcome: 'FAILED_TO_START', reasons: ['LOCATION_INVALID'] });
    expect(backup).toMatchObject({ state: 'FAILURE', reason: 'LOCATION_INVALID', included: [] });
    expect(await world.openAlerts()).toMatchObject([{ kind: 'LOCATION_BAD', subjectId: id, count: 1 }]);
    await rename(`${path}.away`, path);
    world.clock.advance(600);
    await world.tick(schedule.id);
    expect(await outcomes(schedule.id)).toEqual(['PLANNED FAILED_TO_START', 'CATCH_UP BACKED_UP']);
    expect(await world.openAlerts()).toEqual([]);
  });

  it('together with its cluster says both', async () => {
    const { path } = world.holdfast.location;
    const schedule = await world.create(['a', 'b']);
    await rename(path, `${path}.away`);
    const fault = refuseCredential();
    const { backup } = await world.cycle(schedule.id);
    expect(backup?.issues.map((each) => each.split(' ')[0])).toEqual([
      'CLUSTER_UNAVAILABLE',
      'LOCATION_INVALID',
    ]);
    expect((await world.openAlerts()).map((each) => each.kind).sort()).toEqual([
      'CLUSTER_BAD',
      'LOCATION_BAD',
    ]);
    fault.remove();
    await rename(`${path}.away`, path);
  });
});

describe('due times that leave no good backup', () => {
  it('three in a row open an alert, the next good one closes it', async () => {
    const schedule = await world.create(['a', 'b']);
    for (const name of ['a', 'b']) world.store.deleteNamespace(name, { instantly: true });
    await world.cycle(schedule.id);
    await world.cycle(schedule.id);
    expect((await world.openAlerts()).map((each) => each.kind)).toEqual(['BACKUP_FAILED']);
    await world.cycle(schedule.id);
    const nothing = { kind: 'NOTHING_PRODUCED', subjectId: schedule.id };
    expect(await world.openAlerts()).toContainEqual(expect.objectContaining({ ...nothing, count: 1 }));
    await world.cycle(schedule.id);
    expect(await world.openAlerts()).toContainEqual(expect.objectContaining({ ...nothing, count: 2 }));
    for (const name of ['a', 'b']) world.store.createNamespace(name);
    await world.cycle(schedule.id);
    expect(await world.openAlerts()).toEqual([]);
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      barrenCycles: 0,
    });
  });

  it('a failed backup by hand is no due time', async () => {
    const schedule = await world.create(['a', 'b']);
    const fault = refuseCredential();
    for (const _time of [1, 2, 3]) {
      await world.services.schedules.backUpNow(schedule.id, world.holdfast.actor);
      await world.bell.settle(world.holdfast.product.handlers);
    }
    fault.remove();
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      barrenCycles: 0,
    });
    expect((await world.openAlerts()).map((each) => each.kind)).toEqual(['CLUSTER_BAD']);
  });
});

describe('an alert', () => {
  it('that is acknowledged stays so while it is the same, and asks again when other namespaces are missing', async () => {
    const schedule = await world.create(['a', 'b', 'default']);
    world.store.deleteNamespace('b', { instantly: true });
    await world.cycle(schedule.id);
    const [opened] = await world.openAlerts();
    const { alerts } = world.services;
    await alerts.acknowledge(opened?.id ?? '', world.holdfast.actor);
    await world.cycle(schedule.id);
    expect(await world.openAlerts()).toMatchObject([{ id: opened?.id, count: 2, acknowledgedBy: 'admin' }]);
    world.store.deleteNamespace('a', { instantly: true });
    await world.cycle(schedule.id);
    expect(await world.openAlerts()).toMatchObject([
      { id: opened?.id, count: 3, acknowledgedBy: null, acknowledgedAt: null, namespaces: ['a', 'b'] },
    ]);
  });

  it('that is acknowledged twice, or after it was closed, is left as it is', async () => {
    const schedule = await world.create(['a', 'b']);
    world.store.deleteNamespace('b', { instantly: true });
    await world.cycle(schedule.id);
    const id = (await world.openAlerts())[0]?.id ?? '';
    const { alerts } = world.services;
    const first = await alerts.acknowledge(id, world.holdfast.actor);
    world.clock.advance(1);
    expect(await alerts.acknowledge(id, world.holdfast.actor)).toEqual(first);
    world.store.createNamespace('b');
    await world.cycle(schedule.id);
    const closed = await alerts.get(id, systemActor('test'));
    expect(closed.closedReason).toBe('no namespace is missing any more');
    expect(await alerts.acknowledge(id, world.holdfast.actor)).toEqual(closed);
  });

  it('that was closed and happens again is a new one, not acknowledged', async () => {
    const schedule = await world.create(['a', 'b']);
    for (const _time of [1, 2]) {
      world.store.deleteNamespace('b', { instantly: true });
      await world.cycle(schedule.id);
      await world.services.alerts.acknowledge((await world.openAlerts())[0]?.id ?? '', world.holdfast.actor);
      world.store.createNamespace('b');
      await world.cycle(schedule.id);
    }
    const all = await world.services.alerts.page(
      { first: 10, after: null },
      { scheduleId: schedule.id },
      systemActor('test'),
    );
    expect(all.items.map((each) => each.item)).toMatchObject([{ count: 1 }, { count: 1 }]);
    expect(await world.openAlerts()).toEqual([]);
  });
});

describe('a job store that is lost', () => {
  const come = (job: 'due' | 'sweep') => world.holdfast.product.handlers[job]({}, signal);
  const patience = () => world.clock.set(new Date(world.clock.now().getTime() + 6_000));

  it('after a cycle was opened: the sweep begins it', async () => {
    const schedule = await world.create(['a', 'b']);
    world.clock.advance(15);
    await come('due');
    world.bell.lose();
    await come('sweep');
    await world.bell.settle(world.holdfast.product.handlers);
    expect(await world.latest(schedule.id)).toMatchObject({ cycle: { outcome: 'OPEN' }, backup: undefined });
    patience();
    await come('sweep');
    await world.bell.settle(world.holdfast.product.handlers);
    expect(await world.latest(schedule.id)).toMatchObject({
      cycle: { outcome: 'BACKED_UP' },
      backup: { state: 'SUCCESS' },
    });
  });

  it('after its backup was asked for: the sweep has it run, once', async () => {
    const schedule = await world.create(['a', 'b']);
    const asked = await world.services.schedules.backUpNow(schedule.id, world.holdfast.actor);
    world.bell.lose();
    await come('sweep');
    await come('sweep');
    await world.bell.settle(world.holdfast.product.handlers);
    const { backup } = await world.holdfast.report(asked.id);
    expect(backup).toMatchObject({ state: 'SUCCESS', attempt: 1 });
  });

  it('after a follow-up was asked for: the sweep begins it', async () => {
    const schedule = await world.create(['a', 'b']);
    world.holdfast.kubernetes.faults.add({
      match: /persistentvolumeclaims/,
      times: 1,
      do: () => void world.store.deleteNamespace('b', { instantly: true }),
    });
    world.clock.advance(15);
    await come('due');
    const open = await world.latest(schedule.id);
    await world.holdfast.product.handlers['start-cycles']({ cycleIds: [open.cycle.id] }, signal);
    const begun = await world.latest(schedule.id);
    await world.holdfast.product.handlers['run-backup']({ backupId: begun.backup?.backup.id ?? '' }, signal);
    world.bell.lose();
    expect((await world.latest(schedule.id)).cycle).toMatchObject({ trigger: 'FOLLOW_UP', outcome: 'OPEN' });
    patience();
    await come('sweep');
    await world.bell.settle(world.holdfast.product.handlers);
    expect(await outcomes(schedule.id)).toEqual(['PLANNED BACKED_UP', 'FOLLOW_UP BACKED_UP']);
  });

  it('after retention had begun: what is being deleted goes, and what was not pruned goes with the next backup', async () => {
    const schedule = await world.create(['a', 'b'], {
      retention: { keep: 1, maxAgeDays: null, ...NO_TIERS },
    });
    await world.cycle(schedule.id);
    const second = await world.cycle(schedule.id);
    const { retention, backups } = world.services;
    const left = async () =>
      (await backups.page({ first: 10, after: null }, {}, systemActor('test'))).items.map(
        (each) => each.item.id,
      );
    expect(await left()).toEqual([second.backup?.backup.id]);
    world.clock.advance(15);
    await come('due');
    const { cycle } = await world.latest(schedule.id);
    await world.holdfast.product.handlers['start-cycles']({ cycleIds: [cycle.id] }, signal);
    const third = (await world.latest(schedule.id)).backup?.backup.id ?? '';
    await world.holdfast.product.handlers['run-backup']({ backupId: third }, signal);
    world.bell.lose();
    expect(await left()).toHaveLength(2);
    expect(await retention.prune(schedule.id)).toBe(1);
    world.bell.lose();
    expect(await left()).toHaveLength(2);
    await come('sweep');
    expect(await left()).toEqual([third]);
  });
});
