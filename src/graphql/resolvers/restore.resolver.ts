import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { RestoreSort } from '../../domain/listing.js';
import { idOf, PAGE_DEFAULT } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { RestoreSortInput, type SortInput } from '../inputs/list-filter.input.js';
import {
  CancelRestoreInput,
  CreateRestoreInput,
  DeleteRestoreInput,
  PreviewRestoreInput,
  RestoreFilterInput,
} from '../inputs/restore.input.js';
import { previewRequest, restoreRequest } from '../inputs/restore-request.js';
import { listRequest } from '../list-arguments.js';
import { connection } from '../types/connection.type.js';
import { RestoreConnectionType, RestoreType } from '../types/restore.type.js';
import {
  CancelRestorePayload,
  CreateRestorePayload,
  DeleteRestorePayload,
} from '../types/restore-payloads.type.js';
import { previewOf, RestorePreviewType } from '../types/restore-preview.type.js';

@Resolver(() => RestoreType)
export class RestoreResolver {
  @Query(() => RestoreType, { nullable: true, description: 'One restore. NOT_FOUND when there is none.' })
  restore(
    @Arg('id', () => ID, { description: 'UUID of the restore.' }) id: string,
    @Ctx() context: ApiContext,
  ) {
    return context.services.restores.get(idOf('Restore', id), viewerOf(context));
  }

  @Query(() => RestoreConnectionType, { description: 'The restores.' })
  async restores(
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Arg('filter', () => RestoreFilterInput, {
      nullable: true,
      description: 'Which ones; all when not given.',
    })
    filter: RestoreFilterInput | null,
    @Arg('sort', () => RestoreSortInput, {
      nullable: true,
      description: 'The order; newest first when not given.',
    })
    sort: SortInput<RestoreSort> | null,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const { restores } = context.services;
    const asked = listRequest({ first, listMax: context.listMax, after, filter, sort });
    const page = await restores.page(asked.request, asked.filter, viewer);
    return connection(page, asked.request.after, () => restores.count(asked.filter, viewer));
  }

  @Query(() => RestorePreviewType, {
    description: 'What a restore would do now, tried with dry runs of the cluster: changes nothing.',
  })
  async previewRestore(
    @Arg('input', () => PreviewRestoreInput, { description: 'What would be asked for.' })
    input: PreviewRestoreInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return previewOf(await context.services.restores.preview(previewRequest(input), viewer));
  }

  @Mutation(() => CreateRestorePayload, { description: 'Begins a restore.' })
  async createRestore(
    @Arg('input', () => CreateRestoreInput, { description: 'The restore.' }) input: CreateRestoreInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return { restore: await context.services.restores.create(restoreRequest(input), viewer) };
  }

  @Mutation(() => CancelRestorePayload, {
    description: 'Asks a running restore to stop: it ends in Failure, and what was made until then stays.',
  })
  async cancelRestore(
    @Arg('input', () => CancelRestoreInput, { description: 'The restore.' }) { id }: CancelRestoreInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return { restore: await context.services.restores.cancel(idOf('Restore', id), viewer) };
  }

  @Mutation(() => DeleteRestorePayload, {
    description: 'Deletes the record of a restore that has ended; what it brought back stays.',
  })
  async deleteRestore(
    @Arg('input', () => DeleteRestoreInput, { description: 'The restore.' }) input: DeleteRestoreInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const id = idOf('Restore', input.id);
    await context.services.restores.remove(id, viewer);
    return { id };
  }
}
