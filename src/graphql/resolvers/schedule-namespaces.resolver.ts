import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { idFilter, idOf } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import {
  AddNamespacesToScheduleInput,
  ExcludeNamespacesFromScheduleInput,
  ReleaseHeldBackupsInput,
  RevertScheduleEditInput,
} from '../inputs/schedule-namespaces.input.js';
import type { SelectionEdit } from '../schedule-services.js';
import { BackupScheduleType } from '../types/backup-schedule.type.js';
import {
  AddNamespacesToSchedulePayload,
  ExcludeNamespacesFromSchedulePayload,
  ReleaseHeldBackupsPayload,
  RevertScheduleEditPayload,
} from '../types/schedule-payloads.type.js';

@Resolver(() => BackupScheduleType)
export class ScheduleNamespacesResolver {
  @Mutation(() => ExcludeNamespacesFromSchedulePayload, {
    description:
      'Takes namespaces off the list of a schedule, from its next cycle on. What is already so succeeds and says who did it when.',
  })
  async excludeNamespacesFromSchedule(
    @Arg('input', () => ExcludeNamespacesFromScheduleInput, { description: 'Which of which schedule.' })
    { scheduleId, namespaces, selectionVersion, backupId }: ExcludeNamespacesFromScheduleInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const request = {
      scheduleId: idOf('BackupSchedule', scheduleId),
      namespaces,
      selectionVersion,
      ...(backupId != null && { backupId: idFilter('backupId', backupId) }),
    };
    return payload(await context.services.scheduleNamespaces.exclude(request, viewer));
  }

  @Mutation(() => AddNamespacesToSchedulePayload, {
    description:
      'Puts namespaces that exist on the list of a schedule, from its next cycle on. What is already so succeeds and says who did it when.',
  })
  async addNamespacesToSchedule(
    @Arg('input', () => AddNamespacesToScheduleInput, { description: 'Which to which schedule.' })
    { scheduleId, namespaces, selectionVersion }: AddNamespacesToScheduleInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const request = { scheduleId: idOf('BackupSchedule', scheduleId), namespaces, selectionVersion };
    return payload(await context.services.scheduleNamespaces.add(request, viewer));
  }

  @Mutation(() => RevertScheduleEditPayload, {
    description: 'Takes the last exclude or add of a schedule back, until its next cycle begins.',
  })
  async revertScheduleEdit(
    @Arg('input', () => RevertScheduleEditInput, { description: 'The schedule.' })
    { scheduleId }: RevertScheduleEditInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return payload(
      await context.services.scheduleNamespaces.revert(idOf('BackupSchedule', scheduleId), viewer),
    );
  }

  @Mutation(() => ReleaseHeldBackupsPayload, {
    description: 'Gives up the last copies of namespaces: backups that are kept only for them may go.',
  })
  async releaseHeldBackups(
    @Arg('input', () => ReleaseHeldBackupsInput, { description: 'Which of which schedule.' })
    { scheduleId, namespaces }: ReleaseHeldBackupsInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const request = { scheduleId: idOf('BackupSchedule', scheduleId), namespaces };
    return { backupSchedule: await context.services.retention.release(request, viewer) };
  }
}

function payload({ schedule, changed, namespaces, by }: SelectionEdit) {
  return { backupSchedule: schedule, changed, namespaces, by };
}
