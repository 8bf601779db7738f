import { Field, ID, InputType, Int } from 'type-graphql';
import type { RouteDetail } from '../../domain/alert-route.js';
import { RouteDetailEnum } from '../delivery-enums.js';

@InputType('CreateAlertRouteInput', {
  description: 'A route to create. Without a filter it gets every alert.',
})
export class CreateAlertRouteInput {
  @Field(() => String, { description: 'Name, unique among routes.' })
  readonly name: string;

  @Field(() => String, { description: 'Id of the channel; the bot must be invited to it.' })
  readonly channelId: string;

  @Field(() => Boolean, { nullable: true, description: 'Gets what no other route matches; has no filter.' })
  readonly isDefault?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Only alerts of this cluster.' })
  readonly clusterId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only alerts of this schedule.' })
  readonly scheduleId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only alerts of schedules with such labels: `team=shop,tier in (web,db),!internal`.',
  })
  readonly labelSelector?: string | null;

  @Field(() => RouteDetailEnum, { nullable: true, description: 'FULL when not given.' })
  readonly detail?: RouteDetail | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether messages carry buttons; true when not given.',
  })
  readonly buttons?: boolean | null;

  @Field(() => String, { nullable: true, description: 'HH:MM of a daily digest; none when not given.' })
  readonly digestAt?: string | null;

  @Field(() => String, { nullable: true, description: 'IANA time zone of the digest; UTC when not given.' })
  readonly timeZone?: string | null;
}

@InputType('EditAlertRouteInput', {
  description: 'Changes of a route. What is not given stays; null takes a filter or the digest away.',
})
export class EditAlertRouteInput {
  @Field(() => ID, { description: 'UUID of the route.' })
  readonly id: string;

  @Field(() => Int, { description: 'The `version` that the change is based on.' })
  readonly expectedVersion: number;

  @Field(() => String, { nullable: true, description: 'New name.' })
  readonly name?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Another channel: its open alerts are told there, and messages in the old one are left as they are.',
  })
  readonly channelId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it gets what no other route matches.' })
  readonly isDefault?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Only alerts of this cluster; null: of any.' })
  readonly clusterId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only alerts of this schedule; null: of any.' })
  readonly scheduleId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only alerts of schedules with such labels; null: of any.',
  })
  readonly labelSelector?: string | null;

  @Field(() => RouteDetailEnum, { nullable: true, description: 'How much is told.' })
  readonly detail?: RouteDetail | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether messages carry buttons.' })
  readonly buttons?: boolean | null;

  @Field(() => String, { nullable: true, description: 'HH:MM of a daily digest; null: none.' })
  readonly digestAt?: string | null;

  @Field(() => String, { nullable: true, description: 'IANA time zone of the digest.' })
  readonly timeZone?: string | null;
}

@InputType('DeleteAlertRouteInput', { description: 'A route to delete.' })
export class DeleteAlertRouteInput {
  @Field(() => ID, { description: 'UUID of the route.' })
  readonly id: string;
}

@InputType('TestAlertRouteInput', { description: 'A route to try.' })
export class TestAlertRouteInput {
  @Field(() => ID, { description: 'UUID of the route.' })
  readonly id: string;
}
