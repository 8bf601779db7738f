import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Share, SharedResource } from '../../domain/access.js';
import { given, idOf, PAGE_DEFAULT, pageRequest } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { CreateShareInput, DeleteShareInput, EditShareInput } from '../inputs/share.input.js';
import { SharedResourceEnum } from '../share-enums.js';
import { connection } from '../types/connection.type.js';
import {
  CreateSharePayload,
  DeleteSharePayload,
  EditSharePayload,
  ShareConnectionType,
  ShareType,
} from '../types/share.type.js';
import { UserType } from '../types/user.type.js';
import { UserGroupType } from '../types/user-group.type.js';

@Resolver(() => ShareType)
export class ShareResolver {
  @Query(() => ShareConnectionType, {
    description:
      'With whom one thing is shared, newest first: for its owner and those who may share it. NOT_FOUND when there is no such thing.',
  })
  async shares(
    @Arg('resource', () => SharedResourceEnum, { description: 'What kind of thing it is.' })
    resource: SharedResource,
    @Arg('id', () => ID, { description: 'UUID of the thing.' }) id: string,
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const request = pageRequest(first, after, context.listMax);
    const of = { resource, resourceId: idOf(resource, id) };
    const { shares } = context.services;
    return connection(await shares.page(of, request, viewer), request.after, () => shares.count(of, viewer));
  }

  @Mutation(() => CreateSharePayload, {
    description:
      'Lets a person or a group reach a cluster, a schedule with all its backups, or one backup. ALREADY_EXISTS where it is shared with them: edit that share.',
  })
  async createShare(
    @Arg('input', () => CreateShareInput, { description: 'The share.' })
    { resource, id, access, userId, groupId, user, group, namespaces }: CreateShareInput,
    @Ctx() context: ApiContext,
  ) {
    const grantee = { userId: userId?.toLowerCase(), groupId: groupId?.toLowerCase() };
    const request = {
      resource,
      resourceId: idOf(resource, id),
      access,
      ...given({ ...grantee, user, group, namespaces }),
    };
    return { share: await context.services.shares.create(request, viewerOf(context)) };
  }

  @Mutation(() => EditSharePayload, { description: 'Changes how far somebody reaches.' })
  async editShare(
    @Arg('input', () => EditShareInput, { description: 'The changes.' })
    { id, expectedVersion, access, namespaces }: EditShareInput,
    @Ctx() context: ApiContext,
  ) {
    const change = { expectedVersion, ...given({ access, namespaces }) };
    return { share: await context.services.shares.edit(idOf('Share', id), change, viewerOf(context)) };
  }

  @Mutation(() => DeleteSharePayload, {
    description: 'Takes a share back. What was made under it stays, and schedules go on.',
  })
  async deleteShare(
    @Arg('input', () => DeleteShareInput, { description: 'The share.' }) { id }: DeleteShareInput,
    @Ctx() context: ApiContext,
  ) {
    await context.services.shares.remove(idOf('Share', id), viewerOf(context));
    return { id };
  }

  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'The person; null for a share with a group.',
  })
  user(@Root() { grantee }: Share, @Ctx() context: ApiContext) {
    return grantee.kind === 'USER' ? context.loaders.users.load(grantee.userId) : null;
  }

  @FieldResolver(() => UserGroupType, {
    nullable: true,
    description: 'The group; null for a share with a person.',
  })
  group(@Root() { grantee }: Share, @Ctx() context: ApiContext) {
    return grantee.kind === 'GROUP' ? context.loaders.userGroups.load(grantee.groupId) : null;
  }

  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'Who shared it; null when that person is gone.',
  })
  sharedBy(@Root() { createdBy }: Share, @Ctx() context: ApiContext) {
    return context.loaders.users.load(createdBy);
  }
}
