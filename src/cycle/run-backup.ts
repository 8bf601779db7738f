/** Takes a backup up and runs it to its end, or leaves it to another worker. The story itself is in backup-run.ts. */
import type { Backup } from '../domain/backup.js';
import { BackupRun } from './backup-run.js';
import { FederatedRun } from './federated-run.js';
import { type RunKind, type RunResult, runAllWaiting, runOne } from './leased-run.js';
import type { CycleWorld } from './world.js';

export function runBackup(backupId: string, world: CycleWorld, stopping: AbortSignal): Promise<RunResult> {
  return runOne(backupId, backupRuns(world), world, stopping);
}

/** @param mayTake false as soon as this worker is to take no more @param first that was rung for */
export function runWaiting(
  world: CycleWorld,
  stopping: AbortSignal,
  mayTake: () => boolean,
  first?: string,
): Promise<void> {
  return runAllWaiting(backupRuns(world), world, stopping, mayTake, first);
}

function backupRuns(world: CycleWorld): RunKind<Backup> {
  return {
    what: 'backup',
    leases: world.work.stores.backups,
    run: (backup, keeper, lightened) =>
      backup.engine === 'STORK'
        ? new FederatedRun(backup, keeper, world).toTheEnd(lightened)
        : new BackupRun(backup, keeper, world).toTheEnd(lightened),
  };
}
