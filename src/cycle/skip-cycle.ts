/** A cycle that makes no backup: the reason on the cycle and on its schedule, the incident, the event. */
import { alertsAfter } from '../domain/alert.js';
import type { BackupSchedule } from '../domain/backup-schedule.js';
import { type Cycle, SKIP_REASONS, type SkipReason } from '../domain/cycle.js';
import { systemActor } from '../domain/identity.js';
import type { Stores } from '../domain/ports/stores.js';
import { writeIncidents } from './incidents.js';
import type { CycleWorld } from './world.js';

const ACTOR = systemActor('scheduler');
/** Somebody wanted it so: it is no due time that left no good backup. */
const NOBODY_MISSES: ReadonlySet<SkipReason> = new Set([
  'SCHEDULE_SUSPENDED',
  'SCHEDULE_DELETED',
  'CLUSTER_HIBERNATED',
]);

export async function skipCycle(
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
  const counts = !NOBODY_MISSES.has(reason);
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
