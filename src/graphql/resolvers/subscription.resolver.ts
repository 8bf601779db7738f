import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { Resource } from '../../domain/state-matrix.js';
import { cursorArgument, idFilter, idOf } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { ResourceEnum } from '../enums.js';
import { updatesOfAllBackups, updatesOfBackup } from '../subscriptions/backup-updates.js';
import { stateChanges } from '../subscriptions/state-changes.js';
import { type Delivery, received } from '../subscriptions/stream.js';
import { BackupType } from '../types/backup.type.js';
import { BackupUpdateType, ResourceStateChangeType } from '../types/update.type.js';

interface UpdateArguments {
  readonly id?: string | null;
  readonly after?: string | null;
}

interface ChangeArguments extends UpdateArguments {
  readonly resource?: Resource | null;
}

@Resolver(() => BackupUpdateType)
export class SubscriptionResolver {
  @Subscription(() => BackupUpdateType, {
    description:
      'What happens to one backup, or to all. For one: its present value first, then every event in order, until it is deleted.',
    subscribe: async ({ args, context }: { args: UpdateArguments; context: ApiContext }) => {
      viewerOf(context);
      const after = cursorArgument(args.after);
      if (args.id == null) return updatesOfAllBackups(context, after);
      return updatesOfBackup(context, idOf('Backup', args.id), after);
    },
  })
  backupUpdated(
    @Root() delivery: Delivery<BackupUpdateType>,
    @Arg('id', () => ID, { nullable: true, description: 'UUID of the backup; all backups when not given.' })
    _id: string | null,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The last `eventId` seen: goes on from there.',
    })
    _after: string | null,
  ): BackupUpdateType {
    return received(delivery);
  }

  @Subscription(() => ResourceStateChangeType, {
    description:
      'Every move of a state of clusters, backup locations, schedules, backups and restores, in order.',
    subscribe: ({ args, context }: { args: ChangeArguments; context: ApiContext }) => {
      viewerOf(context);
      const filter = {
        ...(args.resource != null && { resource: args.resource }),
        ...(args.id != null && { id: idFilter('id', args.id) }),
      };
      return stateChanges(context, filter, cursorArgument(args.after));
    },
  })
  resourceStateChanged(
    @Root() delivery: Delivery<ResourceStateChangeType>,
    @Arg('resource', () => ResourceEnum, { nullable: true, description: 'Only this resource.' })
    _resource: Resource | null,
    @Arg('id', () => ID, { nullable: true, description: 'Only the one with this UUID.' }) _id: string | null,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The last `eventId` seen: goes on from there.',
    })
    _after: string | null,
  ): ResourceStateChangeType {
    return received(delivery);
  }

  @FieldResolver(() => BackupType, {
    nullable: true,
    description: 'The backup as it is now, which may be later than the event; null when it is gone.',
  })
  backup(@Root() update: BackupUpdateType, @Ctx() context: ApiContext) {
    return context.loaders.backups.load(update.backupId);
  }
}
