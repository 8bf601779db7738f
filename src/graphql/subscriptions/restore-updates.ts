import type { DomainEvent, EventType } from '../../domain/event.js';
import { objectsDone, type Restore, type RestoreStage } from '../../domain/restore.js';
import type { RestoreState } from '../../domain/state-matrix.js';
import { type ApiContext, viewerOf } from '../context.js';
import { RESTORE_EVENT_TYPES, type RestoreEventType } from '../restore-enums.js';
import type { RestoreUpdateType } from '../types/restore.type.js';
import { nameIn, numberIn, textIn } from './event-data.js';
import { sightIn } from './sight-in.js';
import { aboutOne, Deliveries, type Delivery, everyOne, mapped, only, subscribe } from './stream.js';

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
  const viewer = viewerOf(context);
  await restores.get(id, viewer);
  return new Deliveries({
    maySee: sightIn(context),
    assertSeen: () => restores.get(id, viewer),
    events: subscribe(context, aboutOne(context, RESTORE_EVENT_TYPES, id), after),
    ...(after === undefined && {
      present: () => only(async () => presentValue(await restores.get(id, viewer))),
    }),
    map: toUpdate,
    isLast: (event) => event.type === 'RESTORE_DELETED',
  });
}

/** The restores that run, then every event of every one in order; with `after` it goes on from there. @throws InvalidInput for a cursor that is none */
export function updatesOfAllRestores(
  context: ApiContext,
  after: string | undefined,
): AsyncIterable<Delivery<RestoreUpdateType>> {
  const { restores } = context.services;
  return new Deliveries({
    maySee: sightIn(context),
    events: subscribe(context, { types: RESTORE_EVENT_TYPES }, after),
    ...(after === undefined && {
      present: () =>
        mapped(
          everyOne((request) => restores.page(request, { states: ['IN_PROGRESS'] }, viewerOf(context))),
          presentValue,
        ),
    }),
    map: toUpdate,
  });
}

function presentValue(restore: Restore): RestoreUpdateType {
  const {
    id: restoreId,
    name,
    stateReason,
    state,
    stage,
    attempt,
    counts,
    total,
    stateChangedAt: at,
  } = restore;
  return {
    eventId: null,
    type: null,
    at,
    restoreId,
    name,
    state,
    stateReason,
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
    name: nameIn(data),
    stateReason: textIn(data.reason),
    state: (textIn(data.to) ?? textIn(data.state) ?? STATE_AFTER[event.type] ?? null) as RestoreState | null,
    stage: textIn(data.stage) as RestoreStage | null,
    attempt: numberIn(data.attempt),
    done: numberIn(data.done),
    total: numberIn(data.total),
  };
}
