/** Schedules that are suspended and resumed. */
import { refreshAlert } from '../cycle/announce-alert.js';
import type { BackupSchedule } from '../domain/backup-schedule.js';
import type { Actor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import type { Timetable } from '../domain/ports/timetable.js';
import { assertOperation, transition } from '../domain/state-machine.js';
import { authorise } from './authorisation.js';
import { lockedSchedule } from './locked-schedule.js';
import { writeEdit } from './schedule-history.js';

interface MovePorts {
  readonly work: UnitOfWork;
  readonly timetable: Timetable;
  readonly clock: Clock;
}

const MOVES = {
  suspend: { to: 'SUSPENDED', kind: 'SUSPEND' },
  resume: { to: 'ACTIVE', kind: 'RESUME' },
} as const;

/** @throws NotFound, Forbidden, OperationNotAllowed */
export async function moveSchedule(
  { work, timetable, clock }: MovePorts,
  id: string,
  { operation, actor }: { readonly operation: keyof typeof MOVES; readonly actor: Actor },
): Promise<BackupSchedule> {
  const { to, kind } = MOVES[operation];
  return work.transaction(async (stores) => {
    const schedule = await lockedSchedule(stores, id);
    await authorise(stores, actor, `BackupSchedule.${operation}`, { resource: 'BackupSchedule', id });
    assertOperation('BackupSchedule', schedule, operation);
    const now = clock.now();
    const state = transition('BackupSchedule', schedule.state, to);
    const nextDueAt = state === 'ACTIVE' ? timetable.nextAfter(schedule, now) : null;
    const change = {
      state,
      nextDueAt,
      stateChangedAt: now,
      stateReason: state === 'ACTIVE' ? null : `suspended by ${actor.name}`,
    };
    const edited = await writeEdit(stores, schedule, change, { kind, at: now, actor });
    await stores.events.append({
      type: 'SCHEDULE_STATE_CHANGED',
      subjectType: 'BackupSchedule',
      subjectId: id,
      actor,
      data: {
        name: schedule.name,
        from: schedule.state,
        to: state,
        reason: kind,
        message: change.stateReason ?? `resumed by ${actor.name}`,
      },
    });
    // Their messages say whether the schedule runs, and what may be asked of it.
    for (const alert of await stores.alerts.openAbout([id]))
      await refreshAlert(stores, alert, { urgent: true });
    return edited;
  });
}
