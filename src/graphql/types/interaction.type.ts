import { Field, ID, ObjectType } from 'type-graphql';
import type { InteractionOutcome } from '../../domain/interaction.js';
import { InteractionOutcomeEnum } from '../people-enums.js';
import { DateTime } from '../scalars.js';
import { UserType } from './user.type.js';

@ObjectType('BeginInteractionPayload', {
  description: 'Who clicked, and what the bot may ask in their name because of it.',
  simpleResolvers: true,
})
export class BeginInteractionPayload {
  @Field(() => InteractionOutcomeEnum, { description: 'Whether it goes on, or why not.' })
  readonly outcome: InteractionOutcome;

  @Field(() => ID, { nullable: true, description: 'UUID; null for a DUPLICATE.' })
  readonly interactionId: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Acts as that person, for the root fields that were asked and a minute; null unless GRANTED.',
  })
  readonly token: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the token ends; null without one.' })
  readonly expiresAt: Date | null;

  @Field(() => UserType, { nullable: true, description: 'The person; null unless GRANTED.' })
  readonly user: object | null;
}
