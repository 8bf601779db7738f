import type { EntityManager } from 'typeorm';
import type { NewEvent } from '../../domain/event.js';
import { recordOf } from '../../domain/identity.js';
import type { EventLog } from '../../domain/ports/stores.js';
import { storableJson } from '../storable-text.js';
import { affectedRows } from './sql.js';

/** The doorbell of the event table: carries nothing, says "look". */
export const EVENT_CHANNEL = 'holdfast_events';

/**
 * The end of a statement that changes one row and tells it at once, without a transaction around it: the event goes in
 * when `changed`, the name of a CTE, has a row, and the bell rings on the commit. Its rows are those of `changed`.
 */
export function tellingOf(changed: string, firstParameter: number): string {
  const [type, subjectType, subjectId, actor, data] = ['text', 'text', 'uuid', 'jsonb', 'jsonb'].map(
    (of, offset) => `$${firstParameter + offset}::${of}`,
  );
  return `appended AS (
      INSERT INTO event (type, subject_type, subject_id, actor, data)
      SELECT ${type}, ${subjectType}, ${subjectId}, ${actor}, ${data} FROM ${changed}
    ) SELECT ${changed}.*, pg_notify('${EVENT_CHANNEL}', '') FROM ${changed}`;
}

/** What `tellingOf` asks for. */
export function tellingParameters(event: NewEvent): readonly unknown[] {
  const { type, subjectType, subjectId, actor, data } = event;
  return [type, subjectType, subjectId, storableJson(actor), storableJson(data)];
}

export class PostgresEventLog implements EventLog {
  constructor(private readonly manager: EntityManager) {}

  forgetProgress(before: Date): Promise<number> {
    return affectedRows(
      this.manager,
      `DELETE FROM event WHERE at < $1 AND type IN
         ('BACKUP_PROGRESSED', 'BACKUP_VERIFICATION_PROGRESSED', 'RESTORE_PROGRESSED', 'DELIVERY_DUE')`,
      [before],
    );
  }

  /** PostgreSQL rings once per transaction and only on its commit, however often this is called in it. */
  async append(...events: readonly NewEvent[]): Promise<void> {
    if (events.length === 0) return;
    await this.manager.query(
      `WITH appended AS (
         INSERT INTO event (type, subject_type, subject_id, actor, data)
         SELECT source.type, source.subject_type, source.subject_id, source.actor, source.data
         FROM unnest($1::text[], $2::text[], $3::uuid[], $4::jsonb[], $5::jsonb[]) WITH ORDINALITY
           AS source (type, subject_type, subject_id, actor, data, position)
         ORDER BY source.position
       ) SELECT pg_notify('${EVENT_CHANNEL}', '')`,
      [
        events.map((event) => event.type),
        events.map((event) => event.subjectType),
        events.map((event) => event.subjectId),
        events.map((event) => storableJson(recordOf(event.actor))),
        events.map((event) => storableJson(event.data)),
      ],
    );
  }
}
