/** Reads whole rows of one table as its entity describes them, without what TypeORM's query builder and hydration cost. */
import type {
  EntityManager,
  EntitySchema,
  EntitySchemaColumnOptions,
  EntitySchemaEmbeddedColumnOptions,
  ValueTransformer,
} from 'typeorm';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { fixed } from '../fixed-statements.js';
import { decodePageCursor, listed, sizeOf } from './page.js';
import { isUuid } from './sql.js';
import type { Visible } from './visible.js';

/** What rows must fulfil, all of it together. */
export class Conditions {
  readonly #conditions: string[] = [];
  readonly #values: unknown[] = [];

  /** Each `?` stands for one of the values, in order. */
  add(condition: string, ...values: readonly unknown[]): this {
    let last = this.#values.push(...values) - values.length;
    this.#conditions.push(condition.replaceAll('?', () => `$${++last}`));
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

  /** Newest first. The conditions grow by the place to go on from. @throws InvalidInput for a bad cursor or size */
  async page(
    manager: EntityManager,
    conditions: Conditions,
    { first, after, parts }: PageRequest,
  ): Promise<Page<T & { readonly createdAt: Date }>> {
    const size = sizeOf(first);
    if (after !== null) {
      const last = decodePageCursor(after);
      conditions.add('(created_at, id) < (?, ?)', last.createdAt, last.id);
    }
    const { where, values } = conditions;
    const statement = `${where} ORDER BY created_at DESC, id DESC LIMIT $${values.length + 1}`;
    const rows = await this.#select(
      manager,
      statement,
      [...values, size + 1],
      parts && ['id', 'createdAt', ...parts],
    );
    return listed(rows as readonly (T & { readonly createdAt: Date })[], 'createdAt', size);
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

/** The columns of an embedded thing as one JSON object: plain values, no moments and no bigints. */
function objectOf(columns: Readonly<Record<string, EntitySchemaColumnOptions | undefined>>): string {
  const parts = Object.entries(columns).map(([property, column]) => `'${property}', "${column?.name}"`);
  return `jsonb_build_object(${parts.join(', ')})`;
}
