import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BackupSchedule } from '../../../src/domain/backup-schedule.js';
import { aCycle } from '../../factories/resources.js';
import { explained } from '../explained.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

const NOW = new Date('2026-11-20T10:00:00.000Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const TOMORROW = ago(-24 * 60);

describe('what is due', () => {
  let world: StoredWorld;
  beforeAll(async () => {
    world = await createStoredWorld();
  });
  afterAll(() => world.drop());

  const dueNow = (limit = 100) =>
    world.work.transaction(async (stores) => (await stores.schedules.due(NOW, limit)).map(({ id }) => id));
  const withName = (name: string, change: Partial<BackupSchedule>) => world.addSchedule({ name, ...change });

  it('are active schedules whose time has come, the most overdue first', async () => {
    const late = await withName('late', { nextDueAt: ago(60) });
    const now = await withName('now', { nextDueAt: NOW });
    const later = await withName('later', { nextDueAt: ago(5) });
    await withName('soon', { nextDueAt: new Date(NOW.getTime() + 1) });
    await withName('never', { nextDueAt: null });
    await withName('suspended', { nextDueAt: ago(90), state: 'SUSPENDED' });
    expect(await dueNow()).toEqual([late.id, later.id, now.id]);
    expect(await dueNow(1)).toEqual([late.id]);
    expect(await world.work.transaction((stores) => stores.schedules.due(NOW, 1))).toEqual([late]);
  });

  it('is none whose cycle is still open, until that one has ended', async () => {
    const { id } = await withName('busy', { nextDueAt: ago(120) });
    const cycle = aCycle({ scheduleId: id });
    await world.stores.cycles.insert(cycle);
    expect(await dueNow()).not.toContain(id);
    await world.stores.cycles.close(cycle.id, 'BACKED_UP', [], NOW);
    expect(await dueNow(1)).toEqual([id]);
  });

  it('is left to whoever holds it, a worker or an editor', async () => {
    const { id } = await withName('held', { nextDueAt: ago(180) });
    await world.work.transaction(async (stores) => {
      expect((await stores.schedules.due(NOW, 1)).map((each) => each.id)).toEqual([id]);
      expect(await dueNow()).not.toContain(id);
    });
    await world.work.transaction(async (stores) => {
      await stores.schedules.lock(id);
      expect(await dueNow()).not.toContain(id);
    });
    expect(await dueNow()).toContain(id);
  });

  it('needs a transaction that holds the locks', async () => {
    await expect(world.stores.schedules.due(NOW, 1)).rejects.toThrow(/transaction/i);
  });
});

describe('of 200 schedules that are due, 4 workers', () => {
  let world: StoredWorld;
  beforeAll(async () => {
    world = await createStoredWorld();
    await fill(world, 200, 200);
  });
  afterAll(() => world.drop());

  it('take each once', async () => {
    const taken: string[] = [];
    /** As the scheduler does: the cycle and the next due time in the transaction that holds the lock. */
    const takeSome = () =>
      world.work.transaction(async (stores) => {
        const due = await stores.schedules.due(NOW, 3);
        for (const { id, nextDueAt } of due) {
          await stores.cycles.insert(aCycle({ scheduleId: id, plannedAt: nextDueAt, trigger: 'PLANNED' }));
          await stores.schedules.advance(id, { nextDueAt: TOMORROW });
        }
        return due.map(({ id }) => id);
      });
    const worker = async () => {
      for (let some = await takeSome(); some.length > 0; some = await takeSome()) taken.push(...some);
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    expect(taken).toHaveLength(200);
    expect(new Set(taken).size).toBe(200);
    expect(await world.database.query('SELECT count(*)::int AS cycles FROM cycle')).toEqual([
      { cycles: 200 },
    ]);
  });
});

describe('among 20,000', () => {
  let world: StoredWorld;
  beforeAll(async () => {
    world = await createStoredWorld();
    await fill(world, 20_000, 1_000);
    await world.database.query(
      `INSERT INTO cycle (id, schedule_id, planned_at, trigger, selection, selection_version, outcome, reasons, started_at)
       SELECT gen_random_uuid(), id, next_due_at, 'PLANNED', '{"kind":"ALL"}', 1, 'BACKED_UP', '{}', next_due_at
       FROM backup_schedule`,
    );
    await world.database.query(
      `INSERT INTO backup (id, name, owner_id, cluster_id, location_id, cycle_id, schedule_id, selection, engine, mode,
         labels, state, state_changed_at, attempt, requested_namespaces, objects, bytes, stored_bytes, version, created_at)
       SELECT gen_random_uuid(), 'backup-' || n, '${world.user.id}', '${world.cluster.id}', '${world.location.id}', cycle.id,
         (SELECT id FROM backup_schedule WHERE name = 'schedule-' || n % 100), '{"kind":"ALL"}', 'DIRECT', 'CLASSIC', '{}',
         'SUCCESS', now(), 1, '{}', 0, 0, 0, 1, now() - n * interval '1 minute'
       FROM (SELECT id, row_number() OVER () AS n FROM cycle) AS cycle`,
    );
    await world.database.query(
      `INSERT INTO backup_namespace (backup_id, name, fate, objects, bytes)
       SELECT id, namespace.name, 'INCLUDED', 0, 0 FROM backup, unnest('{blog,shop}'::text[]) AS namespace (name)`,
    );
    await world.database.query('VACUUM ANALYZE');
  });
  afterAll(() => world.drop());

  it('schedules those that are due are found by the index of due times', async () => {
    const plan = await explained(world.dataSource, (stores) => stores.schedules.due(NOW, 50));
    expect(plan.indexes).toContain('backup_schedule_due_idx');
    expect(plan.indexes).toContain('cycle_one_open_per_schedule_idx');
    expect(plan.nodes).not.toContain('Seq Scan');
    expect(plan.nodes).not.toContain('Sort');
  });

  it("backups the newest of one schedule are found by that schedule's index", async () => {
    const [row] = await world.database.query(`SELECT id FROM backup_schedule WHERE name = 'schedule-7'`);
    const filter = { scheduleId: String(row?.id) };
    expect(await world.stores.backups.count(filter)).toBe(200);
    const plan = await explained(world.dataSource, (stores) =>
      stores.backups.page({ first: 20, after: null }, filter),
    );
    expect(plan.indexes).toEqual(['backup_by_schedule_idx']);
    expect(plan.nodes).not.toContain('Sort');
    const retained = await explained(world.dataSource, (stores) =>
      stores.backups.retainedOf(filter.scheduleId),
    );
    expect(retained.indexes).toEqual(
      expect.arrayContaining(['backup_by_schedule_idx', 'backup_namespace_pkey']),
    );
    expect(retained.nodes).not.toContain('Seq Scan');
  });
});

/** `total` active schedules of which `due` are due: one a second, the rest tomorrow. */
async function fill(world: StoredWorld, total: number, due: number): Promise<void> {
  await world.database.query(
    `INSERT INTO backup_schedule (id, name, owner_id, cluster_id, location_id, labels, state, state_changed_at, selection,
       created_single, timing, time_zone, anchor, grace_minutes, keep, next_due_at, missing, departures, released,
       alert_recipients, barren_cycles, version, selection_version, created_at, updated_at)
     SELECT gen_random_uuid(), 'schedule-' || n, '${world.user.id}', '${world.cluster.id}', '${world.location.id}', '{}',
       'ACTIVE', now(), '{"kind":"ALL"}', false, '{"kind":"INTERVAL","minutes":60}', 'UTC', now(), 60, 7,
       CASE WHEN n < ${due} THEN timestamptz '${NOW.toISOString()}' - n * interval '1 second'
         ELSE timestamptz '${TOMORROW.toISOString()}' END,
       '{}', '[]', '{}', '{}', 0, 1, 1, now() + n * interval '1 millisecond', now()
     FROM generate_series(0, ${total - 1}) AS n`,
  );
}
