import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import { InvalidInput } from '../../domain/errors/request-errors.js';
import type { Resource } from '../../domain/state-matrix.js';
import { cursorArgument, idFilter, idOf } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { ResourceEnum } from '../enums.js';
import { updatesOfBackup, updatesOfBackups } from '../subscriptions/backup-updates.js';
import { stateChanges } from '../subscriptions/state-changes.js';
import { type Delivery, received } from '../subscriptions/stream.js';
import { BackupType } from '../types/backup.type.js';
import { BackupUpdateType, ResourceStateChangeType } from '../types/update.type.js';

interface UpdateArguments {
  readonly id?: string | null;
  readonly after?: string | null;
}

interface BackupArguments extends UpdateArguments {
  readonly scheduleId?: string | null;
}

interface ChangeArguments extends UpdateArguments {
  readonly resource?: Resource | null;
}

@Resolver(() => BackupUpdateType)
export class SubscriptionResolver {
  @Subscription(() => BackupUpdateType, {
    description:
      'What happens to one backup, to those of one schedule, or to all. First the present: the one, or those that run or are being deleted. Then every event in order; of one until it is deleted.',
    subscribe: async ({ args, context }: { args: BackupArguments; context: ApiContext }) => {
      viewerOf(context);
      const after = cursorArgument(args.after);
      const scheduleId = args.scheduleId == null ? undefined : idFilter('scheduleId', args.scheduleId);
      if (args.id == null) return updatesOfBackups(context, scheduleId, after);
      if (scheduleId !== undefined)
        throw new InvalidInput([{ path: 'scheduleId', message: 'is of no use beside id: give one of them' }]);
      return updatesOfBackup(context, idOf('Backup', args.id), after);
    },
  })
  backupUpdated(
    @Root() delivery: Delivery<BackupUpdateType>,
    @Arg('id', () => ID, { nullable: true, description: 'UUID of the backup; all backups when not given.' })
    _id: string | null,
    @Arg('scheduleId', () => ID, {
      nullable: true,
      description: 'Only backups of the schedule with this UUID.',
    })
    _scheduleId: string | null,
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
      'Every move of a state of clusters, backup locations, their connections and syncs, schedules, cluster discoveries, backups, restores, virtual machines and, for who may see them, users, in order. First how they are: of backups and restores those that are under way, of one id whatever it is.',
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
    return context.live.backup(update.backupId, update.eventId);
  }

  @FieldResolver()
  async scheduleId(@Root() update: BackupUpdateType, @Ctx() { live }: ApiContext): Promise<string | null> {
    return update.scheduleId ?? (await live.cardOf(update.backupId))?.scheduleId ?? null;
  }

  @FieldResolver()
  async clusterId(@Root() update: BackupUpdateType, @Ctx() { live }: ApiContext): Promise<string | null> {
    return update.clusterId ?? (await live.cardOf(update.backupId))?.clusterId ?? null;
  }
}
