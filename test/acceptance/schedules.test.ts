import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCycles } from '../../src/cycle/start-cycles.js';
import { systemActor } from '../../src/domain/identity.js';
import { Scheduled } from '../support/scheduled.js';

let world: Scheduled;
beforeEach(async () => {
  world = await Scheduled.start({ namespaces: ['a', 'b', 'c'] });
});
afterEach(() => world.stop());

const gone = (name: string) => world.store.deleteNamespace(name, { instantly: true });

describe('namespaces that go missing', () => {
  it('S1: the cycle goes on without them, says so on the backup and the schedule, and opens one alert', async () => {
    const schedule = await world.create(['a', 'b', 'c']);
    gone('b');
    const { backup } = await world.cycle(schedule.id);
    expect(backup).toMatchObject({ state: 'PARTIAL_SUCCESS', included: ['a', 'c'], missing: ['b'] });
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      missing: ['b'],
      state: 'ACTIVE',
    });
    expect(await world.openAlerts()).toMatchObject([
      {
        kind: 'MISSING_NAMESPACES',
        subjectId: schedule.id,
        count: 1,
        namespaces: ['b'],
        backupId: backup?.backup.id,
      },
    ]);
    expect(await world.holdfast.isRestorable(backup?.backup.id ?? '')).toBe(true);
  });

  it('S2: with nobody acting it is one open alert, counted, that names the latest backup', async () => {
    const schedule = await world.create(['a', 'b', 'c']);
    gone('b');
    for (const _cycle of [1, 2]) await world.cycle(schedule.id);
    const third = await world.cycle(schedule.id);
    expect(third.backup?.state).toBe('PARTIAL_SUCCESS');
    expect(await world.openAlerts()).toMatchObject([
      { count: 3, backupId: third.backup?.backup.id, namespaces: ['b'] },
    ]);
  });

  it('S3: excluding what is missing changes the schedule, not the old backup; the next cycle is a Success and closes the alert', async () => {
    const schedule = await world.create(['a', 'b', 'c']);
    gone('b');
    const first = await world.cycle(schedule.id);
    const edited = await world.exclude(schedule, 'b');
    expect(edited).toMatchObject({
      changed: true,
      namespaces: ['b'],
      schedule: { selectionVersion: 2, selection: { names: ['a', 'c'] } },
    });
    expect(await world.holdfast.report(first.backup?.backup.id ?? '')).toMatchObject({ missing: ['b'] });
    const { backup } = await world.cycle(schedule.id);
    expect(backup).toMatchObject({ state: 'SUCCESS', included: ['a', 'c'], missing: [] });
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      missing: [],
    });
    expect(await world.openAlerts()).toEqual([]);
  });

  it('S4, S5: excluding one of two leaves the other missing; excluding all ends in Success', async () => {
    const schedule = await world.create(['a', 'b', 'c']);
    gone('b');
    gone('c');
    await world.cycle(schedule.id);
    await world.exclude(schedule, 'b');
    expect((await world.cycle(schedule.id)).backup).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      missing: ['c'],
    });
    expect(await world.openAlerts()).toMatchObject([{ namespaces: ['c'], count: 2 }]);
    await world.exclude(schedule, 'c');
    expect((await world.cycle(schedule.id)).backup).toMatchObject({ state: 'SUCCESS', included: ['a'] });
  });

  it('S6: an excluded namespace that is created again is not backed up until it is added', async () => {
    const schedule = await world.create(['a', 'b']);
    gone('b');
    await world.exclude(schedule, 'b');
    world.store.createNamespace('b');
    expect((await world.cycle(schedule.id)).backup).toMatchObject({ state: 'SUCCESS', included: ['a'] });
    await world.add(schedule, 'b');
    expect((await world.cycle(schedule.id)).backup).toMatchObject({ included: ['a', 'b'] });
  });

  it('S7: one that was not excluded and is back is included again, and the alert closes', async () => {
    const schedule = await world.create(['a', 'b']);
    gone('b');
    await world.cycle(schedule.id);
    world.store.createNamespace('b');
    expect((await world.cycle(schedule.id)).backup).toMatchObject({
      state: 'SUCCESS',
      included: ['a', 'b'],
      missing: [],
    });
    expect(await world.openAlerts()).toEqual([]);
  });

  it('S8: one that is lost during the run fails that cycle, and a follow-up at once is a Partial Success without it', async () => {
    const schedule = await world.create(['a', 'b']);
    world.holdfast.kubernetes.faults.add({ match: /persistentvolumeclaims/, times: 1, do: () => gone('b') });
    const followUp = await world.cycle(schedule.id);
    expect(followUp).toMatchObject({
      cycle: { trigger: 'FOLLOW_UP' },
      backup: { state: 'PARTIAL_SUCCESS', missing: ['b'] },
    });
    const { items } = await world.services.schedules.cycles(schedule.id, { first: 10, after: null });
    expect(items.map((each) => each.item.trigger)).toEqual(['FOLLOW_UP', 'PLANNED']);
  });

  it('S16: with all of them gone it is a FAILURE that lists them, never an empty good backup', async () => {
    const schedule = await world.create(['a', 'b']);
    gone('a');
    gone('b');
    expect((await world.cycle(schedule.id)).backup).toMatchObject({ state: 'FAILURE', missing: ['a', 'b'] });
    expect(await world.openAlerts()).toMatchObject([{ kind: 'BACKUP_FAILED' }]);
  });

  it('S15: a cluster that does not say in time whether the only namespace is gone leaves it to the backup', async () => {
    const schedule = await world.create(['a']);
    const { nextDueAt } = schedule;
    if (nextDueAt === null) throw new Error('the schedule is never due');
    world.clock.set(nextDueAt);
    const { product, kubernetes } = world.holdfast;
    const never = new AbortController().signal;
    await product.handlers.due({}, never);
    const { cycle, backup } = await world.latest(schedule.id);
    expect(backup).toBeUndefined();
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    kubernetes.faults.add({ match: /namespaces/, times: 1, do: () => answered });
    await startCycles([cycle.id], product.world, never, 1);
    answer();
    expect((await world.latest(schedule.id)).backup).toMatchObject({ backup: { stage: null, attempt: 0 } });
  });

  it('S15: a schedule of one namespace that is gone makes no backup, says why, and goes on by itself', async () => {
    const schedule = await world.create(['a']);
    gone('a');
    const { cycle, backup } = await world.cycle(schedule.id);
    expect(cycle).toMatchObject({ outcome: 'SKIPPED', reasons: ['ONLY_NAMESPACE_GONE'] });
    expect(backup).toBeUndefined();
    await world.cycle(schedule.id);
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      state: 'ACTIVE',
      stateReason: expect.stringContaining('gone'),
    });
    expect(await world.openAlerts()).toMatchObject([{ kind: 'ONLY_NAMESPACE_GONE', count: 2 }]);
    world.store.createNamespace('a');
    expect((await world.cycle(schedule.id)).backup).toMatchObject({ state: 'SUCCESS' });
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      stateReason: null,
    });
    expect(await world.openAlerts()).toEqual([]);
  });
});

describe('namespaces that come', () => {
  it('S11: a new one is in no cycle until it is added, whenever it came', async () => {
    const schedule = await world.create(['a', 'b']);
    world.store.createNamespace('d');
    world.holdfast.kubernetes.faults.add({
      match: /persistentvolumeclaims/,
      times: 1,
      do: () => void world.store.createNamespace('e'),
    });
    expect((await world.cycle(schedule.id)).backup).toMatchObject({ state: 'SUCCESS', included: ['a', 'b'] });
    expect((await world.cycle(schedule.id)).backup).toMatchObject({ included: ['a', 'b'] });
    await world.add(schedule, 'd', 'e');
    expect((await world.cycle(schedule.id)).backup).toMatchObject({ included: ['a', 'b', 'd', 'e'] });
  });

  it('S12, S13: edits made while a cycle runs wait for the next one', async () => {
    const schedule = await world.create(['a', 'b']);
    world.store.createNamespace('d');
    world.holdfast.kubernetes.faults.add({
      match: /persistentvolumeclaims/,
      times: 1,
      do: async () => {
        await world.add(schedule, 'd');
        await world.exclude(schedule, 'b');
      },
    });
    expect((await world.cycle(schedule.id)).backup).toMatchObject({ included: ['a', 'b'] });
    expect((await world.cycle(schedule.id)).backup).toMatchObject({ included: ['a', 'd'] });
  });
});

describe('schedules that are not edited by list', () => {
  it('S14: one that was created for a single namespace cannot grow, and stays as it is', async () => {
    const schedule = await world.create(['a']);
    await expect(world.add(schedule, 'b')).rejects.toMatchObject({
      code: 'SCHEDULE_NOT_EDITABLE',
      details: { reason: 'CREATED_SINGLE' },
    });
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      version: 1,
      selection: { names: ['a'] },
    });
  });

  it('one that shrank to a single name may grow again', async () => {
    const schedule = await world.create(['a', 'b']);
    await world.exclude(schedule, 'b');
    expect(await world.add(schedule, 'c')).toMatchObject({
      changed: true,
      schedule: { selection: { names: ['a', 'c'] } },
    });
  });

  it('S17: by labels it takes what matches now; nothing that matches is a FAILURE with nothing uploaded', async () => {
    world.store.createNamespace('web', { team: 'shop' });
    const schedule = await world.create([], { selection: { kind: 'LABELS', selector: 'team=shop' } });
    expect((await world.cycle(schedule.id)).backup).toMatchObject({
      state: 'SUCCESS',
      included: ['web'],
      missing: [],
    });
    gone('web');
    const { backup } = await world.cycle(schedule.id);
    expect(backup).toMatchObject({ state: 'FAILURE', reason: 'NOTHING_PRESENT', missing: [] });
    expect(backup?.messages[0]).toContain('matches the selection');
    expect(await world.services.schedules.get(schedule.id, systemActor('test'))).toMatchObject({
      missing: [],
    });
  });

  it('S18: all-including-future takes the present set without system namespaces, and lists nothing as missing', async () => {
    const schedule = await world.create([], { selection: { kind: 'ALL' } });
    expect((await world.cycle(schedule.id)).backup).toMatchObject({ included: ['a', 'b', 'c', 'default'] });
    gone('b');
    world.store.createNamespace('d');
    expect((await world.cycle(schedule.id)).backup).toMatchObject({
      state: 'SUCCESS',
      included: ['a', 'c', 'd', 'default'],
      missing: [],
    });
  });

  it('S19: exclude and add are refused for both, with what to do instead', async () => {
    for (const selection of [{ kind: 'ALL' }, { kind: 'LABELS', selector: 'team=shop' }] as const) {
      const schedule = await world.create([], { name: selection.kind.toLowerCase(), selection });
      for (const edit of [world.add, world.exclude]) {
        await expect(edit.call(world, schedule, 'a')).rejects.toMatchObject({
          code: 'SCHEDULE_NOT_EDITABLE',
          details: { reason: selection.kind, advice: expect.any(String) },
        });
      }
    }
  });
});

describe('edits', () => {
  it('excluding everything is refused: suspend or delete instead', async () => {
    const schedule = await world.create(['a', 'b']);
    await expect(world.exclude(schedule, 'a', 'b')).rejects.toMatchObject({
      code: 'SCHEDULE_WOULD_BE_EMPTY',
    });
  });

  it('S29: two at once: one is done, the other is told of the conflict, and nothing is lost', async () => {
    const schedule = await world.create(['a', 'b', 'c']);
    const { scheduleNamespaces } = world.services;
    const exclude = (name: string) =>
      scheduleNamespaces.exclude(
        { scheduleId: schedule.id, namespaces: [name], selectionVersion: 1 },
        world.holdfast.actor,
      );
    const results = await Promise.allSettled([exclude('b'), exclude('c')]);
    expect(results.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find((each) => each.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'CONFLICT', details: { expected: 1, actual: 2 } });
    expect((await world.services.schedules.get(schedule.id, systemActor('test'))).selectionVersion).toBe(2);
  });

  it('asking for what is already so changes nothing and says who did it when, before versions are compared', async () => {
    const schedule = await world.create(['a', 'b']);
    await world.exclude(schedule, 'b');
    const again = await world.services.scheduleNamespaces.exclude(
      { scheduleId: schedule.id, namespaces: ['b'], selectionVersion: 1 },
      world.holdfast.actor,
    );
    expect(again).toMatchObject({
      changed: false,
      by: { kind: 'EXCLUDE', actor: { name: 'admin' }, namespaces: ['b'] },
    });
    expect((await world.services.schedules.get(schedule.id, systemActor('test'))).version).toBe(2);
  });

  it('adding a namespace that the cluster does not have is refused by name', async () => {
    const schedule = await world.create(['a', 'b']);
    await expect(world.add(schedule, 'c', 'nowhere')).rejects.toMatchObject({
      code: 'NAMESPACE_NOT_FOUND',
      details: { namespaces: ['nowhere'] },
    });
  });

  it('the last exclude can be taken back until the next cycle begins, also for a name that is gone', async () => {
    const schedule = await world.create(['a', 'b', 'c']);
    gone('b');
    await world.exclude(schedule, 'b');
    const { scheduleNamespaces } = world.services;
    expect(await scheduleNamespaces.revert(schedule.id, world.holdfast.actor)).toMatchObject({
      changed: true,
      schedule: { selection: { names: ['a', 'b', 'c'] } },
    });
    await expect(scheduleNamespaces.revert(schedule.id, world.holdfast.actor)).rejects.toMatchObject({
      code: 'NOTHING_TO_REVERT',
    });
    await world.exclude(schedule, 'b');
    await world.cycle(schedule.id);
    await expect(scheduleNamespaces.revert(schedule.id, world.holdfast.actor)).rejects.toThrow(
      /a cycle has begun/,
    );
  });

  it('"Exclude from Schedule" on a backup takes only what that backup found missing', async () => {
    const schedule = await world.create(['a', 'b', 'c']);
    gone('b');
    const { backup } = await world.cycle(schedule.id);
    const request = { scheduleId: schedule.id, selectionVersion: 1, backupId: backup?.backup.id ?? '' };
    const { scheduleNamespaces } = world.services;
    await expect(
      scheduleNamespaces.exclude({ ...request, namespaces: ['a'] }, world.holdfast.actor),
    ).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(
      await scheduleNamespaces.exclude({ ...request, namespaces: ['b'] }, world.holdfast.actor),
    ).toMatchObject({ changed: true });
  });

  it('stand in the history: who, when, before and after', async () => {
    const schedule = await world.create(['a', 'b']);
    await world.exclude(schedule, 'b');
    await world.services.schedules.suspend(schedule.id, world.holdfast.actor);
    const { items } = await world.services.schedules.edits(schedule.id, { first: 10, after: null });
    expect(items.map((each) => each.item)).toMatchObject([
      { kind: 'SUSPEND', before: { state: 'ACTIVE' }, after: { state: 'SUSPENDED' } },
      {
        kind: 'EXCLUDE',
        actor: { kind: 'USER', name: 'admin' },
        before: { selection: { names: ['a', 'b'] } },
        after: { selection: { names: ['a'] } },
      },
      { kind: 'CREATE' },
    ]);
  });
});
