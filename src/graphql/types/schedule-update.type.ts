import { Field, ID, ObjectType } from 'type-graphql';
import {
  type AlertEventType,
  AlertEventTypeEnum,
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
    description: 'Position of the event: hand the last one back as `after` to go on without a gap.',
  })
  readonly eventId: string;

  @Field(() => AlertEventTypeEnum, { description: 'What happened.' })
  readonly type: AlertEventType;

  @Field(() => DateTime, { description: 'When it happened.' })
  readonly at: Date;

  @Field(() => ID, { description: 'UUID of the alert.' })
  readonly alertId: string;
}

@ObjectType('BackupScheduleUpdate', {
  description: 'What happened to a backup schedule; `backupSchedule` is as it is now.',
  simpleResolvers: true,
})
export class BackupScheduleUpdateType {
  @Field(() => String, {
    nullable: true,
    description:
      'Position of the event: hand the last one back as `after` to go on without a gap. Null: the present value, sent first.',
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

  @Field(() => ID, { nullable: true, description: 'UUID of the cycle; null where the event is of none.' })
  readonly cycleId: string | null;
}
