/**
 * Begins due cycles of schedules: a backup each for a worker to run, or the reason why there is none. Many at once, for
 * many schedules are due at midnight: one look at each cluster, one transaction. Safe to call twice.
 */

import type { BackupSchedule } from '../domain/backup-schedule.js';
import type { Cluster } from '../domain/cluster.js';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import type { Cycle } from '../domain/cycle.js';
import { AlreadyExists } from '../domain/errors/resource-errors.js';
import { systemActor } from '../domain/identity.js';
import { backupOfCycle, type NewBackupRows } from './new-backup.js';
import { lookAtNamespaces } from './plan.js';
import { skipCycle } from './skip-cycle.js';
import type { CycleWorld } from './world.js';

/** A cluster that does not answer must not hold the due cycles of the others up: the backup, which is patient, will say. */
const LOOK_TIMEOUT_MS = 15_000;

interface Due {
  readonly cycle: Cycle;
  readonly schedule: BackupSchedule;
}

export async function startCycles(
  cycleIds: readonly string[],
  world: CycleWorld,
  signal: AbortSignal,
  lookTimeoutMs: number = LOOK_TIMEOUT_MS,
): Promise<void> {
  const { stores } = world.work;
  const cycles = (await stores.cycles.findMany(cycleIds)).filter((each) => each.outcome === 'OPEN');
  const begun = await stores.backups.ofCycles(cycles.map(({ id }) => id));
  await world.bell.runBackups([...begun.values()].map(({ id }) => id));
  const open = cycles.filter(({ id, scheduleId }) => scheduleId !== null && !begun.has(id));
  const schedules = new Map(
    (await stores.schedules.findMany(open.map(({ scheduleId }) => scheduleId ?? ''))).map((each) => [
      each.id,
      each,
    ]),
  );
  const due: Due[] = [];
  for (const cycle of open) {
    const schedule = schedules.get(cycle.scheduleId ?? '');
    if (schedule === undefined) await skipCycle(world, cycle, undefined, 'SCHEDULE_DELETED');
    else if (schedule.state === 'SUSPENDED') await skipCycle(world, cycle, schedule, 'SCHEDULE_SUSPENDED');
    else due.push({ cycle, schedule });
  }
  const ofClusters = Map.groupBy(due, ({ schedule }) => schedule.clusterId);
  const look = { signal, timeUp: AbortSignal.timeout(lookTimeoutMs) };
  const done = await Promise.allSettled(
    [...ofClusters].map(([clusterId, group]) => startOnCluster(world, clusterId, group, look)),
  );
  for (const each of done) if (each.status === 'rejected') throw each.reason;
}

interface Look {
  readonly signal: AbortSignal;
  readonly timeUp: AbortSignal;
}

async function startOnCluster(
  world: CycleWorld,
  clusterId: string,
  due: readonly Due[],
  look: Look,
): Promise<void> {
  const cluster = await world.work.stores.clusters.find(clusterId);
  if (cluster?.stateReason === 'HIBERNATED') {
    for (const { cycle, schedule } of due) await skipCycle(world, cycle, schedule, 'CLUSTER_HIBERNATED');
    return;
  }
  const onlyNames = [...new Set(due.flatMap(({ cycle }) => onlyNameOf(cycle) ?? []))];
  const gone = onlyNames.length === 0 ? new Set() : await goneOf(world, clusterId, onlyNames, look);
  const present: Due[] = [];
  for (const each of due) {
    if (gone.has(onlyNameOf(each.cycle))) {
      await skipCycle(world, each.cycle, each.schedule, 'ONLY_NAMESPACE_GONE');
    } else present.push(each);
  }
  await world.bell.runBackups(await createBackups(world, cluster, present));
}

/** The name of a cycle that asks for one single namespace. */
function onlyNameOf({ selection }: Cycle): string | undefined {
  const [only, another] = selection.kind === 'NAMED' ? selection.names : [];
  return another === undefined ? only : undefined;
}

/** seed: limitation 3. What the cluster does not say for certain is left to the backup, which fails with the reason. */
async function goneOf(
  world: CycleWorld,
  clusterId: string,
  names: readonly string[],
  { signal, timeUp }: Look,
): Promise<ReadonlySet<string | undefined>> {
  try {
    const either = AbortSignal.any([signal, timeUp]);
    const sight = await lookAtNamespaces(world.clusters, clusterId, names, either);
    return new Set(names.filter((name) => sight.get(name)?.terminating ?? true));
  } catch (error) {
    if (error instanceof ClusterCallFailed || error === timeUp.reason) return new Set();
    throw error;
  }
}

/** @returns the ids of the backups of the cycles, also of those that another worker began meanwhile */
async function createBackups(
  world: CycleWorld,
  cluster: Cluster | undefined,
  due: readonly Due[],
): Promise<readonly string[]> {
  if (due.length === 0) return [];
  const at = world.clock.now();
  const rows = due.map(({ cycle, schedule }) =>
    backupOfCycle(cycle, schedule, cluster?.mode ?? 'CLASSIC', at),
  );
  try {
    return await insertOpen(world, rows);
  } catch (error) {
    if (!(error instanceof AlreadyExists)) throw error;
    if (due.length > 1) {
      const one = async (each: Due) => await createBackups(world, cluster, [each]);
      const ids: string[] = [];
      for (const each of due) ids.push(...(await one(each)));
      return ids;
    }
    const others = await world.work.stores.backups.ofCycles(due.map(({ cycle }) => cycle.id));
    if (others.size === 0) throw error;
    return [...others.values()].map(({ id }) => id);
  }
}

async function insertOpen(world: CycleWorld, rows: readonly NewBackupRows[]): Promise<readonly string[]> {
  return world.work.transaction(async (stores) => {
    // Another worker may have skipped some since we looked.
    const open = await stores.cycles.lockAllOpen(rows.map(({ backup }) => backup.cycleId));
    const wanted = rows.filter(({ backup }) => open.has(backup.cycleId));
    await stores.backups.insertAll(wanted);
    await stores.events.append(
      ...wanted.map(({ backup }) => ({
        type: 'BACKUP_REQUESTED' as const,
        subjectType: 'Backup' as const,
        subjectId: backup.id,
        actor: systemActor('scheduler'),
        data: {
          state: backup.state,
          name: backup.name,
          scheduleId: backup.scheduleId,
          cycleId: backup.cycleId,
        },
      })),
    );
    return wanted.map(({ backup }) => backup.id);
  });
}
