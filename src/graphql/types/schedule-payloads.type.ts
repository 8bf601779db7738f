/** What the mutations of schedules and alerts answer: one type each, so that each can grow. */
import { type ClassType, Field, ID, ObjectType } from 'type-graphql';
import { AlertType } from './alert.type.js';
import { BackupType } from './backup.type.js';
import { BackupScheduleType } from './backup-schedule.type.js';
import { ScheduleEditType } from './schedule-edit.type.js';

function schedulePayload(name: string, description: string): ClassType<{ backupSchedule: object }> {
  @ObjectType(name, { description: 'Answer of the mutation.', simpleResolvers: true })
  class Payload {
    @Field(() => BackupScheduleType, { description })
    readonly backupSchedule: object;
  }
  return Payload;
}

interface SelectionEdited {
  readonly backupSchedule: object;
  readonly changed: boolean;
  readonly namespaces: readonly string[];
  readonly by: object | null;
}

function selectionPayload(name: string): ClassType<SelectionEdited> {
  @ObjectType(name, { description: 'Answer of the mutation.', simpleResolvers: true })
  class Payload implements SelectionEdited {
    @Field(() => BackupScheduleType, {
      description: 'The schedule as it is now. A cycle that is under way keeps its plan.',
    })
    readonly backupSchedule: object;

    @Field(() => Boolean, { description: 'Whether this call changed anything; false: it was so already.' })
    readonly changed: boolean;

    @Field(() => [String], {
      description: 'What this call moved; when it moved nothing, what was asked for.',
    })
    readonly namespaces: readonly string[];

    @Field(() => ScheduleEditType, {
      nullable: true,
      description:
        'The edit that made it so, by this call or an earlier one: who did it when; null: none did.',
    })
    readonly by: object | null;
  }
  return Payload;
}

export const CreateBackupSchedulePayload = schedulePayload(
  'CreateBackupSchedulePayload',
  'The schedule, ACTIVE, with its next due time.',
);
export const EditBackupSchedulePayload = schedulePayload(
  'EditBackupSchedulePayload',
  'The schedule as it is now.',
);
export const SuspendBackupSchedulePayload = schedulePayload(
  'SuspendBackupSchedulePayload',
  'The schedule: a cycle that is under way goes on.',
);
export const ResumeBackupSchedulePayload = schedulePayload(
  'ResumeBackupSchedulePayload',
  'The schedule with its next due time.',
);
export const ReleaseHeldBackupsPayload = schedulePayload(
  'ReleaseHeldBackupsPayload',
  'The schedule: what nothing holds any more goes at the next pruning.',
);
export const ExcludeNamespacesFromSchedulePayload = selectionPayload('ExcludeNamespacesFromSchedulePayload');
export const AddNamespacesToSchedulePayload = selectionPayload('AddNamespacesToSchedulePayload');
export const RevertScheduleEditPayload = selectionPayload('RevertScheduleEditPayload');

@ObjectType('DeleteBackupSchedulePayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class DeleteBackupSchedulePayload {
  @Field(() => ID, { description: 'UUID of what is gone.' })
  readonly id: string;
}

@ObjectType('BackUpScheduleNowPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class BackUpScheduleNowPayload {
  @Field(() => BackupType, {
    description: 'The backup, IN_PROGRESS: subscribe to `backupUpdated` to watch it.',
  })
  readonly backup: object;
}

@ObjectType('AcknowledgeAlertPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class AcknowledgeAlertPayload {
  @Field(() => AlertType, { description: 'The alert as it is now.' })
  readonly alert: object;
}

interface AlertsSnoozed {
  readonly alerts: readonly object[];
  readonly changed: boolean;
}

function snoozePayload(name: string): ClassType<AlertsSnoozed> {
  @ObjectType(name, { description: 'Answer of the mutation.', simpleResolvers: true })
  class Payload implements AlertsSnoozed {
    @Field(() => [AlertType], { description: 'The open alerts about the schedule, as they are now.' })
    readonly alerts: readonly object[];

    @Field(() => Boolean, { description: 'Whether this call changed anything; false: it was so already.' })
    readonly changed: boolean;
  }
  return Payload;
}

export const SnoozeAlertsPayload = snoozePayload('SnoozeAlertsPayload');
export const UnsnoozeAlertsPayload = snoozePayload('UnsnoozeAlertsPayload');
