/** The edits of a schedule, as rows. */
import { Any, type EntityManager, IsNull, type Repository } from 'typeorm';
import type { ScheduleEdit } from '../../domain/backup-schedule.js';
import type { EditSpan } from '../../domain/ports/backup-schedule-store.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { ScheduleEditEntity } from '../entities/schedule-edit.entity.js';
import { storableCopy } from '../storable-text.js';
import { pageBy } from './page.js';
import { insertRow } from './resource-rows.js';
import { isUuid, knownId } from './sql.js';

export class ScheduleHistory {
  private readonly rows: Repository<ScheduleEdit>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(ScheduleEditEntity);
  }

  append(edit: ScheduleEdit): Promise<void> {
    const { before, after } = edit;
    const row = { ...edit, before: storableCopy(before), after: storableCopy(after) };
    return insertRow(this.manager, ScheduleEditEntity, row);
  }

  page(scheduleId: string, request: PageRequest): Promise<Page<ScheduleEdit>> {
    return pageBy(this.of(scheduleId), 'at', request);
  }

  /** One question for the ids of all spans, one for their rows. */
  async inSpans(spans: readonly EditSpan[]): Promise<readonly (readonly ScheduleEdit[])[]> {
    if (spans.length === 0) return [];
    const found = await this.manager.query<{ readonly span: number; readonly id: string }[]>(
      `SELECT (span.position - 1)::integer AS span, edit.id
       FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::integer[])
         WITH ORDINALITY AS span (schedule_id, since, until, first, position),
       LATERAL (SELECT id, at FROM schedule_edit
         WHERE schedule_id = span.schedule_id AND kind IN ('EXCLUDE', 'ADD', 'REVERT')
           AND at >= span.since AND (span.until IS NULL OR at <= span.until)
         ORDER BY at DESC, id DESC LIMIT span.first) AS edit
       ORDER BY span.position, edit.at DESC, edit.id DESC`,
      [
        spans.map(({ scheduleId }) => knownId(scheduleId)),
        spans.map(({ since }) => since),
        spans.map(({ until }) => until),
        spans.map(({ first }) => first),
      ],
    );
    const rows = await this.rows.findBy({ id: Any(found.map(({ id }) => id)) });
    const edits = new Map(rows.map((row) => [row.id, row]));
    return spans.map((_span, index) =>
      found.filter(({ span }) => span === index).flatMap(({ id }) => edits.get(id) ?? []),
    );
  }

  /**
   * The edit that made the highest selection version is the first that bears it: those after it changed other things.
   * Excluding, adding and reverting always raise it, so that two edits in one millisecond are told apart.
   */
  async lastOfSelection(scheduleId: string): Promise<ScheduleEdit | undefined> {
    const found = await this.of(scheduleId)
      .addSelect(`edit.kind NOT IN ('CREATE', 'EXCLUDE', 'ADD', 'REVERT')`, 'other')
      .orderBy('edit.selectionVersion', 'DESC')
      .addOrderBy('other')
      .addOrderBy('edit.at')
      .addOrderBy('edit.id')
      .limit(1)
      .getOne();
    return found ?? undefined;
  }

  async lastThatMoved(
    scheduleId: string,
    kind: ScheduleEdit['kind'],
    name: string,
  ): Promise<ScheduleEdit | undefined> {
    const found = await this.of(scheduleId)
      .andWhere('edit.kind = :kind AND edit.revertedAt IS NULL', { kind })
      .andWhere(':name = ANY(edit.namespaces)', { name })
      .orderBy('edit.selectionVersion', 'DESC')
      .limit(1)
      .getOne();
    return found ?? undefined;
  }

  async markReverted(editId: string, at: Date): Promise<void> {
    if (isUuid(editId)) await this.rows.update({ id: editId, revertedAt: IsNull() }, { revertedAt: at });
  }

  private of(scheduleId: string) {
    return this.rows
      .createQueryBuilder('edit')
      .where('edit.scheduleId = :scheduleId', { scheduleId: knownId(scheduleId) });
  }
}
