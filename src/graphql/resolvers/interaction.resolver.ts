import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { given } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { BeginInteractionInput } from '../inputs/interaction.input.js';
import { BeginInteractionPayload } from '../types/interaction.type.js';

@Resolver(() => BeginInteractionPayload)
export class InteractionResolver {
  @Mutation(() => BeginInteractionPayload, {
    description:
      'Who did something in Slack, and a token of a minute that acts as that person for what was done. For the Slack bot alone.',
  })
  beginInteraction(
    @Arg('input', () => BeginInteractionInput, { description: 'What was done.' })
    { channelId, messageTs, ...rest }: BeginInteractionInput,
    @Ctx() context: ApiContext,
  ) {
    const request = { ...rest, ...given({ channelId, messageTs }) };
    return context.services.interactions.begin(request, viewerOf(context));
  }
}
