import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { RouteDetail, RouteState } from '../../domain/alert-route.js';
import { AlertRouteStateEnum, RouteDetailEnum } from '../delivery-enums.js';
import { DateTime } from '../scalars.js';
import { connectionOf } from './connection.type.js';

@ObjectType('AlertRoute', {
  description: 'Where alerts go in Slack: a channel, a filter, and how much is told there.',
  simpleResolvers: true,
})
export class AlertRouteType {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => String, { description: 'Name, unique among routes.' })
  readonly name: string;

  @Field(() => String, { description: 'Id of the channel: `C0123ABCD`.' })
  readonly channelId: string;

  @Field(() => Boolean, { description: 'Gets what no other route matches. Exactly one at most.' })
  readonly isDefault: boolean;

  @Field(() => String, { nullable: true, description: 'Selector over the labels of the schedule.' })
  readonly labelSelector: string | null;

  @Field(() => RouteDetailEnum, { description: 'How much its messages tell.' })
  readonly detail: RouteDetail;

  @Field(() => Boolean, { description: 'Whether its messages carry buttons.' })
  readonly buttons: boolean;

  @Field(() => String, { nullable: true, description: 'HH:MM of the daily digest in timeZone; null: none.' })
  readonly digestAt: string | null;

  @Field(() => String, { description: 'IANA name of the time zone of the digest.' })
  readonly timeZone: string;

  @Field(() => AlertRouteStateEnum, { description: 'What Slack has answered of it.' })
  readonly state: RouteState;

  @Field(() => String, {
    nullable: true,
    description: "Slack's word for why it is BROKEN; `installation` while it refuses the token; else null.",
  })
  readonly stateReason: string | null;

  @Field(() => DateTime, { description: 'Since when it is in this state.' })
  readonly stateChangedAt: Date;

  @Field(() => Int, { description: 'Rises with every edit: hand it back as `expectedVersion`.' })
  readonly version: number;
}

export const AlertRouteConnectionType = connectionOf('AlertRoute', () => AlertRouteType);

function routePayload(name: string) {
  @ObjectType(name, { description: 'Answer of the mutation.', simpleResolvers: true })
  class Payload {
    @Field(() => AlertRouteType, { description: 'The route as it is now.' })
    readonly alertRoute: object;
  }
  return Payload;
}

export const CreateAlertRoutePayload = routePayload('CreateAlertRoutePayload');
export const EditAlertRoutePayload = routePayload('EditAlertRoutePayload');

@ObjectType('DeleteAlertRoutePayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class DeleteAlertRoutePayload {
  @Field(() => ID, { description: 'UUID of what is gone.' })
  readonly id: string;
}
