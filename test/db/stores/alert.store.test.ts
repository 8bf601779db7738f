import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/domain/alert.js';
import { NotFound } from '../../../src/domain/errors/resource-errors.js';
import type { AlertStore } from '../../../src/domain/ports/alert-store.js';
import { aCluster, aLocation, anAlert } from '../../factories/resources.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

let world: StoredWorld;
let alerts: AlertStore;
beforeAll(async () => {
  world = await createStoredWorld();
  alerts = world.stores.alerts;
});
afterAll(() => world.drop());

const AT = new Date('2026-11-20T10:00:00.000Z');
const later = (ms: number) => new Date(AT.getTime() + ms);

async function open(change: Partial<Alert> = {}): Promise<Alert> {
  const alert = anAlert(change);
  expect(await alerts.insert(alert)).toBe(true);
  return alert;
}
async function aNewCluster(): Promise<string> {
  const cluster = aCluster(world.user.id);
  await world.stores.clusters.insert(cluster);
  return cluster.id;
}
const lockOpen = (...[type, id, kind]: Parameters<AlertStore['lockOpen']>) =>
  world.work.transaction((stores) => stores.alerts.lockOpen(type, id, kind));

describe('an alert', () => {
  it('is read back as it was written', async () => {
    const { id: scheduleId } = await world.addSchedule();
    const { id: backupId } = await world.addBackup({ scheduleId });
    const alert = await open({
      scheduleId,
      backupId,
      subjectId: scheduleId,
      namespaces: ['billing', 'blog'],
      acknowledgedAt: AT,
      acknowledgedBy: 'ada',
    });
    expect(await alerts.find(alert.id)).toEqual(alert);
    expect(await alerts.find(randomUUID())).toBeUndefined();
    expect(await alerts.find('nonsense')).toBeUndefined();
  });

  it('is one about the same as long as it is open', async () => {
    const first = await open();
    const { subjectId } = first;
    expect(await alerts.insert(anAlert({ subjectId }))).toBe(false);
    await open({ subjectId, kind: 'BACKUP_FAILED' });
    await open({ subjectId, subjectType: 'Cluster' });
    await open();
    expect(await lockOpen('BackupSchedule', subjectId, 'MISSING_NAMESPACES')).toEqual(first);
    await alerts.update(first.id, { closedAt: AT, closedReason: 'the next backup was a Success' });
    expect(await lockOpen('BackupSchedule', subjectId, 'MISSING_NAMESPACES')).toBeUndefined();
    const second = await open({ subjectId });
    expect(await lockOpen('BackupSchedule', subjectId, 'MISSING_NAMESPACES')).toEqual(second);
  });

  it('raised by 10 at once is opened once and counted by the others', async () => {
    const subjectId = randomUUID();
    const raise = () =>
      world.work.transaction(async (stores) => {
        if (await stores.alerts.insert(anAlert({ subjectId }))) return 'opened';
        const found = await stores.alerts.lockOpen('BackupSchedule', subjectId, 'MISSING_NAMESPACES');
        await stores.alerts.update(found!.id, { count: found!.count + 1 });
        return 'counted';
      });
    const outcomes = await Promise.all(Array.from({ length: 10 }, raise));
    expect(outcomes.filter((each) => each === 'opened')).toHaveLength(1);
    const { items } = await alerts.page({ first: 10, after: null }, { subjectId });
    expect(items.map(({ item }) => item.count)).toEqual([10]);
  });

  it('whose opening is rolled back leaves room for the next', async () => {
    const subjectId = randomUUID();
    const failing = world.work.transaction(async (stores) => {
      await stores.alerts.insert(anAlert({ subjectId }));
      throw new Error('the record failed');
    });
    await expect(failing).rejects.toThrow('the record failed');
    await open({ subjectId });
  });

  it('changes as far as it is told to', async () => {
    const alert = await open();
    const change = {
      count: 2,
      lastSeenAt: later(1),
      changedAt: later(1),
      namespaces: ['billing', 'blog'],
      message: 'two \0 of them',
      acknowledgedBy: 'ada',
    };
    await alerts.update(alert.id, change);
    await alerts.update(alert.id, {});
    await alerts.update('nonsense', change);
    expect(await alerts.find(alert.id)).toEqual({ ...alert, ...change, message: 'two \uFFFD of them' });
  });

  it('names no schedule and no backup that do not exist', async () => {
    await expect(alerts.insert(anAlert({ scheduleId: randomUUID() }))).rejects.toBeInstanceOf(NotFound);
    await expect(alerts.insert(anAlert({ backupId: randomUUID() }))).rejects.toBeInstanceOf(NotFound);
  });

  it('stays when its schedule and its backup are deleted', async () => {
    const { id: scheduleId } = await world.addSchedule();
    const { id: backupId } = await world.addBackup({ scheduleId });
    const alert = await open({ scheduleId, backupId, subjectId: scheduleId });
    await world.stores.schedules.remove(scheduleId);
    await world.stores.backups.remove(backupId);
    expect(await alerts.find(alert.id)).toEqual({ ...alert, scheduleId: null, backupId: null });
  });

  it('is looked for under ids that are none without a fault', async () => {
    expect(await lockOpen('Cluster', 'nonsense', 'CLUSTER_BAD')).toBeUndefined();
    expect(await alerts.closeAll('Cluster', 'nonsense', 'gone', AT)).toEqual([]);
  });
});

describe('closing all about a subject', () => {
  it('closes the open ones and answers them as they are now', async () => {
    const { subjectId, id } = await open();
    const failed = await open({ subjectId, kind: 'BACKUP_FAILED' });
    const closed = await open({ subjectId, kind: 'NOTHING_PRODUCED' });
    await alerts.update(closed.id, { closedAt: AT, closedReason: 'before' });
    const other = await open();
    const now = await alerts.closeAll('BackupSchedule', subjectId, 'the schedule was deleted', later(5));
    expect(now.map((each) => each.id).toSorted()).toEqual([id, failed.id].toSorted());
    for (const each of now) {
      expect(each).toMatchObject({ closedAt: later(5), closedReason: 'the schedule was deleted' });
      expect(await alerts.find(each.id)).toEqual(each);
    }
    expect(await alerts.find(closed.id)).toMatchObject({ closedReason: 'before' });
    expect(await alerts.find(other.id)).toEqual(other);
    expect(await alerts.closeAll('BackupSchedule', subjectId, 'again', AT)).toEqual([]);
  });
});

describe('a list of alerts', () => {
  it('is narrowed by cluster, by who sees to it, by snooze and by time, and sorted by any of its moments', async () => {
    const clusterId = await aNewCluster();
    const { id: subjectId } = await world.addSchedule({ clusterId });
    const snoozed = { snoozedAt: later(1), snoozedBy: 'ada' };
    const seen = await open({
      ...{ subjectId, openedAt: later(1), changedAt: later(9), count: 2 },
      ...{ acknowledgedAt: later(2), acknowledgedBy: 'ada' },
    });
    const asleep = await open({
      ...{ subjectId, kind: 'BACKUP_FAILED', openedAt: later(2), changedAt: later(8), count: 7 },
      ...{ ...snoozed, snoozedUntilChange: true },
    });
    const over = await open({
      ...{ subjectId, kind: 'NOTHING_PRODUCED', openedAt: later(3), changedAt: later(7), count: 5 },
      ...{ ...snoozed, snoozedUntil: new Date('2001-01-01T00:00:00Z') },
    });
    const cluster = await open({
      ...{ subjectType: 'Cluster', subjectId: clusterId, kind: 'CLUSTER_BAD' },
      ...{ openedAt: later(4), changedAt: later(10), count: 1 },
    });
    const cases = [
      [{ clusterId }, [cluster, over, asleep, seen]],
      [{ clusterId: randomUUID() }, []],
      [{ clusterId: 'nonsense' }, []],
      [{ clusterId, acknowledged: true }, [seen]],
      [{ clusterId, acknowledged: false }, [cluster, over, asleep]],
      [{ clusterId, snoozed: true }, [asleep]],
      [{ clusterId, snoozed: false }, [cluster, over, seen]],
      [{ clusterId, openedFrom: later(2), openedBefore: later(4) }, [over, asleep]],
    ] as const;
    for (const [filter, expected] of cases) {
      const { items } = await alerts.page({ first: 100, after: null }, filter);
      expect(items.map(({ item }) => item.id)).toEqual(expected.map(({ id }) => id));
      expect(await alerts.count(filter)).toBe(expected.length);
    }
    const sorts = [
      [{ by: 'OPENED_AT', direction: 'ASC' }, [seen, asleep, over, cluster]],
      [{ by: 'CHANGED_AT', direction: 'DESC' }, [cluster, seen, asleep, over]],
      [{ by: 'COUNT', direction: 'DESC' }, [asleep, over, seen, cluster]],
    ] as const;
    for (const [sort, expected] of sorts) {
      const first = await alerts.page({ first: 2, after: null, sort }, { clusterId });
      const rest = await alerts.page({ first: 2, after: first.items.at(-1)!.cursor, sort }, { clusterId });
      const ids = [...first.items, ...rest.items].map(({ item }) => item.id);
      expect(ids).toEqual(expected.map(({ id }) => id));
    }
  });

  it('holds what the filter says, newest first, and the count counts the same', async () => {
    const clusterId = await aNewCluster();
    const { id: scheduleId } = await world.addSchedule({ clusterId });
    const subjectId = scheduleId;
    const about = { subjectId };
    const closed = await open({ ...about, openedAt: later(1), closedAt: later(2), closedReason: 'done' });
    const missing = await open({ ...about, openedAt: later(3) });
    const failed = await open({ ...about, openedAt: later(4), kind: 'BACKUP_FAILED' });
    const cluster = await open({
      subjectType: 'Cluster',
      subjectId: clusterId,
      kind: 'CLUSTER_BAD',
      openedAt: later(5),
    });
    const cases = [
      [{ subjectId }, [failed, missing, closed]],
      [{ scheduleId }, [cluster, failed, missing, closed]],
      [{ scheduleId, open: true }, [cluster, failed, missing]],
      [{ subjectId, open: false }, [closed]],
      [{ scheduleId, kinds: ['CLUSTER_BAD', 'BACKUP_FAILED'] }, [cluster, failed]],
      [{ scheduleId, kinds: [] }, []],
      [{ subjectId: 'nonsense' }, []],
      [{ scheduleId: randomUUID() }, []],
    ] as const;
    for (const [filter, expected] of cases) {
      const { items } = await alerts.page({ first: 100, after: null }, filter);
      expect(items.map(({ item }) => item)).toEqual(expected);
      expect(await alerts.count(filter)).toBe(expected.length);
    }
    const first = await alerts.page({ first: 3, after: null }, { scheduleId });
    const rest = await alerts.page({ first: 3, after: first.items.at(-1)!.cursor }, { scheduleId });
    expect(rest.items.map(({ item }) => item)).toEqual([closed]);
    expect([first.hasNext, rest.hasNext]).toEqual([true, false]);
  });

  it('of many schedules has the open ones of each', async () => {
    const clusterId = await aNewCluster();
    const [one, two] = [await world.addSchedule({ clusterId }), await world.addSchedule()];
    const missing = await open({ subjectId: one.id, scheduleId: one.id });
    const kind = 'CLUSTER_BAD';
    const cluster = await open({ subjectType: 'Cluster', subjectId: clusterId, kind, openedAt: later(1) });
    await open({ subjectId: two.id, scheduleId: two.id, closedAt: AT, closedReason: 'done' });
    const expected = new Map([
      [one.id, [missing, cluster]],
      [two.id, []],
      ['nonsense', []],
    ]);
    expect(await alerts.openOfSchedules([one.id, two.id, 'nonsense'])).toEqual(expected);
    expect(await alerts.openOfSchedules([])).toEqual(new Map());
  });

  it('of a dead cluster or location is told of every schedule that uses it, and of no other', async () => {
    const clusterId = await aNewCluster();
    const location = aLocation(world.user.id);
    await world.stores.locations.insert(location);
    const place = { clusterId, locationId: location.id };
    const [one, two] = [await world.addSchedule(place), await world.addSchedule(place)];
    const other = await world.addSchedule();
    const dead = await open({
      subjectType: 'Cluster',
      subjectId: clusterId,
      kind: 'CLUSTER_BAD',
      scheduleId: one.id,
    });
    const full = await open({
      subjectType: 'BackupLocation',
      subjectId: location.id,
      kind: 'LOCATION_BAD',
      scheduleId: two.id,
      openedAt: later(1),
    });
    const expected = new Map([
      [one.id, [dead, full]],
      [two.id, [dead, full]],
      [other.id, []],
    ]);
    expect(await alerts.openOfSchedules([one.id, two.id, other.id])).toEqual(expected);
    for (const { id } of [one, two]) {
      const { items } = await alerts.page({ first: 10, after: null }, { scheduleId: id });
      expect(items.map(({ item }) => item)).toEqual([full, dead]);
    }
    expect(await alerts.count({ scheduleId: other.id })).toBe(0);
    expect(await alerts.count({ scheduleId: 'nonsense' })).toBe(0);
  });
});
