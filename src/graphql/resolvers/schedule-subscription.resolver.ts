import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import { cursorArgument, idFilter, idOf } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { alertUpdates } from '../subscriptions/alert-updates.js';
import { updatesOfAllSchedules, updatesOfSchedule } from '../subscriptions/schedule-updates.js';
import { type Delivery, received } from '../subscriptions/stream.js';
import { AlertType } from '../types/alert.type.js';
import { BackupScheduleType } from '../types/backup-schedule.type.js';
import { AlertUpdateType, BackupScheduleUpdateType } from '../types/schedule-update.type.js';

interface AlertArguments {
  readonly scheduleId?: string | null;
  readonly after?: string | null;
}

interface ScheduleArguments {
  readonly id?: string | null;
  readonly after?: string | null;
}

@Resolver(() => AlertUpdateType)
export class AlertSubscriptionResolver {
  @Subscription(() => AlertUpdateType, {
    description:
      'The alerts that are open, then what happens to alerts, in order: opened, counted, changed, acknowledged, closed.',
    subscribe: ({ args, context }: { args: AlertArguments; context: ApiContext }) => {
      viewerOf(context);
      const scheduleId = args.scheduleId == null ? undefined : idFilter('scheduleId', args.scheduleId);
      return alertUpdates(context, scheduleId, cursorArgument(args.after));
    },
  })
  alertChanged(
    @Root() delivery: Delivery<AlertUpdateType>,
    @Arg('scheduleId', () => ID, {
      nullable: true,
      description: 'Only alerts that cycles of this schedule opened or counted last.',
    })
    _scheduleId: string | null,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The last `eventId` seen: goes on from there.',
    })
    _after: string | null,
  ): AlertUpdateType {
    return received(delivery);
  }

  @FieldResolver(() => AlertType, {
    nullable: true,
    description: 'The alert as it is now, which may be later than the event; null when it is gone.',
  })
  alert(@Root() update: AlertUpdateType, @Ctx() context: ApiContext) {
    return context.live.alert(update.alertId, update.eventId);
  }
}

@Resolver(() => BackupScheduleUpdateType)
export class ScheduleSubscriptionResolver {
  @Subscription(() => BackupScheduleUpdateType, {
    description:
      'What happens to one schedule, or to all. First the present, then every event in order; of one until it is deleted.',
    subscribe: async ({ args, context }: { args: ScheduleArguments; context: ApiContext }) => {
      viewerOf(context);
      const after = cursorArgument(args.after);
      if (args.id == null) return updatesOfAllSchedules(context, after);
      return updatesOfSchedule(context, idOf('BackupSchedule', args.id), after);
    },
  })
  backupScheduleChanged(
    @Root() delivery: Delivery<BackupScheduleUpdateType>,
    @Arg('id', () => ID, { nullable: true, description: 'UUID of the schedule; all when not given.' })
    _id: string | null,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The last `eventId` seen: goes on from there.',
    })
    _after: string | null,
  ): BackupScheduleUpdateType {
    return received(delivery);
  }

  @FieldResolver(() => BackupScheduleType, {
    nullable: true,
    description: 'The schedule as it is now, which may be later than the event; null when it is gone.',
  })
  backupSchedule(@Root() update: BackupScheduleUpdateType, @Ctx() context: ApiContext) {
    return context.live.schedule(update.scheduleId, update.eventId);
  }
}
