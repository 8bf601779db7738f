import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { InvalidInput } from '../../domain/errors/request-errors.js';
import { shownNameFaults } from '../../domain/identity.js';
import { given, idOf } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { CreateAccessTokenInput, RevokeAccessTokenInput } from '../inputs/user.input.js';
import { AccessTokenType } from '../types/user.type.js';
import { CreateAccessTokenPayload, RevokeAccessTokenPayload } from '../types/user-payloads.type.js';

@Resolver(() => AccessTokenType)
export class AccessTokenResolver {
  @Mutation(() => CreateAccessTokenPayload, {
    description: 'Makes a token for oneself, or for anybody as a super admin.',
  })
  createAccessToken(
    @Arg('input', () => CreateAccessTokenInput, { description: 'The token.' })
    { userId, name, expiresAt, access, operations }: CreateAccessTokenInput,
    @Ctx() context: ApiContext,
    @Info() { schema }: GraphQLResolveInfo,
  ) {
    const viewer = viewerOf(context);
    assertRootFields({ name, operations: operations ?? [] }, schema);
    const request = {
      userId: idOf('User', userId),
      name,
      ...given({ expiresAt, access, operations }),
    };
    return context.services.accessTokens.create(request, viewer);
  }

  @Mutation(() => RevokeAccessTokenPayload, {
    description:
      'Revokes a token of oneself, or of anybody as a super admin. Its sockets are closed at once.',
  })
  async revokeAccessToken(
    @Arg('input', () => RevokeAccessTokenInput, { description: 'The token.' }) { id }: RevokeAccessTokenInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return { accessToken: await context.services.accessTokens.revoke(idOf('AccessToken', id), viewer) };
  }
}

/** A word that is wrong would make a token that is good for less than was meant. @throws InvalidInput */
function assertRootFields(
  { name, operations }: { readonly name: string; readonly operations: readonly string[] },
  schema: GraphQLSchema,
): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const known = new Set(roots.flatMap((type) => Object.keys(type?.getFields() ?? {})));
  const faults = operations.flatMap((each, index) =>
    known.has(each) ? [] : [{ path: `operations.${index}`, message: 'is no root field of the API' }],
  );
  // With what else is wrong with it: all faults at once.
  if (faults.length > 0) throw new InvalidInput([...shownNameFaults('name', name), ...faults]);
}
