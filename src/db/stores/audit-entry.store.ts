import type { EntityManager, Repository, SelectQueryBuilder } from 'typeorm';
import type { AuditEntry } from '../../domain/audit.js';
import type { AuditFilter, AuditStore } from '../../domain/ports/people-stores.js';
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
    const slack = entry.slack === null ? null : storableCopy(entry.slack);
    return insertRow(this.manager, AuditEntryEntity, { ...entry, slack });
  }

  page(request: PageRequest, filter: AuditFilter = {}): Promise<Page<AuditEntry>> {
    return pageBy(this.filtered(filter), 'at', request);
  }

  count(filter: AuditFilter = {}): Promise<number> {
    return this.filtered(filter).getCount();
  }

  private filtered({ door, outcome, subjectId, userId }: AuditFilter): SelectQueryBuilder<AuditEntry> {
    const query = this.rows.createQueryBuilder('entry');
    if (door !== undefined) query.andWhere('entry.door = :door', { door });
    if (outcome !== undefined) query.andWhere('entry.outcome = :outcome', { outcome });
    if (subjectId !== undefined)
      query.andWhere('entry.subjectId = :subjectId', { subjectId: knownId(subjectId) });
    if (userId !== undefined) query.andWhere('entry.userId = :userId', { userId: knownId(userId) });
    return query;
  }
}
