import { Field, ID, InputType, Int } from 'type-graphql';
import type { Role, TokenAccess, UserKind, UserState } from '../../domain/identity.js';
import { RoleEnum } from '../enums.js';
import { TokenAccessEnum, UserKindEnum, UserStateEnum } from '../people-enums.js';
import { DateTime } from '../scalars.js';

@InputType('CreateUserInput', { description: 'A person to make known.' })
export class CreateUserInput {
  @Field(() => String, { description: 'Name, unique among users: 1 to 80 visible characters.' })
  readonly name: string;

  @Field(() => String, { nullable: true, description: 'E-mail address; none when not given.' })
  readonly email?: string | null;

  @Field(() => RoleEnum, { description: 'What the person may do.' })
  readonly role: Role;

  @Field(() => UserKindEnum, {
    nullable: true,
    description: 'SERVICE_ACCOUNT for a program; PERSON when not given. It never changes.',
  })
  readonly kind?: UserKind | null;
}

@InputType('EditUserInput', { description: 'Changes of a person. What is not given stays as it is.' })
export class EditUserInput {
  @Field(() => ID, { description: 'UUID of the person.' })
  readonly id: string;

  @Field(() => Int, { description: 'The `version` that the change is based on.' })
  readonly expectedVersion: number;

  @Field(() => String, { nullable: true, description: 'New name.' })
  readonly name?: string | null;

  @Field(() => String, { nullable: true, description: 'New e-mail address; an empty text: none.' })
  readonly email?: string | null;

  @Field(() => RoleEnum, { nullable: true, description: 'New role, valid at once.' })
  readonly role?: Role | null;

  @Field(() => UserStateEnum, {
    nullable: true,
    description: 'INACTIVE revokes every token; Slack links do nothing until the person is ACTIVE again.',
  })
  readonly state?: UserState | null;
}

@InputType('CreateAccessTokenInput', { description: 'A token to make.' })
export class CreateAccessTokenInput {
  @Field(() => ID, { description: 'UUID of the person whom it is for.' })
  readonly userId: string;

  @Field(() => String, { description: 'What it is for: 1 to 80 visible characters.' })
  readonly name: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'From when on it is not valid; no end when not given.',
  })
  readonly expiresAt?: Date | null;

  @Field(() => TokenAccessEnum, { nullable: true, description: 'What it is good for; FULL when not given.' })
  readonly access?: TokenAccess | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'For access OPERATIONS: the root fields that it is good for, 50 at most. `viewer` and `server` always are.',
  })
  readonly operations?: readonly string[] | null;
}

@InputType('RevokeAccessTokenInput', { description: 'A token to revoke.' })
export class RevokeAccessTokenInput {
  @Field(() => ID, { description: 'UUID of the token.' })
  readonly id: string;
}
