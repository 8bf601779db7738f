/** How far a person reaches to single things: the same rules as visible.ts has for lists, a test holds them together. */
import type { EntityManager } from 'typeorm';
import { type Access, further, type OwnedResource, type Viewer } from '../../domain/access.js';
import { isUuid } from './sql.js';
import { visibleIn } from './visible.js';

/** $1 the ids, $2 the person, $3 their groups. Each row: an id and one way in which it is reached. */
const TO_ME = '(share.user_id = $2 OR share.group_id = ANY($3::uuid[]))';

const TO_SCHEDULE = `
  SELECT id, 'OWNER' AS access FROM backup_schedule WHERE id = ANY($1) AND owner_id = $2
  UNION ALL SELECT schedule_id, access FROM share WHERE schedule_id = ANY($1) AND ${TO_ME}`;

/** Whoever owns the schedule, or has it shared, has its backups alike. */
const TO_BACKUP = `
  SELECT id, 'OWNER' AS access FROM backup WHERE id = ANY($1) AND owner_id = $2
  UNION ALL SELECT backup.id, 'OWNER' FROM backup JOIN backup_schedule ON backup_schedule.id = backup.schedule_id
    WHERE backup.id = ANY($1) AND backup_schedule.owner_id = $2
  UNION ALL SELECT backup_id, access FROM share WHERE backup_id = ANY($1) AND ${TO_ME}
  UNION ALL SELECT backup.id, share.access FROM backup JOIN share ON share.schedule_id = backup.schedule_id
    WHERE backup.id = ANY($1) AND ${TO_ME}`;

const TO_RESTORE = `SELECT id, 'OWNER' AS access FROM restore WHERE id = ANY($1) AND owner_id = $2 AND $3::uuid[] IS NOT NULL`;

const TO_CLUSTER = `
  SELECT id, 'OWNER' AS access FROM cluster WHERE id = ANY($1) AND owner_id = $2
  UNION ALL SELECT cluster_id, access FROM share WHERE cluster_id = ANY($1) AND ${TO_ME}`;

/** An alert is its schedule's: the one it is raised on, or whose cycle was counted last. */
const TO_ALERT = `
  SELECT alert.id, 'OWNER' AS access FROM alert JOIN backup_schedule ON backup_schedule.id =
      CASE alert.subject_type WHEN 'BackupSchedule' THEN alert.subject_id ELSE alert.schedule_id END
    WHERE alert.id = ANY($1) AND backup_schedule.owner_id = $2
  UNION ALL SELECT alert.id, share.access FROM alert JOIN share ON share.schedule_id =
      CASE alert.subject_type WHEN 'BackupSchedule' THEN alert.subject_id ELSE alert.schedule_id END
    WHERE alert.id = ANY($1) AND ${TO_ME}`;

const WAYS: Readonly<Record<OwnedResource, string>> = {
  BackupSchedule: TO_SCHEDULE,
  Backup: TO_BACKUP,
  Restore: TO_RESTORE,
  Cluster: TO_CLUSTER,
  Alert: TO_ALERT,
};

export async function accessTo(
  manager: EntityManager,
  viewer: Viewer,
  resource: OwnedResource,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Access>> {
  const known = ids.filter(isUuid);
  const found = new Map<string, Access>();
  if (known.length === 0) return found;
  const rows = await manager.query<{ readonly id: string; readonly access: Access }[]>(WAYS[resource], [
    known,
    viewer.userId,
    viewer.groups,
  ]);
  for (const { id, access } of rows) found.set(id, further(found.get(id), access));
  if (resource !== 'Cluster' && resource !== 'Alert') return found;
  const rest = known.filter((id) => !found.has(id));
  for (const id of await seenOf(manager, viewer, resource, rest)) found.set(id, 'NAME');
  return found;
}

/** Those that are seen because something else is: clusters of schedules and backups, and their alerts. */
async function seenOf(
  manager: EntityManager,
  viewer: Viewer,
  resource: 'Cluster' | 'Alert',
  ids: readonly string[],
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const table = resource === 'Cluster' ? 'cluster' : 'alert';
  const visible = visibleIn(table, viewer);
  if (visible === undefined) return ids;
  let next = 1;
  const condition = visible.condition.replaceAll('?', () => `$${++next}`);
  const rows = await manager.query<{ readonly id: string }[]>(
    `SELECT id FROM ${table} WHERE id = ANY($1) AND ${condition}`,
    [ids, ...visible.values],
  );
  return rows.map(({ id }) => id);
}
