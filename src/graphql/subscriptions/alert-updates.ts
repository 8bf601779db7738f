import type { DomainEvent } from '../../domain/event.js';
import type { ApiContext } from '../context.js';
import { ALERT_EVENT_TYPES, type AlertEventType } from '../enums.js';
import type { AlertUpdateType } from '../types/schedule-update.type.js';
import { Deliveries, type Delivery } from './stream.js';

/**
 * What happens to alerts, from `after` or from now on; with a schedule: only what its cycles opened or counted last.
 * @throws InvalidInput for a cursor that is none
 */
export function alertUpdates(
  context: ApiContext,
  scheduleId: string | undefined,
  after: string | undefined,
): AsyncIterable<Delivery<AlertUpdateType>> {
  return new Deliveries({
    events: context.eventFeed.subscribe({ types: ALERT_EVENT_TYPES }, after),
    map: (event) =>
      scheduleId === undefined || event.data.scheduleId === scheduleId ? toUpdate(event) : undefined,
  });
}

function toUpdate(event: DomainEvent): AlertUpdateType {
  return {
    eventId: event.cursor,
    type: event.type as AlertEventType,
    at: event.at,
    alertId: event.subjectId,
  };
}
