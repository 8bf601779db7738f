import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { SlackLink } from '../../domain/slack-link.js';
import { idOf } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import {
  BeginSlackLinkInput,
  ConfirmSlackLinkInput,
  RemoveSlackLinkInput,
} from '../inputs/slack-link.input.js';
import {
  BeginSlackLinkPayload,
  ConfirmSlackLinkPayload,
  RemoveSlackLinkPayload,
  SlackLinkRequestType,
  SlackLinkType,
} from '../types/slack-link.type.js';
import { UserType } from '../types/user.type.js';

@Resolver(() => SlackLinkType)
export class SlackLinkResolver {
  @Query(() => SlackLinkRequestType, {
    nullable: true,
    description:
      'Whom a code would link with the one who asks. BAD_USER_INPUT when it is unknown, used or older than ten minutes; ten tries in ten minutes.',
  })
  slackLinkRequest(
    @Arg('code', () => String, { description: 'The code that Slack showed.' }) code: string,
    @Ctx() context: ApiContext,
  ) {
    return context.services.slackLinks.request(code, viewerOf(context));
  }

  @Mutation(() => BeginSlackLinkPayload, {
    description:
      'Gives a Slack user a code of ten minutes, in place of the one before. For the Slack bot alone.',
  })
  beginSlackLink(
    @Arg('input', () => BeginSlackLinkInput, { description: 'The Slack user.' }) input: BeginSlackLinkInput,
    @Ctx() context: ApiContext,
  ) {
    return context.services.slackLinks.begin(input, viewerOf(context));
  }

  @Mutation(() => ConfirmSlackLinkPayload, {
    description: 'Lets the Slack user who asked for the code act as the one who confirms it.',
  })
  async confirmSlackLink(
    @Arg('input', () => ConfirmSlackLinkInput, { description: 'The code.' }) { code }: ConfirmSlackLinkInput,
    @Ctx() context: ApiContext,
  ) {
    return { slackLink: await context.services.slackLinks.confirm(code, viewerOf(context)) };
  }

  @Mutation(() => RemoveSlackLinkPayload, {
    description:
      'Removes a link of oneself, or of anybody as a super admin: at once, also for clicks under way.',
  })
  async removeSlackLink(
    @Arg('input', () => RemoveSlackLinkInput, { description: 'The link.' }) { id }: RemoveSlackLinkInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    await context.services.slackLinks.remove(idOf('SlackLink', id), viewer);
    return { id };
  }

  @FieldResolver(() => UserType, { description: 'The person whom the Slack user acts as.' })
  user(@Root() { userId }: SlackLink, @Ctx() context: ApiContext) {
    return context.loaders.users.load(userId);
  }
}
