/**
 * Cursors: the place of a row in one order of one list. A cursor says which list and order it is of, so that one of another
 * list is refused and not taken for a place in this one. What it says is checked by its type before the database sees it:
 * a forged one that passes is a place like any other and shows nothing that the list would not.
 */
import { InvalidInput } from '../../domain/errors/request-errors.js';
import type { SortDirection } from '../../domain/listing.js';
import { isUuid } from './sql.js';

/** What rows are sorted by: moments, whole numbers, names. */
export type KeyType = 'moment' | 'whole' | 'text';

/** One order of one list. */
export interface ListOrder {
  readonly list: string;
  readonly by: string;
  readonly type: KeyType;
  readonly direction: SortDirection;
}

export interface Place {
  readonly id: string;
  /** As the database reads it. */
  readonly key: string;
}

/** Sorts behind every moment. */
export const NOT_YET = 'infinity';
const LONGEST = 1_024;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const WHOLE = /^(?:0|-?[1-9]\d{0,15})$/;
const LONGEST_TEXT = 253;

export function encodeCursor(order: ListOrder, { id, key }: Place): string {
  return Buffer.from(`${headOf(order)}/${id}/${key}`).toString('base64url');
}

/** @throws InvalidInput at `after` for anything that `encodeCursor` did not make of this order */
export function decodeCursor(order: ListOrder, cursor: string): Place {
  const [head, id = '', ...rest] = Buffer.from(cursor.slice(0, LONGEST), 'base64url').toString().split('/');
  const place = { id, key: rest.join('/') };
  if (head !== headOf(order)) throw refused('is no cursor of this list in this order');
  if (!isUuid(id) || !isKey(order.type, place.key) || encodeCursor(order, place) !== cursor)
    throw refused('is no cursor of this list: take one from an earlier page, or none');
  return place;
}

/** The same of one of several orders: the first whose place it is. @throws InvalidInput */
export function decodeAmong<O extends ListOrder>(
  orders: readonly O[],
  cursor: string,
): { readonly order: O; readonly place: Place } {
  const [head] = Buffer.from(cursor.slice(0, LONGEST), 'base64url').toString().split('/');
  const order = orders.find((each) => headOf(each) === head);
  if (order === undefined) throw refused('is no cursor of this list in this order');
  return { order, place: decodeCursor(order, cursor) };
}

export function keyOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return value === null ? NOT_YET : String(value);
}

function headOf({ list, by, direction }: ListOrder): string {
  return `${list}.${by}.${direction}`;
}

function isKey(type: KeyType, key: string): boolean {
  switch (type) {
    case 'moment':
      return key === NOT_YET || (MOMENT.test(key) && isDay(key));
    case 'whole':
      return WHOLE.test(key);
    case 'text':
      return key !== '' && key.length <= LONGEST_TEXT && !/\p{Cc}/u.test(key);
  }
}

/** Year 0 is one that PostgreSQL does not know, 31 February one that nobody knows. */
function isDay(moment: string): boolean {
  const read = new Date(moment);
  return !moment.startsWith('0000') && !Number.isNaN(read.getTime()) && read.toISOString() === moment;
}

function refused(message: string): InvalidInput {
  return new InvalidInput([{ path: 'after', message }]);
}
