/** Takes a run up under a lease and brings it to its end, or leaves it to another worker. Backups and restores alike. */
import type { LeasedStore } from '../domain/ports/stores.js';
import { databaseWasAway } from './failures.js';
import { LeaseKeeper, LeaseLost, type LeaseWorld, WorkerStopping } from './lease.js';

/** `not-ours`: another worker has it or it has ended. `given-back`: this worker is stopping, or our database was away, and another may take over. */
export type RunResult = 'finished' | 'not-ours' | 'given-back';

interface Attempted {
  readonly id: string;
  readonly attempt: number;
}

/** One kind of run. */
export interface RunKind<T extends Attempted> {
  /** Its word in the log. */
  readonly what: string;
  readonly leases: LeasedStore<T>;
  run(claimed: T, keeper: LeaseKeeper): Promise<void>;
}

type RunWorld = Omit<LeaseWorld, 'leases'>;

export async function runOne<T extends Attempted>(
  id: string,
  kind: RunKind<T>,
  world: RunWorld,
  stopping: AbortSignal,
): Promise<RunResult> {
  const { worker, leaseMs } = world.settings;
  const askedAt = performance.now();
  const claimed = await kind.leases.claim(id, worker, leaseMs);
  return claimed === undefined ? 'not-ours' : runClaimed({ claimed, askedAt }, kind, world, stopping);
}

/**
 * Takes up what waits, one after the other, until nothing does: so that a thousand backups need no thousand bells.
 * @param mayTake false as soon as this worker is to take no more
 */
export async function runAllWaiting<T extends Attempted>(
  kind: RunKind<T>,
  world: RunWorld,
  stopping: AbortSignal,
  mayTake: () => boolean,
): Promise<void> {
  const { worker, leaseMs } = world.settings;
  while (mayTake() && !stopping.aborted) {
    const askedAt = performance.now();
    const claimed = await kind.leases.claimNext(worker, leaseMs);
    if (claimed === undefined) return;
    await runClaimed({ claimed, askedAt }, kind, world, stopping);
  }
}

async function runClaimed<T extends Attempted>(
  { claimed, askedAt }: { readonly claimed: T; readonly askedAt: number },
  kind: RunKind<T>,
  world: RunWorld,
  stopping: AbortSignal,
): Promise<RunResult> {
  const { what, leases } = kind;
  const { id, attempt } = claimed;
  const lease = { id, owner: world.settings.worker, attempt };
  using keeper = new LeaseKeeper(lease, { ...world, leases }, askedAt, stopping);
  try {
    await kind.run(claimed, keeper);
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
