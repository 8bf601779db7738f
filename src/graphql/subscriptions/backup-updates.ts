import type { Backup, Stage } from '../../domain/backup.js';
import type { DomainEvent, EventType } from '../../domain/event.js';
import type { EventFilter } from '../../domain/ports/event-feed.js';
import type { BackupState } from '../../domain/state-matrix.js';
import type { ApiContext } from '../context.js';
import { BACKUP_EVENT_TYPES, type BackupEventType } from '../enums.js';
import type { BackupUpdateType } from '../types/update.type.js';
import { Deliveries, type Delivery, numberIn, textIn } from './stream.js';

/** The state that follows from what happened, where the event's own data does not say it. */
const STATE_AFTER: Partial<Record<EventType, BackupState>> = {
  BACKUP_REQUESTED: 'IN_PROGRESS',
  BACKUP_CLAIMED: 'IN_PROGRESS',
  BACKUP_STAGE_ENTERED: 'IN_PROGRESS',
  BACKUP_PROGRESSED: 'IN_PROGRESS',
  BACKUP_CANCEL_REQUESTED: 'IN_PROGRESS',
  BACKUP_DELETING: 'DELETING',
};

/**
 * The backup as it is, then every event of it in order, until it is deleted: an event may repeat what the present value had
 * already. With `after` it goes on from there and sends no present value.
 * @throws NotFound, and InvalidInput for a cursor that is none
 */
export async function updatesOfBackup(
  context: ApiContext,
  id: string,
  after: string | undefined,
): Promise<AsyncIterable<Delivery<BackupUpdateType>>> {
  const { backups } = context.services;
  await backups.get(id);
  return new Deliveries({
    events: context.eventFeed.subscribe(filterFor(id), after),
    ...(after === undefined && { present: async () => presentValue(await backups.get(id)) }),
    map: toUpdate,
    isLast: (event) => event.type === 'BACKUP_DELETED',
  });
}

/** Every event of every backup, from `after` or from now on. @throws InvalidInput for a cursor that is none */
export function updatesOfAllBackups(
  context: ApiContext,
  after: string | undefined,
): AsyncIterable<Delivery<BackupUpdateType>> {
  return new Deliveries({ events: context.eventFeed.subscribe(filterFor(undefined), after), map: toUpdate });
}

function filterFor(subjectId: string | undefined): EventFilter {
  return { types: BACKUP_EVENT_TYPES, ...(subjectId !== undefined && { subjectId }) };
}

function presentValue(backup: Backup): BackupUpdateType {
  const { id: backupId, state, stage, attempt, objects, bytes, stateChangedAt: at } = backup;
  return { eventId: null, type: null, at, backupId, state, stage, attempt, objects, bytes };
}

function toUpdate(event: DomainEvent): BackupUpdateType {
  const { data } = event;
  return {
    eventId: event.cursor,
    type: event.type as BackupEventType,
    at: event.at,
    backupId: event.subjectId,
    state: (textIn(data.to) ?? textIn(data.state) ?? STATE_AFTER[event.type] ?? null) as BackupState | null,
    stage: textIn(data.stage) as Stage | null,
    attempt: numberIn(data.attempt),
    objects: numberIn(data.objects),
    bytes: numberIn(data.bytes),
  };
}
