import { Field, InputType } from 'type-graphql';
import type { InteractionKind, SlackStanding } from '../../domain/interaction.js';
import { InteractionKindEnum, SlackStandingEnum } from '../people-enums.js';

@InputType('BeginInteractionInput', {
  description: 'One thing that somebody did in Slack, as its signed request said.',
})
export class BeginInteractionInput {
  @Field(() => String, { description: 'Natural key of the payload; the same one again is a DUPLICATE.' })
  readonly key: string;

  @Field(() => InteractionKindEnum, { description: 'What was done.' })
  readonly kind: InteractionKind;

  @Field(() => String, { description: 'For the audit trail: `exclude`, `/backup status`.' })
  readonly action: string;

  @Field(() => String, { description: 'Id of the workspace, verified.' })
  readonly teamId: string;

  @Field(() => String, { description: 'Id of the Slack user, verified.' })
  readonly slackUserId: string;

  @Field(() => String, { description: 'Name of the Slack user.' })
  readonly slackUserName: string;

  @Field(() => SlackStandingEnum, { description: 'What Slack says of the user.' })
  readonly standing: SlackStanding;

  @Field(() => String, { nullable: true, description: 'The channel it happened in.' })
  readonly channelId?: string | null;

  @Field(() => String, { nullable: true, description: 'The message that was clicked.' })
  readonly messageTs?: string | null;

  @Field(() => [String], { description: 'Root fields that the token shall be good for.' })
  readonly operations: string[];
}
