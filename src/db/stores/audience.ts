/** Who sees one thing: the rules of visible.ts from the other side, for an event that is told to many at once. */
import type { EntityManager } from 'typeorm';
import type { Audience, OwnedResource } from '../../domain/access.js';
import { isUuid } from './sql.js';

/** $1 is the id. Each row: a person or a group that sees it. */
const SHARED_WITH = 'SELECT share.user_id, share.group_id FROM share';

function ofSchedules(condition: string): string {
  return `SELECT backup_schedule.owner_id AS user_id, NULL::uuid AS group_id FROM backup_schedule WHERE ${condition}
    UNION ${SHARED_WITH} JOIN backup_schedule ON backup_schedule.id = share.schedule_id WHERE ${condition}`;
}

const SEES_BACKUP = `SELECT owner_id AS user_id, NULL::uuid AS group_id FROM backup WHERE id = $1
  UNION ${SHARED_WITH} WHERE share.backup_id = $1
  UNION ${ofSchedules('backup_schedule.id = (SELECT schedule_id FROM backup WHERE id = $1)')}`;

/** Own backups and restores on it are looked up person by person: each is one look into an index, however many there are. */
function seesCluster(id: string): string {
  return `SELECT owner_id AS user_id, NULL::uuid AS group_id FROM cluster WHERE id = ${id}
    UNION ${SHARED_WITH} WHERE share.cluster_id = ${id}
    UNION ${ofSchedules(`backup_schedule.cluster_id = ${id}`)}
    UNION ${SHARED_WITH} JOIN backup ON backup.id = share.backup_id WHERE backup.cluster_id = ${id}
    UNION SELECT id, NULL FROM app_user WHERE
      EXISTS (SELECT FROM backup WHERE backup.owner_id = app_user.id AND backup.cluster_id = ${id})
      OR EXISTS (SELECT FROM restore WHERE restore.owner_id = app_user.id AND restore.cluster_id = ${id})`;
}

const SEES: Readonly<Record<Exclude<OwnedResource, 'Alert'>, string>> = {
  BackupSchedule: ofSchedules('backup_schedule.id = $1'),
  Backup: SEES_BACKUP,
  Restore: 'SELECT owner_id AS user_id, NULL::uuid AS group_id FROM restore WHERE id = $1',
  Cluster: seesCluster('$1'),
};

export async function audienceOf(
  manager: EntityManager,
  resource: OwnedResource,
  id: string,
): Promise<Audience> {
  if (!isUuid(id)) return { users: [], groups: [] };
  if (resource === 'Alert') return audienceOfAlert(manager, id);
  const rows = await manager.query<{ readonly user_id: string | null; readonly group_id: string | null }[]>(
    SEES[resource],
    [id],
  );
  return {
    users: rows.flatMap(({ user_id: user }) => user ?? []),
    groups: rows.flatMap(({ group_id: group }) => group ?? []),
  };
}

/** An alert is seen by those who see what it is about; everybody sees locations. */
async function audienceOfAlert(manager: EntityManager, id: string): Promise<Audience> {
  const [alert] = await manager.query<{ readonly type: string; readonly subject: string }[]>(
    'SELECT subject_type AS type, subject_id AS subject FROM alert WHERE id = $1',
    [id],
  );
  if (alert?.type === 'BackupLocation') return 'ALL';
  if (alert === undefined) return { users: [], groups: [] };
  return audienceOf(manager, alert.type === 'Cluster' ? 'Cluster' : 'BackupSchedule', alert.subject);
}
