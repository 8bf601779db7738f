import type { EntityManager, Repository } from 'typeorm';
import type { Sight } from '../../domain/access.js';
import type { BackupSchedule, ScheduleEdit } from '../../domain/backup-schedule.js';
import type { ScheduleSort } from '../../domain/listing.js';
import type {
  BackupScheduleStore,
  EditSpan,
  ScheduleFilter,
} from '../../domain/ports/backup-schedule-store.js';
import type { Page, PageRequest, SortedRequest } from '../../domain/ports/stores.js';
import { type BackupScheduleState, STATE_MATRIX } from '../../domain/state-matrix.js';
import { BackupScheduleEntity } from '../entities/backup-schedule.entity.js';
import { conditionsOfList } from './list-conditions.js';
import { SCHEDULE_KEYS } from './list-sorts.js';
import { countByState, editRow, insertRow, removeRow, updateRow } from './resource-rows.js';
import { type Conditions, RowReader } from './row-reader.js';
import { ScheduleHistory } from './schedule-history.js';
import { knownId } from './sql.js';
import { visibleIn } from './visible.js';

const STATES = Object.keys(STATE_MATRIX.BackupSchedule.states) as readonly BackupScheduleState[];

const READER = new RowReader(BackupScheduleEntity);

export class PostgresBackupScheduleStore implements BackupScheduleStore {
  private readonly rows: Repository<BackupSchedule>;
  private readonly history: ScheduleHistory;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(BackupScheduleEntity);
    this.history = new ScheduleHistory(manager);
  }

  insert(schedule: BackupSchedule): Promise<void> {
    return insertRow(this.manager, BackupScheduleEntity, schedule);
  }

  find(id: string): Promise<BackupSchedule | undefined> {
    return READER.find(this.manager, id);
  }

  /** Only in a transaction. */
  lock(id: string): Promise<BackupSchedule | undefined> {
    return READER.lock(this.manager, id);
  }

  findMany(ids: readonly string[], parts?: PageRequest['parts']): Promise<readonly BackupSchedule[]> {
    return READER.findMany(this.manager, ids, parts);
  }

  page(request: SortedRequest<ScheduleSort>, filter: ScheduleFilter = {}): Promise<Page<BackupSchedule>> {
    return READER.page(this.manager, SCHEDULE_KEYS, conditionsOf(filter), request);
  }

  count(filter: ScheduleFilter = {}): Promise<number> {
    return READER.count(this.manager, conditionsOf(filter));
  }

  countByState(seenBy?: Sight): Promise<ReadonlyMap<BackupScheduleState, number>> {
    return countByState(this.rows, STATES, visibleIn('backup_schedule', seenBy));
  }

  /** Only in a transaction. The state is written out so that the partial index of due schedules serves. */
  due(now: Date, limit: number): Promise<readonly BackupSchedule[]> {
    return this.rows
      .createQueryBuilder('schedule')
      .where(`schedule.state = 'ACTIVE' AND schedule.nextDueAt <= :now`, { now })
      .andWhere(
        `NOT EXISTS (SELECT FROM cycle WHERE cycle.schedule_id = schedule.id AND cycle.outcome = 'OPEN')`,
      )
      .orderBy('schedule.nextDueAt')
      .addOrderBy('schedule.id')
      .limit(limit)
      .setLock('for_no_key_update', undefined, ['schedule'])
      .setOnLocked('skip_locked')
      .getMany();
  }

  /** What a schedule was created as stays, whatever the change says. */
  edit(id: string, expectedVersion: number, change: Partial<BackupSchedule>): Promise<boolean> {
    const { selectionVersion: _version, createdSingle: _single, ...fields } = change;
    const computed = fields.selection && { selectionVersion: () => 'selection_version + 1' };
    return editRow(this.rows, { id, expectedVersion, change: fields, ...(computed && { computed }) });
  }

  advance(id: string, change: Parameters<BackupScheduleStore['advance']>[1]): Promise<void> {
    return updateRow(this.rows, id, change);
  }

  async moveDueTimes(
    moves: readonly { readonly id: string; readonly nextDueAt: Date | null }[],
  ): Promise<void> {
    await this.manager.query(
      `UPDATE backup_schedule SET next_due_at = move.next_due_at
       FROM unnest($1::uuid[], $2::timestamptz[]) AS move (id, next_due_at) WHERE backup_schedule.id = move.id`,
      [moves.map(({ id }) => id), moves.map(({ nextDueAt }) => nextDueAt)],
    );
  }

  remove(id: string): Promise<void> {
    return removeRow(this.rows, id);
  }

  appendEdit(edit: ScheduleEdit): Promise<void> {
    return this.history.append(edit);
  }

  edits(scheduleId: string, request: PageRequest): Promise<Page<ScheduleEdit>> {
    return this.history.page(scheduleId, request);
  }

  selectionEdits(spans: readonly EditSpan[]): Promise<readonly (readonly ScheduleEdit[])[]> {
    return this.history.inSpans(spans);
  }

  lastSelectionEdit(scheduleId: string): Promise<ScheduleEdit | undefined> {
    return this.history.lastOfSelection(scheduleId);
  }

  lastEditOf(scheduleId: string, kind: 'EXCLUDE' | 'ADD', name: string): Promise<ScheduleEdit | undefined> {
    return this.history.lastThatMoved(scheduleId, kind, name);
  }

  markReverted(editId: string, at: Date): Promise<void> {
    return this.history.markReverted(editId, at);
  }
}

function conditionsOf(filter: ScheduleFilter): Conditions {
  const { clusterId, locationId, includesNamespace, hasMissing } = filter;
  const conditions = conditionsOfList(filter).addVisible(visibleIn('backup_schedule', filter.seenBy));
  if (clusterId !== undefined) conditions.add('cluster_id = ?', knownId(clusterId));
  if (locationId !== undefined) conditions.add('location_id = ?', knownId(locationId));
  // Only a named list has names.
  if (includesNamespace !== undefined)
    conditions.add(`(selection -> 'names') @> ?::jsonb`, JSON.stringify([includesNamespace]));
  // Compared as a value: of that the planner knows how many there are, of a cardinality it does not.
  if (hasMissing !== undefined) conditions.add(`missing ${hasMissing ? '<>' : '='} '{}'::text[]`);
  return conditions;
}
