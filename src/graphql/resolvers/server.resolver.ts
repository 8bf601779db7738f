import { Ctx, Query, Resolver } from 'type-graphql';
import { ALL_ERRORS, type AnyErrorCode } from '../../domain/errors/protocol-errors.js';
import { noticesFor } from '../../domain/notices.js';
import { type ApiContext, viewerOf } from '../context.js';
import { ErrorCatalogEntryType, ServerType } from '../types/server.type.js';
import { ViewerType } from '../types/user.type.js';

@Resolver()
export class ServerResolver {
  @Query(() => ServerType, { description: 'This Holdfast: its version and what it does not do yet.' })
  server(@Ctx() context: ApiContext): ServerType {
    viewerOf(context);
    return { version: context.version, notices: noticesFor(context.services.encryption) };
  }

  @Query(() => ViewerType, { description: 'Who is asking, by the token that was sent.' })
  viewer(@Ctx() context: ApiContext): ViewerType {
    const viewer = viewerOf(context);
    if (viewer.kind !== 'USER') return { id: null, name: viewer.name, role: null };
    return { id: viewer.userId, name: viewer.name, role: viewer.role };
  }

  @Query(() => [ErrorCatalogEntryType], {
    description: 'Every error code, what it means and what to do about it. Last those of GraphQL itself.',
  })
  errorCatalog(@Ctx() context: ApiContext): ErrorCatalogEntryType[] {
    viewerOf(context);
    return (Object.keys(ALL_ERRORS) as AnyErrorCode[]).map((code) => ({ code, ...ALL_ERRORS[code] }));
  }
}
