import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AlertKind, AlertSubject } from '../../domain/alert.js';
import type { BackupScheduleState, BackupState } from '../../domain/state-matrix.js';
import {
  type AlertEventType,
  AlertEventTypeEnum,
  AlertKindEnum,
  AlertSubjectEnum,
  BackupScheduleStateEnum,
  BackupStateEnum,
  type ScheduleEventType,
  ScheduleEventTypeEnum,
} from '../enums.js';
import { DateTime } from '../scalars.js';

@ObjectType('AlertUpdate', {
  description: 'What happened to an alert; `alert` is as it is now.',
  simpleResolvers: true,
})
export class AlertUpdateType {
  @Field(() => String, {
    nullable: true,
    description:
      'Position in the stream: hand the last one back as `after` to go on without a gap. Of the present values, sent first, only the last one has it.',
  })
  readonly eventId: string | null;

  @Field(() => AlertEventTypeEnum, {
    nullable: true,
    description: 'What happened; null: an alert that is open as the stream begins.',
  })
  readonly type: AlertEventType | null;

  @Field(() => DateTime, { description: 'When it happened.' })
  readonly at: Date;

  @Field(() => ID, { description: 'UUID of the alert.' })
  readonly alertId: string;

  @Field(() => Boolean, { description: 'Whether it was open then.' })
  readonly isOpen: boolean;

  @Field(() => AlertKindEnum, { nullable: true, description: 'What it is about.' })
  readonly kind: AlertKind | null;

  @Field(() => AlertSubjectEnum, { nullable: true, description: 'What kind of thing it is raised on.' })
  readonly subjectType: AlertSubject | null;

  @Field(() => ID, { nullable: true, description: 'UUID of that thing.' })
  readonly subjectId: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'UUID of the schedule whose cycle was counted last; null: of none.',
  })
  readonly scheduleId: string | null;

  @Field(() => Int, { nullable: true, description: 'How often it had happened then.' })
  readonly count: number | null;
}

@ObjectType('BackupScheduleUpdate', {
  description: 'What happened to a backup schedule; `backupSchedule` is as it is now.',
  simpleResolvers: true,
})
export class BackupScheduleUpdateType {
  @Field(() => String, {
    nullable: true,
    description:
      'Position in the stream: hand the last one back as `after` to go on without a gap. Of the present values, sent first, only the last one has it.',
  })
  readonly eventId: string | null;

  @Field(() => ScheduleEventTypeEnum, {
    nullable: true,
    description: 'What happened; null: the present value.',
  })
  readonly type: ScheduleEventType | null;

  @Field(() => DateTime, { description: 'When it happened.' })
  readonly at: Date;

  @Field(() => ID, { description: 'UUID of the schedule.' })
  readonly scheduleId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name, where the event made or changed it, or of the present value.',
  })
  readonly name: string | null;

  @Field(() => BackupScheduleStateEnum, {
    nullable: true,
    description: 'State then; null where the event says nothing of it.',
  })
  readonly state: BackupScheduleState | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is in this state; null where there is nothing to say.',
  })
  readonly stateReason: string | null;

  @Field(() => ID, { nullable: true, description: 'UUID of the cycle; null where the event is of none.' })
  readonly cycleId: string | null;

  @Field(() => ID, { nullable: true, description: 'UUID of the backup that the cycle left; null: of none.' })
  readonly backupId: string | null;

  @Field(() => BackupStateEnum, {
    nullable: true,
    description: 'How the backup of the cycle ended; null where no cycle ended with one.',
  })
  readonly backupState: BackupState | null;
}
