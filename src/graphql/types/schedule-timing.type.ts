import { Field, Int, ObjectType } from 'type-graphql';
import type { TimingKind, Weekday } from '../../domain/schedule-timing.js';
import { TimingKindEnum, WeekdayEnum } from '../schedule-enums.js';

@ObjectType('ScheduleTiming', {
  description:
    "When a schedule is due. Fields that its kind does not have are null; times are of the schedule's zone.",
  simpleResolvers: true,
})
export class ScheduleTimingType {
  @Field(() => TimingKindEnum, { description: 'What it counts by.' })
  readonly kind: TimingKind;

  @Field(() => Int, { nullable: true, description: 'Minutes from one due time to the next (INTERVAL).' })
  readonly minutes: number | null;

  @Field(() => String, {
    nullable: true,
    description: '`HH:MM` on a 24 hour clock (DAILY, WEEKLY, MONTHLY).',
  })
  readonly at: string | null;

  @Field(() => [WeekdayEnum], { nullable: true, description: 'Days of the week (WEEKLY).' })
  readonly weekdays: readonly Weekday[] | null;

  @Field(() => [Int], { nullable: true, description: 'Days of the month, 1 to 31 (MONTHLY).' })
  readonly monthDays: readonly number[] | null;

  @Field(() => String, { nullable: true, description: 'The five fields of a cron expression (CRON).' })
  readonly expression: string | null;

  @Field(() => String, { description: 'The timing in plain words: `daily at 02:30 (Europe/Berlin)`.' })
  readonly description: string;
}
