import { Field, ID, InputType, Int } from 'type-graphql';
import type { DeliveryOutcome } from '../../domain/delivery.js';
import { DeliveryOutcomeEnum } from '../delivery-enums.js';

@InputType('ResendDeliveryInput', { description: 'A delivery that was given up or is uncertain.' })
export class ResendDeliveryInput {
  @Field(() => ID, { description: 'UUID of the delivery.' })
  readonly id: string;
}

@InputType('ClaimDeliveriesInput', { description: 'What a bot takes.' })
export class ClaimDeliveriesInput {
  @Field(() => String, { description: 'Name of the process that takes them: for logs.' })
  readonly worker: string;

  @Field(() => Int, { description: 'How many at most: 1 to 100.' })
  readonly first: number;
}

@InputType('AcknowledgeDeliveryInput', { description: 'What Slack said.' })
export class AcknowledgeDeliveryInput {
  @Field(() => ID, { description: 'UUID of the delivery.' })
  readonly id: string;

  @Field(() => String, { description: 'The word of the claim.' })
  readonly claim: string;

  @Field(() => DeliveryOutcomeEnum, { description: 'What became of it.' })
  readonly outcome: DeliveryOutcome;

  @Field(() => String, { nullable: true, description: 'Where the message stands.' })
  readonly channelId?: string | null;

  @Field(() => String, { nullable: true, description: 'Its timestamp there.' })
  readonly ts?: string | null;

  @Field(() => String, { nullable: true, description: "Slack's error code." })
  readonly errorCode?: string | null;

  @Field(() => Int, { nullable: true, description: 'How long Slack asks to wait.' })
  readonly retryAfterSeconds?: number | null;
}

@InputType('AdoptMessageInput', {
  description: 'A message of ours that the outbox lost sight of, found by a click on it.',
})
export class AdoptMessageInput {
  @Field(() => ID, { description: 'UUID that its metadata carries.' })
  readonly deliveryId: string;

  @Field(() => String, { description: 'Where it stands.' })
  readonly channelId: string;

  @Field(() => String, { description: 'Its timestamp there.' })
  readonly ts: string;
}

@InputType('WatchBackupInput', { description: 'A backup to follow in a channel.' })
export class WatchBackupInput {
  @Field(() => ID, { description: 'UUID of the backup.' })
  readonly backupId: string;

  @Field(() => String, { description: 'Id of the channel.' })
  readonly channelId: string;
}
