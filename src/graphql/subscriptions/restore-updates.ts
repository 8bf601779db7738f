import type { DomainEvent, EventType } from '../../domain/event.js';
import type { EventFilter } from '../../domain/ports/event-feed.js';
import { objectsDone, type Restore, type RestoreStage } from '../../domain/restore.js';
import type { RestoreState } from '../../domain/state-matrix.js';
import type { ApiContext } from '../context.js';
import { RESTORE_EVENT_TYPES, type RestoreEventType } from '../restore-enums.js';
import type { RestoreUpdateType } from '../types/restore.type.js';
import { Deliveries, type Delivery, numberIn, textIn } from './stream.js';

/** The state that follows from what happened, where the event's own data does not say it. */
const STATE_AFTER: Partial<Record<EventType, RestoreState>> = {
  RESTORE_REQUESTED: 'IN_PROGRESS',
  RESTORE_CLAIMED: 'IN_PROGRESS',
  RESTORE_STAGE_ENTERED: 'IN_PROGRESS',
  RESTORE_PROGRESSED: 'IN_PROGRESS',
  RESTORE_CANCEL_REQUESTED: 'IN_PROGRESS',
};

/**
 * The restore as it is, then every event of it in order, until its record is deleted; with `after` it goes on from there.
 * @throws NotFound, and InvalidInput for a cursor that is none
 */
export async function updatesOfRestore(
  context: ApiContext,
  id: string,
  after: string | undefined,
): Promise<AsyncIterable<Delivery<RestoreUpdateType>>> {
  const { restores } = context.services;
  await restores.get(id);
  return new Deliveries({
    events: context.eventFeed.subscribe(filterFor(id), after),
    ...(after === undefined && { present: async () => presentValue(await restores.get(id)) }),
    map: toUpdate,
    isLast: (event) => event.type === 'RESTORE_DELETED',
  });
}

/** Every event of every restore, from `after` or from now on. @throws InvalidInput for a cursor that is none */
export function updatesOfAllRestores(
  context: ApiContext,
  after: string | undefined,
): AsyncIterable<Delivery<RestoreUpdateType>> {
  return new Deliveries({ events: context.eventFeed.subscribe(filterFor(undefined), after), map: toUpdate });
}

function filterFor(subjectId: string | undefined): EventFilter {
  return { types: RESTORE_EVENT_TYPES, ...(subjectId !== undefined && { subjectId }) };
}

function presentValue(restore: Restore): RestoreUpdateType {
  const { id: restoreId, state, stage, attempt, counts, total, stateChangedAt: at } = restore;
  return {
    eventId: null,
    type: null,
    at,
    restoreId,
    state,
    stage,
    attempt,
    done: objectsDone(counts),
    total,
  };
}

function toUpdate(event: DomainEvent): RestoreUpdateType {
  const { data } = event;
  return {
    eventId: event.cursor,
    type: event.type as RestoreEventType,
    at: event.at,
    restoreId: event.subjectId,
    state: (textIn(data.to) ?? textIn(data.state) ?? STATE_AFTER[event.type] ?? null) as RestoreState | null,
    stage: textIn(data.stage) as RestoreStage | null,
    attempt: numberIn(data.attempt),
    done: numberIn(data.done),
    total: numberIn(data.total),
  };
}
