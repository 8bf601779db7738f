import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrateDown, migrateUp } from '../../../src/db/migrate.js';
import { Ground1795176000000 } from '../../../src/db/migrations/1795176000000-ground.js';
import { Schedules1795183200000 } from '../../../src/db/migrations/1795183200000-schedules.js';
import { createEmptyDatabase, type TestDatabase } from '../../support/database.js';
import { silentLog } from '../../support/silent-log.js';

const migrations = [Ground1795176000000, Schedules1795183200000];
let database: TestDatabase;
beforeEach(async () => {
  database = await createEmptyDatabase();
  await migrateUp({ url: database.url, log: silentLog, migrations: [Ground1795176000000] });
});
afterEach(() => database.drop());

const up = () => migrateUp({ url: database.url, log: silentLog, migrations });
const down = () => migrateDown({ url: database.url, log: silentLog, migrations });

/** An installation of the first days: a backup of two namespaces, a cycle whose backup is deleted, their events. */
async function seedOldRows() {
  const [user, cluster, location] = [randomUUID(), randomUUID(), randomUUID()];
  const [backedUp, orphan, backup] = [randomUUID(), randomUUID(), randomUUID()];
  await database.query(`
    INSERT INTO app_user VALUES ('${user}', 'ada', 'SUPER_ADMIN', now());
    INSERT INTO cluster (id, name, owner_id, mode, labels, state, state_reason, state_message, state_changed_at,
      credential_version, consecutive_failures, missing_rights, version, created_at, updated_at)
    VALUES ('${cluster}', 'edge', '${user}', 'CLASSIC', '{}', 'ACTIVE', 'OK', '', now(), 1, 0, '[]', 1, now(), now());
    INSERT INTO backup_location (id, name, owner_id, kind, access, path, labels, state, state_reason, state_message,
      state_changed_at, version, created_at, updated_at)
    VALUES ('${location}', 'nas', '${user}', 'FILESYSTEM', 'CREDENTIALS', '/b', '{}', 'VALID', 'OK', '', now(), 1, now(), now());
    INSERT INTO cycle VALUES ('${backedUp}', NULL, NULL, 'BACKED_UP', '{}', now(), now());
    INSERT INTO cycle VALUES ('${orphan}', NULL, NULL, 'OPEN', '{}', now(), NULL);
    INSERT INTO backup (id, name, owner_id, cluster_id, location_id, cycle_id, engine, mode, labels, state,
      state_changed_at, attempt, requested_namespaces, objects, bytes, stored_bytes, version, created_at)
    VALUES ('${backup}', 'first', '${user}', '${cluster}', '${location}', '${backedUp}', 'DIRECT', 'CLASSIC', '{}', 'SUCCESS',
      now(), 1, '{blog,shop}', 3, 4, 5, 1, now());
    INSERT INTO event (type, subject_type, subject_id, actor, data)
    VALUES ('BACKUP_FINISHED', 'Backup', '${backup}', '{}', '{}')`);
  return { user, cluster, location, backedUp, orphan, backup };
}

const NAMED = { kind: 'NAMED', names: ['blog', 'shop'] };

it('cycles and backups from before were made by hand for the namespaces that they named', async () => {
  const old = await seedOldRows();
  await up();
  const cycles = await database.query('SELECT id, trigger, selection, schedule_id, outcome FROM cycle');
  const ofOrphan = { trigger: 'MANUAL', selection: { kind: 'NAMED', names: [] }, schedule_id: null };
  expect(cycles).toHaveLength(2);
  expect(cycles).toContainEqual({ ...ofOrphan, id: old.orphan, outcome: 'OPEN' });
  expect(cycles).toContainEqual({ ...ofOrphan, id: old.backedUp, selection: NAMED, outcome: 'BACKED_UP' });
  const backups = await database.query('SELECT id, schedule_id, selection, requested_namespaces FROM backup');
  const requested = { requested_namespaces: ['blog', 'shop'] };
  expect(backups).toEqual([{ id: old.backup, schedule_id: null, selection: NAMED, ...requested }]);
  expect(await database.query('SELECT type FROM event')).toEqual([{ type: 'BACKUP_FINISHED' }]);
});

it('an empty database gets the tables too', async () => {
  expect((await up()).ran).toEqual(['Schedules1795183200000']);
  expect(await database.query('SELECT FROM backup_schedule')).toEqual([]);
});

it('taken back, it leaves cycles, backups and their events; schedules are lost; and it runs again', async () => {
  const old = await seedOldRows();
  await up();
  const [schedule, cycle, backup] = [randomUUID(), randomUUID(), randomUUID()];
  await database.query(`
    INSERT INTO backup_schedule (id, name, owner_id, cluster_id, location_id, labels, state, state_changed_at, selection,
      created_single, timing, time_zone, anchor, grace_minutes, keep, missing, departures, released, barren_cycles, version,
      selection_version, created_at, updated_at)
    VALUES ('${schedule}', 'nightly', '${old.user}', '${old.cluster}', '${old.location}', '{}', 'ACTIVE', now(), '{"kind":"ALL"}',
      false, '{"kind":"DAILY","at":"02:30"}', 'UTC', now(), 60, 7, '{}', '[]', '{}', 0, 1, 1, now(), now());
    INSERT INTO schedule_edit VALUES (gen_random_uuid(), '${schedule}', 'CREATE', now(), '{"kind":"SYSTEM"}', '{}', '{}', '{}', 1);
    INSERT INTO cycle (id, schedule_id, planned_at, trigger, selection, selection_version, outcome, reasons, started_at)
    VALUES ('${cycle}', '${schedule}', now(), 'PLANNED', '{"kind":"ALL"}', 1, 'OPEN', '{}', now());
    INSERT INTO backup (id, name, owner_id, cluster_id, location_id, cycle_id, schedule_id, selection, engine, mode, labels, state,
      state_changed_at, attempt, requested_namespaces, objects, bytes, stored_bytes, version, created_at)
    VALUES ('${backup}', 'nightly-1', '${old.user}', '${old.cluster}', '${old.location}', '${cycle}', '${schedule}', '{"kind":"ALL"}',
      'DIRECT', 'CLASSIC', '{}', 'IN_PROGRESS', now(), 1, '{shop}', 0, 0, 0, 1, now());
    INSERT INTO alert (id, subject_type, subject_id, kind, opened_at, changed_at, last_seen_at, count, schedule_id, backup_id,
      namespaces, message)
    VALUES (gen_random_uuid(), 'BackupSchedule', '${schedule}', 'BACKUP_FAILED', now(), now(), now(), 1, '${schedule}', '${backup}',
      '{}', '');
    INSERT INTO event (type, subject_type, subject_id, actor, data) VALUES
      ('SCHEDULE_CREATED', 'BackupSchedule', '${schedule}', '{}', '{}'), ('ALERT_OPENED', 'Alert', '${schedule}', '{}', '{}'),
      ('BACKUP_REQUESTED', 'Backup', '${backup}', '{}', '{}')`);
  await down();
  const events = await database.query('SELECT type FROM event ORDER BY type');
  expect(events.map(({ type }) => type)).toEqual(['BACKUP_FINISHED', 'BACKUP_REQUESTED']);
  expect(await database.query(`SELECT schedule_id FROM cycle WHERE id = '${cycle}'`)).toEqual([
    { schedule_id: null },
  ]);
  await up();
  const selections = await database.query('SELECT name, selection FROM backup ORDER BY name');
  expect(selections).toEqual([
    { name: 'first', selection: NAMED },
    { name: 'nightly-1', selection: { kind: 'NAMED', names: ['shop'] } },
  ]);
});
