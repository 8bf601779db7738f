/** Keyset pages: stable while rows come and go, and as fast on the last page as on the first. */
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { InvalidInput } from '../../domain/errors/request-errors.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { decodeCursor, encodeCursor, keyOf, type ListOrder } from './cursor.js';

/** More than any edge lets a caller ask for: a fault of ours, not of theirs, when it is reached. */
const MAX_PAGE = 1_000;

interface Listed {
  readonly id: string;
  readonly createdAt: Date;
}

/** Newest first. @throws InvalidInput for a bad cursor or size */
export function pageOf<T extends Listed>(
  query: SelectQueryBuilder<T>,
  request: PageRequest,
): Promise<Page<T>> {
  return pageBy(query, 'createdAt', request);
}

/** Of things that have another moment than their creation. @throws InvalidInput for a bad cursor or size */
export async function pageBy<M extends string, T extends ObjectLiteral & MomentOf<M>>(
  query: SelectQueryBuilder<T>,
  moment: M,
  { first, after }: PageRequest,
): Promise<Page<T>> {
  const size = sizeOf(first);
  const { alias } = query;
  const order: ListOrder = { list: alias, by: moment, type: 'moment', direction: 'DESC' };
  if (after !== null) {
    const { id, key } = decodeCursor(order, after);
    query.andWhere(`(${alias}.${moment}, ${alias}.id) < (:lastMoment, :lastId)`, {
      lastMoment: key,
      lastId: id,
    });
  }
  const rows = await query
    .orderBy(`${alias}.${moment}`, 'DESC')
    .addOrderBy(`${alias}.id`, 'DESC')
    .limit(size + 1)
    .getMany();
  return listed(rows, size, order, moment);
}

/** @throws InvalidInput */
export function sizeOf(first: number): number {
  if (!Number.isInteger(first) || first < 0 || first > MAX_PAGE) {
    throw new InvalidInput([{ path: 'first', message: `must be a whole number from 0 to ${MAX_PAGE}` }]);
  }
  return first;
}

/** The page of this size of which one row more was read, where there is one more. */
export function listed<T extends { readonly id: string }>(
  rows: readonly T[],
  size: number,
  order: ListOrder,
  key: keyof T,
): Page<T> {
  return {
    items: rows.slice(0, size).map((item) => ({
      item,
      // Made when it is asked for: few lists ask for that of every row.
      get cursor() {
        return encodeCursor(order, { id: item.id, key: keyOf(item[key]) });
      },
    })),
    hasNext: rows.length > size,
  };
}

type MomentOf<M extends string> = { readonly id: string } & { readonly [moment in M]: Date };
