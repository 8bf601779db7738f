/** Takes a backup up and runs it to its end, or leaves it to another worker. The story itself is in backup-run.ts. */
import type { Backup } from '../domain/backup.js';
import { systemActor } from '../domain/identity.js';
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
  const askedAt = performance.now();
  const backup = await claim(backupId, world);
  if (backup === undefined) return 'not-ours';
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
      await world.work.stores.backups.release(lease);
      return 'given-back';
    }
    throw error;
  }
}

async function claim(backupId: string, world: CycleWorld): Promise<Backup | undefined> {
  const { worker, leaseMs } = world.settings;
  return world.work.transaction(async (stores) => {
    const backup = await stores.backups.claim(backupId, worker, leaseMs);
    if (backup === undefined) return undefined;
    await stores.events.append({
      type: 'BACKUP_CLAIMED',
      subjectType: 'Backup',
      subjectId: backupId,
      actor: systemActor(worker),
      data: { state: 'IN_PROGRESS', stage: null, attempt: backup.attempt },
    });
    return backup;
  });
}
