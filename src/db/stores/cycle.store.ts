import { Any, type EntityManager, MoreThanOrEqual, type Repository } from 'typeorm';
import type { Cycle } from '../../domain/cycle.js';
import type { CycleStore, Page, PageRequest } from '../../domain/ports/stores.js';
import { CycleEntity } from '../entities/cycle.entity.js';
import { pageBy } from './page.js';
import { findRow, insertRow, lockRow } from './resource-rows.js';
import { isUuid, knownId } from './sql.js';

export class PostgresCycleStore implements CycleStore {
  private readonly rows: Repository<Cycle>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(CycleEntity);
  }

  insert(cycle: Cycle): Promise<void> {
    return insertRow(this.manager, CycleEntity, cycle);
  }

  find(id: string): Promise<Cycle | undefined> {
    return findRow(this.rows, id);
  }

  async close(
    id: string,
    outcome: Exclude<Cycle['outcome'], 'OPEN'>,
    reasons: readonly string[],
    at: Date,
  ): Promise<boolean> {
    if (!isUuid(id)) return false;
    const { affected } = await this.rows.update(
      { id, outcome: 'OPEN' },
      { outcome, reasons: [...reasons], endedAt: at },
    );
    return affected === 1;
  }

  async openOf(scheduleIds: readonly string[]): Promise<ReadonlyMap<string, Cycle>> {
    const known = scheduleIds.filter(isUuid);
    if (known.length === 0) return new Map();
    const open = await this.rows.findBy({ scheduleId: Any(known), outcome: 'OPEN' });
    return new Map(
      open.flatMap((cycle) => (cycle.scheduleId === null ? [] : [[cycle.scheduleId, cycle] as const])),
    );
  }

  pageOf(scheduleId: string, request: PageRequest): Promise<Page<Cycle>> {
    const query = this.rows
      .createQueryBuilder('cycle')
      .where('cycle.scheduleId = :scheduleId', { scheduleId: knownId(scheduleId) });
    return pageBy(query, 'startedAt', request);
  }

  async isPlanned(scheduleId: string, plannedAt: Date): Promise<boolean> {
    return isUuid(scheduleId) && this.rows.existsBy({ scheduleId, plannedAt });
  }

  async startedWith(scheduleId: string, selectionVersion: number): Promise<boolean> {
    return (
      isUuid(scheduleId) &&
      this.rows.existsBy({ scheduleId, selectionVersion: MoreThanOrEqual(selectionVersion) })
    );
  }

  async lockOpen(id: string): Promise<Cycle | undefined> {
    const cycle = await lockRow(this.rows, id);
    return cycle?.outcome === 'OPEN' ? cycle : undefined;
  }

  /** Oldest first. */
  async withoutBackup(before: Date, limit: number): Promise<readonly string[]> {
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT id FROM cycle WHERE outcome = 'OPEN' AND schedule_id IS NOT NULL AND started_at < $1
         AND NOT EXISTS (SELECT FROM backup WHERE backup.cycle_id = cycle.id)
       ORDER BY started_at, id LIMIT $2`,
      [before, limit],
    );
    return rows.map((row) => row.id);
  }
}
