import { Field, ID, ObjectType } from 'type-graphql';
import type { Role, User } from '../../domain/identity.js';
import { RoleEnum } from '../enums.js';

@ObjectType('User', { description: 'A person who owns or does things.', simpleResolvers: true })
export class UserType implements Pick<User, 'id' | 'name'> {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the person.' })
  readonly name: string;
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
