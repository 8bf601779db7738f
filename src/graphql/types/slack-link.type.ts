import { Field, ID, ObjectType } from 'type-graphql';
import type { SlackLink, SlackLinkCode } from '../../domain/slack-link.js';
import { DateTime } from '../scalars.js';

@ObjectType('SlackLink', {
  description: 'A Slack user who acts as a person of Holdfast.',
  simpleResolvers: true,
})
export class SlackLinkType implements Omit<SlackLink, 'userId'> {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => String, { description: 'Id of the workspace.' })
  readonly teamId: string;

  @Field(() => String, { description: 'Name of the workspace when the link was made.' })
  readonly teamName: string;

  @Field(() => String, { description: 'Id of the Slack user.' })
  readonly slackUserId: string;

  @Field(() => String, { description: 'Name of the Slack user when the link was made.' })
  readonly slackUserName: string;

  @Field(() => DateTime, { description: 'When the person confirmed it.' })
  readonly linkedAt: Date;
}

@ObjectType('SlackLinkRequest', {
  description: 'Whom a code would link with the one who asks: to be looked at before it is confirmed.',
  simpleResolvers: true,
})
export class SlackLinkRequestType implements Omit<SlackLinkCode, 'id' | 'hash' | 'createdAt'> {
  @Field(() => String, { description: 'Id of the workspace.' })
  readonly teamId: string;

  @Field(() => String, { description: 'Name of the workspace.' })
  readonly teamName: string;

  @Field(() => String, { description: 'Id of the Slack user who asked for the code.' })
  readonly slackUserId: string;

  @Field(() => String, { description: 'Name of that Slack user.' })
  readonly slackUserName: string;

  @Field(() => DateTime, { description: 'Until when it can be confirmed.' })
  readonly expiresAt: Date;
}

@ObjectType('BeginSlackLinkPayload', {
  description: 'The code is shown to that Slack user alone, and never again.',
  simpleResolvers: true,
})
export class BeginSlackLinkPayload {
  @Field(() => String, { description: 'For `holdfast slack link <code>`, once.' })
  readonly code: string;

  @Field(() => DateTime, { description: 'Until when it is good: ten minutes.' })
  readonly expiresAt: Date;
}

@ObjectType('ConfirmSlackLinkPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class ConfirmSlackLinkPayload {
  @Field(() => SlackLinkType, { description: 'The link.' })
  readonly slackLink: object;
}

@ObjectType('RemoveSlackLinkPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class RemoveSlackLinkPayload {
  @Field(() => ID, { description: 'UUID of what is gone.' })
  readonly id: string;
}
