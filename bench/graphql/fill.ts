/** What the lists are asked of. */
import { aBackup, aCycle, aRequestedNamespace, aSchedule } from '../../test/factories/resources.js';
import type { Populated } from '../support/populated.js';

export const SCHEDULES = 1_000;
export const BACKUPS = 20_000;

export async function fill({ stores, of, query }: Populated): Promise<void> {
  const started = Date.parse('2026-10-01T00:00:00Z');
  for (let number = 0; number < SCHEDULES; number += 1) {
    const createdAt = new Date(started + number * 60_000);
    await stores.schedules.insert(
      aSchedule(of, { createdAt, state: number % 5 === 0 ? 'SUSPENDED' : 'ACTIVE' }),
    );
  }
  const cycle = aCycle({ outcome: 'BACKED_UP' });
  const backup = aBackup({ ...of, cycleId: cycle.id }, { state: 'SUCCESS', attempt: 1 });
  await stores.cycles.insert(cycle);
  await stores.backups.insert(backup, [
    aRequestedNamespace('blog', { fate: 'INCLUDED' }),
    aRequestedNamespace('shop', { fate: 'INCLUDED' }),
  ]);
  await multiply(query, cycle.id, backup.id);
}

/** One cycle and its backup many times over, a quarter of an hour apart; every fourth is a Partial Success. */
async function multiply(query: Populated['query'], cycleId: string, backupId: string): Promise<void> {
  const numbers = [BACKUPS - 1];
  await query(
    `INSERT INTO cycle SELECT (jsonb_populate_record(cycle, jsonb_build_object('id', md5('cycle' || n)::uuid))).*
     FROM cycle, generate_series(1, $1::int) AS n WHERE cycle.id = $2`,
    [...numbers, cycleId],
  );
  await query(
    `INSERT INTO backup SELECT (jsonb_populate_record(backup, jsonb_build_object('id', md5('backup' || n)::uuid,
       'name', 'backup-' || n, 'cycle_id', md5('cycle' || n)::uuid, 'schedule_id', chosen.id,
       'created_at', timestamptz '2026-04-01' + n * interval '15 minutes',
       'state', CASE WHEN n % 4 = 0 THEN 'PARTIAL_SUCCESS' ELSE 'SUCCESS' END))).*
     FROM backup, generate_series(1, $1::int) AS n
     JOIN (SELECT id, row_number() OVER (ORDER BY id) AS number FROM backup_schedule) AS chosen
       ON chosen.number = n % ${SCHEDULES} + 1
     WHERE backup.id = $2`,
    [...numbers, backupId],
  );
  await query(
    `INSERT INTO backup_namespace SELECT (jsonb_populate_record(one, jsonb_build_object(
       'backup_id', md5('backup' || n)::uuid))).*
     FROM backup_namespace AS one, generate_series(1, $1::int) AS n WHERE one.backup_id = $2`,
    [...numbers, backupId],
  );
  await query('ANALYZE');
}
