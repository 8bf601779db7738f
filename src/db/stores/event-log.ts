import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { entryOfJob } from '../../domain/audit.js';
import type { NewEvent } from '../../domain/event.js';
import { recordOf } from '../../domain/identity.js';
import type { EventLog } from '../../domain/ports/stores.js';
import { STATE_MOVES, stateMoveOf } from '../../domain/state-change.js';
import { clearEvents } from '../events/event-floor.js';
import { fixed } from '../fixed-statements.js';
import { storableJson } from '../storable-text.js';
import { PostgresAuditStore } from './audit-entry.store.js';

/** To be called when an event was appended: at once where each statement commits, else for the commit to come. */
export type Told = () => void;

/**
 * The end of a statement that changes one row and tells it at once, without a transaction around it: the event goes in
 * when `changed`, the name of a CTE, has a row. Its rows are those of `changed`. Whoever runs it calls `told` of its store after.
 */
export function tellingOf(changed: string, firstParameter: number): string {
  const [type, subjectType, subjectId, actor, data] = ['text', 'text', 'uuid', 'jsonb', 'jsonb'].map(
    (of, offset) => `$${firstParameter + offset}::${of}`,
  );
  return `appended AS (
      INSERT INTO event (type, subject_type, subject_id, actor, data)
      SELECT ${type}, ${subjectType}, ${subjectId}, ${actor}, ${data} FROM ${changed}
    ) SELECT ${changed}.* FROM ${changed}`;
}

/** What `tellingOf` asks for. */
export function tellingParameters(event: NewEvent): readonly unknown[] {
  const { type, subjectType, subjectId, actor, data } = event;
  if (type in STATE_MOVES)
    throw new RangeError(`${type} moves a state: append it, so that the history has it`);
  return [type, subjectType, subjectId, storableJson(actor), storableJson(data)];
}

/** Of a statement that told unless it answers with nothing, false or `lost`: what it told is committed with it. */
export async function telling<T>(told: Told, statement: Promise<T>): Promise<T> {
  const answer = await statement;
  if (answer !== undefined && answer !== false && answer !== 'lost') told();
  return answer;
}

const APPEND = `INSERT INTO event (type, subject_type, subject_id, actor, data)
  SELECT source.type, source.subject_type, source.subject_id, source.actor, source.data
  FROM unnest($1::text[], $2::text[], $3::uuid[], $4::jsonb[], $5::jsonb[]) WITH ORDINALITY
    AS source (type, subject_type, subject_id, actor, data, position)
  ORDER BY source.position`;
/** Events get their numbers in the order of their rows: the nth of them moved what the nth move says. */
const APPEND_WITH_MOVES = `WITH told AS (${APPEND} RETURNING id, at),
  numbered AS (SELECT id, at, row_number() OVER (ORDER BY id) AS position FROM told)
  INSERT INTO state_change (id, at, resource, subject_id, name, from_state, to_state, reason, message, observer, observer_name)
  SELECT lpad(to_hex(numbered.id), 32, '0')::uuid, numbered.at, move ->> 'resource', CAST(move ->> 'subjectId' AS uuid),
    move ->> 'name', move ->> 'from', move ->> 'to', move ->> 'reason', move ->> 'message', move ->> 'observer',
    move ->> 'observerName'
  FROM numbered JOIN unnest($6::jsonb[]) WITH ORDINALITY AS source (move, position) USING (position)
  WHERE move IS NOT NULL`;

export class PostgresEventLog implements EventLog {
  constructor(
    private readonly manager: EntityManager,
    private readonly told: Told,
  ) {}

  forgetProgress(before: Date): Promise<number> {
    return clearEvents(this.manager, 'PROGRESS', before);
  }

  forget(before: Date): Promise<number> {
    return clearEvents(this.manager, 'ALL', before);
  }

  async append(...events: readonly NewEvent[]): Promise<void> {
    if (events.length === 0) return;
    const moves = events.map((event) => stateMoveOf({ ...event, actor: recordOf(event.actor) }));
    const moved = moves.some((move) => move !== undefined);
    await this.manager.query(fixed(moved ? APPEND_WITH_MOVES : APPEND), [
      events.map((event) => event.type),
      events.map((event) => event.subjectType),
      events.map((event) => event.subjectId),
      events.map((event) => storableJson(recordOf(event.actor))),
      events.map((event) => storableJson(event.data)),
      ...(moved ? [moves.map((move) => (move === undefined ? null : storableJson(move)))] : []),
    ]);
    for (const event of events) {
      const entry = entryOfJob(randomUUID(), new Date(), event);
      if (entry !== undefined) await new PostgresAuditStore(this.manager).append(entry);
    }
    this.told();
  }
}
