import type { BackupSchedule } from '../../domain/backup-schedule.js';
import type { DomainEvent } from '../../domain/event.js';
import type { BackupScheduleState, BackupState } from '../../domain/state-matrix.js';
import { type ApiContext, viewerOf } from '../context.js';
import { SCHEDULE_EVENT_TYPES, type ScheduleEventType } from '../enums.js';
import type { BackupScheduleUpdateType } from '../types/schedule-update.type.js';
import { nameIn, textIn } from './event-data.js';
import { sightIn } from './sight-in.js';
import { aboutOne, Deliveries, type Delivery, everyOne, mapped, only, subscribe } from './stream.js';

/**
 * The schedule as it is, then every event of it in order, until it is deleted. With `after` it goes on from there and
 * sends no present value.
 * @throws NotFound, and InvalidInput for a cursor that is none
 */
export async function updatesOfSchedule(
  context: ApiContext,
  id: string,
  after: string | undefined,
): Promise<AsyncIterable<Delivery<BackupScheduleUpdateType>>> {
  const { schedules } = context.services;
  const viewer = viewerOf(context);
  await schedules.get(id, viewer);
  return new Deliveries({
    maySee: sightIn(context),
    assertSeen: () => schedules.get(id, viewer),
    events: subscribe(context, aboutOne(context, SCHEDULE_EVENT_TYPES, id), after),
    ...(after === undefined && {
      present: () => only(async () => presentValue(await schedules.get(id, viewer))),
    }),
    map: toUpdate,
    isLast: (event) => event.type === 'SCHEDULE_DELETED',
  });
}

/** All schedules, then every event of every one in order; with `after` it goes on from there. @throws InvalidInput for a cursor that is none */
export function updatesOfAllSchedules(
  context: ApiContext,
  after: string | undefined,
): AsyncIterable<Delivery<BackupScheduleUpdateType>> {
  const { schedules } = context.services;
  return new Deliveries({
    maySee: sightIn(context),
    events: subscribe(context, { types: SCHEDULE_EVENT_TYPES }, after),
    ...(after === undefined && {
      present: () =>
        mapped(
          everyOne((request) => schedules.page(request, {}, viewerOf(context))),
          presentValue,
        ),
    }),
    map: toUpdate,
  });
}

function presentValue(schedule: BackupSchedule): BackupScheduleUpdateType {
  const { id: scheduleId, name, state, stateReason, updatedAt: at } = schedule;
  const noCycle = { cycleId: null, backupId: null, backupState: null };
  return { eventId: null, type: null, at, scheduleId, name, state, stateReason, ...noCycle };
}

function toUpdate(event: DomainEvent): BackupScheduleUpdateType {
  const { type, data } = event;
  const moves = type === 'SCHEDULE_STATE_CHANGED';
  const state = type === 'SCHEDULE_CREATED' ? 'ACTIVE' : moves ? textIn(data.to) : null;
  return {
    eventId: event.cursor,
    type: type as ScheduleEventType,
    at: event.at,
    scheduleId: event.subjectId,
    name: nameIn(data),
    state: state as BackupScheduleState | null,
    stateReason: moves ? textIn(data.message) : null,
    cycleId: textIn(data.cycleId),
    backupId: textIn(data.backupId),
    backupState: (type === 'CYCLE_ENDED' ? textIn(data.state) : null) as BackupState | null,
  };
}
