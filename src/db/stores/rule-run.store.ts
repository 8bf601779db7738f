import { Any, type EntityManager } from 'typeorm';
import type { Lease } from '../../domain/backup.js';
import type { OpenRules, RuleRunStore } from '../../domain/ports/rule-stores.js';
import type { ResultEnd, RuleResult } from '../../domain/rule-result.js';
import { OpenRulesEntity, RuleResultEntity } from '../entities/exec-rule.entity.js';
import { storableJson } from '../storable-text.js';
import { leaseHeld, leaseParameters } from './lease.js';
import { insertRow } from './resource-rows.js';
import { affectedRows, isUuid, knownId } from './sql.js';

interface OpenRow {
  readonly backup_id: string;
  readonly cluster_id: string;
  readonly attempt: number;
  readonly namespaces: readonly string[];
  readonly post: OpenRules['post'];
  readonly machines: OpenRules['machines'];
  readonly opened_at: Date;
  readonly tries: number;
}

export class PostgresRuleRunStore implements RuleRunStore {
  constructor(private readonly manager: EntityManager) {}

  /** The row is locked first: who takes the lease over at this moment sees what is owed. */
  async open(
    lease: Lease,
    { clusterId, namespaces, post, machines }: Parameters<RuleRunStore['open']>[1],
  ): Promise<boolean> {
    const rows = await this.manager.query<unknown[]>(
      `WITH held AS (SELECT id FROM backup WHERE ${leaseHeld(1)} FOR NO KEY UPDATE)
       INSERT INTO open_rules (backup_id, cluster_id, attempt, namespaces, post, machines, opened_at, tries, next_try_at)
       SELECT id, $4, $3, $5::text[], $6::jsonb, $7::jsonb, clock_timestamp(), 0, clock_timestamp() FROM held
       ON CONFLICT (backup_id) DO UPDATE SET attempt = excluded.attempt, namespaces = excluded.namespaces,
         post = excluded.post, machines = excluded.machines, opened_at = excluded.opened_at, tries = 0, next_try_at = excluded.next_try_at
       RETURNING backup_id`,
      [
        ...leaseParameters(lease),
        clusterId,
        namespaces,
        post === null ? null : storableJson(post),
        storableJson(machines),
      ],
    );
    return rows.length === 1;
  }

  async find(backupId: string): Promise<OpenRules | undefined> {
    if (!isUuid(backupId)) return undefined;
    const row = await this.manager.getRepository(OpenRulesEntity).findOneBy({ backupId });
    if (row === null) return undefined;
    const { nextTryAt: _nextTryAt, ...open } = row;
    return open;
  }

  async close(backupId: string, attempt: number): Promise<void> {
    await affectedRows(this.manager, 'DELETE FROM open_rules WHERE backup_id = $1 AND attempt = $2', [
      knownId(backupId),
      attempt,
    ]);
  }

  async claimOwed(forMs: number): Promise<OpenRules | undefined> {
    const [rows] = await this.manager.query<[OpenRow[], number]>(
      `UPDATE open_rules SET tries = tries + 1, next_try_at = clock_timestamp() + $1 * interval '1 millisecond'
       WHERE backup_id = (
         SELECT owed.backup_id FROM open_rules AS owed LEFT JOIN backup ON backup.id = owed.backup_id
         WHERE owed.next_try_at <= clock_timestamp() AND backup.state IS DISTINCT FROM 'IN_PROGRESS'
         ORDER BY owed.next_try_at LIMIT 1 FOR UPDATE OF owed SKIP LOCKED)
       RETURNING backup_id, cluster_id, attempt, namespaces, post, machines, opened_at, tries`,
      [forMs],
    );
    const [row] = rows;
    return (
      row && {
        backupId: row.backup_id,
        clusterId: row.cluster_id,
        attempt: row.attempt,
        namespaces: row.namespaces,
        post: row.post,
        machines: row.machines,
        openedAt: row.opened_at,
        tries: row.tries,
      }
    );
  }

  async postpone(backupId: string, delayMs: number): Promise<void> {
    await affectedRows(
      this.manager,
      `UPDATE open_rules SET next_try_at = clock_timestamp() + $2 * interval '1 millisecond' WHERE backup_id = $1`,
      [knownId(backupId), delayMs],
    );
  }

  async begin(results: readonly RuleResult[]): Promise<void> {
    const ids = [...new Set(results.map(({ backupId }) => backupId))];
    const known = await this.manager.query<{ id: string }[]>(
      'SELECT id FROM backup WHERE id = ANY($1::uuid[]) FOR KEY SHARE',
      [ids],
    );
    const kept = results.filter(({ backupId }) => known.some(({ id }) => id === backupId));
    if (kept.length > 0) await insertRow(this.manager, RuleResultEntity, ...kept);
  }

  async end(id: string, end: ResultEnd): Promise<void> {
    await this.manager.getRepository(RuleResultEntity).update({ id }, end);
  }

  async abandon(backupId: string): Promise<void> {
    const message = 'The worker that ran it died before its end.';
    await this.manager
      .getRepository(RuleResultEntity)
      .update({ backupId, state: 'RUNNING' }, { state: 'UNKNOWN', message });
  }

  async resultsOf(backupIds: readonly string[]): Promise<ReadonlyMap<string, readonly RuleResult[]>> {
    const known = backupIds.filter(isUuid);
    if (known.length === 0) return new Map();
    const rows = await this.manager.getRepository(RuleResultEntity).find({
      where: { backupId: Any(known) },
      order: { startedAt: 'ASC', kind: 'DESC', action: 'ASC', namespace: 'ASC', pod: 'ASC' },
    });
    return Map.groupBy(rows, ({ backupId }) => backupId);
  }
}
