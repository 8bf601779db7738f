/** Up to where events have been cleared. PROGRESS: of the types that are cleared sooner; ALL: of every type. */
import type { DataSource, EntityManager } from 'typeorm';
import type { EventType } from '../../domain/event.js';
import type { EventFilter } from '../../domain/ports/event-feed.js';
import { type EventPosition, isBefore } from './event-position.js';

/** What is worth something only while it is new. */
const PASSING: ReadonlySet<EventType> = new Set([
  'BACKUP_PROGRESSED',
  'BACKUP_VERIFICATION_PROGRESSED',
  'RESTORE_PROGRESSED',
  'DELIVERY_DUE',
]);

export interface EventFloor {
  readonly progress: EventPosition;
  readonly all: EventPosition;
}

const NOTHING: EventPosition = { xid: 0n, id: 0n };

/** Clears events that were written before `before`, and notes in the same statement how far. @returns how many */
export async function clearEvents(
  manager: EntityManager,
  kind: 'PROGRESS' | 'ALL',
  before: Date,
): Promise<number> {
  const [row] = await manager.query<{ readonly count: number }[]>(
    `WITH gone AS (
       DELETE FROM event WHERE at < $1 AND ($2::text[] IS NULL OR type = ANY($2)) RETURNING xid, id
     ), noted AS (
       INSERT INTO event_floor AS floor (kind, xid, id)
       SELECT $3, xid, id FROM gone ORDER BY xid DESC, id DESC LIMIT 1
       ON CONFLICT (kind) DO UPDATE SET xid = EXCLUDED.xid, id = EXCLUDED.id
         WHERE (EXCLUDED.xid, EXCLUDED.id) > (floor.xid, floor.id)
     )
     SELECT count(*)::int AS count FROM gone`,
    [before, kind === 'ALL' ? null : [...PASSING], kind],
  );
  return row?.count ?? 0;
}

export async function readFloor(dataSource: Pick<DataSource, 'query'>): Promise<EventFloor> {
  const rows = await dataSource.query<{ kind: string; xid: string; id: string }[]>(
    'SELECT kind, xid::text, id::text FROM event_floor',
  );
  const of = (kind: string): EventPosition => {
    const row = rows.find((each) => each.kind === kind);
    return row === undefined ? NOTHING : { xid: BigInt(row.xid), id: BigInt(row.id) };
  };
  return { progress: of('PROGRESS'), all: of('ALL') };
}

/** Whether something that the filter wants may have been cleared after the position. */
export function isGone(after: EventPosition, { types }: EventFilter, floor: EventFloor): boolean {
  const passing = types === undefined || [...types].some((type) => PASSING.has(type));
  return isBefore(after, floor.all) || (passing && isBefore(after, floor.progress));
}
