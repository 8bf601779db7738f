import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { User } from '../../domain/identity.js';
import type { UserGroup, UserGroupState } from '../../domain/user-group.js';
import { given, idOf, PAGE_DEFAULT, pageRequest, partFaults } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { groupOperationsNow } from '../group-operations.js';
import {
  CreateUserGroupInput,
  DeleteUserGroupInput,
  EditUserGroupInput,
} from '../inputs/user-group.input.js';
import { UserStateEnum } from '../people-enums.js';
import { AllowedOperationType } from '../types/allowed-operation.type.js';
import { connection } from '../types/connection.type.js';
import { UserConnectionType, UserType, ViewerType } from '../types/user.type.js';
import {
  CreateUserGroupPayload,
  DeleteUserGroupPayload,
  EditUserGroupPayload,
  UserGroupConnectionType,
  UserGroupType,
} from '../types/user-group.type.js';
import { seen } from './user.resolver.js';

@Resolver(() => UserGroupType)
export class UserGroupResolver {
  @Query(() => UserGroupType, {
    nullable: true,
    description:
      'One group: one of oneself, or any for those who may see users. NOT_FOUND when there is none.',
  })
  userGroup(
    @Arg('id', () => ID, { description: 'UUID of the group.' }) id: string,
    @Ctx() context: ApiContext,
  ) {
    return context.services.userGroups.get(idOf('UserGroup', id), viewerOf(context));
  }

  @Query(() => UserGroupConnectionType, {
    description: 'The groups of people, newest first. For admins and auditors.',
  })
  async userGroups(
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Arg('nameContains', () => String, {
      nullable: true,
      description: 'Only those whose name contains this, in any case: 128 characters at most.',
    })
    nameContains: string | null,
    @Arg('states', () => [UserStateEnum], {
      nullable: true,
      description: 'Only those in one of these states.',
    })
    states: readonly UserGroupState[] | null,
    @Ctx() context: ApiContext,
  ) {
    const request = pageRequest(first, after, context.listMax, partFaults(nameContains));
    const filter = given({ nameContains, states });
    const page = await context.services.userGroups.page(request, viewerOf(context), filter);
    return connection(page, request.after, () => context.services.userGroups.count(filter));
  }

  @Mutation(() => CreateUserGroupPayload, { description: 'Makes a group.' })
  async createUserGroup(
    @Arg('input', () => CreateUserGroupInput, { description: 'The group.' })
    { name, memberIds }: CreateUserGroupInput,
    @Ctx() context: ApiContext,
  ) {
    const request = { name, ...given({ memberIds: memberIds?.map(lower) }) };
    return { userGroup: await context.services.userGroups.create(request, viewerOf(context)) };
  }

  @Mutation(() => EditUserGroupPayload, {
    description: 'Changes name or members of a group that was made here.',
  })
  async editUserGroup(
    @Arg('input', () => EditUserGroupInput, { description: 'The changes.' })
    { id, expectedVersion, name, addMemberIds, removeMemberIds }: EditUserGroupInput,
    @Ctx() context: ApiContext,
  ) {
    const members = {
      addMemberIds: addMemberIds?.map(lower),
      removeMemberIds: removeMemberIds?.map(lower),
    };
    const change = { expectedVersion, ...given({ name, ...members }) };
    const viewer = viewerOf(context);
    return { userGroup: await context.services.userGroups.edit(idOf('UserGroup', id), change, viewer) };
  }

  @Mutation(() => DeleteUserGroupPayload, {
    description:
      'Deletes a group that was made here, or that its identity provider has no more. What was shared with it is shared with its members no more.',
  })
  async deleteUserGroup(
    @Arg('input', () => DeleteUserGroupInput, { description: 'The group.' }) { id }: DeleteUserGroupInput,
    @Ctx() context: ApiContext,
  ) {
    await context.services.userGroups.remove(idOf('UserGroup', id), viewerOf(context));
    return { id };
  }

  @FieldResolver(() => [AllowedOperationType], { description: 'What may be asked of it now.' })
  allowedOperations(@Root() group: UserGroup, @Ctx() context: ApiContext) {
    return groupOperationsNow(group, viewerOf(context));
  }

  @FieldResolver(() => UserConnectionType, {
    description: 'Who is in it, newest first. For those who are, and those who may see users.',
  })
  async members(
    @Root() { id }: UserGroup,
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Ctx() context: ApiContext,
  ) {
    const request = pageRequest(first, after, context.listMax);
    const page = await context.services.userGroups.members(id, request, viewerOf(context));
    return connection(page, request.after, () => context.loaders.memberCounts.load(id));
  }
}

@Resolver(() => UserType)
export class UserGroupsOfUserResolver {
  @FieldResolver(() => [UserGroupType], {
    description: 'The groups that the person is in, by name. For oneself, and those who may see users.',
  })
  async groups(@Root() { id }: User, @Ctx() context: ApiContext) {
    return seen(await context.loaders.groupsOfUsers.load(id), context);
  }
}

@Resolver(() => ViewerType)
export class UserGroupsOfViewerResolver {
  @FieldResolver(() => [UserGroupType], { description: 'The groups that the person is in, by name.' })
  async groups(@Root() { id }: ViewerType, @Ctx() context: ApiContext) {
    return id === null ? [] : ((await context.loaders.groupsOfUsers.load(id)) ?? []);
  }
}

function lower(id: string): string {
  return id.toLowerCase();
}
