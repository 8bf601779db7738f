import pRetry from 'p-retry';
import type { DataSource } from 'typeorm';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import { inDomainWords, storesOn } from './stores/stores-on.js';

const RETRIES = 3;
/** serialization_failure, deadlock_detected: the same work succeeds when it is done again. */
const WORTH_ANOTHER_TRY = new Set(['40001', '40P01']);

export class PostgresUnitOfWork implements UnitOfWork {
  readonly stores: Stores;

  constructor(private readonly dataSource: DataSource) {
    this.stores = storesOn(dataSource.manager);
  }

  /** `work` runs again after a deadlock: it must change nothing but the database. */
  transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    const attempt = () =>
      inDomainWords(() => this.dataSource.transaction((manager) => work(storesOn(manager))));
    return pRetry(attempt, {
      retries: RETRIES,
      minTimeout: 20,
      randomize: true,
      shouldRetry: ({ error }) => WORTH_ANOTHER_TRY.has(sqlStateOf(error) ?? ''),
    });
  }
}

/** A translated error keeps PostgreSQL's as its cause. */
function sqlStateOf(error: Error): string | undefined {
  for (const each of [error, error.cause]) {
    if (each instanceof Error && 'code' in each && typeof each.code === 'string') {
      if (WORTH_ANOTHER_TRY.has(each.code)) return each.code;
    }
  }
  return undefined;
}
