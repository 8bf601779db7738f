import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
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
    { userId, name, expiresAt }: CreateAccessTokenInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const request = { userId: idOf('User', userId), name, ...given({ expiresAt }) };
    return context.services.accessTokens.create(request, viewer);
  }

  @Mutation(() => RevokeAccessTokenPayload, {
    description:
      'Revokes a token of oneself, or of anybody as a super admin. Its sockets are closed within a minute.',
  })
  async revokeAccessToken(
    @Arg('input', () => RevokeAccessTokenInput, { description: 'The token.' }) { id }: RevokeAccessTokenInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return { accessToken: await context.services.accessTokens.revoke(idOf('AccessToken', id), viewer) };
  }
}
