/**
 * A worker's hold on one backup or restore (design 5): renewed on database time, and given up by the worker itself as soon as it
 * cannot renew. Whoever works under it listens to `signal`; whoever writes goes through `write`.
 */
import pRetry, { AbortError } from 'p-retry';
import type { Lease } from '../domain/backup.js';
import { DependencyFailure } from '../domain/errors/dependency-errors.js';
import type { LeaseAnswer, LeasedStore } from '../domain/ports/leased-store.js';
import type { Stores } from '../domain/ports/stores.js';
import type { CycleWorld } from './world.js';

/** Another worker has the run now, or may have: nothing more may be written. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';

  /** @param taken whether the database itself said so: then somebody else goes on; else it was not heard of any more */
  constructor(
    message: string,
    readonly taken: boolean,
  ) {
    super(message);
  }
}
/** A person asked for the end of the run. */
export class RunCancelled extends Error {
  override readonly name = 'RunCancelled';
}
export class WorkerStopping extends Error {
  override readonly name = 'WorkerStopping';
}

/** Where the lease stands, and whom it is kept for. */
export interface LeaseWorld extends Pick<CycleWorld, 'work' | 'log' | 'settings'> {
  readonly leases: Pick<LeasedStore<unknown>, 'renew'>;
}

export class LeaseKeeper implements Disposable {
  readonly #abort = new AbortController();
  /** Takes our listener off the worker's signal, which outlives every run. */
  readonly #ended = new AbortController();
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;
  /** Monotonic: the moment up to which the database has promised us the lease. */
  #heldUntil: number;
  #renewing: Promise<void> | undefined;

  constructor(
    readonly lease: Lease,
    private readonly world: LeaseWorld,
    claimedAt: number,
    stopping: AbortSignal,
  ) {
    const { leaseMs } = world.settings;
    this.#heldUntil = claimedAt + leaseMs;
    this.#timer = setInterval(() => this.#tick(), leaseMs / 4);
    const stop = () => this.#abort.abort(new WorkerStopping('the worker is stopping'));
    if (stopping.aborted) stop();
    else stopping.addEventListener('abort', stop, { once: true, signal: this.#ended.signal });
  }

  /** Aborts with LeaseLost, RunCancelled, WorkerStopping or what it was given up for as its reason. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Aborts with LeaseLost alone: for what must be done all the same when a run is cancelled or its worker stops. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** The run is to end for this reason, and is still ours to record. */
  giveUp(reason: Error): void {
    this.#abort.abort(reason);
  }

  /** Asks the database whether the lease is still ours. @throws the signal's reason when it is not */
  async assertHeld(): Promise<void> {
    await Promise.race([this.renew(), aborted(this.signal)]);
    this.signal.throwIfAborted();
  }

  /**
   * A guarded statement that prolongs the lease for `ttlMs` and hears of a cancel: a stage that is entered.
   * @throws the signal's reason when the lease is lost or the run is to end
   */
  async enter(write: (stores: Stores, ttlMs: number) => Promise<LeaseAnswer>): Promise<void> {
    this.signal.throwIfAborted();
    const once = async () => {
      const asked = performance.now();
      this.#heed(await write(this.world.work.stores, this.world.settings.leaseMs), asked);
    };
    await Promise.race([this.#patiently(once), aborted(this.signal)]);
    this.signal.throwIfAborted();
  }

  /**
   * One transaction under the lease. `change` returns false when its guard refused: then the lease is lost. A database
   * that is away is waited for as long as the lease lasts.
   */
  write(change: (stores: Stores) => Promise<boolean>): Promise<void> {
    return this.#patiently(() => this.world.work.transaction((stores) => this.#guarded(stores, change)));
  }

  /** The same for a change that is one statement: it needs no transaction around it. */
  writeOne(change: (stores: Stores) => Promise<boolean>): Promise<void> {
    return this.#patiently(() => this.#guarded(this.world.work.stores, change));
  }

  async #guarded(stores: Stores, change: (stores: Stores) => Promise<boolean>): Promise<void> {
    if (!(await change(stores))) throw this.#lose('a guarded write found another owner', true);
  }

  async #patiently(once: () => Promise<void>): Promise<void> {
    await pRetry(once, {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: 50,
      maxTimeout: 1_000,
      shouldRetry: ({ error }) => error instanceof DependencyFailure,
      onFailedAttempt: () => {
        if (performance.now() >= this.#heldUntil)
          throw new AbortError(this.#lose('the database was away for too long'));
      },
    });
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#ended.abort();
  }

  /** A renewal that never answers is no renewal: what the database has promised ends all the same. */
  #tick(): void {
    if (performance.now() >= this.#heldUntil) this.#lose('the lease was not renewed in time');
    else void this.renew();
  }

  private async renew(): Promise<void> {
    this.#renewing ??= this.#renewOnce().finally(() => {
      this.#renewing = undefined;
    });
    await this.#renewing;
  }

  async #renewOnce(): Promise<void> {
    if (this.#abort.signal.reason instanceof LeaseLost) return;
    const asked = performance.now();
    try {
      const { leaseMs } = this.world.settings;
      // Given up in time for another one, on another connection, before the lease is over.
      const answer = await answered(this.world.leases.renew(this.lease, leaseMs), leaseMs / 3);
      this.#heed(answer, asked);
    } catch (error) {
      this.world.log.warn({ id: this.lease.id, err: error }, 'the lease could not be renewed');
      if (performance.now() >= this.#heldUntil) this.#lose('the lease could not be renewed in time');
    }
  }

  #heed(answer: LeaseAnswer, asked: number): void {
    if (answer === 'lost') this.#lose('the database gave the lease to another worker', true);
    else this.#heldUntil = Math.max(this.#heldUntil, asked + this.world.settings.leaseMs);
    if (answer === 'cancel') this.#abort.abort(new RunCancelled('cancelled'));
  }

  #lose(why: string, taken = false): LeaseLost {
    const lost = new LeaseLost(why, taken);
    this.#lost.abort(lost);
    this.#abort.abort(lost);
    return lost;
  }
}

/** @throws DependencyFailure when `work` does not end in time; what becomes of it then is nobody's */
export async function answered<T>(work: Promise<T>, withinMs: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const tooLate = () =>
    reject(new DependencyFailure('PostgreSQL does not answer.', { dependency: 'PostgreSQL' }));
  const timer = setTimeout(tooLate, withinMs);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Resolves when the signal aborts. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
