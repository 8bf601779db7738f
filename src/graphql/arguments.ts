/** From what a caller sent to what a service takes: faults are thrown here, before anything is asked. */
import { type FieldFault, InvalidInput } from '../domain/errors/request-errors.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import { searchedTextFaults } from '../domain/listing.js';
import type { Labels } from '../domain/names.js';
import type { PageRequest } from '../domain/ports/stores.js';
import type { Resource } from '../domain/state-matrix.js';
import type { LabelInput } from './inputs/label.input.js';

export const PAGE_DEFAULT = 50;
/** Unless the configuration says more. */
export const PAGE_MAX = 200;
const CURSOR_MAX = 1_024;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @throws InvalidInput */
export function pageRequest(
  first: number,
  after: string | null | undefined,
  most = PAGE_MAX,
  others: readonly FieldFault[] = [],
): PageRequest {
  const faults = [...pageFaults(first, after, most), ...others];
  if (faults.length > 0) throw new InvalidInput(faults);
  return { first, after: after ?? null };
}

export function pageFaults(
  first: number,
  after: string | null | undefined,
  most = PAGE_MAX,
): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  if (first < 1 || first > most) {
    faults.push({ path: 'first', message: `${first} is not between 1 and ${most}` });
  }
  if (after != null && !isCursor(after)) {
    faults.push({ path: 'after', message: 'is no cursor of this list' });
  }
  return faults;
}

/** Of every field that is an id. One that cannot be an id is a mistake, not an empty answer. */
export function idFaults(prefix: string, fields: object): readonly FieldFault[] {
  return Object.entries(fields).flatMap(([field, value]) =>
    field.endsWith('Id') && !UUID.test(String(value))
      ? [{ path: `${prefix}${field}`, message: 'is no UUID' }]
      : [],
  );
}

/** Of a part of names that a list is narrowed by. */
export function partFaults(nameContains: string | null | undefined): readonly FieldFault[] {
  return nameContains == null ? [] : searchedTextFaults('nameContains', nameContains);
}

/** How many of a list that has no pages. @throws InvalidInput */
export function firstOf(first: number, most = PAGE_MAX): number {
  if (first >= 1 && first <= most) return first;
  throw new InvalidInput([{ path: 'first', message: `${first} is not between 1 and ${most}` }]);
}

/** The id, in lower case. What is no UUID can be the id of nothing. @throws NotFound */
export function idOf(
  resource:
    | Resource
    | 'Alert'
    | 'AccessToken'
    | 'SlackLink'
    | 'AlertRoute'
    | 'Delivery'
    | 'ExecRule'
    | 'UserGroup'
    | 'Share',
  id: string,
): string {
  if (!UUID.test(id)) throw new NotFound(resource, id.length > 80 ? `${id.slice(0, 77)}...` : id);
  return id.toLowerCase();
}

/** An id to filter by: one that cannot be an id is a mistake, not an empty answer. @throws InvalidInput */
export function idFilter(path: string, id: string): string {
  if (!UUID.test(id)) throw new InvalidInput([{ path, message: 'is no UUID' }]);
  return id.toLowerCase();
}

/** @param path of the field that holds them @throws InvalidInput when a key is given twice */
export function labelsOf(labels: readonly LabelInput[], path = 'labels'): Labels {
  const faults = labelKeyFaults(labels, path);
  if (faults.length > 0) throw new InvalidInput(faults);
  return Object.fromEntries(labels.map(({ key, value }) => [key, value]));
}

export function labelKeyFaults(labels: readonly LabelInput[], path = 'labels'): readonly FieldFault[] {
  const keys = labels.map((label) => label.key);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  if (twice.length === 0) return [];
  const quoted = [...new Set(twice)].slice(0, 20).map((key) => JSON.stringify(key.slice(0, 80)));
  return [{ path, message: `${quoted.join(', ')} is given more than once` }];
}

export type Given<T> = { [K in keyof T]?: NonNullable<T[K]> };

/** Without what was not sent or sent as null: both mean "as it is". */
export function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as Given<T>;
}

/** The position to go on from; undefined: from now on. @throws InvalidInput */
export function cursorArgument(after: string | null | undefined): string | undefined {
  if (after != null && !isCursor(after)) {
    throw new InvalidInput([{ path: 'after', message: 'is no cursor of this stream: take an `eventId`' }]);
  }
  return after ?? undefined;
}

/** Whether it may be one: only who made a cursor can read it. */
function isCursor(text: string): boolean {
  return text !== '' && text.length <= CURSOR_MAX;
}
