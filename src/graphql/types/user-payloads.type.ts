import { Field, ObjectType } from 'type-graphql';
import { AccessTokenType, UserType } from './user.type.js';

@ObjectType('CreateUserPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class CreateUserPayload {
  @Field(() => UserType, { description: 'The person, without a token yet.' })
  readonly user: object;
}

@ObjectType('EditUserPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class EditUserPayload {
  @Field(() => UserType, { description: 'The person as they are now.' })
  readonly user: object;
}

@ObjectType('CreateAccessTokenPayload', {
  description: 'The token itself is shown here and never again.',
  simpleResolvers: true,
})
export class CreateAccessTokenPayload {
  @Field(() => String, { description: 'The token: for `Authorization: Bearer`.' })
  readonly token: string;

  @Field(() => AccessTokenType, { description: 'What is known of it from now on.' })
  readonly accessToken: AccessTokenType;
}

@ObjectType('RevokeAccessTokenPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class RevokeAccessTokenPayload {
  @Field(() => AccessTokenType, { description: 'The token, no longer valid.' })
  readonly accessToken: AccessTokenType;
}
