import type { Alert, AlertKind, AlertSubject } from '../../domain/alert.js';
import type { DomainEvent } from '../../domain/event.js';
import { type ApiContext, viewerOf } from '../context.js';
import { ALERT_EVENT_TYPES, type AlertEventType } from '../enums.js';
import type { AlertUpdateType } from '../types/schedule-update.type.js';
import { numberIn, textIn } from './event-data.js';
import { sightIn } from './sight-in.js';
import { Deliveries, type Delivery, everyOne, mapped, subscribe } from './stream.js';

/**
 * The open alerts, then what happens to alerts in order; with `after` it goes on from there. With a schedule: only what its
 * cycles opened or counted last.
 * @throws InvalidInput for a cursor that is none
 */
export function alertUpdates(
  context: ApiContext,
  scheduleId: string | undefined,
  after: string | undefined,
): AsyncIterable<Delivery<AlertUpdateType>> {
  const { alerts } = context.services;
  const filter = { open: true, ...(scheduleId !== undefined && { scheduleId }) };
  return new Deliveries({
    maySee: sightIn(context),
    events: subscribe(context, { types: ALERT_EVENT_TYPES }, after),
    ...(after === undefined && {
      present: () =>
        mapped(
          everyOne((request) => alerts.page(request, filter, viewerOf(context))),
          presentValue,
        ),
    }),
    map: (event) =>
      scheduleId === undefined || event.data.scheduleId === scheduleId ? toUpdate(event) : undefined,
  });
}

function presentValue(alert: Alert): AlertUpdateType {
  const { id: alertId, kind, subjectType, subjectId, scheduleId, count, lastSeenAt: at } = alert;
  const what = { kind, subjectType, subjectId, scheduleId, count };
  return { eventId: null, type: null, at, alertId, isOpen: true, ...what };
}

function toUpdate(event: DomainEvent): AlertUpdateType {
  const { data } = event;
  return {
    eventId: event.cursor,
    type: event.type as AlertEventType,
    at: event.at,
    alertId: event.subjectId,
    isOpen: event.type !== 'ALERT_CLOSED',
    kind: textIn(data.kind) as AlertKind | null,
    subjectType: textIn(data.subjectType) as AlertSubject | null,
    subjectId: textIn(data.subjectId),
    scheduleId: textIn(data.scheduleId),
    count: numberIn(data.count),
  };
}
