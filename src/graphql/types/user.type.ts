import { Field, ID, Int, ObjectType } from 'type-graphql';
import type {
  AccessToken,
  Role,
  TokenAccess,
  User,
  UserKind,
  UserReason,
  UserState,
} from '../../domain/identity.js';
import { RoleEnum } from '../enums.js';
import { TokenAccessEnum, UserKindEnum, UserReasonEnum, UserStateEnum } from '../people-enums.js';
import { DateTime } from '../scalars.js';
import { connectionOf } from './connection.type.js';

@ObjectType('User', { description: 'A person who owns or does things.', simpleResolvers: true })
export class UserType implements Omit<User, 'email' | 'subject' | 'signedInAt'> {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => UserKindEnum, { description: 'A person, or a program.' })
  readonly kind: UserKind;

  @Field(() => String, { description: 'Name of the person.' })
  readonly name: string;

  @Field(() => RoleEnum, { description: 'What the person may do.' })
  readonly role: Role;

  @Field(() => UserStateEnum, { description: 'Whether the person can sign in.' })
  readonly state: UserState;

  @Field(() => UserReasonEnum, { nullable: true, description: 'Why, where the person is not ACTIVE.' })
  readonly stateReason: UserReason | null;

  @Field(() => DateTime, { description: 'Since when the state is so.' })
  readonly stateChangedAt: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the identity provider was last heard about the person; null for who was made here.',
  })
  readonly stateCheckedAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Issuer of the identity provider whose user it is; null: made here.',
  })
  readonly provider: string | null;

  @Field(() => DateTime, { description: 'When the person was made known to Holdfast.' })
  readonly createdAt: Date;

  @Field(() => Int, { description: 'Raised by every edit: hand it back as `expectedVersion`.' })
  readonly version: number;
}

export const UserConnectionType = connectionOf('User', () => UserType);

@ObjectType('AccessToken', {
  description: 'A token of a person; the token itself is never shown again.',
  simpleResolvers: true,
})
export class AccessTokenType implements Omit<AccessToken, 'userId' | 'hash'> {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => String, { description: 'What it is for, as the one who made it called it.' })
  readonly name: string;

  @Field(() => TokenAccessEnum, { description: 'What it is good for.' })
  readonly access: TokenAccess;

  @Field(() => [String], {
    description:
      'The root fields that it is good for beside `viewer` and `server`; empty but for OPERATIONS.',
  })
  readonly operations: readonly string[];

  @Field(() => DateTime, { description: 'When it was made.' })
  readonly createdAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'From when on it is not valid; null: no end.' })
  readonly expiresAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null: it was not.' })
  readonly revokedAt: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was used last, to the minute; null: never.',
  })
  readonly lastUsedAt: Date | null;
}

@ObjectType('Viewer', { description: 'Who is asking.', simpleResolvers: true })
export class ViewerType {
  @Field(() => ID, { nullable: true, description: 'UUID of the person; null for a part of Holdfast itself.' })
  readonly id: string | null;

  @Field(() => String, { description: 'Name of the person.' })
  readonly name: string;

  @Field(() => RoleEnum, { nullable: true, description: 'What the person may do.' })
  readonly role: Role | null;
}
