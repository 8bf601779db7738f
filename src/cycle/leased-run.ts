/** Takes a run up under a lease and brings it to its end, or leaves it to another worker. Backups and restores alike. */
import type { LeasedStore } from '../domain/ports/leased-store.js';
import { databaseWasAway } from './failures.js';
import { firstOf } from './first-of.js';
import { LeaseKeeper, LeaseLost, type LeaseWorld, WorkerStopping } from './lease.js';

/** `not-ours`: another worker has it or it has ended. `given-back`: this worker is stopping, or our database was away, and another may take over. */
export type RunResult = 'finished' | 'not-ours' | 'given-back';

interface Attempted {
  readonly id: string;
  readonly attempt: number;
}

/**
 * To be called when all that is left is to write down how it ended: the next run may begin beside that. ELSEWHERE: somebody else does
 * the work, maybe for hours, and this worker only waits for it.
 */
export type Lightened = (how?: 'ELSEWHERE') => void;

/** One kind of run. */
export interface RunKind<T extends Attempted> {
  /** Its word in the log. */
  readonly what: string;
  readonly leases: LeasedStore<T>;
  run(claimed: T, keeper: LeaseKeeper, lightened: Lightened): Promise<void>;
}

type RunWorld = Omit<LeaseWorld, 'leases'>;

/** Their ends wait for disks, a database and a store, and cost next to nothing else. */
const ENDING_AT_ONCE = 4;
/** Each costs a watch and a lease. */
const ELSEWHERE_AT_ONCE = 32;
/** Between two looks for what waits, while there is nothing to do but to wait for others. */
const LOOK_AGAIN_MS = 5_000;
/** As many as a statement looks up at next to no cost. */
const LINE_LENGTH = 50;
/** Long runs must not go by what waited minutes ago. */
const LINE_MS = 5_000;

export async function runOne<T extends Attempted>(
  id: string,
  kind: RunKind<T>,
  world: RunWorld,
  stopping: AbortSignal,
): Promise<RunResult> {
  const { worker, leaseMs } = world.settings;
  const askedAt = performance.now();
  const claimed = await kind.leases.claim(id, worker, leaseMs);
  return claimed === undefined
    ? 'not-ours'
    : runClaimed({ claimed, askedAt }, kind, world, { stopping, lightened: ignore });
}

/**
 * Takes up what waits until nothing does, so that a thousand backups need no thousand bells: one after the other, but for their ends,
 * which wait for the flushes of others' disks. Nothing is taken up that would then have to wait here while another worker is idle.
 * @param mayTake false as soon as this worker is to take no more than the first
 * @param first that was rung for; another worker may have it by now
 * @throws what ended a run unforeseen, when the others have ended too
 */
export async function runAllWaiting<T extends Attempted>(
  kind: RunKind<T>,
  world: RunWorld,
  stopping: AbortSignal,
  mayTake: () => boolean,
  first?: string,
): Promise<void> {
  const lost = new Set<string>();
  const line = new WaitingLine(kind.leases, world.settings, { first, lost });
  const ending = new Set<Promise<void>>();
  const elsewhere = new Set<Promise<void>>();
  const faults: unknown[] = [];
  while (faults.length === 0 && (line.isRungFor || mayTake()) && !stopping.aborted) {
    const taken = await line.takeNext(mayTake);
    if (taken === undefined) {
      if (elsewhere.size === 0) break;
      // What others do may take hours: what begins to wait meanwhile is not left for so long.
      await firstOf([...elsewhere], LOOK_AGAIN_MS);
      continue;
    }
    const light = Promise.withResolvers<void>();
    let run: Promise<void>;
    const lightened: Lightened = (how) => {
      if (how === 'ELSEWHERE' && ending.delete(run)) elsewhere.add(run);
      light.resolve();
    };
    run = runClaimed(taken, kind, world, { stopping, lightened })
      .then(
        (result) => {
          if (result === 'not-ours') lost.add(taken.claimed.id);
        },
        (error: unknown) => void faults.push(error),
      )
      .finally(() => {
        ending.delete(run);
        elsewhere.delete(run);
      });
    ending.add(run);
    await Promise.race([light.promise, run]);
    if (ending.size >= ENDING_AT_ONCE) await Promise.race(ending);
    if (elsewhere.size >= ELSEWHERE_AT_ONCE) await Promise.race(elsewhere);
  }
  await Promise.all([...ending, ...elsewhere]);
  if (faults.length > 0) throw faults[0];
}

interface Taken<T> {
  readonly claimed: T;
  /** Monotonic, milliseconds: before the database gave the lease. */
  readonly askedAt: number;
}

/**
 * What waits, looked at for many at once: to find the first of a thousand that wait costs PostgreSQL as much as to find all of them.
 * Others take from the same line; what comes later stands behind it, and one that waits again after its worker's end is met
 * when the line is looked at again.
 */
class WaitingLine<T extends Attempted> {
  #first: string | undefined;
  #ids: readonly string[] = [];
  #seenAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly leases: LeasedStore<T>,
    private readonly settings: RunWorld['settings'],
    private readonly of: {
      readonly first: string | undefined;
      /** Not taken again: a worker whose renewals do not arrive would be the first to find its own lease run out, and use up every attempt. */
      readonly lost: ReadonlySet<string>;
    },
  ) {
    this.#first = of.first;
  }

  get isRungFor(): boolean {
    return this.#first !== undefined;
  }

  async takeNext(mayTake: () => boolean): Promise<Taken<T> | undefined> {
    return (await this.#takeFirst()) ?? (mayTake() ? this.#takeFromLine() : undefined);
  }

  async #takeFirst(): Promise<Taken<T> | undefined> {
    const first = this.#first;
    if (first === undefined) return undefined;
    this.#first = undefined;
    const { worker, leaseMs } = this.settings;
    const askedAt = performance.now();
    const claimed = await this.leases.claim(first, worker, leaseMs);
    return claimed && { claimed, askedAt };
  }

  async #takeFromLine(): Promise<Taken<T> | undefined> {
    const fresh = performance.now() - this.#seenAt < LINE_MS;
    return (fresh ? await this.#takeKnown() : undefined) ?? (await this.#takeAnew());
  }

  async #takeAnew(): Promise<Taken<T> | undefined> {
    this.#seenAt = performance.now();
    this.#ids = await this.leases.waiting(LINE_LENGTH);
    return this.#takeKnown();
  }

  async #takeKnown(): Promise<Taken<T> | undefined> {
    this.#ids = this.#ids.filter((id) => !this.of.lost.has(id));
    if (this.#ids.length === 0) return undefined;
    const { worker, leaseMs } = this.settings;
    const askedAt = performance.now();
    const claimed = await this.leases.claimFirst(this.#ids, worker, leaseMs);
    if (claimed === undefined) return undefined;
    this.#ids = this.#ids.slice(this.#ids.indexOf(claimed.id) + 1);
    return { claimed, askedAt };
  }
}

interface RunOptions {
  readonly stopping: AbortSignal;
  readonly lightened: Lightened;
}

async function runClaimed<T extends Attempted>(
  { claimed, askedAt }: Taken<T>,
  kind: RunKind<T>,
  world: RunWorld,
  { stopping, lightened }: RunOptions,
): Promise<RunResult> {
  const { what, leases } = kind;
  const { id, attempt } = claimed;
  const lease = { id, owner: world.settings.worker, attempt };
  using keeper = new LeaseKeeper(lease, { ...world, leases }, askedAt, stopping);
  try {
    await kind.run(claimed, keeper, lightened);
    return 'finished';
  } catch (error) {
    if (keeper.signal.reason instanceof LeaseLost || error instanceof LeaseLost) {
      world.log.warn({ id, attempt }, `another worker has this ${what} now: this one stops`);
      return 'not-ours';
    }
    if (databaseWasAway(error)) {
      world.log.warn({ id, err: error }, `the database was away: the ${what} is given back`);
      // Where this fails too, the lease runs out.
      await leases.release(lease).catch(() => undefined);
      return 'given-back';
    }
    if (keeper.signal.reason instanceof WorkerStopping) {
      await leases.release(lease, { uncounted: true });
      return 'given-back';
    }
    throw error;
  }
}

function ignore(): void {}
