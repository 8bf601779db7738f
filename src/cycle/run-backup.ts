/** Takes a backup up and runs it to its end, or leaves it to another worker. The story itself is in backup-run.ts. */
import type { Backup } from '../domain/backup.js';
import { BackupRun } from './backup-run.js';
import { databaseWasAway } from './failures.js';
import { LeaseKeeper, LeaseLost, WorkerStopping } from './lease.js';
import type { CycleWorld } from './world.js';

/** `not-ours`: another worker has it or it has ended. `given-back`: this worker is stopping, or our database was away, and another may take over. */
export type RunResult = 'finished' | 'not-ours' | 'given-back';

export async function runBackup(
  backupId: string,
  world: CycleWorld,
  stopping: AbortSignal,
): Promise<RunResult> {
  const { worker, leaseMs } = world.settings;
  const askedAt = performance.now();
  const backup = await world.work.stores.backups.claim(backupId, worker, leaseMs);
  return backup === undefined ? 'not-ours' : runClaimed({ backup, askedAt }, world, stopping);
}

/**
 * Takes up what waits, one after the other, until nothing does: so that a thousand backups need no thousand bells.
 * @param mayTake false as soon as this worker is to take no more
 */
export async function runWaiting(
  world: CycleWorld,
  stopping: AbortSignal,
  mayTake: () => boolean,
): Promise<void> {
  const { worker, leaseMs } = world.settings;
  while (mayTake() && !stopping.aborted) {
    const askedAt = performance.now();
    const backup = await world.work.stores.backups.claimNext(worker, leaseMs);
    if (backup === undefined) return;
    await runClaimed({ backup, askedAt }, world, stopping);
  }
}

async function runClaimed(
  { backup, askedAt }: { readonly backup: Backup; readonly askedAt: number },
  world: CycleWorld,
  stopping: AbortSignal,
): Promise<RunResult> {
  const backupId = backup.id;
  const lease = { backupId, owner: world.settings.worker, attempt: backup.attempt };
  using keeper = new LeaseKeeper(lease, world, askedAt, stopping);
  const run = new BackupRun(backup, keeper, world);
  try {
    await run.toTheEnd();
    return 'finished';
  } catch (error) {
    if (keeper.signal.reason instanceof LeaseLost || error instanceof LeaseLost) {
      world.log.warn(
        { backupId, attempt: backup.attempt },
        'another worker has this backup now: this one stops',
      );
      return 'not-ours';
    }
    if (databaseWasAway(error)) {
      world.log.warn({ backupId, err: error }, 'the database was away: the backup is given back');
      // Where this fails too, the lease runs out.
      await world.work.stores.backups.release(lease).catch(() => undefined);
      return 'given-back';
    }
    if (keeper.signal.reason instanceof WorkerStopping) {
      await world.work.stores.backups.release(lease, { uncounted: true });
      return 'given-back';
    }
    throw error;
  }
}
