/** What the stores of clusters, locations and backups do alike. */
import {
  Any,
  type EntityManager,
  type EntitySchema,
  type FindOptionsWhere,
  type ObjectLiteral,
  type Repository,
} from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { Conditions } from './row-reader.js';
import { isUuid } from './sql.js';
import type { Visible } from './visible.js';

interface Identified extends ObjectLiteral {
  readonly id: string;
}

/** Inserts copies, in one statement: TypeORM writes into what it is given. */
export async function insertRow<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntitySchema<T>,
  ...rows: readonly T[]
): Promise<void> {
  await manager.getRepository(entity).insert(rows.map((row) => ({ ...row })) as QueryDeepPartialEntity<T>[]);
}

export async function findRow<T extends Identified>(
  repository: Repository<T>,
  id: string,
): Promise<T | undefined> {
  if (!isUuid(id)) return undefined;
  const found = await repository.findOneBy({ id } as FindOptionsWhere<T>);
  return found ?? undefined;
}

/** In no order; ids of nothing are left out. */
export async function findRows<T extends Identified>(
  repository: Repository<T>,
  ids: readonly string[],
): Promise<readonly T[]> {
  const known = ids.filter(isUuid);
  if (known.length === 0) return [];
  return repository.findBy({ id: Any(known) } as unknown as FindOptionsWhere<T>);
}

/** Locks the row until the transaction ends, against other locks and changes but not against those who refer to it. */
export async function lockRow<T extends Identified>(
  repository: Repository<T>,
  id: string,
): Promise<T | undefined> {
  if (!isUuid(id)) return undefined;
  const found = await repository.findOne({
    where: { id } as FindOptionsWhere<T>,
    lock: { mode: 'for_no_key_update' },
  });
  return found ?? undefined;
}

export async function removeRow<T extends Identified>(repository: Repository<T>, id: string): Promise<void> {
  if (isUuid(id)) await repository.delete({ id } as FindOptionsWhere<T>);
}

/** Every state that the table knows, with 0 where nothing is in it; of the rows that are seen. */
export async function countByState<S extends string>(
  repository: Repository<ObjectLiteral & { readonly state: S }>,
  states: readonly S[],
  visible?: Visible,
): Promise<ReadonlyMap<S, number>> {
  const { where, values } = new Conditions().addVisible(visible);
  const rows = await repository.query<{ state: S; count: number }[]>(
    `SELECT state, count(*)::integer AS count FROM "${repository.metadata.tableName}" ${where} GROUP BY state`,
    [...values],
  );
  const counted = new Map(rows.map((row) => [row.state, row.count]));
  return new Map(states.map((state) => [state, counted.get(state) ?? 0]));
}

export interface GuardedEdit<T> {
  readonly id: string;
  readonly expectedVersion: number;
  readonly change: Partial<T>;
  /** Columns that are computed from the row: `{ n: () => 'n + 1' }`. */
  readonly computed?: Readonly<Record<string, () => string>>;
}

/** Writes the given fields and raises `version`, in one guarded statement. What is undefined stays as it is. */
export async function editRow<T extends Identified & { readonly version: number }>(
  repository: Repository<T>,
  { id, expectedVersion, change, computed }: GuardedEdit<T>,
): Promise<boolean> {
  if (!isUuid(id)) return false;
  const { id: _id, version: _version, createdAt: _createdAt, ...fields } = change;
  const given = givenFields(fields);
  const { affected } = await repository
    .createQueryBuilder()
    .update()
    .set({ ...given, ...computed, version: () => 'version + 1' } as unknown as QueryDeepPartialEntity<T>)
    .where('id = :id AND version = :expectedVersion', { id, expectedVersion })
    .execute();
  return affected === 1;
}

/** What is undefined is not given. */
export function givenFields(change: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

/** Writes the given fields of one row, unguarded: for who has locked it or moves what nobody else does. */
export async function updateRow<T extends Identified>(
  repository: Repository<T>,
  id: string,
  change: object,
): Promise<void> {
  const given = givenFields(change);
  if (!isUuid(id) || Object.keys(given).length === 0) return;
  await repository.update({ id } as FindOptionsWhere<T>, given as QueryDeepPartialEntity<T>);
}
