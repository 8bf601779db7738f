/** One line for a person about each update of a stream: when, what, how. */
import type {
  BackupsLiveSubscription,
  ResourceStateChangedSubscription,
  RestoresLiveSubscription,
  SchedulesLiveSubscription,
} from '../../client/generated/graphql.js';
import { bytes, count, counted, time } from '../output/format.js';

type BackupUpdate = BackupsLiveSubscription['backupUpdated'];
type RestoreUpdate = RestoresLiveSubscription['restoreUpdated'];
type ScheduleUpdate = SchedulesLiveSubscription['backupScheduleChanged'];
type StateChange = ResourceStateChangedSubscription['resourceStateChanged'];

/** `BACKUP_STAGE_ENTERED` is `STAGE ENTERED`; a present value is `NOW`. */
function happened(type: string | null, prefix: string): string {
  if (type === null) return 'NOW';
  return (type.startsWith(prefix) ? type.slice(prefix.length) : type).replaceAll('_', ' ');
}

function joined(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('  ');
}

export function backupLine({ at, type, backup, backupId, ...update }: BackupUpdate): string {
  const { state, stateReason, stage, objects, bytes: read } = update;
  const numbers = objects === null ? null : `${counted(objects, 'object')}, ${bytes(read ?? 0)}`;
  const how = joined(state, stateReason, stage, numbers);
  return joined(time(at), backup?.name ?? backupId, happened(type, 'BACKUP_'), how);
}

export function restoreLine({ at, type, restore, restoreId, ...update }: RestoreUpdate): string {
  const { state, stateReason, stage, done, total } = update;
  const all = total === null ? '' : ` of ${count(total)}`;
  const numbers = done === null ? null : `${count(done)}${all} objects`;
  const how = joined(state, stateReason, stage, numbers);
  return joined(time(at), restore?.name ?? restoreId, happened(type, 'RESTORE_'), how);
}

export function scheduleLine({ at, type, backupSchedule, scheduleId, ...update }: ScheduleUpdate): string {
  const { state, stateReason, backupState } = update;
  const what = happened(type, 'SCHEDULE_');
  return joined(time(at), backupSchedule?.name ?? scheduleId, what, state, stateReason, backupState);
}

export function stateLine({ at, resource, name, subjectId, ...change }: StateChange): string {
  const { isPresent, from, to, reason, message } = change;
  const move = isPresent ? `NOW ${to}` : `${from ?? 'new'} → ${to ?? 'gone'}`;
  return joined(time(at), resource, name ?? subjectId, move, reason, message);
}
