/** Begins one due cycle of a schedule: a backup for a worker to run, or the reason why there is none. Safe to call twice. */

import { alertsAfter } from '../domain/alert.js';
import type { BackupSchedule } from '../domain/backup-schedule.js';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import type { Cycle, SkipReason } from '../domain/cycle.js';
import { SKIP_REASONS } from '../domain/cycle.js';
import { AlreadyExists } from '../domain/errors.js';
import { systemActor } from '../domain/identity.js';
import type { Stores } from '../domain/ports/stores.js';
import { writeIncidents } from './incidents.js';
import { backupOfCycle } from './new-backup.js';
import { lookAtNamespaces } from './plan.js';
import type { CycleWorld } from './world.js';

const ACTOR = systemActor('scheduler');
/** A cluster that does not answer must not hold the due cycles of the others up: the backup, which is patient, will say. */
const LOOK_TIMEOUT_MS = 15_000;

export async function startCycle(
  cycleId: string,
  world: CycleWorld,
  signal: AbortSignal,
  lookTimeoutMs: number = LOOK_TIMEOUT_MS,
): Promise<void> {
  const { stores } = world.work;
  const cycle = await stores.cycles.find(cycleId);
  if (cycle === undefined || cycle.outcome !== 'OPEN' || cycle.scheduleId === null) return;
  const begun = (await stores.backups.ofCycles([cycleId])).get(cycleId);
  if (begun !== undefined) return world.bell.runBackup(begun.id);
  const schedule = await stores.schedules.find(cycle.scheduleId);
  if (schedule === undefined) return skip(world, cycle, undefined, 'SCHEDULE_DELETED');
  if (schedule.state === 'SUSPENDED') return skip(world, cycle, schedule, 'SCHEDULE_SUSPENDED');
  const look = { signal, timeUp: AbortSignal.timeout(lookTimeoutMs) };
  if (await onlyNamespaceIsGone(world, cycle, schedule, look)) {
    return skip(world, cycle, schedule, 'ONLY_NAMESPACE_GONE');
  }
  const backupId = await createBackup(world, cycle, schedule);
  if (backupId !== undefined) await world.bell.runBackup(backupId);
}

/** seed: limitation 3. What the cluster does not say for certain is left to the backup, which fails with the reason. */
async function onlyNamespaceIsGone(
  world: CycleWorld,
  cycle: Cycle,
  schedule: BackupSchedule,
  { signal, timeUp }: { readonly signal: AbortSignal; readonly timeUp: AbortSignal },
): Promise<boolean> {
  const { selection } = cycle;
  const [only, another] = selection.kind === 'NAMED' ? selection.names : [];
  if (only === undefined || another !== undefined) return false;
  try {
    const either = AbortSignal.any([signal, timeUp]);
    const seen = (await lookAtNamespaces(world.clusters, schedule.clusterId, [only], either)).get(only);
    return seen === undefined || seen.terminating;
  } catch (error) {
    if (error instanceof ClusterCallFailed || error === timeUp.reason) return false;
    throw error;
  }
}

async function createBackup(
  world: CycleWorld,
  cycle: Cycle,
  schedule: BackupSchedule,
): Promise<string | undefined> {
  const cluster = await world.work.stores.clusters.find(schedule.clusterId);
  const { backup, namespaces } = backupOfCycle(
    cycle,
    schedule,
    cluster?.mode ?? 'CLASSIC',
    world.clock.now(),
  );
  try {
    const created = await world.work.transaction(async (stores) => {
      // Another worker may have skipped it since we looked.
      if ((await stores.cycles.lockOpen(cycle.id)) === undefined) return false;
      await stores.backups.insert(backup, namespaces);
      await stores.events.append({
        type: 'BACKUP_REQUESTED',
        subjectType: 'Backup',
        subjectId: backup.id,
        actor: ACTOR,
        data: { state: backup.state, name: backup.name, scheduleId: schedule.id, cycleId: cycle.id },
      });
      return true;
    });
    return created ? backup.id : undefined;
  } catch (error) {
    const other = (await world.work.stores.backups.ofCycles([cycle.id])).get(cycle.id);
    if (error instanceof AlreadyExists && other !== undefined) return other.id;
    throw error;
  }
}

async function skip(
  world: CycleWorld,
  cycle: Cycle,
  schedule: BackupSchedule | undefined,
  reason: SkipReason,
): Promise<void> {
  const at = world.clock.now();
  await world.work.transaction(async (stores) => {
    // Another worker may have seen more and begun it since we looked.
    if ((await stores.cycles.lockOpen(cycle.id)) === undefined) return;
    if ((await stores.backups.ofCycles([cycle.id])).size > 0) return;
    await stores.cycles.close(cycle.id, 'SKIPPED', [reason], at);
    if (schedule !== undefined) await afterSkip(stores, { cycle, scheduleId: schedule.id, reason, at });
  });
}

/** The schedule says why it made no backup, and the incident is one row however often it happens. */
export async function afterSkip(
  stores: Stores,
  of: { readonly cycle: Cycle; readonly scheduleId: string; readonly reason: SkipReason; readonly at: Date },
): Promise<void> {
  const { cycle, scheduleId, reason, at } = of;
  const schedule = await stores.schedules.lock(scheduleId);
  if (schedule === undefined) return;
  const counts = reason !== 'SCHEDULE_SUSPENDED' && reason !== 'SCHEDULE_DELETED';
  const barrenCycles = schedule.barrenCycles + (counts ? 1 : 0);
  const gone = reason === 'ONLY_NAMESPACE_GONE';
  await stores.schedules.advance(scheduleId, {
    barrenCycles,
    ...(gone && schedule.state === 'ACTIVE' && { stateReason: SKIP_REASONS.ONLY_NAMESPACE_GONE }),
    ...(gone && cycle.selection.kind === 'NAMED' && { missing: cycle.selection.names }),
  });
  await stores.events.append({
    type: 'CYCLE_SKIPPED',
    subjectType: 'BackupSchedule',
    subjectId: scheduleId,
    actor: ACTOR,
    data: { cycleId: cycle.id, plannedAt: cycle.plannedAt?.toISOString() ?? null, reason },
  });
  if (!counts) return;
  const end = {
    scheduleId,
    clusterId: schedule.clusterId,
    locationId: schedule.locationId,
    backupId: null,
    at,
    outcome: gone ? 'ONLY_NAMESPACE_GONE' : 'SKIPPED',
    missing: [],
    issues: [],
    barrenCycles,
  } as const;
  const occasion = { at, scheduleId, cycleId: cycle.id, backupId: null, actor: ACTOR };
  await writeIncidents(stores, alertsAfter(end), occasion);
}
