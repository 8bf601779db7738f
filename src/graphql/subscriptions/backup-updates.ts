import type { Backup, Stage } from '../../domain/backup.js';
import type { DomainEvent, EventType } from '../../domain/event.js';
import type { BackupState } from '../../domain/state-matrix.js';
import { type ApiContext, viewerOf } from '../context.js';
import { BACKUP_EVENT_TYPES, type BackupEventType } from '../enums.js';
import type { BackupUpdateType } from '../types/update.type.js';
import { nameIn, numberIn, textIn } from './event-data.js';
import { sightIn } from './sight-in.js';
import { aboutOne, Deliveries, type Delivery, everyOne, mapped, only, subscribe } from './stream.js';

/** The state that follows from what happened, where the event's own data does not say it. */
const STATE_AFTER: Partial<Record<EventType, BackupState>> = {
  BACKUP_REQUESTED: 'IN_PROGRESS',
  BACKUP_CLAIMED: 'IN_PROGRESS',
  BACKUP_STAGE_ENTERED: 'IN_PROGRESS',
  BACKUP_PROGRESSED: 'IN_PROGRESS',
  BACKUP_CANCEL_REQUESTED: 'IN_PROGRESS',
  BACKUP_DELETING: 'DELETING',
};

/** Something happens to these now: what a list of them begins with. */
const CURRENT: readonly BackupState[] = ['IN_PROGRESS', 'DELETING'];

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
  const viewer = viewerOf(context);
  await backups.get(id, viewer);
  return new Deliveries({
    maySee: sightIn(context),
    assertSeen: () => backups.get(id, viewer),
    events: subscribe(context, aboutOne(context, BACKUP_EVENT_TYPES, id), after),
    ...(after === undefined && {
      present: () => only(async () => presentValue(await backups.get(id, viewer))),
    }),
    map: toUpdate,
    isLast: ({ type }) => type === 'BACKUP_DELETED' || type === 'BACKUP_FORCE_DELETED',
  });
}

/**
 * The backups that run or are being deleted, of one schedule or of all, then every event of every one of them in order. With
 * `after` it goes on from there. @throws InvalidInput for a cursor that is none
 */
export function updatesOfBackups(
  context: ApiContext,
  scheduleId: string | undefined,
  after: string | undefined,
): AsyncIterable<Delivery<BackupUpdateType>> {
  const { backups } = context.services;
  const filter = { states: CURRENT, ...(scheduleId !== undefined && { scheduleId }) };
  return new Deliveries({
    maySee: sightIn(context),
    events: subscribe(context, { types: BACKUP_EVENT_TYPES }, after),
    ...(after === undefined && {
      present: () =>
        mapped(
          everyOne((request) => backups.page(request, filter, viewerOf(context))),
          presentValue,
        ),
    }),
    map: async (event) =>
      scheduleId === undefined || (await scheduleOf(context, event)) === scheduleId
        ? toUpdate(event)
        : undefined,
  });
}

/** The event says it, or the backup does. */
async function scheduleOf({ live }: ApiContext, { data, subjectId }: DomainEvent): Promise<string | null> {
  return textIn(data.scheduleId) ?? (await live.cardOf(subjectId))?.scheduleId ?? null;
}

function presentValue(backup: Backup): BackupUpdateType {
  const { id: backupId, name, scheduleId, clusterId, state, stateReason } = backup;
  const { stage, attempt, objects, bytes, stateChangedAt: at } = backup;
  const known = { name, scheduleId, clusterId, state, stateReason, stage, attempt, objects, bytes };
  return { eventId: null, type: null, at, backupId, message: null, ...known };
}

function toUpdate(event: DomainEvent): BackupUpdateType {
  const { data } = event;
  return {
    eventId: event.cursor,
    type: event.type as BackupEventType,
    at: event.at,
    backupId: event.subjectId,
    name: nameIn(data),
    scheduleId: textIn(data.scheduleId),
    clusterId: null,
    state: (textIn(data.to) ?? textIn(data.state) ?? STATE_AFTER[event.type] ?? null) as BackupState | null,
    stateReason: textIn(data.reason),
    stage: textIn(data.stage) as Stage | null,
    attempt: numberIn(data.attempt),
    objects: numberIn(data.objects),
    bytes: numberIn(data.bytes),
    message: event.type === 'BACKUP_PROGRESSED' ? textIn(data.message) : null,
  };
}
