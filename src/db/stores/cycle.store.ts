import { Any, type EntityManager, MoreThanOrEqual, type Repository } from 'typeorm';
import type { Cycle } from '../../domain/cycle.js';
import type { CycleStore } from '../../domain/ports/cycle-store.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { CycleEntity } from '../entities/cycle.entity.js';
import { fixed } from '../fixed-statements.js';
import { pageBy } from './page.js';
import { insertRow, lockRow } from './resource-rows.js';
import { RowReader } from './row-reader.js';
import { isUuid, knownId } from './sql.js';

const READER = new RowReader(CycleEntity);

export class PostgresCycleStore implements CycleStore {
  private readonly rows: Repository<Cycle>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(CycleEntity);
  }

  async insert(...cycles: readonly Cycle[]): Promise<void> {
    if (cycles.length > 0) await insertRow(this.manager, CycleEntity, ...cycles);
  }

  findMany(ids: readonly string[]): Promise<readonly Cycle[]> {
    return READER.findMany(this.manager, ids);
  }

  find(id: string): Promise<Cycle | undefined> {
    return READER.find(this.manager, id);
  }

  async close(
    id: string,
    outcome: Exclude<Cycle['outcome'], 'OPEN'>,
    reasons: readonly string[],
    at: Date,
  ): Promise<Cycle | undefined> {
    if (!isUuid(id)) return undefined;
    const [closed] = await READER.read(
      this.manager,
      (columns) =>
        fixed(`WITH closed AS (
           UPDATE cycle SET outcome = $2, reasons = $3, ended_at = $4 WHERE id = $1 AND outcome = 'OPEN' RETURNING *
         ) SELECT ${columns} FROM closed`),
      [id, outcome, [...reasons], at],
    );
    return closed;
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

  async planned(
    times: readonly { readonly scheduleId: string; readonly plannedAt: Date }[],
  ): Promise<ReadonlySet<string>> {
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT cycle.schedule_id AS id FROM unnest($1::uuid[], $2::timestamptz[]) AS time (schedule_id, planned_at)
       JOIN cycle USING (schedule_id, planned_at)`,
      [times.map((each) => knownId(each.scheduleId)), times.map((each) => each.plannedAt)],
    );
    return new Set(rows.map((row) => row.id));
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

  async lockAllOpen(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT id FROM cycle WHERE id = ANY($1::uuid[]) AND outcome = 'OPEN' ORDER BY id FOR NO KEY UPDATE`,
      [ids.filter(isUuid)],
    );
    return new Set(rows.map((row) => row.id));
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
