import { Field, ID, InputType } from 'type-graphql';

@InputType('BeginSlackLinkInput', { description: 'The Slack user who wants to be known.' })
export class BeginSlackLinkInput {
  @Field(() => String, { description: 'Id of the workspace, verified.' })
  readonly teamId: string;

  @Field(() => String, { description: 'Name of the workspace.' })
  readonly teamName: string;

  @Field(() => String, { description: 'Id of the Slack user, verified.' })
  readonly slackUserId: string;

  @Field(() => String, { description: 'Name of the Slack user.' })
  readonly slackUserName: string;
}

@InputType('ConfirmSlackLinkInput', { description: 'The code that Slack showed.' })
export class ConfirmSlackLinkInput {
  @Field(() => String, { description: 'In any case, with or without the hyphen.' })
  readonly code: string;
}

@InputType('RemoveSlackLinkInput', { description: 'A link to remove.' })
export class RemoveSlackLinkInput {
  @Field(() => ID, { description: 'UUID of the link.' })
  readonly id: string;
}
