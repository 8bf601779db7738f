import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ALERT_MEANINGS, type Alert, type AlertKind } from '../../domain/alert.js';
import type { AlertSort } from '../../domain/listing.js';
import { given, idOf, PAGE_DEFAULT } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { AlertKindEnum } from '../enums.js';
import { AlertFilterInput, AlertSortInput, alertRequest } from '../inputs/alert-filter.input.js';
import type { SortInput } from '../inputs/list-filter.input.js';
import { AcknowledgeAlertInput } from '../inputs/schedule-namespaces.input.js';
import { AlertConnectionType, AlertType } from '../types/alert.type.js';
import { BackupType } from '../types/backup.type.js';
import { BackupLocationType } from '../types/backup-location.type.js';
import { BackupScheduleType } from '../types/backup-schedule.type.js';
import { ClusterType } from '../types/cluster.type.js';
import { ClusterDiscoveryType } from '../types/cluster-discovery.type.js';
import { connection } from '../types/connection.type.js';
import { AcknowledgeAlertPayload } from '../types/schedule-payloads.type.js';

@Resolver(() => AlertType)
export class AlertResolver {
  @Query(() => AlertType, { nullable: true, description: 'One alert. NOT_FOUND when there is none.' })
  alert(@Arg('id', () => ID, { description: 'UUID of the alert.' }) id: string, @Ctx() context: ApiContext) {
    return context.services.alerts.get(idOf('Alert', id), viewerOf(context));
  }

  @Query(() => AlertConnectionType, { description: 'The alerts, newest first.' })
  async alerts(
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Arg('open', () => Boolean, {
      nullable: true,
      description: 'Only those that are open (true), or closed (false); both when not given.',
    })
    open: boolean | null,
    @Arg('kinds', () => [AlertKindEnum], { nullable: true, description: 'Only those of these kinds.' })
    kinds: readonly AlertKind[] | null,
    @Arg('scheduleId', () => ID, {
      nullable: true,
      description: 'Only those that cycles of this schedule opened or counted last.',
    })
    scheduleId: string | null,
    @Arg('mine', () => Boolean, {
      nullable: true,
      description: 'Only those of schedules that the caller owns.',
    })
    mine: boolean | null,
    @Arg('filter', () => AlertFilterInput, {
      nullable: true,
      description: 'Which ones; it goes before the arguments beside it.',
    })
    filter: AlertFilterInput | null,
    @Arg('sort', () => AlertSortInput, {
      nullable: true,
      description: 'The order; the one that was opened last first when not given.',
    })
    sort: SortInput<AlertSort> | null,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const older = { open, kinds, scheduleId };
    const { request, filter: chosen } = alertRequest({
      ...{ first, after, filter, sort, older },
      ...given({ listMax: context.listMax }),
    });
    const asked = {
      ...chosen,
      ...(mine === true && viewer.kind === 'USER' && { ownerId: viewer.userId }),
    };
    const page = await context.services.alerts.page(request, asked, viewer);
    return connection(page, request.after, () => context.services.alerts.count(asked, viewer));
  }

  @Mutation(() => AcknowledgeAlertPayload, {
    description: 'Notes that somebody takes care of an alert. It stays open until what it is about is over.',
  })
  async acknowledgeAlert(
    @Arg('input', () => AcknowledgeAlertInput, { description: 'The alert.' }) { id }: AcknowledgeAlertInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return { alert: await context.services.alerts.acknowledge(idOf('Alert', id), viewer) };
  }

  @FieldResolver(() => String, { description: 'What the kind means and what to do about it.' })
  meaning(@Root() alert: Alert) {
    return ALERT_MEANINGS[alert.kind];
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is open.' })
  isOpen(@Root() alert: Alert) {
    return alert.closedAt === null;
  }

  @FieldResolver(() => BackupScheduleType, {
    nullable: true,
    description: 'The schedule whose cycle was counted last; null when it is gone.',
  })
  schedule(@Root() { scheduleId }: Alert, @Ctx() context: ApiContext) {
    return scheduleId === null ? null : context.loaders.schedules.load(scheduleId);
  }

  @FieldResolver(() => BackupType, {
    nullable: true,
    description: 'The backup that was counted last; null when that cycle left none, or it is gone.',
  })
  backup(@Root() { backupId }: Alert, @Ctx() context: ApiContext) {
    return backupId === null ? null : context.loaders.backups.load(backupId);
  }

  @FieldResolver(() => ClusterType, {
    nullable: true,
    description: 'The cluster that it is raised on; null when it is about something else.',
  })
  cluster(@Root() { subjectType, subjectId }: Alert, @Ctx() context: ApiContext) {
    return subjectType === 'Cluster' ? context.loaders.clusters.load(subjectId) : null;
  }

  @FieldResolver(() => BackupLocationType, {
    nullable: true,
    description: 'The location that it is raised on; null when it is about something else.',
  })
  location(@Root() { subjectType, subjectId }: Alert, @Ctx() context: ApiContext) {
    return subjectType === 'BackupLocation' ? context.loaders.locations.load(subjectId) : null;
  }

  @FieldResolver(() => ClusterDiscoveryType, {
    nullable: true,
    description: 'The cluster discovery that it is raised on; null when it is about something else.',
  })
  discovery(@Root() { subjectType, subjectId }: Alert, @Ctx() context: ApiContext) {
    return subjectType === 'ClusterDiscovery' ? context.loaders.discoveries.load(subjectId) : null;
  }
}
