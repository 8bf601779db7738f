import type { EntityManager, Repository, SelectQueryBuilder } from 'typeorm';
import type { AuditEntry } from '../../domain/audit.js';
import type { AuditFilter } from '../../domain/audit-filter.js';
import type { AuditStore } from '../../domain/ports/people-stores.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { AuditEntryEntity } from '../entities/audit-entry.entity.js';
import { storableCopy } from '../storable-text.js';
import { pageBy } from './page.js';
import { insertRow } from './resource-rows.js';
import { knownId } from './sql.js';

export class PostgresAuditStore implements AuditStore {
  private readonly rows: Repository<AuditEntry>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(AuditEntryEntity);
  }

  append(entry: AuditEntry): Promise<void> {
    const stored = (value: object | null) => (value === null ? null : storableCopy(value));
    const { slack, before, after } = entry;
    return insertRow(this.manager, AuditEntryEntity, {
      ...entry,
      slack: stored(slack) as AuditEntry['slack'],
      before: stored(before) as AuditEntry['before'],
      after: stored(after) as AuditEntry['after'],
    });
  }

  page(request: PageRequest, filter: AuditFilter = {}): Promise<Page<AuditEntry>> {
    return pageBy(this.filtered(filter), 'at', request);
  }

  count(filter: AuditFilter = {}): Promise<number> {
    return this.filtered(filter).getCount();
  }

  forwards(
    filter: AuditFilter,
    last: Pick<AuditEntry, 'at' | 'id'> | undefined,
    most: number,
  ): Promise<readonly AuditEntry[]> {
    const query = this.filtered(filter);
    if (last !== undefined)
      query.andWhere('(entry.at, entry.id) > (:lastAt, :lastId)', { lastAt: last.at, lastId: last.id });
    return query.orderBy('entry.at', 'ASC').addOrderBy('entry.id', 'ASC').limit(most).getMany();
  }

  async forget(before: Date, most: number): Promise<number> {
    const [row] = await this.manager.query<{ gone: number }[]>(
      'SELECT audit_forget($1::timestamptz, $2::integer) AS gone',
      [before, most],
    );
    return row?.gone ?? 0;
  }

  private filtered(filter: AuditFilter): SelectQueryBuilder<AuditEntry> {
    const query = this.rows.createQueryBuilder('entry');
    for (const field of ['door', 'outcome', 'operation', 'code', 'subjectType', 'actorName'] as const) {
      if (filter[field] !== undefined)
        query.andWhere(`entry.${field} = :${field}`, { [field]: filter[field] });
    }
    for (const field of ['subjectId', 'userId', 'tokenId'] as const) {
      const id = filter[field];
      if (id !== undefined) query.andWhere(`entry.${field} = :${field}`, { [field]: knownId(id) });
    }
    if (filter.from !== undefined) query.andWhere('entry.at >= :from', { from: filter.from });
    if (filter.to !== undefined) query.andWhere('entry.at < :to', { to: filter.to });
    return query;
  }
}
