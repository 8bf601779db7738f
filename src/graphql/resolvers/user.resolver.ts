import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Forbidden } from '../../domain/errors/access-errors.js';
import type { Role, User, UserKind, UserState } from '../../domain/identity.js';
import { hasRight, isOwn, refusalOf } from '../../domain/rights.js';
import { operationsNow } from '../allowed-operations.js';
import { given, idOf, PAGE_DEFAULT, pageRequest, partFaults } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { RoleEnum } from '../enums.js';
import { CreateUserInput, EditUserInput } from '../inputs/user.input.js';
import { UserKindEnum, UserStateEnum } from '../people-enums.js';
import { AllowedOperationType } from '../types/allowed-operation.type.js';
import { connection } from '../types/connection.type.js';
import { SlackLinkType } from '../types/slack-link.type.js';
import { AccessTokenType, UserConnectionType, UserType, ViewerType } from '../types/user.type.js';
import { CreateUserPayload, EditUserPayload } from '../types/user-payloads.type.js';

@Resolver(() => UserType)
export class UserResolver {
  @Query(() => UserType, {
    nullable: true,
    description: 'One person: oneself, or anybody for those who may see users. NOT_FOUND when there is none.',
  })
  user(@Arg('id', () => ID, { description: 'UUID of the person.' }) id: string, @Ctx() context: ApiContext) {
    return context.services.users.get(idOf('User', id), viewerOf(context));
  }

  @Query(() => UserConnectionType, { description: 'The people, newest first. For admins and auditors.' })
  async users(
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Arg('kind', () => UserKindEnum, { nullable: true, description: 'Only those of this kind.' })
    kind: UserKind | null,
    @Arg('nameContains', () => String, {
      nullable: true,
      description:
        'Only those whose name or e-mail address contains this, in any case: 128 characters at most.',
    })
    nameContains: string | null,
    @Arg('roles', () => [RoleEnum], { nullable: true, description: 'Only those with one of these roles.' })
    roles: readonly Role[] | null,
    @Arg('states', () => [UserStateEnum], {
      nullable: true,
      description: 'Only those in one of these states.',
    })
    states: readonly UserState[] | null,
    @Ctx() context: ApiContext,
  ) {
    const request = pageRequest(first, after, context.listMax, partFaults(nameContains));
    const filter = given({ kind, nameContains, roles, states });
    const page = await context.services.users.page(request, viewerOf(context), filter);
    return connection(page, request.after, () => context.services.users.count(filter));
  }

  @Mutation(() => CreateUserPayload, { description: 'Makes a person known. Make them a token next.' })
  async createUser(
    @Arg('input', () => CreateUserInput, { description: 'The person.' })
    { name, email, role, kind }: CreateUserInput,
    @Ctx() context: ApiContext,
  ) {
    const request = { name, role, ...given({ email, kind }) };
    return { user: await context.services.users.create(request, viewerOf(context)) };
  }

  @Mutation(() => EditUserPayload, {
    description: 'Changes a person. The last active super admin stays one.',
  })
  async editUser(
    @Arg('input', () => EditUserInput, { description: 'The changes.' })
    { id, expectedVersion, ...rest }: EditUserInput,
    @Ctx() context: ApiContext,
  ) {
    const change = { expectedVersion, ...given(rest) };
    return { user: await context.services.users.edit(idOf('User', id), change, viewerOf(context)) };
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'E-mail address; null when none is known. For oneself, and those who may see users.',
  })
  email(@Root() { id, email }: User, @Ctx() context: ApiContext) {
    const viewer = viewerOf(context);
    if (isOwn(viewer, id) || hasRight(viewer, 'User.list', null)) return email;
    throw new Forbidden(refusalOf(viewer, 'User.list'), 'User.list');
  }

  @FieldResolver(() => [AllowedOperationType], { description: 'What may be asked of it now.' })
  allowedOperations(@Root() user: User, @Ctx() context: ApiContext) {
    return operationsNow('User', { state: user.state, ownerId: user.id }, { viewer: viewerOf(context) });
  }

  @FieldResolver(() => [AccessTokenType], {
    description: 'The tokens, newest first, 100 at most. For oneself, and those who may see users.',
  })
  async accessTokens(@Root() { id }: User, @Ctx() context: ApiContext) {
    return seen(await context.loaders.accessTokens.load(id), context);
  }

  @FieldResolver(() => [SlackLinkType], {
    description: 'The Slack users who act as this person. For oneself, and those who may see users.',
  })
  async slackLinks(@Root() { id }: User, @Ctx() context: ApiContext) {
    return seen(await context.loaders.slackLinks.load(id), context);
  }
}

@Resolver(() => ViewerType)
export class ViewerFieldsResolver {
  @FieldResolver(() => String, { nullable: true, description: 'E-mail address; null when none is known.' })
  async email(@Root() { id }: ViewerType, @Ctx() context: ApiContext) {
    return id === null ? null : (await context.services.users.get(id, viewerOf(context))).email;
  }

  @FieldResolver(() => [SlackLinkType], { description: 'The Slack users who act as this person.' })
  async slackLinks(@Root() { id }: ViewerType, @Ctx() context: ApiContext) {
    return id === null ? [] : ((await context.loaders.slackLinks.load(id)) ?? []);
  }
}

/** What the service does not show to this caller is missing from its answer. */
export function seen<T>(things: readonly T[] | undefined, context: ApiContext): readonly T[] {
  if (things !== undefined) return things;
  throw new Forbidden(refusalOf(viewerOf(context), 'User.list'), 'User.list');
}
