/** RECORD: the guarded last move, the issues, the cycle's outcome and the event in one transaction. */
import type { Backup, Stage } from '../domain/backup.js';
import type { Cycle } from '../domain/cycle.js';
import type { NewEvent } from '../domain/event.js';
import { type Actor, systemActor } from '../domain/identity.js';
import type { BackupEnd } from '../domain/ports/backup-store.js';
import type { Stores } from '../domain/ports/stores.js';
import { transition } from '../domain/state-machine.js';
import { type Aftermath, afterBackup } from './after-cycle.js';
import type { LeaseKeeper } from './lease.js';
import type { CycleWorld } from './world.js';

interface RunEnd {
  readonly end: BackupEnd;
  readonly reached: Stage | null;
  /** Written in the same transaction. */
  readonly also?: ((stores: Stores) => Promise<void>) | undefined;
}

/** The record, and the bells for what follows from it. */
export async function recordAndRing(
  world: Pick<CycleWorld, 'bell' | 'log'>,
  keeper: LeaseKeeper,
  backup: Backup,
  { end, reached, also }: RunEnd,
): Promise<void> {
  const { followUpCycleId, pruneScheduleId } = await recordEnd(keeper, backup, { end, reached, also });
  // Rings only: what they are for stands in our tables, and the sweep finds it when a ring is lost.
  try {
    if (followUpCycleId !== null) await world.bell.startCycles([followUpCycleId]);
    if (pruneScheduleId !== null) await world.bell.pruneSchedule(pruneScheduleId);
  } catch (error) {
    world.log.warn({ backupId: backup.id, err: error }, 'the job store could not be rung');
  }
}

async function recordEnd(
  keeper: LeaseKeeper,
  backup: Backup,
  { end, reached, also }: RunEnd,
): Promise<Aftermath> {
  transition('Backup', 'IN_PROGRESS', end.state);
  const actor = systemActor(keeper.lease.owner);
  let aftermath: Aftermath = { followUpCycleId: null, pruneScheduleId: null };
  await keeper.write(async (stores) => {
    if (!(await stores.backups.finish(keeper.lease, end))) return false;
    await also?.(stores);
    aftermath = await afterEnd(stores, { ...backup, attempt: keeper.lease.attempt }, { end, reached, actor });
    return true;
  });
  return aftermath;
}

/** Everything that goes with a backup's last move, in its transaction, whoever made the move. */
export async function afterEnd(
  stores: Stores,
  backup: Backup,
  { end, reached, actor }: { readonly end: BackupEnd; readonly reached: Stage | null; readonly actor: Actor },
): Promise<Aftermath> {
  if (end.machines?.length) await stores.backupMachines.record(backup.id, end.machines);
  const cycle = await closeCycle(stores, backup, end, reached);
  return afterBackup(stores, backup, { end, actor, finished: finishedEvent(backup, end, actor), cycle });
}

/** A cycle that got no further than its plan failed to start; what came of one that did stands on its backup. */
async function closeCycle(
  stores: Pick<Stores, 'cycles'>,
  backup: Pick<Backup, 'cycleId'>,
  end: BackupEnd,
  reached: Stage | null,
): Promise<Cycle | undefined> {
  const started = end.state !== 'FAILURE' || (reached !== null && reached !== 'PLAN');
  const outcome: Cycle['outcome'] = started ? 'BACKED_UP' : 'FAILED_TO_START';
  return stores.cycles.close(backup.cycleId, outcome, end.reason === null ? [] : [end.reason], end.at);
}

function finishedEvent(
  backup: Pick<Backup, 'id' | 'name' | 'attempt'>,
  end: BackupEnd,
  actor: Actor,
): NewEvent {
  const named = (fate: string) =>
    end.namespaces.filter((each) => each.fate === fate).map((each) => each.name);
  return {
    type: 'BACKUP_FINISHED',
    subjectType: 'Backup',
    subjectId: backup.id,
    actor,
    data: {
      name: backup.name,
      from: 'IN_PROGRESS',
      to: end.state,
      reason: end.reason,
      attempt: backup.attempt,
      missing: named('MISSING'),
      lost: named('LOST'),
      objects: end.totals.objects,
      bytes: end.totals.bytes,
    },
  };
}
