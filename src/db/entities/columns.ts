/** The column types that entities are made of, with explicit names, and CHECK lists. */
import type { EntitySchemaColumnOptions, ValueTransformer } from 'typeorm';
import { storableText } from '../storable-text.js';

type Column = EntitySchemaColumnOptions;

/** `bigint` arrives as text. Our counts stay far below 2^53; one that does not is a fault and not rounded. */
export function toSafeInteger(value: string | number): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is no safe integer`);
  return number;
}

const bigintTransformer: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: string | number | null) => (value === null ? null : toSafeInteger(value)),
};
const foreignTextTransformer: ValueTransformer = {
  to: (value: unknown) => (typeof value === 'string' ? storableText(value) : value),
  from: (value: unknown) => value,
};

export const column = {
  uuid: (name: string): Column => ({ type: 'uuid', name }),
  text: (name: string): Column => ({ type: 'text', name }),
  /** Text that quotes a foreign server or file system. */
  foreignText: (name: string): Column => ({ type: 'text', name, transformer: foreignTextTransformer }),
  textList: (name: string): Column => ({ type: 'text', name, array: true }),
  /** Milliseconds, as JavaScript has them: what is read back equals what was written. */
  instant: (name: string): Column => ({ type: 'timestamptz', name, precision: 3 }),
  integer: (name: string): Column => ({ type: 'integer', name }),
  bigint: (name: string): Column => ({ type: 'bigint', name, transformer: bigintTransformer }),
  boolean: (name: string): Column => ({ type: 'boolean', name }),
  json: (name: string): Column => ({ type: 'jsonb', name }),
  bytes: (name: string): Column => ({ type: 'bytea', name }),
} as const;

export function primary(base: Column): Column {
  return { ...base, primary: true };
}

export function nullable(base: Column): Column {
  return { ...base, nullable: true };
}

/**
 * A CHECK that a column holds one of the domain's words. The migrations hold the same list as a literal; a drift test
 * compares the two (design 4).
 */
export function oneOf(name: string, columnName: string, words: readonly string[]) {
  return { name, expression: `"${columnName}" IN (${words.map((word) => `'${word}'`).join(', ')})` };
}

/** The same of the `kind` inside a JSON column. */
export function oneKindOf(name: string, columnName: string, kinds: readonly string[]) {
  const kind = `"${columnName}" ->> 'kind'`;
  const list = kinds.map((each) => `'${each}'`).join(', ');
  return { name, expression: `${kind} IS NOT NULL AND ${kind} IN (${list})` };
}

/** The same of a word inside a JSON column that may be null. */
export function oneWordOf(name: string, columnName: string, field: string, words: readonly string[]) {
  const list = words.map((each) => `'${each}'`).join(', ');
  return { name, expression: `"${columnName}" ->> '${field}' IN (${list})` };
}

/** An index of an expression or of a kind that entities cannot say: only the migration knows it whole. */
export function indexOfMigration(name: string, ...columns: string[]) {
  return { name, columns, synchronize: false };
}

/** JSON that the database fills in where a row comes without it. */
export function jsonWithDefault(name: string, value: object): Column {
  return { type: 'jsonb', name, default: value };
}

/** A foreign key to `id` of another table. */
export function references(
  name: string,
  columnName: string,
  target: string,
  onDelete?: 'CASCADE' | 'SET NULL',
) {
  return {
    name,
    target,
    columnNames: [columnName],
    referencedColumnNames: ['id'],
    ...(onDelete && { onDelete }),
  };
}
