/** Reads whole rows of one table as its entity describes them, without what TypeORM's query builder and hydration cost. */
import type {
  EntityManager,
  EntitySchema,
  EntitySchemaColumnOptions,
  EntitySchemaEmbeddedColumnOptions,
  ValueTransformer,
} from 'typeorm';
import type { Sort } from '../../domain/listing.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { fixed } from '../fixed-statements.js';
import { decodeCursor, type KeyType, type ListOrder } from './cursor.js';
import { NEWEST_FIRST, type SortKey } from './list-sorts.js';
import { listed, sizeOf } from './page.js';
import { isUuid } from './sql.js';
import type { Visible } from './visible.js';

/** What rows must fulfil, all of it together. */
export class Conditions {
  readonly #conditions: string[] = [];
  readonly #values: unknown[] = [];

  /** Each `?` stands for one of the values, in order; `??` is the operator of that name. */
  add(condition: string, ...values: readonly unknown[]): this {
    let last = this.#values.push(...values) - values.length;
    this.#conditions.push(condition.replaceAll(/\?\??/g, (mark) => (mark === '??' ? '?' : `$${++last}`)));
    return this;
  }

  /** Only the rows that are seen; undefined: all of them. */
  addVisible(visible: Visible | undefined): this {
    return visible === undefined ? this : this.add(visible.condition, ...visible.values);
  }

  get where(): string {
    return this.#conditions.length === 0 ? '' : `WHERE ${this.#conditions.join(' AND ')}`;
  }

  get values(): readonly unknown[] {
    return this.#values;
  }
}

/**
 * `pg` makes the rows: a column is selected under the name of its property and read by its type; what the entity transforms
 * is transformed in place. The rows are those that TypeORM would make: a test compares them for every entity that is read so.
 */
export class RowReader<T extends { readonly id: string }> {
  readonly #table: string;
  /** By which its cursors know it. */
  readonly #list: string;
  /** How each property is selected. */
  readonly #selected: ReadonlyMap<string, string>;
  readonly #transformed: readonly (readonly [string, ValueTransformer])[];

  constructor(entity: EntitySchema<T>) {
    const { tableName = '', columns, embeddeds = {} } = entity.options;
    const plain = Object.entries<EntitySchemaColumnOptions | undefined>(columns);
    const own = plain.map(([property, column]) => [property, `"${column?.name}"`] as const);
    const nested = Object.entries<EntitySchemaEmbeddedColumnOptions | undefined>(embeddeds).map(
      ([property, embedded]) => [property, objectOf(embedded?.schema.options.columns ?? {})] as const,
    );
    this.#table = `"${tableName}"`;
    this.#list = tableName;
    this.#selected = new Map(
      [...own, ...nested].map(([property, value]) => [property, `${value} AS "${property}"`]),
    );
    this.#transformed = plain.flatMap(([property, column]) =>
      [column?.transformer ?? []].flat().map((transformer) => [property, transformer] as const),
    );
  }

  async find(manager: EntityManager, id: string): Promise<T | undefined> {
    const [row] = isUuid(id) ? await this.#selectFixed(manager, 'WHERE id = $1', [id]) : [];
    return row;
  }

  /**
   * Locked until the transaction ends, against other locks and changes but not against those who refer to it.
   * @throws Error outside a transaction, where nothing would stay locked
   */
  async lock(manager: EntityManager, id: string): Promise<T | undefined> {
    if (manager.queryRunner?.isTransactionActive !== true)
      throw new Error('a row is locked in a transaction only');
    if (!isUuid(id)) return undefined;
    const [row] = await this.#selectFixed(manager, 'WHERE id = $1 FOR NO KEY UPDATE', [id]);
    return row;
  }

  /** In no order; ids of nothing are left out. */
  async findMany(
    manager: EntityManager,
    ids: readonly string[],
    parts?: PageRequest['parts'],
  ): Promise<readonly T[]> {
    const known = ids.filter(isUuid);
    if (known.length === 0) return [];
    return this.#select(manager, 'WHERE id = ANY($1)', [known], parts && ['id', ...parts]);
  }

  async count(manager: EntityManager, { where, values }: Conditions): Promise<number> {
    const counting = `SELECT count(*)::integer AS count FROM ${this.#table} ${where}`;
    const [row] = await manager.query<{ count: number }[]>(counting, [...values]);
    return row?.count ?? 0;
  }

  /**
   * In the order that is asked for. The conditions grow by the place to go on from.
   * @throws InvalidInput for a bad size, or a cursor of another list or order
   */
  async page<By extends string>(
    manager: EntityManager,
    keys: Readonly<Record<By, SortKey<T>>>,
    conditions: Conditions,
    { first, after, parts, sort }: PageRequest & { readonly sort?: Sort<By> },
  ): Promise<Page<T>> {
    const size = sizeOf(first);
    const { by, direction } = sort ?? NEWEST_FIRST;
    const { sql, type, property, unique } = keys[by as By];
    const order: ListOrder = { list: this.#list, by, type, direction };
    if (after !== null) {
      const place = decodeCursor(order, after);
      const behind = direction === 'DESC' ? '<' : '>';
      if (unique) conditions.add(`${sql} ${behind} ?::${CASTS[type]}`, place.key);
      else conditions.add(`(${sql}, id) ${behind} (?::${CASTS[type]}, ?::uuid)`, place.key, place.id);
    }
    const { where, values } = conditions;
    const sorted = unique ? `${sql} ${direction}` : `${sql} ${direction}, id ${direction}`;
    const rows = await this.#select(
      manager,
      `${where} ORDER BY ${sorted} LIMIT $${values.length + 1}`,
      [...values, size + 1],
      parts && ['id', property, ...parts],
    );
    return listed(rows, size, order, property);
  }

  #select(
    manager: EntityManager,
    rest: string,
    values: readonly unknown[],
    parts?: readonly string[],
  ): Promise<readonly T[]> {
    return this.read(manager, (columns) => `SELECT ${columns} FROM ${this.#table} ${rest}`, values, parts);
  }

  #selectFixed(manager: EntityManager, rest: string, values: readonly unknown[]): Promise<readonly T[]> {
    return this.read(manager, (columns) => fixed(`SELECT ${columns} FROM ${this.#table} ${rest}`), values);
  }

  /** @param statement one that answers rows with these columns of the table */
  async read(
    manager: EntityManager,
    statement: (columns: string) => string,
    values: readonly unknown[],
    parts?: readonly string[],
  ): Promise<readonly T[]> {
    const wanted = parts && new Set(parts);
    const selected = [...this.#selected].flatMap(([part, sql]) => (wanted?.has(part) === false ? [] : [sql]));
    const rows = await manager.query<Record<string, unknown>[]>(statement(selected.join(', ')), [...values]);
    for (const [property, transformer] of this.#transformed) {
      if (wanted?.has(property) === false) continue;
      for (const row of rows) row[property] = transformer.from(row[property]);
    }
    return rows as readonly object[] as readonly T[];
  }
}

const CASTS: Readonly<Record<KeyType, string>> = { moment: 'timestamptz', whole: 'bigint', text: 'text' };

/** The columns of an embedded thing as one JSON object: plain values, no moments and no bigints. */
function objectOf(columns: Readonly<Record<string, EntitySchemaColumnOptions | undefined>>): string {
  const parts = Object.entries(columns).map(([property, column]) => `'${property}', "${column?.name}"`);
  return `jsonb_build_object(${parts.join(', ')})`;
}
