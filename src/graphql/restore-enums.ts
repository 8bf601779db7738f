/** The enums of restores, made from the tables of the domain. */
import type { EventType } from '../domain/event.js';
import { RESTORE_ISSUES } from '../domain/restore.js';
import { enumOf, meaningsOf } from './enum-of.js';
import { statesOf } from './enums.js';

export const RestoreStateEnum = enumOf(
  'RestoreState',
  'State of a restore, by the state matrix.',
  statesOf('Restore'),
);
export const RestoreStageEnum = enumOf(
  'RestoreStage',
  'Where a running restore stands, in the order of the run.',
  {
    PLAN: 'Looks at the cluster and the location, and reads what the backup holds.',
    VOLUMES: 'Volumes are made from their snapshots.',
    RESOURCES: 'Objects are made in the cluster, in the order in which they need each other.',
    FINISH: 'What is left to do when everything is there.',
  },
);
export const ExistingPolicyEnum = enumOf(
  'ExistingPolicy',
  'What happens to an object that is there already and differs.',
  {
    KEEP: 'It stays as it is.',
    UPDATE: 'It becomes what the backup has, by server-side apply as field manager `holdfast`.',
    REPLACE: 'It is deleted and made again: needs `confirm`.',
  },
);
export const ObjectOutcomeEnum = enumOf('ObjectOutcome', 'What became of one object.', {
  CREATED: 'It was not there and is now.',
  UPDATED: 'It was there and is now as in the backup.',
  REPLACED: 'It was deleted and made again.',
  UNCHANGED: 'It was there already, the same.',
  KEPT: 'It was there already, different, and was left alone.',
  SKIPPED: 'It is not restored: something else makes it.',
  FAILED: 'It is not as in the backup: an issue says why.',
});
export const RestoreIssueCodeEnum = enumOf(
  'RestoreIssueCode',
  'What went wrong in a restore.',
  meaningsOf(RESTORE_ISSUES),
);

const RESTORE_EVENTS = {
  RESTORE_REQUESTED: 'Somebody asked for the restore.',
  RESTORE_CLAIMED: 'A worker took it up: a new attempt begins.',
  RESTORE_STAGE_ENTERED: 'A stage of the run began.',
  RESTORE_PROGRESSED: 'More objects came back.',
  RESTORE_CANCEL_REQUESTED: 'Somebody asked to cancel it.',
  RESTORE_FINISHED: 'The run ended: the state says how.',
  RESTORE_DELETED: 'Its record is gone.',
} as const satisfies Partial<Record<EventType, string>>;
export type RestoreEventType = keyof typeof RESTORE_EVENTS;
export const RESTORE_EVENT_TYPES: ReadonlySet<EventType> = new Set(
  Object.keys(RESTORE_EVENTS) as RestoreEventType[],
);
export const RestoreEventTypeEnum = enumOf('RestoreEventType', 'What happened to a restore.', RESTORE_EVENTS);
