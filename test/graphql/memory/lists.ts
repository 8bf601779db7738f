import { InvalidInput } from '../../../src/domain/errors/request-errors.js';
import { NotFound } from '../../../src/domain/errors/resource-errors.js';
import type { Page, PageRequest } from '../../../src/domain/ports/stores.js';

export function found<T extends { readonly id: string }>(
  resource: string,
  rows: readonly T[],
  id: string,
): T {
  const row = rows.find((each) => each.id === id);
  if (row === undefined) throw new NotFound(resource, id);
  return row;
}

export function among<T extends { readonly id: string }>(rows: readonly T[], ids: readonly string[]): T[] {
  return rows.filter((row) => ids.includes(row.id));
}

export function ofSchedule<T extends { readonly scheduleId: string | null }>(
  rows: readonly T[],
  id: string,
): T[] {
  return rows.filter((row) => row.scheduleId === id);
}

export function tally(rows: readonly { readonly state: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { state } of rows) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

/** Cursors are `row-<position>`. */
export function pageOf<T>(rows: readonly T[], { first, after }: PageRequest): Page<T> {
  if (after !== null && !/^row-\d+$/.test(after)) {
    throw new InvalidInput([{ path: 'after', message: 'is no cursor of this list' }]);
  }
  const from = after === null ? 0 : Number(after.slice(4)) + 1;
  const items = rows
    .slice(from, from + first)
    .map((item, index) => ({ cursor: `row-${from + index}`, item }));
  return { items, hasNext: from + first < rows.length };
}
