/** Takes a restore up and runs it to its end, or leaves it to another worker. The story itself is in restore-attempt.ts. */
import type { Restore } from '../../domain/restore.js';
import { type RunKind, type RunResult, runAllWaiting, runOne } from '../leased-run.js';
import { RestoreAttempt, type RestoreWorld } from './restore-attempt.js';

export function runRestore(
  restoreId: string,
  world: RestoreWorld,
  stopping: AbortSignal,
): Promise<RunResult> {
  return runOne(restoreId, restoreRuns(world), world, stopping);
}

/** @param mayTake false as soon as this worker is to take no more @param first that was rung for */
export function runWaitingRestores(
  world: RestoreWorld,
  stopping: AbortSignal,
  mayTake: () => boolean,
  first?: string,
): Promise<void> {
  return runAllWaiting(restoreRuns(world), world, stopping, mayTake, first);
}

function restoreRuns(world: RestoreWorld): RunKind<Restore> {
  return {
    what: 'restore',
    leases: world.work.stores.restores,
    run: (restore, keeper, lightened) => new RestoreAttempt(restore, keeper, world).toTheEnd(lightened),
  };
}
