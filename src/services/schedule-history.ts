/** Writes one edit of a schedule: guarded by its version, noted in its history, told as an event. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { BackupSchedule, EditKind, ScheduleEdit } from '../domain/backup-schedule.js';
import { VersionConflict } from '../domain/errors/resource-errors.js';
import type { Actor } from '../domain/identity.js';
import type { Stores } from '../domain/ports/stores.js';

export interface EditNote {
  readonly kind: EditKind;
  readonly at: Date;
  readonly actor: Actor;
  /** What was added or excluded. */
  readonly namespaces?: readonly string[];
}

/** @throws VersionConflict when the schedule is not the one that was read */
export async function writeEdit(
  stores: Stores,
  schedule: BackupSchedule,
  change: Partial<BackupSchedule>,
  note: EditNote,
): Promise<BackupSchedule> {
  const { id, name, version } = schedule;
  const at = after(schedule.updatedAt, note.at);
  if (!(await stores.schedules.edit(id, version, { ...change, updatedAt: at }))) {
    const actual = (await stores.schedules.find(id))?.version ?? version;
    throw new VersionConflict({ resource: 'BackupSchedule', id, name, expected: version, actual });
  }
  const edited = (await stores.schedules.find(id)) ?? schedule;
  await noteEdit(stores, edited, { ...note, at, ...differences(schedule, change) });
  return edited;
}

export async function noteEdit(
  stores: Stores,
  schedule: BackupSchedule,
  note: EditNote & Pick<ScheduleEdit, 'before' | 'after'>,
): Promise<void> {
  const { kind, at, actor, namespaces = [], before, after } = note;
  const { id, selectionVersion } = schedule;
  const by = actorOfEdit(actor);
  await stores.schedules.appendEdit({
    id: randomUUID(),
    scheduleId: id,
    kind,
    at,
    actor: by,
    namespaces,
    before,
    after,
    selectionVersion,
    revertedAt: null,
  });
  await stores.events.append({
    type: kind === 'CREATE' ? 'SCHEDULE_CREATED' : 'SCHEDULE_EDITED',
    subjectType: 'BackupSchedule',
    subjectId: id,
    actor,
    data: { kind, name: schedule.name, namespaces, before, after, selectionVersion },
  });
}

function actorOfEdit(actor: Actor): ScheduleEdit['actor'] {
  const { name } = actor;
  return actor.kind === 'USER'
    ? { kind: 'USER', id: actor.userId, name }
    : { kind: 'SYSTEM', id: null, name };
}

/** Edits of one schedule have an order, also within a millisecond or over a clock that was set back. */
function after(last: Date, at: Date): Date {
  return at > last ? at : new Date(last.getTime() + 1);
}

/** What people see change; what the running of cycles moves is not part of it. */
const SHOWN = [
  'name',
  'labels',
  'locationId',
  'state',
  'selection',
  'timing',
  'timeZone',
  'graceMinutes',
  'retention',
  'alertRecipients',
  'preRuleId',
  'postRuleId',
  'filter',
  'verifyEveryDays',
  'volumeSettings',
] as const satisfies readonly (keyof BackupSchedule)[];

function differences(
  schedule: BackupSchedule,
  change: Partial<BackupSchedule>,
): Pick<ScheduleEdit, 'before' | 'after'> {
  const changed = SHOWN.filter(
    (field) => field in change && !isDeepStrictEqual(change[field], schedule[field]),
  );
  const pick = (from: Partial<BackupSchedule>) =>
    Object.fromEntries(changed.map((field) => [field, from[field]]));
  return { before: pick(schedule), after: pick(change) };
}
