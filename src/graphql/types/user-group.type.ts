import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { UserGroup } from '../../domain/user-group.js';
import { UserReasonEnum, UserStateEnum } from '../people-enums.js';
import { DateTime } from '../scalars.js';
import { connectionOf } from './connection.type.js';

@ObjectType('UserGroup', {
  description: 'People together, so that things can be shared with all of them at once.',
  simpleResolvers: true,
})
export class UserGroupType implements Omit<UserGroup, 'externalId'> {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => String, {
    description:
      'Name; of a group of the identity provider the path that it has there, such as `/ops/night`.',
  })
  readonly name: string;

  @Field(() => String, {
    nullable: true,
    description: 'Issuer of the identity provider that says who is in it; null: it was made here.',
  })
  readonly provider: string | null;

  @Field(() => UserStateEnum, {
    description:
      'ACTIVE, or UNKNOWN where its identity provider has it no more or could not be asked for long.',
  })
  readonly state: UserGroup['state'];

  @Field(() => UserReasonEnum, { nullable: true, description: 'Why, where it is not ACTIVE.' })
  readonly stateReason: UserGroup['stateReason'];

  @Field(() => DateTime, { description: 'Since when the state is so.' })
  readonly stateChangedAt: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the identity provider was last heard about it; null for one that was made here.',
  })
  readonly stateCheckedAt: Date | null;

  @Field(() => DateTime, { description: 'When it was made known to Holdfast.' })
  readonly createdAt: Date;

  @Field(() => Int, { description: 'Raised by every edit: hand it back as `expectedVersion`.' })
  readonly version: number;
}

export const UserGroupConnectionType = connectionOf('UserGroup', () => UserGroupType);

@ObjectType('CreateUserGroupPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class CreateUserGroupPayload {
  @Field(() => UserGroupType, { description: 'The group.' })
  readonly userGroup: object;
}

@ObjectType('EditUserGroupPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class EditUserGroupPayload {
  @Field(() => UserGroupType, { description: 'The group as it is now.' })
  readonly userGroup: object;
}

@ObjectType('DeleteUserGroupPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class DeleteUserGroupPayload {
  @Field(() => ID, { description: 'UUID of the group that is gone.' })
  readonly id: string;
}
