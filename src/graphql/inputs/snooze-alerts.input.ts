import { Field, ID, InputType } from 'type-graphql';
import { DateTime } from '../scalars.js';

@InputType('SnoozeAlertsInput', {
  description: 'A schedule about whose open alerts there shall be no pings.',
})
export class SnoozeAlertsInput {
  @Field(() => ID, { description: 'UUID of the schedule.' })
  readonly scheduleId: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when, within a year; until it changes when not given.',
  })
  readonly until?: Date | null;
}

@InputType('UnsnoozeAlertsInput', { description: 'A schedule whose snoozed alerts shall ping again.' })
export class UnsnoozeAlertsInput {
  @Field(() => ID, { description: 'UUID of the schedule.' })
  readonly scheduleId: string;
}
