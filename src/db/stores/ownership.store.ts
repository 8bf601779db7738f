import type { EntityManager } from 'typeorm';
import { OWNED_KINDS, type OwnedCount, type OwnedKind } from '../../domain/ownership.js';
import type { OwnershipStore } from '../../domain/ports/people-stores.js';
import { affectedRows, knownId } from './sql.js';

const TABLES: Readonly<Record<OwnedKind, string>> = {
  Cluster: 'cluster',
  BackupLocation: 'backup_location',
  BackupSchedule: 'backup_schedule',
  Backup: 'backup',
  Restore: 'restore',
  ExecRule: 'exec_rule',
  AlertRoute: 'alert_route',
  ClusterDiscovery: 'cluster_discovery',
};

export class PostgresOwnershipStore implements OwnershipStore {
  constructor(private readonly manager: EntityManager) {}

  async countOf(userId: string): Promise<readonly OwnedCount[]> {
    const counts = OWNED_KINDS.map(
      (kind) =>
        `SELECT '${kind}' AS kind, count(*)::integer AS count FROM ${TABLES[kind]} WHERE owner_id = $1`,
    );
    const rows = await this.manager.query<OwnedCount[]>(counts.join(' UNION ALL '), [knownId(userId)]);
    return OWNED_KINDS.flatMap((kind) => rows.filter((row) => row.kind === kind && row.count > 0));
  }

  async reassign(kind: OwnedKind, fromUserId: string, toUserId: string): Promise<number> {
    const statement = `UPDATE ${TABLES[kind]} SET owner_id = $2 WHERE owner_id = $1`;
    return affectedRows(this.manager, statement, [fromUserId, toUserId]);
  }
}
