/** What the end of a schedule's cycle means for the schedule: its missing list, its alerts, the follow-up. In the record's transaction. */
import { randomUUID } from 'node:crypto';
import { alertsAfter, type CycleEnd } from '../domain/alert.js';
import type { Backup } from '../domain/backup.js';
import type { BackupSchedule, Departure } from '../domain/backup-schedule.js';
import type { Cycle } from '../domain/cycle.js';
import type { NewEvent } from '../domain/event.js';
import { type Actor, systemActor } from '../domain/identity.js';
import type { BackupEnd } from '../domain/ports/backup-store.js';
import type { Stores } from '../domain/ports/stores.js';
import { HELD_DAYS } from '../domain/retention.js';
import { machineKey } from '../domain/virtual-machine.js';
import { writeIncidents } from './incidents.js';

/** What to ring for when the transaction has committed. */
export interface Aftermath {
  readonly followUpCycleId: string | null;
  readonly pruneScheduleId: string | null;
}
const NOTHING: Aftermath = { followUpCycleId: null, pruneScheduleId: null };

export interface EndOfBackup {
  readonly end: BackupEnd;
  readonly actor: Actor;
  /** The event of the backup's end, which goes before those of the cycle. */
  readonly finished: NewEvent;
  /** Undefined when it was closed before. */
  readonly cycle: Cycle | undefined;
}

export async function afterBackup(
  stores: Stores,
  backup: Backup,
  { end, actor, finished, cycle: closed }: EndOfBackup,
): Promise<Aftermath> {
  const schedule = backup.scheduleId === null ? undefined : await stores.schedules.lock(backup.scheduleId);
  const cycle = schedule && (closed ?? (await stores.cycles.find(backup.cycleId)));
  if (schedule === undefined || cycle === undefined) {
    await stores.events.append(finished);
    return NOTHING;
  }
  const named = (fate: string) =>
    end.namespaces.filter((each) => each.fate === fate).map((each) => each.name);
  const good = end.state !== 'FAILURE';
  const planned = end.namespaces.some((each) => each.fate !== 'REQUESTED');
  const missing = planned ? missingOf(schedule, named('MISSING')) : schedule.missing;
  const barrenCycles = good ? 0 : schedule.barrenCycles + (cycle.trigger === 'MANUAL' ? 0 : 1);
  const included = new Set(good ? named('INCLUDED') : []);
  const machines = new Set(good ? backedUpMachines(end) : []);
  const change = {
    missing,
    barrenCycles,
    // A schedule that was suspended meanwhile says who did it.
    ...(good && schedule.state === 'ACTIVE' && { stateReason: null }),
    departures: [
      ...schedule.departures.filter((each) => !included.has(each.namespace) && isRecent(each.leftAt, end.at)),
      ...(good ? await leftSelection(stores, schedule, { backup, included, at: end.at }) : []),
    ],
    released: schedule.released.filter((name) => !included.has(name) && !machines.has(name)),
  };
  if (isNews(schedule, change)) await stores.schedules.advance(schedule.id, change);
  await stores.events.append(finished, {
    type: 'CYCLE_ENDED',
    subjectType: 'BackupSchedule',
    subjectId: schedule.id,
    actor,
    data: { cycleId: cycle.id, backupId: backup.id, state: end.state, missingCount: missing.length },
  });
  const cycleEnd: CycleEnd = {
    scheduleId: schedule.id,
    clusterId: backup.clusterId,
    locationId: backup.locationId,
    backupId: backup.id,
    at: end.at,
    outcome: end.state,
    missing: named('MISSING'),
    issues: end.issues,
    barrenCycles,
    byConnection: backup.mode === 'FEDERATED',
  };
  const occasion = { at: end.at, scheduleId: schedule.id, cycleId: cycle.id, backupId: backup.id, actor };
  await writeIncidents(stores, alertsAfter(cycleEnd), occasion);
  const followUpCycleId =
    named('LOST').length > 0 ? await insertFollowUp(stores, schedule, cycle, end.at) : null;
  const prunes = good && (await mayBeTooMany(stores, schedule));
  return { followUpCycleId, pruneScheduleId: prunes ? schedule.id : null };
}

function backedUpMachines({ machines = [] }: BackupEnd): readonly string[] {
  return machines
    .filter(({ outcome }) => outcome === 'SUCCESS' || outcome === 'PARTIAL_SUCCESS')
    .map(machineKey);
}

/** Most cycles end as the one before: then nothing of the schedule is written. */
function isNews(schedule: BackupSchedule, change: Partial<BackupSchedule>): boolean {
  return Object.entries(change).some(
    ([field, value]) => JSON.stringify(schedule[field as keyof BackupSchedule]) !== JSON.stringify(value),
  );
}

/** Whether retention may have something to do: a ring that it needs not costs more than this look. */
async function mayBeTooMany(stores: Stores, { id, retention }: BackupSchedule): Promise<boolean> {
  return retention.maxAgeDays !== null || (await stores.backups.count({ scheduleId: id })) > retention.keep;
}

/** Only what is named is missed; what a selector no longer matches was never asked for (S17, S18). */
function missingOf(schedule: BackupSchedule, missing: readonly string[]): readonly string[] {
  const { kind } = schedule.selection;
  return kind === 'NAMED' || kind === 'VIRTUAL_MACHINES' ? missing : [];
}

/** A selector and "all" have no list to take a name off: what the last good backup held and this one does not has left. */
async function leftSelection(
  stores: Stores,
  schedule: BackupSchedule,
  now: { readonly backup: Backup; readonly included: ReadonlySet<string>; readonly at: Date },
): Promise<readonly Departure[]> {
  if (schedule.selection.kind === 'NAMED') return [];
  const filter = { scheduleId: schedule.id, states: ['SUCCESS', 'PARTIAL_SUCCESS'] as const };
  const { items } = await stores.backups.page({ first: 2, after: null }, filter);
  const previous = items.map((each) => each.item).find((each) => each.id !== now.backup.id);
  if (previous === undefined) return [];
  const held = (await stores.backups.namespacesOf([previous.id])).get(previous.id) ?? [];
  const known = new Set(schedule.departures.map((each) => each.namespace));
  return held
    .filter((each) => each.fate === 'INCLUDED' && !now.included.has(each.name) && !known.has(each.name))
    .map((each) => ({ namespace: each.name, leftAt: now.at }));
}

/** Older ones hold nothing any more. */
function isRecent(leftAt: Date, now: Date): boolean {
  return now.getTime() - leftAt.getTime() < HELD_DAYS * 24 * 60 * 60_000;
}

/** One follow-up at once on a fresh plan (design 5); what loses a namespace again waits for its next due time. */
async function insertFollowUp(
  stores: Stores,
  schedule: BackupSchedule,
  lost: Cycle,
  at: Date,
): Promise<string | null> {
  if (schedule.state !== 'ACTIVE' || lost.trigger === 'FOLLOW_UP') return null;
  // After the lost one, with an identity of its own, also within one millisecond.
  const begins = new Date(
    Math.max(at.getTime(), lost.startedAt.getTime() + 1, (lost.plannedAt?.getTime() ?? 0) + 1),
  );
  const cycle: Cycle = {
    id: randomUUID(),
    scheduleId: schedule.id,
    plannedAt: begins,
    trigger: 'FOLLOW_UP',
    selection: schedule.selection,
    selectionVersion: schedule.selectionVersion,
    outcome: 'OPEN',
    reasons: [],
    startedAt: begins,
    endedAt: null,
  };
  await stores.cycles.insert(cycle);
  await stores.events.append(cycleStarted(cycle, schedule.id, systemActor('scheduler')));
  return cycle.id;
}

export function cycleStarted(cycle: Cycle, scheduleId: string, actor: Actor): NewEvent {
  const { id: cycleId, trigger, plannedAt } = cycle;
  const data = { cycleId, trigger, plannedAt: plannedAt?.toISOString() ?? null };
  return { type: 'CYCLE_STARTED', subjectType: 'BackupSchedule', subjectId: scheduleId, actor, data };
}
