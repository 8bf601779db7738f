/** Reads the event table in an order in which nothing comes later that belongs before (design 5). */
import type { DataSource } from 'typeorm';
import type { DomainEvent } from '../../domain/event.js';
import { type EventPosition, encodeEventCursor } from './event-position.js';

/** What transactions there are at a moment. */
export interface Horizon {
  /** The oldest transaction still running: everything older has been committed or is gone. Read up to here, not beyond. */
  readonly oldestRunning: bigint;
  /** The next transaction that will begin. */
  readonly next: bigint;
  readonly running: ReadonlySet<bigint>;
  /** Whether committed events wait for an older transaction to end. */
  readonly heldBack: boolean;
}

export interface ReadEvent {
  readonly position: EventPosition;
  /** Of its data as JSON, about: what it costs to keep it. */
  readonly bytes: number;
  readonly event: DomainEvent;
}

export async function readHorizon(dataSource: DataSource): Promise<Horizon> {
  const [row] = await dataSource.query<{ snapshot: string; held_back: boolean }[]>(
    // The newest row by the index: an EXISTS is taken for a reason to walk the whole table.
    `SELECT snapshot::text, coalesce((SELECT xid FROM event ORDER BY xid DESC, id DESC LIMIT 1)
       >= pg_snapshot_xmin(snapshot), false) AS held_back
     FROM pg_current_snapshot() AS snapshot`,
  );
  // "xmin:xmax:running,running,…"
  const [oldest = '0', next = '0', running = ''] = row?.snapshot.split(':') ?? [];
  return {
    oldestRunning: BigInt(oldest),
    next: BigInt(next),
    running: new Set(running.split(',').filter(Boolean).map(BigInt)),
    heldBack: row?.held_back ?? false,
  };
}

/** Whether a transaction had been committed (or was gone) at the horizon's moment. */
export function wasOver(xid: bigint, at: Horizon): boolean {
  return xid < at.oldestRunning || (xid < at.next && !at.running.has(xid));
}

interface EventRow {
  readonly xid: string;
  readonly id: string;
  readonly at: Date;
  readonly type: DomainEvent['type'];
  readonly subject_type: DomainEvent['subjectType'];
  readonly subject_id: string;
  readonly actor: DomainEvent['actor'];
  /** JSON. */
  readonly data: string;
}

export interface EventRange {
  readonly after: EventPosition;
  /** The transaction to stop before. */
  readonly before: bigint;
  readonly limit: number;
}

export async function readEvents(dataSource: DataSource, range: EventRange): Promise<readonly ReadEvent[]> {
  const rows = await dataSource.query<EventRow[]>(
    `SELECT xid::text, id::text, at, type, subject_type, subject_id, actor, data::text FROM event
     WHERE (xid, id) > ($1::xid8, $2::bigint) AND xid < $3::xid8 ORDER BY event.xid, event.id LIMIT $4`,
    [range.after.xid.toString(), range.after.id.toString(), range.before.toString(), range.limit],
  );
  return rows.map(toReadEvent);
}

function toReadEvent(row: EventRow): ReadEvent {
  const position = { xid: BigInt(row.xid), id: BigInt(row.id) };
  return {
    position,
    bytes: row.data.length,
    event: {
      cursor: encodeEventCursor(position),
      at: row.at,
      type: row.type,
      subjectType: row.subject_type,
      subjectId: row.subject_id,
      actor: row.actor,
      data: JSON.parse(row.data) as DomainEvent['data'],
    },
  };
}

/**
 * Rows of a database that was dumped and restored carry transactions of the server they were written on. Those that
 * have not been here yet would hold their place in the future: they are put at the beginning instead.
 */
export async function adoptRestoredEvents(dataSource: DataSource): Promise<void> {
  await dataSource.query(`UPDATE event SET xid = '1' WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())`);
  await dataSource.query(`DELETE FROM event_floor WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())`);
}
