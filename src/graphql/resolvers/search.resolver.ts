import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { SearchKind } from '../../domain/search.js';
import { given, PAGE_DEFAULT, pageRequest } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { uncountedConnection } from '../types/connection.type.js';
import { SearchConnectionType, SearchKindEnum } from '../types/search.type.js';

@Resolver()
export class SearchResolver {
  @Query(() => SearchConnectionType, {
    description:
      'Everything whose name or label contains a text: exact names first, then those that begin with it, then the rest.',
  })
  async search(
    @Arg('text', () => String, { description: 'What to look for, in any case: 2 to 128 characters.' })
    text: string,
    @Arg('kinds', () => [SearchKindEnum], {
      nullable: true,
      description: 'Only these; everything when not given.',
    })
    kinds: readonly SearchKind[] | null,
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
    const page = await context.services.search.find({ ...request, text, ...given({ kinds }) }, viewer);
    return uncountedConnection(page, request.after);
  }
}
