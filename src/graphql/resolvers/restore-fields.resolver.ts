import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root, Subscription } from 'type-graphql';
import { objectsDone, RESTORE_ISSUES, type Restore, type RestoreIssue } from '../../domain/restore.js';
import { callerOf, operationsNow } from '../allowed-operations.js';
import { cursorArgument, idOf, PAGE_DEFAULT, pageRequest } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { IssueEffectEnum } from '../enums.js';
import { updatesOfAllRestores, updatesOfRestore } from '../subscriptions/restore-updates.js';
import { type Delivery, received } from '../subscriptions/stream.js';
import { AllowedOperationType } from '../types/allowed-operation.type.js';
import { BackupType } from '../types/backup.type.js';
import { ClusterType } from '../types/cluster.type.js';
import { connection } from '../types/connection.type.js';
import { RestoreProgressType, RestoreType, RestoreUpdateType } from '../types/restore.type.js';
import { optionsOf, RestoreOptionsType } from '../types/restore-options.type.js';
import { countsOf, RestoreIssueConnectionType, RestoreIssueType } from '../types/restore-parts.type.js';
import { UserType } from '../types/user.type.js';

@Resolver(() => RestoreType)
export class RestoreFieldsResolver {
  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'Who asked for it; null when that person is gone.',
  })
  owner(@Root() restore: Restore, @Ctx() context: ApiContext) {
    return context.loaders.users.load(restore.ownerId);
  }

  @FieldResolver(() => BackupType, { nullable: true, description: 'The backup; null when it is gone.' })
  backup(@Root() { backupId }: Restore, @Ctx() context: ApiContext) {
    return backupId === null ? null : context.loaders.backups.load(backupId);
  }

  @FieldResolver(() => ClusterType, {
    nullable: true,
    description: 'The cluster that it goes to; null when Holdfast does not know it any more.',
  })
  cluster(@Root() { clusterId }: Restore, @Ctx() context: ApiContext) {
    return clusterId === null ? null : context.loaders.clusters.load(clusterId);
  }

  @FieldResolver(() => RestoreOptionsType, { description: 'How it was asked for.' })
  options(@Root() restore: Restore) {
    return optionsOf(restore.options);
  }

  @FieldResolver(() => RestoreProgressType, { description: 'How far it is.' })
  progress(@Root() { counts, total }: Restore) {
    return { done: objectsDone(counts), total, counts: countsOf(counts) };
  }

  @FieldResolver(() => RestoreIssueConnectionType, {
    description: 'What did not come back as it was, first what concerns the whole. Known when it has ended.',
  })
  async issues(
    @Root() { id }: Restore,
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Ctx() context: ApiContext,
  ) {
    const { restores } = context.services;
    const request = pageRequest(first, after, context.listMax);
    return connection(await restores.issuesOf(id, request), request.after, () => restores.countIssues(id));
  }

  @FieldResolver(() => [AllowedOperationType], { description: 'What may be asked of it now.' })
  async allowedOperations(@Root() restore: Restore, @Ctx() context: ApiContext) {
    return operationsNow('Restore', restore, await callerOf(context, 'Restore', restore));
  }
}

@Resolver(() => BackupType)
export class BackupRestoresResolver {
  @FieldResolver(() => Int, { description: 'How many restores of it there were whose records are kept.' })
  restoreCount(@Root() { id }: { readonly id: string }, @Ctx() context: ApiContext) {
    return context.loaders.restoreCounts.load(id);
  }
}

@Resolver(() => RestoreIssueType)
export class RestoreIssueResolver {
  @FieldResolver(() => IssueEffectEnum, { description: 'What it does to the state of the restore.' })
  effect(@Root() { code }: RestoreIssue) {
    return RESTORE_ISSUES[code].effect;
  }

  @FieldResolver(() => String, { description: 'What the code means.' })
  meaning(@Root() { code }: RestoreIssue) {
    return RESTORE_ISSUES[code].meaning;
  }
}

interface UpdateArguments {
  readonly id?: string | null;
  readonly after?: string | null;
}

@Resolver(() => RestoreUpdateType)
export class RestoreSubscriptionResolver {
  @Subscription(() => RestoreUpdateType, {
    description:
      'What happens to one restore, or to all. First the present: the one, or those that run. Then every event in order; of one until its record is deleted.',
    subscribe: async ({ args, context }: { args: UpdateArguments; context: ApiContext }) => {
      viewerOf(context);
      const after = cursorArgument(args.after);
      if (args.id == null) return updatesOfAllRestores(context, after);
      return updatesOfRestore(context, idOf('Restore', args.id), after);
    },
  })
  restoreUpdated(
    @Root() delivery: Delivery<RestoreUpdateType>,
    @Arg('id', () => ID, { nullable: true, description: 'UUID of the restore; all restores when not given.' })
    _id: string | null,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The last `eventId` seen: goes on from there.',
    })
    _after: string | null,
  ): RestoreUpdateType {
    return received(delivery);
  }

  @FieldResolver(() => RestoreType, {
    nullable: true,
    description: 'The restore as it is now, which may be later than the event; null when its record is gone.',
  })
  restore(@Root() update: RestoreUpdateType, @Ctx() context: ApiContext) {
    return context.live.restore(update.restoreId, update.eventId);
  }
}
