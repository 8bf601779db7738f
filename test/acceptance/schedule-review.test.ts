import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { systemActor } from '../../src/domain/identity.js';
import { Scheduled } from '../support/scheduled.js';

let world: Scheduled;
beforeEach(async () => {
  world = await Scheduled.start({ namespaces: ['a', 'b'] });
});
afterEach(() => world.stop());

const gone = (name: string) => world.store.deleteNamespace(name, { instantly: true });
const held = async (id: string) =>
  (await world.services.retention.held(id)).flatMap((each) => each.heldFor.map((of) => of.namespace));

describe('the last copy of a namespace', () => {
  it('is kept when it is back and the backup that should have it fails', async () => {
    const schedule = await world.create(['a', 'b'], {
      retention: { keep: 1, maxAgeDays: null, ...NO_TIERS },
    });
    await world.cycle(schedule.id);
    gone('b');
    await world.cycle(schedule.id);
    expect(await held(schedule.id)).toEqual(['b']);
    world.store.createNamespace('b');
    world.holdfast.kubernetes.faults.add({ match: /persistentvolumeclaims/, do: 'expired-token' });
    await world.cycle(schedule.id);
    await world.services.retention.prune(schedule.id);
    expect(await held(schedule.id)).toEqual(['b']);
  });

  it('is kept when an add is taken back', async () => {
    const schedule = await world.create(['a', 'b'], {
      retention: { keep: 1, maxAgeDays: null, ...NO_TIERS },
    });
    await world.cycle(schedule.id);
    await world.exclude(schedule, 'b');
    await world.cycle(schedule.id);
    await world.add(schedule, 'b');
    await world.services.scheduleNamespaces.revert(schedule.id, world.holdfast.actor);
    await world.services.retention.prune(schedule.id);
    expect(await held(schedule.id)).toEqual(['b']);
  });

  it('is kept when all including future ones are backed up and it is deleted', async () => {
    const schedule = await world.create([], {
      selection: { kind: 'ALL' },
      retention: { keep: 1, maxAgeDays: null, ...NO_TIERS },
    });
    await world.cycle(schedule.id);
    gone('b');
    await world.cycle(schedule.id);
    await world.cycle(schedule.id);
    expect(await held(schedule.id)).toEqual(['b']);
    world.clock.advance(31 * 24 * 60);
    await world.tick(schedule.id);
    expect(await held(schedule.id)).toEqual([]);
  });
});

describe('alerts', () => {
  it('a namespace that is gone opens one, however many due times pass', async () => {
    const schedule = await world.create(['a']);
    gone('a');
    for (const _due of [1, 2, 3, 4]) await world.cycle(schedule.id);
    expect(await world.openAlerts()).toMatchObject([{ kind: 'ONLY_NAMESPACE_GONE', count: 4 }]);
  });

  it('a failure is told by what made it fail, not by what was noted beside it', async () => {
    const schedule = await world.create(['a', 'b']);
    gone('a');
    world.holdfast.kubernetes.faults.add({ match: /persistentvolumeclaims/, times: 1, do: () => gone('b') });
    await world.cycle(schedule.id);
    const { items } = await world.services.alerts.page(
      { first: 9, after: null },
      { kinds: ['BACKUP_FAILED'] },
      systemActor('test'),
    );
    expect(items[0]?.item.message).toMatch(/b was|None of/);
  });
});

describe('a schedule that is suspended while a backup runs', () => {
  it('says who suspended it when the backup has ended well', async () => {
    const schedule = await world.create(['a', 'b']);
    world.holdfast.kubernetes.faults.add({
      match: /persistentvolumeclaims/,
      times: 1,
      do: async () => void (await world.services.schedules.suspend(schedule.id, world.holdfast.actor)),
    });
    expect((await world.cycle(schedule.id)).backup?.state).toBe('SUCCESS');
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      state: 'SUSPENDED',
      stateReason: 'suspended by admin',
    });
  });
});

it('an edit that changes no timing keeps an interval where it was', async () => {
  const schedule = await world.create(['a', 'b']);
  world.clock.advance(10);
  const { version, nextDueAt } = await world.services.schedules.get(schedule.id, systemActor('test'));
  const change = {
    expectedVersion: version,
    name: 'renamed',
    timing: schedule.timing,
    timeZone: schedule.timeZone,
  };
  expect(await world.services.schedules.edit(schedule.id, change, world.holdfast.actor)).toMatchObject({
    name: 'renamed',
    nextDueAt,
  });
});
