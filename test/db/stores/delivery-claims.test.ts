/** What a claim costs after a bad hour: twenty thousand messages that wait beside a hundred thousand that were told. */
import type { EntityManager } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { claimSlack, nextAt, ringDue } from '../../../src/db/stores/delivery-claims.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const OWNER = '00000000-0000-4000-8000-000000000001';
const ALERT = (number: string) => `('00000000-0000-4000-9000-' || lpad((${number})::text, 12, '0'))::uuid`;
const COLUMNS = `id, kind, medium, state, target, route_id, alert_id, recipients, data, following, attempts, not_before,
  created_at, failing_since, error_code`;
const FIRST = 20;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  // Rows of alerts themselves would only take time.
  await database.query(`ALTER TABLE delivery DROP CONSTRAINT delivery_alert_id_fkey`);
  await database.query(`ALTER TABLE alert_message DROP CONSTRAINT alert_message_alert_id_fkey`);
  await database.query(`INSERT INTO app_user (id, name, kind, role, state, state_changed_at, version, created_at)
    VALUES ('${OWNER}', 'admin', 'PERSON', 'SUPER_ADMIN', 'ACTIVE', now(), 1, now())`);
  await database.query(`INSERT INTO alert_route (id, name, owner_id, channel_id, is_default, detail, buttons, time_zone,
      digested_up_to, state, state_changed_at, version, created_at, updated_at)
    SELECT gen_random_uuid(), 'route-' || i, '${OWNER}', 'C0ALERTS' || i, false, 'FULL', true, 'UTC', now(), 'WORKING', now(),
      1, now(), now() FROM generate_series(0, 9) i`);
  await told(10_000);
  await database.query('ANALYZE');
  await waiting(1_000);
});
afterAll(() => database.drop());

/** Of each of ten routes. */
const told = (many: number) =>
  database.query(`INSERT INTO delivery (${COLUMNS})
    SELECT gen_random_uuid(), 'REPLY', 'SLACK', 'DELIVERED', r.channel_id, r.id, ${ALERT('i % 1000')}, '{}', '{}', false, 1,
      now(), now(), NULL, NULL FROM generate_series(1, ${many}) i, alert_route r`);
/** Of each of ten routes: a root that waits, half of them for their pause, and a reply to it. */
async function waiting(many: number): Promise<void> {
  await database.query(`INSERT INTO alert_message
    SELECT ${ALERT('i')}, r.id, r.channel_id, i || '.1', now() FROM generate_series(1, ${many}) i, alert_route r`);
  await database.query(`INSERT INTO delivery (${COLUMNS})
    SELECT gen_random_uuid(), kind, 'SLACK', 'PENDING', r.channel_id, r.id, ${ALERT('i')}, '{}', '{}', false, 3,
      now() + CASE WHEN i % 2 = 0 THEN interval '1 hour' ELSE interval '-1 minute' END, now(), now(), 'http_503'
    FROM generate_series(1, ${many}) i, alert_route r, unnest(ARRAY['ALERT', 'REPLY']) kind`);
}
/** In a transaction that is taken back; a statement that takes seconds fails. */
async function within<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
  const runner = (await database.dataSource({ poolSize: 1 })).createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(`SET LOCAL statement_timeout = '5s'`);
    return await work(runner.manager);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

const claimer = { worker: 'bot', first: FIRST, leaseMs: 60_000 };

it('finds nothing to take while every channel asked for a pause, without comparing all that wait with each other', async () => {
  const taken = await within(async (manager) => {
    await manager.query(`INSERT INTO delivery (${COLUMNS})
      SELECT gen_random_uuid(), 'REPLY', 'SLACK', 'PENDING', channel_id, id, ${ALERT('1')}, '{}', '{}', false, 1,
        now() + interval '2 hours', now(), now(), 'ratelimited' FROM alert_route`);
    return claimSlack(manager, claimer);
  });
  expect(taken).toEqual([]);
});

it('takes the oldest that are due', async () => {
  expect(await within((manager) => claimSlack(manager, claimer))).toHaveLength(FIRST);
  expect(await within(ringDue)).toHaveLength(10_000);
  expect(await within(nextAt)).toBeInstanceOf(Date);
});
