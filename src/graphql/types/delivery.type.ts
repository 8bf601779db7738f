import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { DeliveryKind, DeliveryMedium, DeliveryState } from '../../domain/delivery.js';
import { DeliveryKindEnum, DeliveryMediumEnum, DeliveryStateEnum } from '../delivery-enums.js';
import { DateTime } from '../scalars.js';
import { connectionOf } from './connection.type.js';

@ObjectType('Delivery', {
  description: 'Something that is to be told to somebody, and what became of it.',
  simpleResolvers: true,
})
export class DeliveryType {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => DeliveryKindEnum, { description: 'What it tells.' })
  readonly kind: DeliveryKind;

  @Field(() => DeliveryMediumEnum, { description: 'How.' })
  readonly medium: DeliveryMedium;

  @Field(() => DeliveryStateEnum, { description: 'Where it stands.' })
  readonly state: DeliveryState;

  @Field(() => Int, { description: 'How often it was tried.' })
  readonly attempts: number;

  @Field(() => DateTime, { description: 'When there was something to tell.' })
  readonly createdAt: Date;

  @Field(() => DateTime, { description: 'It is not told before.' })
  readonly notBefore: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was told last; null: never.' })
  readonly deliveredAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the other side said last: its code; null: nothing bad.',
  })
  readonly errorCode: string | null;

  @Field(() => String, { nullable: true, description: 'The same in words.' })
  readonly error: string | null;
}

export const DeliveryConnectionType = connectionOf('Delivery', () => DeliveryType);

function deliveryPayload(name: string, description: string) {
  @ObjectType(name, { description: 'Answer of the mutation.', simpleResolvers: true })
  class Payload {
    @Field(() => DeliveryType, { description })
    readonly delivery: object;
  }
  return Payload;
}

export const TestAlertRoutePayload = deliveryPayload(
  'TestAlertRoutePayload',
  'The message that will say so.',
);
export const ResendDeliveryPayload = deliveryPayload('ResendDeliveryPayload', 'The delivery, PENDING again.');
export const AcknowledgeDeliveryPayload = deliveryPayload(
  'AcknowledgeDeliveryPayload',
  'The delivery as it is now.',
);
export const WatchBackupPayload = deliveryPayload(
  'WatchBackupPayload',
  'The message that follows the backup.',
);

@ObjectType('AdoptMessagePayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class AdoptMessagePayload {
  @Field(() => Boolean, {
    description: 'Whether the message is ours; false: another one has taken its place.',
  })
  readonly adopted: boolean;
}

@ObjectType('DeliveryBell', { description: 'A ring: something is due.', simpleResolvers: true })
export class DeliveryBellType {
  @Field(() => DateTime, { description: 'When it was rung.' })
  readonly at: Date;
}
