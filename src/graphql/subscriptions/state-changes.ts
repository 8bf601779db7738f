import type { DomainEvent, EventType } from '../../domain/event.js';
import type { EventFilter } from '../../domain/ports/event-feed.js';
import type { Resource } from '../../domain/state-matrix.js';
import type { ApiContext } from '../context.js';
import type { ResourceStateChangeType } from '../types/update.type.js';
import { Deliveries, type Delivery, textIn } from './stream.js';

/** The events that move a state, and where to when the event's own data does not say it. */
const MOVES: Partial<Record<EventType, { readonly resource: Resource; readonly to?: string }>> = {
  CLUSTER_STATE_CHANGED: { resource: 'Cluster' },
  LOCATION_STATE_CHANGED: { resource: 'BackupLocation' },
  SCHEDULE_CREATED: { resource: 'BackupSchedule', to: 'ACTIVE' },
  SCHEDULE_STATE_CHANGED: { resource: 'BackupSchedule' },
  BACKUP_REQUESTED: { resource: 'Backup', to: 'IN_PROGRESS' },
  BACKUP_FINISHED: { resource: 'Backup' },
  BACKUP_DELETING: { resource: 'Backup', to: 'DELETING' },
  RESTORE_REQUESTED: { resource: 'Restore', to: 'IN_PROGRESS' },
  RESTORE_FINISHED: { resource: 'Restore' },
};

export interface StateChangeFilter {
  readonly resource?: Resource;
  readonly id?: string;
}

/** Every move of a state, in order, from `after` or from now on. @throws InvalidInput for a cursor that is none */
export function stateChanges(
  context: ApiContext,
  filter: StateChangeFilter,
  after: string | undefined,
): AsyncIterable<Delivery<ResourceStateChangeType>> {
  return new Deliveries({ events: context.eventFeed.subscribe(eventFilter(filter), after), map: toChange });
}

function eventFilter({ resource, id }: StateChangeFilter): EventFilter {
  const moves = Object.entries(MOVES) as [EventType, { readonly resource: Resource }][];
  const wanted = moves.filter(([, move]) => resource === undefined || move.resource === resource);
  return {
    types: new Set(wanted.map(([type]) => type)),
    ...(id !== undefined && { subjectId: id }),
  };
}

function toChange(event: DomainEvent): ResourceStateChangeType | undefined {
  const move = MOVES[event.type];
  const to = textIn(event.data.to) ?? textIn(event.data.state) ?? move?.to;
  if (move === undefined || to === undefined) return undefined;
  return {
    eventId: event.cursor,
    at: event.at,
    resource: move.resource,
    subjectId: event.subjectId,
    from: textIn(event.data.from),
    to,
    reason: textIn(event.data.reason),
    message: textIn(event.data.message),
  };
}
