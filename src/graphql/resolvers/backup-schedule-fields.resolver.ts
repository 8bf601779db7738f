import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { BackupSchedule } from '../../domain/backup-schedule.js';
import { InvalidInput } from '../../domain/errors/request-errors.js';
import { callerOf, operationsNow } from '../allowed-operations.js';
import { pageRequest } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { DateTime } from '../scalars.js';
import { describedTiming } from '../timing-words.js';
import { AlertType } from '../types/alert.type.js';
import { AllowedOperationType } from '../types/allowed-operation.type.js';
import { BackupConnectionType } from '../types/backup.type.js';
import { BackupLocationType } from '../types/backup-location.type.js';
import { BackupScheduleType, SchedulePreviewType } from '../types/backup-schedule.type.js';
import { VolumeSettingsType, volumeSettingsType } from '../types/backup-volume.type.js';
import { ClusterType } from '../types/cluster.type.js';
import { connection, uncountedConnection } from '../types/connection.type.js';
import { CycleConnectionType, CycleType } from '../types/cycle.type.js';
import { HeldBackupType } from '../types/held-backup.type.js';
import { LabelType, labelList } from '../types/label.type.js';
import { ScheduleEditConnectionType } from '../types/schedule-edit.type.js';
import { ScheduleTimingType } from '../types/schedule-timing.type.js';
import { UserType } from '../types/user.type.js';

const UPCOMING_MAX = 100;
/** Shorter than that of a list: there is one such list per schedule. */
const PAGE = 10;

@Resolver(() => BackupScheduleType)
export class BackupScheduleFieldsResolver {
  @FieldResolver(() => [LabelType], { description: 'Labels, by key.' })
  labels(@Root() schedule: BackupSchedule) {
    return labelList(schedule.labels);
  }

  @FieldResolver(() => VolumeSettingsType, { description: 'How its backups treat volumes.' })
  volumeSettings(@Root() schedule: BackupSchedule) {
    return volumeSettingsType(schedule.volumeSettings);
  }

  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'Who created it; null when that person is gone.',
  })
  owner(@Root() schedule: BackupSchedule, @Ctx() context: ApiContext) {
    return context.loaders.users.load(schedule.ownerId);
  }

  @FieldResolver(() => ClusterType, {
    nullable: true,
    description: 'The cluster that it backs up; null when Holdfast does not know it any more.',
  })
  cluster(@Root() schedule: BackupSchedule, @Ctx() context: ApiContext) {
    return context.loaders.clusters.load(schedule.clusterId);
  }

  @FieldResolver(() => BackupLocationType, {
    nullable: true,
    description: 'Where its backups go; null when Holdfast does not know it any more.',
  })
  location(@Root() schedule: BackupSchedule, @Ctx() context: ApiContext) {
    return context.loaders.locations.load(schedule.locationId);
  }

  @FieldResolver(() => ScheduleTimingType, { description: 'When it is due, also in plain words.' })
  timing(@Root() schedule: BackupSchedule) {
    return describedTiming(schedule.timing, schedule.timeZone);
  }

  @FieldResolver(() => [String], {
    description: 'Namespaces on its list that its last cycle found missing.',
  })
  missingNamespaces(@Root() schedule: BackupSchedule) {
    return schedule.missing;
  }

  @FieldResolver(() => [String], { description: 'Namespaces whose last copy a person has given up.' })
  releasedNamespaces(@Root() schedule: BackupSchedule) {
    return schedule.released;
  }

  @FieldResolver(() => [AllowedOperationType], { description: 'What may be asked of it now.' })
  async allowedOperations(@Root() schedule: BackupSchedule, @Ctx() context: ApiContext) {
    const [caller, own = {}] = await Promise.all([
      callerOf(context, 'BackupSchedule', schedule),
      context.loaders.obstacles.BackupSchedule.load(schedule),
    ]);
    return operationsNow('BackupSchedule', schedule, { ...caller, own });
  }

  @FieldResolver(() => [DateTime], {
    description: 'Its next due times, soonest first; none while it is suspended.',
  })
  upcoming(
    @Root() schedule: BackupSchedule,
    @Arg('first', () => Int, { defaultValue: 5, description: 'How many: 1 to 100.' }) first: number,
    @Ctx() context: ApiContext,
  ) {
    if (first < 1 || first > UPCOMING_MAX) {
      throw new InvalidInput([{ path: 'first', message: `${first} is not between 1 and ${UPCOMING_MAX}` }]);
    }
    return context.services.schedules.upcoming(schedule.id, first, viewerOf(context));
  }

  @FieldResolver(() => SchedulePreviewType, {
    nullable: true,
    description:
      'What its next cycle would do, asked of the cluster now; null with an error when the cluster does not say.',
  })
  preview(@Root() schedule: BackupSchedule, @Ctx() context: ApiContext) {
    return context.services.schedules.preview(schedule.id, viewerOf(context));
  }

  @FieldResolver(() => ScheduleEditConnectionType, { description: 'Every edit of it, newest first.' })
  async history(
    @Root() schedule: BackupSchedule,
    @Arg('first', () => Int, {
      defaultValue: PAGE,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Ctx() context: ApiContext,
  ) {
    const request = pageRequest(first, after, context.listMax);
    return uncountedConnection(await context.services.schedules.edits(schedule.id, request), request.after);
  }

  @FieldResolver(() => CycleConnectionType, {
    description: 'Its cycles, newest first, also those that left no backup.',
  })
  async cycles(
    @Root() schedule: BackupSchedule,
    @Arg('first', () => Int, {
      defaultValue: PAGE,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Ctx() context: ApiContext,
  ) {
    const request = pageRequest(first, after, context.listMax);
    return uncountedConnection(await context.services.schedules.cycles(schedule.id, request), request.after);
  }

  @FieldResolver(() => CycleType, {
    nullable: true,
    description: 'The cycle that is under way; null when none is.',
  })
  openCycle(@Root() schedule: BackupSchedule, @Ctx() context: ApiContext) {
    return context.loaders.openCycles.load(schedule.id);
  }

  @FieldResolver(() => BackupConnectionType, { description: 'The backups of its cycles, newest first.' })
  async backups(
    @Root() schedule: BackupSchedule,
    @Arg('first', () => Int, {
      defaultValue: PAGE,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Ctx() context: ApiContext,
  ) {
    const request = pageRequest(first, after, context.listMax);
    const filter = { scheduleId: schedule.id };
    const viewer = viewerOf(context);
    const page = await context.services.backups.page(request, filter, viewer);
    return connection(page, request.after, () => context.services.backups.count(filter, viewer));
  }

  @FieldResolver(() => [AlertType], { description: 'Open alerts about its backups.' })
  alerts(@Root() schedule: BackupSchedule, @Ctx() context: ApiContext) {
    return context.loaders.alertsOfSchedules.load(schedule.id);
  }

  @FieldResolver(() => [HeldBackupType], {
    description: 'Its backups that are kept beyond its retention, and for what.',
  })
  async heldBackups(@Root() schedule: BackupSchedule, @Ctx() context: ApiContext) {
    const held = await context.loaders.held.load(schedule.id);
    return [...held].map(([backupId, heldFor]) => ({ backupId, heldFor }));
  }
}
