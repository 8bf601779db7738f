/** Where a reader stands in the stream of events: after the event with this transaction and id. */
import { InvalidInput } from '../../domain/errors/request-errors.js';

export interface EventPosition {
  readonly xid: bigint;
  readonly id: bigint;
}

const CURSOR = /^[0-9a-f]{32}$/;
const MAX_ID = 2n ** 63n - 1n;

/** Two numbers of 16 hex digits: sorts as the stream does. */
export function encodeEventCursor({ xid, id }: EventPosition): string {
  return `${hex(xid)}${hex(id)}`;
}

/** @throws InvalidInput at `after` for anything that `encodeEventCursor` did not make */
export function decodeEventCursor(cursor: string): EventPosition {
  if (CURSOR.test(cursor)) {
    const position = { xid: BigInt(`0x${cursor.slice(0, 16)}`), id: BigInt(`0x${cursor.slice(16)}`) };
    if (position.id <= MAX_ID) return position;
  }
  throw unknownCursor();
}

export function unknownCursor(): InvalidInput {
  return new InvalidInput([
    {
      path: 'after',
      message: 'is no cursor of this stream of events: take one from an event, or none to begin now',
    },
  ]);
}

export function isBefore(a: EventPosition, b: EventPosition): boolean {
  return a.xid < b.xid || (a.xid === b.xid && a.id < b.id);
}

function hex(value: bigint): string {
  return value.toString(16).padStart(16, '0');
}
