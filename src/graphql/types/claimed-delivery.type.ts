import { Field, Int, ObjectType } from 'type-graphql';
import type { AlertChangeKind } from '../../domain/alert-change.js';
import type { RouteDetail } from '../../domain/alert-route.js';
import type { EditKind } from '../../domain/backup-schedule.js';
import type { Notice, NoticeKind, PostedMessage, ToldChange } from '../../domain/delivery.js';
import type { DigestEdit, UncoveredNamespace } from '../../domain/digest.js';
import { AlertChangeKindEnum, NoticeKindEnum, RouteDetailEnum } from '../delivery-enums.js';
import { DateTime } from '../scalars.js';
import { EditKindEnum } from '../schedule-enums.js';
import { AlertType } from './alert.type.js';
import { BackupType } from './backup.type.js';
import { DeliveryType } from './delivery.type.js';

@ObjectType('PostedMessage', { description: 'A message that stands in Slack.', simpleResolvers: true })
export class PostedMessageType implements PostedMessage {
  @Field(() => String, { description: 'Its channel.' })
  readonly channelId: string;

  @Field(() => String, { description: 'Its timestamp, which is its id there.' })
  readonly ts: string;
}

@ObjectType('AlertChange', { description: 'What a reply in the thread tells.', simpleResolvers: true })
export class AlertChangeType implements ToldChange {
  @Field(() => AlertChangeKindEnum, { description: 'What happened.' })
  readonly kind: AlertChangeKind;

  @Field(() => DateTime, { description: 'When.' })
  readonly at: Date;

  @Field(() => String, { nullable: true, description: 'Who did it; null: it happened.' })
  readonly by: string | null;

  @Field(() => [String], { description: 'Names that came to it, the first of them.' })
  readonly added: readonly string[];

  @Field(() => Int, { description: 'How many came to it.' })
  readonly addedCount: number;

  @Field(() => [String], { description: 'Names that left it, the first of them.' })
  readonly removed: readonly string[];

  @Field(() => Int, { description: 'How many left it.' })
  readonly removedCount: number;

  @Field(() => String, { nullable: true, description: 'Why, as a sentence; null: nothing to add.' })
  readonly reason: string | null;
}

@ObjectType('Notice', { description: 'What one person is told.', simpleResolvers: true })
export class NoticeType implements Notice {
  @Field(() => NoticeKindEnum, { description: 'What happened.' })
  readonly kind: NoticeKind;

  @Field(() => String, { description: 'The name of the user here.' })
  readonly userName: string;

  @Field(() => DateTime, { description: 'When.' })
  readonly at: Date;
}

@ObjectType('UncoveredNamespace', {
  description: 'A namespace that no schedule covers any more.',
  simpleResolvers: true,
})
export class UncoveredNamespaceType implements UncoveredNamespace {
  @Field(() => String, { description: 'Its cluster.' })
  readonly clusterName: string;

  @Field(() => String, { description: 'Its name.' })
  readonly name: string;

  @Field(() => String, { description: 'The schedule that it left.' })
  readonly scheduleName: string;

  @Field(() => DateTime, { description: 'When it left.' })
  readonly leftAt: Date;

  @Field(() => String, { nullable: true, description: 'Who excluded it; null: it left by itself.' })
  readonly by: string | null;
}

@ObjectType('DigestEdit', { description: 'An edit of a schedule.', simpleResolvers: true })
export class DigestEditType implements DigestEdit {
  @Field(() => String, { description: 'The schedule.' })
  readonly scheduleName: string;

  @Field(() => EditKindEnum, { description: 'What was done.' })
  readonly kind: EditKind;

  @Field(() => String, { description: 'Who did it.' })
  readonly by: string;

  @Field(() => DateTime, { description: 'When.' })
  readonly at: Date;

  @Field(() => [String], { description: 'What was moved, the first of them.' })
  readonly namespaces: readonly string[];

  @Field(() => Int, { description: 'How many were moved.' })
  readonly namespaceCount: number;
}

@ObjectType('Digest', { description: 'What a channel hears once a day.', simpleResolvers: true })
export class DigestType {
  @Field(() => DateTime, { description: 'From when its edits are.' })
  readonly since: Date;

  @Field(() => DateTime, { description: 'Until when.' })
  readonly until: Date;

  @Field(() => [AlertType], { description: 'Open alerts, oldest first, the first of them.' })
  readonly openAlerts: readonly object[];

  @Field(() => Int, { description: 'How many are open.' })
  readonly openCount: number;

  @Field(() => [DigestEditType], { description: 'Edits of schedules, newest first, the first of them.' })
  readonly edits: readonly DigestEditType[];

  @Field(() => [UncoveredNamespaceType], { description: 'The first of them.' })
  readonly uncovered: readonly UncoveredNamespaceType[];

  @Field(() => Int, { description: 'How many no schedule covers any more.' })
  readonly uncoveredCount: number;
}

@ObjectType('ClaimedDelivery', {
  description:
    'A delivery that a bot has taken: what to say, where, and the word to hand back with the result.',
  simpleResolvers: true,
})
export class ClaimedDeliveryType {
  @Field(() => DeliveryType, { description: 'The delivery.' })
  readonly delivery: object;

  @Field(() => String, { description: 'The word to hand back.' })
  readonly claim: string;

  @Field(() => String, { description: 'A channel, or a Slack user for a NOTICE.' })
  readonly target: string;

  @Field(() => String, { nullable: true, description: 'The workspace of a NOTICE; null: the only one.' })
  readonly teamId: string | null;

  @Field(() => PostedMessageType, {
    nullable: true,
    description: 'The message to update, or the root to reply under; null: there is none yet.',
  })
  readonly message: PostedMessage | null;

  @Field(() => RouteDetailEnum, { description: 'How much is told.' })
  readonly detail: RouteDetail;

  @Field(() => Boolean, { description: 'Whether the message carries buttons.' })
  readonly buttons: boolean;

  @Field(() => AlertType, { nullable: true, description: 'The alert as it is now.' })
  readonly alert: object | null;

  @Field(() => BackupType, { nullable: true, description: 'The backup as it is now.' })
  readonly backup: object | null;
}

@ObjectType('ClaimDeliveriesPayload', { description: 'What a bot has taken.', simpleResolvers: true })
export class ClaimDeliveriesPayload {
  @Field(() => [ClaimedDeliveryType], { description: 'In the order in which to tell them.' })
  readonly claimed: readonly object[];

  @Field(() => DateTime, {
    nullable: true,
    description: 'When to look again at the latest; null: nothing waits.',
  })
  readonly nextAt: Date | null;
}
