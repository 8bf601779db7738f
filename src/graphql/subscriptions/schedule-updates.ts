import type { DomainEvent } from '../../domain/event.js';
import type { ApiContext } from '../context.js';
import { SCHEDULE_EVENT_TYPES, type ScheduleEventType } from '../enums.js';
import type { BackupScheduleUpdateType } from '../types/schedule-update.type.js';
import { Deliveries, type Delivery } from './stream.js';

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
  await schedules.get(id);
  const present = async (): Promise<BackupScheduleUpdateType> => {
    const { updatedAt: at } = await schedules.get(id);
    return { eventId: null, type: null, at, scheduleId: id, cycleId: null };
  };
  return new Deliveries({
    events: context.eventFeed.subscribe({ types: SCHEDULE_EVENT_TYPES, subjectId: id }, after),
    ...(after === undefined && { present }),
    map: toUpdate,
    isLast: (event) => event.type === 'SCHEDULE_DELETED',
  });
}

/** Every event of every schedule, from `after` or from now on. @throws InvalidInput for a cursor that is none */
export function updatesOfAllSchedules(
  context: ApiContext,
  after: string | undefined,
): AsyncIterable<Delivery<BackupScheduleUpdateType>> {
  return new Deliveries({
    events: context.eventFeed.subscribe({ types: SCHEDULE_EVENT_TYPES }, after),
    map: toUpdate,
  });
}

function toUpdate(event: DomainEvent): BackupScheduleUpdateType {
  const { cycleId } = event.data;
  return {
    eventId: event.cursor,
    type: event.type as ScheduleEventType,
    at: event.at,
    scheduleId: event.subjectId,
    cycleId: typeof cycleId === 'string' ? cycleId : null,
  };
}
