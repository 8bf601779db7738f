import { Field, ID, InputType, Int } from 'type-graphql';

@InputType('CreateUserGroupInput', { description: 'A group to make.' })
export class CreateUserGroupInput {
  @Field(() => String, {
    description: 'Name, unique among the groups made here: 1 to 80 visible characters, no "/" at the begin.',
  })
  readonly name: string;

  @Field(() => [ID], { nullable: true, description: 'UUIDs of who is in it from now on: 500 at most.' })
  readonly memberIds?: readonly string[] | null;
}

@InputType('EditUserGroupInput', { description: 'Changes of a group. What is not given stays as it is.' })
export class EditUserGroupInput {
  @Field(() => ID, { description: 'UUID of the group.' })
  readonly id: string;

  @Field(() => Int, { description: 'The `version` that the change is based on.' })
  readonly expectedVersion: number;

  @Field(() => String, { nullable: true, description: 'New name.' })
  readonly name?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'UUIDs of who comes in: 500 at most. Who is in it already stays.',
  })
  readonly addMemberIds?: readonly string[] | null;

  @Field(() => [ID], { nullable: true, description: 'UUIDs of who goes out: 500 at most.' })
  readonly removeMemberIds?: readonly string[] | null;
}

@InputType('DeleteUserGroupInput', { description: 'A group to delete.' })
export class DeleteUserGroupInput {
  @Field(() => ID, { description: 'UUID of the group.' })
  readonly id: string;
}
