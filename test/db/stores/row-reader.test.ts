/** Lists read their rows past TypeORM: they must be the rows that it would make. */
import { randomUUID } from 'node:crypto';
import type { EntitySchema } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BackupEntity } from '../../../src/db/entities/backup.entity.js';
import { BackupLocationEntity } from '../../../src/db/entities/backup-location.entity.js';
import { BackupScheduleEntity } from '../../../src/db/entities/backup-schedule.entity.js';
import { ClusterEntity } from '../../../src/db/entities/cluster.entity.js';
import { CycleEntity } from '../../../src/db/entities/cycle.entity.js';
import { RestoreEntity } from '../../../src/db/entities/restore.entity.js';
import { UserEntity } from '../../../src/db/entities/user.entity.js';
import { SCHEDULE_KEYS } from '../../../src/db/stores/list-sorts.js';
import { Conditions, RowReader } from '../../../src/db/stores/row-reader.js';
import { NO_TIERS } from '../../../src/domain/backup-schedule.js';
import { aRestore } from '../../factories/restores.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

const AT = new Date('2026-11-20T10:00:00.007Z');
const HELD = { namespace: 'billing', leftAt: AT };

let world: StoredWorld;
beforeAll(async () => {
  world = await createStoredWorld();
  const full = await world.addSchedule({
    name: 'full',
    labels: { team: 'shöp "1"' },
    stateReason: 'the only namespace is gone',
    retention: { keep: 3, maxAgeDays: 90, ...NO_TIERS },
    nextDueAt: AT,
    missing: ['a', 'b,"c"'],
    departures: [HELD],
    released: ['x'],
  });
  await world.addSchedule({
    name: 'bare',
    retention: { keep: 1, maxAgeDays: null, ...NO_TIERS },
    nextDueAt: null,
  });
  const { backup } = await world.addClaimedBackup({ change: { scheduleId: full.id, name: 'held' } });
  await world.stores.backups.requestCancel(backup.id, AT);
  await world.stores.restores.insert(
    aRestore({ ownerId: world.user.id, backupId: backup.id, clusterId: world.cluster.id }, { total: 3 }),
  );
  await world.addBackup({
    name: 'ended',
    state: 'SUCCESS',
    objects: 12_345_678_901,
    bytes: Number.MAX_SAFE_INTEGER,
    startedAt: AT,
    finishedAt: AT,
    verifiedAt: AT,
    verification: 'INTACT',
  });
});
afterAll(() => world.drop());

const ENTITIES = [
  BackupEntity,
  BackupScheduleEntity,
  BackupLocationEntity,
  ClusterEntity,
  CycleEntity,
  RestoreEntity,
  UserEntity,
] as const;

it.each(ENTITIES.map((entity) => [entity.options.name, entity] as const))(
  'rows of %s are those that TypeORM makes of them',
  async (_name, entity) => {
    const typed = entity as EntitySchema<{ readonly id: string }>;
    const { manager } = world.dataSource;
    const expected = await manager.getRepository(typed).find({ order: { id: 'ASC' } });
    const ids = expected.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    const found = await new RowReader(typed).findMany(manager, [...ids, randomUUID(), 'nonsense']);
    const rows = found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(rows).toEqual(expected.map((row) => ({ ...row })));
    expect(rows.map((row) => Object.keys(row).toSorted())).toEqual(
      expected.map((row) => Object.keys(row).toSorted()),
    );
  },
);

describe('conditions', () => {
  it('number their values over all of them', () => {
    const conditions = new Conditions().add('a = ?', 1).add('b IS NULL').add('(c, d) < (?, ?)', 2, 3);
    expect(conditions.where).toBe('WHERE a = $1 AND b IS NULL AND (c, d) < ($2, $3)');
    expect(conditions.values).toEqual([1, 2, 3]);
    expect(new Conditions().where).toBe('');
  });

  it('may use the operator that is a question mark', () => {
    const conditions = new Conditions().add('a = ?', 1).add('b ?? ?', 'key');
    expect(conditions.where).toBe('WHERE a = $1 AND b ? $2');
  });
});

it('rows are read in the transaction that asks', async () => {
  const reader = new RowReader(BackupScheduleEntity);
  const name = `undone-${randomUUID()}`;
  const filter = () => new Conditions().add('name = ?', name);
  const undone = world.dataSource.transaction(async (manager) => {
    await manager.query('UPDATE backup_schedule SET name = $1 WHERE name = $2', [name, 'bare']);
    const page = await reader.page(manager, SCHEDULE_KEYS, filter(), { first: 5, after: null });
    expect([page.items.length, await reader.count(manager, filter())]).toEqual([1, 1]);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await reader.count(world.dataSource.manager, filter())).toBe(0);
});

it('of a row only the parts are read that are asked for, with its id and, on a page, its moment', async () => {
  const reader = new RowReader(BackupScheduleEntity);
  const { manager } = world.dataSource;
  const parts = ['name', 'departures', 'retention'];
  const full = () => new Conditions().add('name = ?', 'full');
  const { items } = await reader.page(manager, SCHEDULE_KEYS, full(), { first: 1, after: null, parts });
  const { id, createdAt } = items[0]!.item;
  const expected = {
    id,
    name: 'full',
    departures: [HELD],
    retention: { keep: 3, maxAgeDays: 90, ...NO_TIERS },
  };
  expect(items[0]?.item).toEqual({ ...expected, createdAt });
  expect(await reader.findMany(manager, [id], parts)).toEqual([expected]);
});
