import type { EntityManager } from 'typeorm';
import type { DependentKind, DependentsStore, NeededResource } from '../../domain/ports/dependents-store.js';
import { underWayOn } from './backup-rows.js';
import { CLEARED_AWAY } from './left-instruction.store.js';
import { knownId } from './sql.js';

/** For each kind: a row of it that needs the thing `of.id`. The records of restores that have ended do without their cluster. */
const NEEDS: Readonly<Record<NeededResource, Partial<Record<DependentKind, string>>>> = {
  Cluster: {
    BackupSchedule: 'FROM backup_schedule WHERE cluster_id = of.id',
    Backup: 'FROM backup WHERE cluster_id = of.id',
    AlertRoute: 'FROM alert_route WHERE cluster_id = of.id',
    Restore: `FROM restore WHERE cluster_id = of.id AND state = 'IN_PROGRESS'`,
    LocationConnection: 'FROM location_connection WHERE cluster_id = of.id',
  },
  BackupLocation: {
    BackupSchedule: 'FROM backup_schedule WHERE location_id = of.id',
    Backup: 'FROM backup WHERE location_id = of.id',
    LocationConnection: 'FROM location_connection WHERE location_id = of.id',
  },
  // Its backups may stay when it goes: whoever deletes it says so.
  BackupSchedule: { AlertRoute: 'FROM alert_route WHERE schedule_id = of.id' },
  // As connectionDependents of src/services counts them: schedules, and what the cluster does there right now.
  LocationConnection: {
    BackupSchedule: `FROM backup_schedule JOIN location_connection AS c USING (cluster_id, location_id) WHERE c.id = of.id`,
    Backup: `FROM (
      SELECT 1 FROM backup JOIN location_connection AS c USING (location_id)
      WHERE c.id = of.id AND backup.state IN ('IN_PROGRESS', 'DELETING') AND ${underWayOn('backup')} = c.cluster_id
      UNION ALL SELECT 1 ${CLEARED_AWAY} AND c.id = of.id) AS working`,
    Restore: `FROM restore JOIN backup ON backup.id = restore.backup_id
      JOIN location_connection AS c ON c.cluster_id = restore.cluster_id AND c.location_id = backup.location_id
      WHERE c.id = of.id AND restore.state = 'IN_PROGRESS'`,
    BackupSync: `FROM backup_sync JOIN location_connection AS c USING (cluster_id, location_id)
      WHERE c.id = of.id AND backup_sync.state = 'IN_PROGRESS'`,
  },
};

export class PostgresDependentsStore implements DependentsStore {
  constructor(private readonly manager: EntityManager) {}

  async kindsOf(
    resource: NeededResource,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly DependentKind[]>> {
    if (ids.length === 0) return new Map();
    const needs = Object.entries(NEEDS[resource]) as [DependentKind, string][];
    const kinds = needs.map(([kind, rows]) => `CASE WHEN EXISTS (SELECT ${rows}) THEN '${kind}' END`);
    const found = await this.manager.query<{ id: string; kinds: DependentKind[] }[]>(
      `SELECT of.id, array_remove(ARRAY[${kinds.join(', ')}], NULL) AS kinds FROM unnest($1::uuid[]) AS of (id)`,
      [ids.map(knownId)],
    );
    return new Map(found.filter((row) => row.kinds.length > 0).map((row) => [row.id, row.kinds]));
  }

  async restoredNow(backupIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (backupIds.length === 0) return new Set();
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT DISTINCT backup_id AS id FROM restore WHERE state = 'IN_PROGRESS' AND backup_id = ANY ($1::uuid[])`,
      [backupIds.map(knownId)],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
