import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explained } from '../explained.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

const BACKUPS = 3_000;
const NAMESPACES = 20;
const NOW = new Date('2026-11-20T12:00:00Z');

let world: StoredWorld;
let first: string;
beforeAll(async () => {
  world = await createStoredWorld();
  const schedule = await world.addSchedule();
  const { id } = await world.addBackup({ state: 'SUCCESS', scheduleId: schedule.id });
  first = id;
  // As many as an installation has after a year, of one row; each with cycles of its own.
  await world.database.query(
    `INSERT INTO cycle SELECT (json_populate_record(cycle, json_build_object('id', gen_random_uuid(),
       'planned_at', now() - n * interval '1 hour'))).* FROM cycle, generate_series(1, ${BACKUPS}) AS n`,
  );
  await world.database.query(
    `INSERT INTO backup SELECT (json_populate_record(backup, json_build_object('id', gen_random_uuid(), 'cycle_id', cycle.id,
       'name', 'b-' || cycle.id, 'created_at', now() - random() * interval '1 year', 'verified_at', now()))).*
     FROM backup, cycle WHERE cycle.id <> backup.cycle_id`,
  );
  await world.database.query(
    `INSERT INTO backup_namespace SELECT id, 'team-' || n, 'INCLUDED', NULL, NULL, 1, 1
     FROM backup, generate_series(1, ${NAMESPACES}) AS n`,
  );
  await world.database.query(
    `INSERT INTO backup_verification SELECT id, 'INTACT', 'SCHEDULED', now(), 1, 0, NULL, NULL, NULL, 1, 1, 1, '{}', NULL,
       now(), now() FROM backup`,
  );
  await world.database.query(
    `INSERT INTO backup_machine SELECT id, 'shop', 'vm-' || n, 'INCLUDED', NULL, NULL, NULL, NULL, 'SUCCESS', 1, 1, 1, NULL
     FROM backup, generate_series(1, ${NAMESPACES}) AS n`,
  );
  await world.database.query('VACUUM ANALYZE');
});
afterAll(() => world.drop());

const SCAN = 'Seq Scan';

describe('what is asked again and again reads an index', () => {
  it('deletions that are due', async () => {
    const plan = await explained(world.dataSource, (stores) => stores.deletions.due(100));
    expect(plan.indexes).toContain('backup_by_state_idx');
    expect(plan.nodes).not.toContain(SCAN);
  });

  it('whether other backups hold the namespaces or the virtual machines of one', async () => {
    const plan = await explained(world.dataSource, (stores) => stores.deletions.onlyCopiesIn(first));
    expect(plan.indexes).toEqual(
      expect.arrayContaining(['backup_namespace_copy_idx', 'backup_machine_by_name_idx']),
    );
  });

  it('what a connection is needed for: what is under way, and none of the backups that lie there', async () => {
    const [connectionId, locationId, clusterId] = [randomUUID(), world.location.id, world.cluster.id];
    await world.database.query(
      `INSERT INTO location_connection (id, location_id, cluster_id, state, state_reason, state_message, state_changed_at, created_at)
       VALUES ('${connectionId}', '${locationId}', '${clusterId}', 'VALID', 'OK', '', now(), now())`,
    );
    await world.database.query('ANALYZE location_connection');
    const plan = await explained(world.dataSource, (stores) =>
      stores.dependents.kindsOf('LocationConnection', [connectionId]),
    );
    expect(plan.indexes).toContain('backup_by_state_idx');
    expect(plan.indexes).not.toContain('backup_by_location_idx');
  });

  it('verifications that no worker holds', async () => {
    const plan = await explained(world.dataSource, (stores) => stores.verifications.claimable(4));
    expect(plan.indexes).toContain('backup_verification_running_idx');
  });

  it('whether anything of a location is damaged', async () => {
    const about = { scheduleId: null, locationId: world.location.id };
    const plan = await explained(world.dataSource, (stores) => stores.verifications.isAnyDamaged(about));
    expect(plan.indexes).toContain('backup_damaged_idx');
    expect(plan.nodes).not.toContain(SCAN);
  });

  it('what is to be read back next: the newest of each schedule by its index', async () => {
    const plan = await explained(world.dataSource, (stores) =>
      stores.verifications.dueBySchedule({ now: NOW, everyDays: 7, triedBefore: NOW }),
    );
    expect(plan.indexes).toEqual(expect.arrayContaining(['backup_by_schedule_idx']));
  });
});
