import type { DomainEvent, EventType } from '../../domain/event.js';
import type { EventFilter } from '../../domain/ports/event-feed.js';
import type { Resource } from '../../domain/state-matrix.js';
import type { ApiContext } from '../context.js';
import type { ResourceStateChangeType } from '../types/update.type.js';
import { textIn } from './event-data.js';
import { presentStates, STREAMED } from './present-states.js';
import { sightIn, withoutForeign } from './sight-in.js';
import { Deliveries, type Delivery, subscribe } from './stream.js';

/** The events that move a state, and where to when the event's own data does not say it. Null: it is gone. */
const MOVES: Partial<Record<EventType, { readonly resource: Resource; readonly to?: string | null }>> = {
  CLUSTER_REGISTERED: { resource: 'Cluster', to: 'UNCHECKED' },
  CLUSTER_STATE_CHANGED: { resource: 'Cluster' },
  CLUSTER_DELETED: { resource: 'Cluster', to: null },
  LOCATION_CREATED: { resource: 'BackupLocation', to: 'UNCHECKED' },
  LOCATION_STATE_CHANGED: { resource: 'BackupLocation' },
  LOCATION_DELETED: { resource: 'BackupLocation', to: null },
  SCHEDULE_CREATED: { resource: 'BackupSchedule', to: 'ACTIVE' },
  SCHEDULE_STATE_CHANGED: { resource: 'BackupSchedule' },
  SCHEDULE_DELETED: { resource: 'BackupSchedule', to: null },
  BACKUP_REQUESTED: { resource: 'Backup', to: 'IN_PROGRESS' },
  BACKUP_FOUND: { resource: 'Backup' },
  BACKUP_FINISHED: { resource: 'Backup' },
  BACKUP_DELETING: { resource: 'Backup', to: 'DELETING' },
  BACKUP_DELETED: { resource: 'Backup', to: null },
  RESTORE_REQUESTED: { resource: 'Restore', to: 'IN_PROGRESS' },
  RESTORE_FINISHED: { resource: 'Restore' },
  RESTORE_DELETED: { resource: 'Restore', to: null },
};

export interface StateChangeFilter {
  readonly resource?: Resource;
  readonly id?: string;
}

/**
 * The states that there are now, then every move of one in order; with `after` it goes on from there.
 * @throws InvalidInput for a cursor that is none
 */
export function stateChanges(
  context: ApiContext,
  filter: StateChangeFilter,
  after: string | undefined,
): AsyncIterable<Delivery<ResourceStateChangeType>> {
  return new Deliveries({
    maySee: sightIn(context),
    events: subscribe(context, eventFilter(filter), after),
    ...(after === undefined && {
      present: () => presentStates(context, { resources: resourcesOf(filter), id: filter.id }),
    }),
    map: async (event) => {
      const change = toChange(event);
      return change && withoutForeign(context, change);
    },
  });
}

function resourcesOf({ resource }: StateChangeFilter) {
  return STREAMED.filter((each) => resource === undefined || each === resource);
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
  if (move === undefined) return undefined;
  const to = move.to === null ? null : (textIn(event.data.to) ?? textIn(event.data.state) ?? move.to);
  if (to === undefined) return undefined;
  return {
    eventId: event.cursor,
    isPresent: false,
    at: event.at,
    resource: move.resource,
    subjectId: event.subjectId,
    name: textIn(event.data.name),
    from: textIn(event.data.from) ?? (move.to === null ? textIn(event.data.state) : null),
    to,
    reason: textIn(event.data.reason),
    message: textIn(event.data.message),
  };
}
