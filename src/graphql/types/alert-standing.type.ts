import { Field, ObjectType } from 'type-graphql';
import type { AlertStanding } from '../../domain/alert-standing.js';
import { enumOf } from '../enum-of.js';
import { DateTime } from '../scalars.js';

export const AlertStandingEnum = enumOf('AlertStanding', 'Where people stand with an alert.', {
  OPEN: 'Nobody has done anything that would end it.',
  PARTLY_HANDLED: 'Some of its namespaces are off the schedule, some are still missing.',
  WAITING_FOR_NEXT_CYCLE: 'All of its namespaces are off the schedule: the next cycle closes it.',
  SNOOZED: 'Somebody wants no pings about it until a time, or until it changes.',
  CLOSED: 'It is over.',
} satisfies Record<AlertStanding, string>);

@ObjectType('AlertSnooze', {
  description: 'No reminders and no replies about an alert; it stays what it is.',
  simpleResolvers: true,
})
export class AlertSnoozeType {
  @Field(() => DateTime, { nullable: true, description: 'Until when; null: until it changes.' })
  readonly until: Date | null;

  @Field(() => String, { description: 'Who snoozed it.' })
  readonly by: string;

  @Field(() => DateTime, { description: 'When.' })
  readonly at: Date;
}

@ObjectType('AlertNamespace', { description: 'One missing namespace of an alert.', simpleResolvers: true })
export class AlertNamespaceType {
  @Field(() => String, { description: 'Its name.' })
  readonly name: string;

  @Field(() => Boolean, { description: 'Whether the schedule still asks for it.' })
  readonly onSchedule: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the cluster has it again, as last observed; null: not observed since.',
  })
  readonly isBack: boolean | null;
}
