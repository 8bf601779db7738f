/** Which backup is read back next, location by location. */
import type { EntityManager } from 'typeorm';
import type { VerificationStore } from '../../domain/ports/keeping-stores.js';

const GOOD = `IN ('SUCCESS', 'PARTIAL_SUCCESS')`;

/**
 * First the newest good backup of each schedule, one look into an index each; only where none of them is due the others, those that
 * were never read back first, then by the time of their last reading.
 */
const STATEMENT = `
  WITH place AS (
    SELECT id FROM backup_location WHERE state = 'VALID' AND access = 'CREDENTIALS' AND NOT EXISTS (
      SELECT FROM backup_verification AS running JOIN backup AS held ON held.id = running.backup_id
      WHERE running.state = 'IN_PROGRESS' AND held.location_id = backup_location.id)
  ), newest AS (
    SELECT last.* FROM backup_schedule AS schedule, LATERAL (
      SELECT backup.id, backup.location_id, backup.verified_at, backup.created_at FROM backup
      WHERE backup.schedule_id = schedule.id AND backup.state ${GOOD}
      ORDER BY backup.created_at DESC, backup.id DESC LIMIT 1) AS last
    WHERE coalesce(schedule.verify_every_days, $2) > 0
      AND (last.verified_at IS NULL
        OR last.verified_at < $1::timestamptz - coalesce(schedule.verify_every_days, $2) * interval '1 day')
  ), first_choice AS (
    SELECT place.id AS location_id, (
      SELECT newest.id FROM newest WHERE newest.location_id = place.id AND NOT ${justTried('newest')}
      ORDER BY newest.verified_at NULLS FIRST, newest.created_at DESC, newest.id LIMIT 1) AS backup_id
    FROM place
  ) SELECT coalesce(first_choice.backup_id, other.id) AS id FROM first_choice LEFT JOIN LATERAL (
    SELECT backup.id FROM backup LEFT JOIN backup_schedule AS schedule ON schedule.id = backup.schedule_id
    WHERE first_choice.backup_id IS NULL AND backup.location_id = first_choice.location_id AND backup.state ${GOOD}
      AND coalesce(schedule.verify_every_days, $2) > 0
      AND (backup.verified_at IS NULL
        OR backup.verified_at < $1::timestamptz - coalesce(schedule.verify_every_days, $2) * interval '1 day')
      AND NOT ${justTried('backup')}
    ORDER BY backup.verified_at NULLS FIRST, backup.created_at DESC LIMIT 1) AS other ON true
  WHERE coalesce(first_choice.backup_id, other.id) IS NOT NULL`;

function justTried(backup: string): string {
  return `EXISTS (SELECT FROM backup_verification AS tried WHERE tried.backup_id = ${backup}.id
    AND tried.state IN ('FAILED', 'CANCELLED') AND tried.ended_at > $3::timestamptz)`;
}

export async function verificationsDue(
  manager: EntityManager,
  { now, everyDays, triedBefore }: Parameters<VerificationStore['dueBySchedule']>[0],
): Promise<readonly string[]> {
  const rows = await manager.query<{ id: string }[]>(STATEMENT, [now, everyDays, triedBefore]);
  return rows.map(({ id }) => id);
}
