import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { User } from '../../domain/identity.js';
import { given, idOf } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { ReassignOwnershipInput } from '../inputs/ownership.input.js';
import { OwnedCountType, ReassignOwnershipPayload } from '../types/ownership.type.js';
import { UserType } from '../types/user.type.js';
import { seen } from './user.resolver.js';

@Resolver(() => UserType)
export class OwnershipResolver {
  @Mutation(() => ReassignOwnershipPayload, {
    description:
      'Hands what one user owns to another, as when they have left. For super admins. Doing it again moves nothing.',
  })
  async reassignOwnership(
    @Arg('input', () => ReassignOwnershipInput, { description: 'From whom to whom.' })
    { fromUserId, toUserId, kinds }: ReassignOwnershipInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const request = {
      fromUserId: idOf('User', fromUserId),
      toUserId: idOf('User', toUserId),
      ...given({ kinds }),
    };
    const moved = await context.services.ownership.reassign(request, viewer);
    return { moved, changed: moved.length > 0 };
  }

  @FieldResolver(() => [OwnedCountType], {
    description:
      'What the user owns, by kind; only kinds of which there is any. For oneself, and those who may see users.',
  })
  async owned(@Root() { id }: User, @Ctx() context: ApiContext) {
    return seen(await context.services.ownership.ownedBy(id, viewerOf(context)), context);
  }
}
