import type { BackupSync, BackupSyncState } from '../../domain/backup-sync.js';
import type { DomainEvent, EventType } from '../../domain/event.js';
import type { ApiContext } from '../context.js';
import { textIn } from './event-data.js';
import { sightIn } from './sight-in.js';
import { Deliveries, type Delivery, everyOne, mapped, subscribe } from './stream.js';

export interface BackupSyncUpdate {
  readonly eventId: string | null;
  readonly at: Date;
  readonly backupSyncId: string;
  readonly locationId: string | null;
  readonly state: BackupSyncState;
  readonly message: string | null;
}

const TYPES: ReadonlySet<EventType> = new Set(['SYNC_REQUESTED', 'SYNC_STARTED', 'SYNC_ENDED']);
const OPEN: readonly BackupSyncState[] = ['PENDING', 'IN_PROGRESS'];

/** Those that have not ended, then every move of one. With `after` it goes on from there. @throws InvalidInput for a cursor that is none */
export function updatesOfSyncs(
  context: ApiContext,
  locationId: string | undefined,
  after: string | undefined,
): AsyncIterable<Delivery<BackupSyncUpdate>> {
  const { syncs } = context.services;
  const filter = { states: OPEN, ...(locationId !== undefined && { locationId }) };
  return new Deliveries({
    maySee: sightIn(context),
    events: subscribe(context, { types: TYPES }, after),
    ...(after === undefined && {
      present: () =>
        mapped(
          everyOne((request) => syncs.page(request, filter)),
          presentValue,
        ),
    }),
    map: async (event) => {
      const update = toUpdate(event);
      return locationId === undefined || update.locationId === locationId ? update : undefined;
    },
  });
}

function presentValue(sync: BackupSync): BackupSyncUpdate {
  const { id: backupSyncId, locationId, state, stateChangedAt: at } = sync;
  return { eventId: null, at, backupSyncId, locationId, state, message: null };
}

function toUpdate({ cursor, at, subjectId, data }: DomainEvent): BackupSyncUpdate {
  const state = (textIn(data.to) ?? textIn(data.state) ?? 'PENDING') as BackupSyncState;
  return {
    eventId: cursor,
    at,
    backupSyncId: subjectId,
    locationId: textIn(data.locationId),
    state,
    message: textIn(data.message),
  };
}
