import { AsyncLocalStorage } from 'node:async_hooks';
import pRetry from 'p-retry';
import { type DataSource, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { DependencyFailure } from '../domain/errors/dependency-errors.js';
import { type MailPolicy, NO_MAIL } from '../domain/ports/delivery-stores.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import { standingStill } from './data-source.js';
import { EventBell } from './event-bell.js';
import { connectionDied, violatedConstraint } from './pg-errors.js';
import { inDomainWords, storesOn } from './stores/stores-on.js';
import type { KeyRing } from './vault/key-ring.js';

const RETRIES = 3;
/** serialization_failure, deadlock_detected: the same work succeeds when it is done again. */
const WORTH_ANOTHER_TRY = new Set(['40001', '40P01']);
/** Somebody else's row came between looking for one and writing: who looks again sees it, and does otherwise. */
const COMES_BETWEEN = new Set(['delivery_one_pending_root_idx']);

/** `ended`: what was begun then and still runs (a timer, a connection) is fenced no more. */
interface Fence {
  readonly check: (stores: Stores) => Promise<void>;
  ended: boolean;
}

export class PostgresUnitOfWork implements UnitOfWork {
  readonly stores: Stores;
  readonly #bell: EventBell;
  readonly #standingStill: string | undefined;
  readonly #fence = new AsyncLocalStorage<Fence>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly ring: KeyRing,
    private readonly mail: MailPolicy = NO_MAIL,
  ) {
    this.#bell = new EventBell(dataSource);
    this.#standingStill = standingStill(dataSource);
    this.stores = storesOn(dataSource.manager, ring, { mail, wrap: readingAgain, told: this.#bell.ring });
  }

  /** `work` runs again after a deadlock, or when another came first: it must change nothing but the database. */
  async transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    let begun = false;
    let tells = false;
    const told = () => {
      tells = true;
    };
    const attempt = () =>
      inDomainWords(() =>
        this.dataSource.transaction(async (manager) => {
          if (this.#standingStill !== undefined) await manager.query(this.#standingStill);
          begun = true;
          return await this.#inside(work, storesOn(manager, this.ring, { mail: this.mail, told })).catch(
            throwAsLost,
          );
        }),
      );
    const done = await pRetry(attempt, {
      retries: RETRIES,
      minTimeout: 20,
      randomize: true,
      shouldRetry: ({ error, attemptNumber }) =>
        isWorthAnotherTry(error) ||
        // A connection that died while it lay in the pool: nothing of the work has been done yet, and another one serves.
        (!begun && attemptNumber === 1 && connectionDied(error)),
    });
    if (tells) this.#bell.ring();
    return done;
  }

  async fenced<T>(check: (stores: Stores) => Promise<void>, work: () => Promise<T>): Promise<T> {
    const fence: Fence = { check, ended: false };
    try {
      return await this.#fence.run(fence, work);
    } finally {
      fence.ended = true;
    }
  }

  async #inside<T>(work: (stores: Stores) => Promise<T>, stores: Stores): Promise<T> {
    const done = await work(stores);
    const fence = this.#fence.getStore();
    if (fence !== undefined && !fence.ended) await fence.check(stores);
    return done;
  }
}

/** What only looks may look again: the connection may have died in the pool. What writes may have been done already. */
const READS =
  /^(find|page|count|all$|open|planned$|due|claimable$|waiting$|withoutBackup$|namespacesOf|issuesOf|retainedOf|ofCycles)/;

function readingAgain<S extends object>(store: S): S {
  return new Proxy(store, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== 'function' || typeof property !== 'string' || !READS.test(property))
        return member;
      return async (...values: unknown[]) => {
        try {
          return await Reflect.apply(member, target, values);
        } catch (error) {
          if (!connectionDied(error)) throw error;
          return await Reflect.apply(member, target, values);
        }
      };
    },
  });
}

/** TypeORM gives a connection that is lost between two statements back to the pool, and complains at the next one. */
function throwAsLost(error: unknown): never {
  if (!(error instanceof QueryRunnerAlreadyReleasedError)) throw error;
  throw new DependencyFailure(
    'The connection to PostgreSQL was lost in the middle of a transaction; nothing of it was kept.',
    { dependency: 'PostgreSQL' },
    { cause: error },
  );
}

/** A translated error keeps PostgreSQL's as its cause. */
function isWorthAnotherTry(error: Error): boolean {
  return [error, error.cause].some(
    (each) =>
      each instanceof Error &&
      (('code' in each && WORTH_ANOTHER_TRY.has(String(each.code))) ||
        COMES_BETWEEN.has(violatedConstraint(each) ?? '')),
  );
}
