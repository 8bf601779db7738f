import type { EntityManager, Repository, SelectQueryBuilder } from 'typeorm';
import type { ExecRule } from '../../domain/exec-rule.js';
import type { ExecRuleStore, RuleFilter, RuleUser } from '../../domain/ports/rule-stores.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { ExecRuleEntity } from '../entities/exec-rule.entity.js';
import { literally } from './list-conditions.js';
import { pageOf } from './page.js';
import { editRow, findRow, findRows, insertRow, removeRow } from './resource-rows.js';
import { isUuid, knownId } from './sql.js';

export class PostgresExecRuleStore implements ExecRuleStore {
  private readonly rows: Repository<ExecRule>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(ExecRuleEntity);
  }

  insert(rule: ExecRule): Promise<void> {
    return insertRow(this.manager, ExecRuleEntity, rule);
  }

  find(id: string): Promise<ExecRule | undefined> {
    return findRow(this.rows, id);
  }

  findMany(ids: readonly string[]): Promise<readonly ExecRule[]> {
    return findRows(this.rows, ids);
  }

  async lock(id: string): Promise<ExecRule | undefined> {
    if (!isUuid(id)) return undefined;
    // Stronger than what an edit takes: also against those who begin to refer to it.
    const found = await this.rows.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    return found ?? undefined;
  }

  page(request: PageRequest, filter: RuleFilter = {}): Promise<Page<ExecRule>> {
    return pageOf(this.#among(filter), request);
  }

  count(filter: RuleFilter = {}): Promise<number> {
    return this.#among(filter).getCount();
  }

  #among({ kind, nameContains }: RuleFilter): SelectQueryBuilder<ExecRule> {
    const query = this.rows.createQueryBuilder('rule');
    if (kind !== undefined) query.andWhere('rule.kind = :kind', { kind });
    if (nameContains === undefined) return query;
    return query.andWhere('rule.name ILIKE :part', { part: `%${literally(nameContains)}%` });
  }

  edit(id: string, expectedVersion: number, change: Partial<ExecRule>): Promise<boolean> {
    return editRow(this.rows, { id, expectedVersion, change });
  }

  remove(id: string): Promise<void> {
    return removeRow(this.rows, id);
  }

  async usersOf(
    id: string,
    first: number,
  ): Promise<{ readonly users: readonly RuleUser[]; readonly total: number }> {
    const rows = await this.manager.query<(RuleUser & { readonly total: string })[]>(
      `SELECT *, count(*) OVER () AS total FROM (
         SELECT 'BackupSchedule' AS resource, id, name FROM backup_schedule WHERE $1 IN (pre_rule_id, post_rule_id)
         UNION ALL
         SELECT 'Backup', id, name FROM backup WHERE $1 IN (pre_rule_id, post_rule_id) AND state = 'IN_PROGRESS'
       ) AS users ORDER BY resource DESC, name LIMIT $2`,
      [knownId(id), first],
    );
    const users = rows.map(({ resource, id: userId, name }) => ({ resource, id: userId, name }));
    return { users, total: Number(rows[0]?.total ?? 0) };
  }
}
