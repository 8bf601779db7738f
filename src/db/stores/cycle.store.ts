import type { EntityManager, Repository } from 'typeorm';
import type { Cycle } from '../../domain/cycle.js';
import type { CycleStore } from '../../domain/ports/stores.js';
import { CycleEntity } from '../entities/cycle.entity.js';
import { findRow, insertRow } from './resource-rows.js';
import { isUuid } from './sql.js';

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
}
