import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Alert } from '../../domain/alert.js';
import { firstOf, idOf } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { SnoozeAlertsInput, UnsnoozeAlertsInput } from '../inputs/snooze-alerts.input.js';
import { AlertType } from '../types/alert.type.js';
import { AlertNamespaceType, AlertSnoozeType, AlertStandingEnum } from '../types/alert-standing.type.js';
import { ScheduleEditType } from '../types/schedule-edit.type.js';
import { SnoozeAlertsPayload, UnsnoozeAlertsPayload } from '../types/schedule-payloads.type.js';

@Resolver(() => AlertType)
export class AlertStandingResolver {
  @Mutation(() => SnoozeAlertsPayload, {
    description:
      'No reminders and replies about the open alerts of a schedule until a time, or until one changes. They stay what they are.',
  })
  async snoozeAlerts(
    @Arg('input', () => SnoozeAlertsInput, { description: 'Of which schedule, until when.' })
    { scheduleId, until }: SnoozeAlertsInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const request = { scheduleId: idOf('BackupSchedule', scheduleId), until: until ?? null };
    return context.services.snooze.snooze(request, viewer);
  }

  @Mutation(() => UnsnoozeAlertsPayload, {
    description: 'The open alerts of a schedule ping again. Where none is snoozed nothing is changed.',
  })
  async unsnoozeAlerts(
    @Arg('input', () => UnsnoozeAlertsInput, { description: 'Of which schedule.' })
    { scheduleId }: UnsnoozeAlertsInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return context.services.snooze.unsnooze(idOf('BackupSchedule', scheduleId), viewer);
  }

  @FieldResolver(() => AlertStandingEnum, { description: 'Where people stand with it.' })
  async standing(@Root() alert: Alert, @Ctx() { loaders, services }: ApiContext) {
    const about = alert.subjectType === 'BackupSchedule' && alert.closedAt === null;
    const schedule = about ? await loaders.schedules.load(alert.subjectId) : undefined;
    return services.alertDetails.standing(alert, schedule);
  }

  @FieldResolver(() => AlertSnoozeType, {
    nullable: true,
    description: 'Who wants no pings about it, and until when; null: nobody, or it is over.',
  })
  snooze(@Root() alert: Alert, @Ctx() { services }: ApiContext) {
    return services.alertDetails.snooze(alert);
  }

  @FieldResolver(() => [AlertNamespaceType], { description: 'The first of its names, in order.' })
  names(
    @Root() alert: Alert,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many: 1 to 200.' }) first: number,
    @Ctx() { loaders }: ApiContext,
  ) {
    return loaders.alertNames.load({ alert, first: firstOf(first) });
  }

  @FieldResolver(() => Int, { description: 'How many missing namespaces it is about.' })
  namespaceCount(@Root() alert: Alert) {
    return alert.namespaces.length;
  }

  @FieldResolver(() => [ScheduleEditType], {
    description: 'Excludes, adds and reverts of its schedule since it was opened, newest first.',
  })
  edits(
    @Root() alert: Alert,
    @Arg('first', () => Int, { defaultValue: 3, description: 'How many: 1 to 200.' }) first: number,
    @Ctx() { loaders }: ApiContext,
  ) {
    return loaders.alertEdits.load({ alert, first: firstOf(first) });
  }

  @FieldResolver(() => AlertType, {
    nullable: true,
    description: 'The incident about the same thing before this one; null: it is the first.',
  })
  previous(@Root() { id }: Alert, @Ctx() { loaders }: ApiContext) {
    return loaders.alertsBefore.load(id);
  }
}
