import type { DomainEvent, EventType } from '../../domain/event.js';
import type { EventFilter } from '../../domain/ports/event-feed.js';
import { STATE_MOVES, stateMoveOf } from '../../domain/state-change.js';
import type { Resource } from '../../domain/state-matrix.js';
import type { ApiContext } from '../context.js';
import type { ResourceStateChangeType } from '../types/update.type.js';
import { presentStates, STREAMED } from './present-states.js';
import { sightIn, withoutForeign } from './sight-in.js';
import { Deliveries, type Delivery, subscribe } from './stream.js';

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
    tellsOfSharing: true,
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
  const moves = Object.entries(STATE_MOVES) as [EventType, { readonly resource: Resource }][];
  const wanted = moves.filter(([, move]) => resource === undefined || move.resource === resource);
  return {
    types: new Set(wanted.map(([type]) => type)),
    ...(id !== undefined && { subjectId: id }),
  };
}

function toChange(event: DomainEvent): ResourceStateChangeType | undefined {
  const move = stateMoveOf(event);
  return move && { ...move, eventId: event.cursor, isPresent: false, at: event.at };
}
