/** The rules of editing a schedule's namespaces (seeds; design 7). Pure: what it would be, or why not. */
import type { BackupSchedule, ScheduleEdit } from './backup-schedule.js';
import { VersionConflict } from './errors/resource-errors.js';
import { NothingToRevert, ScheduleNotEditable, ScheduleWouldBeEmpty } from './errors/schedule-errors.js';
import { distinctNames } from './names.js';

export type Editable = Pick<
  BackupSchedule,
  'id' | 'name' | 'selection' | 'createdSingle' | 'selectionVersion'
>;

/** `changed: false`: it is already so. That is found out before versions are compared (design 7). */
export type SelectionChange =
  | { readonly changed: false }
  | { readonly changed: true; readonly names: readonly string[]; readonly moved: readonly string[] };

/** @throws ScheduleNotEditable, VersionConflict, ScheduleWouldBeEmpty */
export function excludeNames(
  schedule: Editable,
  names: readonly string[],
  seenVersion: number,
): SelectionChange {
  const current = namedOf(schedule);
  const unwanted = new Set(names);
  const moved = current.filter((name) => unwanted.has(name));
  if (moved.length === 0) return { changed: false };
  assertSeen(schedule, seenVersion);
  const remaining = current.filter((name) => !unwanted.has(name));
  if (remaining.length === 0) throw new ScheduleWouldBeEmpty(schedule.id, schedule.name);
  return { changed: true, names: remaining, moved };
}

/** Which of the names are not on the schedule yet; the caller has the cluster confirm that they exist. @throws ScheduleNotEditable, VersionConflict */
export function addNames(schedule: Editable, names: readonly string[], seenVersion: number): SelectionChange {
  const current = namedOf(schedule);
  const moved = distinctNames(names).filter((name) => !current.includes(name));
  if (moved.length === 0) return { changed: false };
  if (schedule.createdSingle) {
    throw new ScheduleNotEditable(schedule.id, 'CREATED_SINGLE', schedule.name);
  }
  assertSeen(schedule, seenVersion);
  return { changed: true, names: distinctNames([...current, ...moved]), moved };
}

/**
 * The selection as it was before the last exclude or add. `cycleStartedSince`: a cycle began after that edit.
 * @throws NothingToRevert
 */
export function revertEdit(
  schedule: Editable,
  last: ScheduleEdit | undefined,
  cycleStartedSince: boolean,
): readonly string[] {
  const current = namedOf(schedule);
  const revertible =
    last !== undefined && (last.kind === 'EXCLUDE' || last.kind === 'ADD') && last.revertedAt === null;
  if (!revertible)
    throw new NothingToRevert(
      schedule.id,
      'the last change of its namespaces is no exclude or add, or was taken back already',
    );
  if (cycleStartedSince)
    throw new NothingToRevert(schedule.id, 'a cycle has begun since: exclude or add instead');
  const moved = new Set(last.namespaces);
  if (last.kind === 'EXCLUDE') return distinctNames([...current, ...moved]);
  return current.filter((name) => !moved.has(name));
}

function namedOf(schedule: Editable): readonly string[] {
  const { selection } = schedule;
  if (selection.kind === 'NAMED') return selection.names;
  throw new ScheduleNotEditable(schedule.id, selection.kind, schedule.name);
}

function assertSeen(schedule: Editable, seenVersion: number): void {
  if (schedule.selectionVersion === seenVersion) return;
  throw new VersionConflict({
    resource: 'BackupSchedule',
    id: schedule.id,
    name: schedule.name,
    expected: seenVersion,
    actual: schedule.selectionVersion,
  });
}
