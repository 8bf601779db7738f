import type { EntityManager } from 'typeorm';

/** Runs one UPDATE or DELETE; returns how many rows it met. (TypeORM hands back `[rows, count]` for these.) */
export async function affectedRows(
  manager: EntityManager,
  statement: string,
  parameters: readonly unknown[],
): Promise<number> {
  const [, count] = await manager.query<[unknown, number]>(statement, [...parameters]);
  return count;
}

/** Runs `work` in the manager's transaction, or in one of its own when it has none. */
export async function together(
  manager: EntityManager,
  work: (manager: EntityManager) => Promise<void>,
): Promise<void> {
  if (manager.queryRunner?.isTransactionActive === true) return work(manager);
  return manager.transaction(work);
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Ids come from people too: what is no UUID is the id of nothing, and no fault of the database. */
export function isUuid(id: string): boolean {
  return UUID.test(id);
}

/** What is no id is compared as NULL: equal to nothing. */
export function knownId(id: string): string | null {
  return isUuid(id) ? id : null;
}
