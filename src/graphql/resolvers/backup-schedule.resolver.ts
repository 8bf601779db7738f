import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { ScheduleSort } from '../../domain/listing.js';
import type { BackupScheduleState } from '../../domain/state-matrix.js';
import { given, idOf, labelsOf, PAGE_DEFAULT } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { BackupScheduleStateEnum } from '../enums.js';
import {
  BackUpScheduleNowInput,
  CreateBackupScheduleInput,
  DeleteBackupScheduleInput,
  EditBackupScheduleInput,
  ResumeBackupScheduleInput,
  SuspendBackupScheduleInput,
} from '../inputs/backup-schedule.input.js';
import { BackupScheduleSortInput, type SortInput } from '../inputs/list-filter.input.js';
import { BackupScheduleFilterInput } from '../inputs/resource-list.input.js';
import { scheduleChange, scheduleRequest } from '../inputs/schedule-request.js';
import { listRequest } from '../list-arguments.js';
import { readOfSchedules } from '../selected-fields.js';
import { BackupScheduleConnectionType, BackupScheduleType } from '../types/backup-schedule.type.js';
import { connection } from '../types/connection.type.js';
import {
  BackUpScheduleNowPayload,
  CreateBackupSchedulePayload,
  DeleteBackupSchedulePayload,
  EditBackupSchedulePayload,
  ResumeBackupSchedulePayload,
  SuspendBackupSchedulePayload,
} from '../types/schedule-payloads.type.js';

@Resolver(() => BackupScheduleType)
export class BackupScheduleResolver {
  @Query(() => BackupScheduleType, {
    nullable: true,
    description: 'One backup schedule. NOT_FOUND when there is none.',
  })
  backupSchedule(
    @Arg('id', () => ID, { description: 'UUID of the schedule.' }) id: string,
    @Ctx() context: ApiContext,
  ) {
    return context.services.schedules.get(idOf('BackupSchedule', id), viewerOf(context));
  }

  @Query(() => BackupScheduleConnectionType, { description: 'The backup schedules.' })
  async backupSchedules(
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Arg('states', () => [BackupScheduleStateEnum], {
      nullable: true,
      description: 'Only those in one of these states.',
      deprecationReason: 'Use `filter`. (since 2026-11-21, removed after 2027-06-30)',
    })
    states: readonly BackupScheduleState[] | null,
    @Arg('clusterId', () => ID, {
      nullable: true,
      description: 'Only those of this cluster.',
      deprecationReason: 'Use `filter`. (since 2026-11-21, removed after 2027-06-30)',
    })
    clusterId: string | null,
    @Arg('locationId', () => ID, {
      nullable: true,
      description: 'Only those that write to this location.',
      deprecationReason: 'Use `filter`. (since 2026-11-21, removed after 2027-06-30)',
    })
    locationId: string | null,
    @Arg('nameContains', () => String, {
      nullable: true,
      description: 'Only those whose name contains this.',
      deprecationReason: 'Use `filter`. (since 2026-11-21, removed after 2027-06-30)',
    })
    nameContains: string | null,
    @Arg('filter', () => BackupScheduleFilterInput, {
      nullable: true,
      description: 'Which ones; all when not given.',
    })
    filter: BackupScheduleFilterInput | null,
    @Arg('sort', () => BackupScheduleSortInput, {
      nullable: true,
      description: 'The order; newest first when not given.',
    })
    sort: SortInput<ScheduleSort> | null,
    @Ctx() context: ApiContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const viewer = viewerOf(context);
    const older = { states, clusterId, locationId, nameContains };
    const asked = listRequest({ first, listMax: context.listMax, after, filter, sort, older });
    const request = { ...asked.request, ...given({ parts: readOfSchedules(info) }) };
    const page = await context.services.schedules.page(request, asked.filter, viewer);
    return connection(page, request.after, () => context.services.schedules.count(asked.filter, viewer));
  }

  @Mutation(() => CreateBackupSchedulePayload, {
    description: 'Creates a backup schedule: it is due from now on.',
  })
  async createBackupSchedule(
    @Arg('input', () => CreateBackupScheduleInput, { description: 'The schedule.' })
    input: CreateBackupScheduleInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const { labels } = input;
    const request = { ...scheduleRequest(input), ...(labels && { labels: labelsOf(labels) }) };
    return { backupSchedule: await context.services.schedules.create(request, viewer) };
  }

  @Mutation(() => EditBackupSchedulePayload, {
    description: 'Changes when, where to, retention, selector, name or labels of a backup schedule.',
  })
  async editBackupSchedule(
    @Arg('input', () => EditBackupScheduleInput, { description: 'The changes.' })
    input: EditBackupScheduleInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const id = idOf('BackupSchedule', input.id);
    const { labels } = input;
    const change = { ...scheduleChange(input), ...(labels && { labels: labelsOf(labels) }) };
    return { backupSchedule: await context.services.schedules.edit(id, change, viewer) };
  }

  @Mutation(() => SuspendBackupSchedulePayload, {
    description: 'Pauses a backup schedule: no backup is made until it is resumed.',
  })
  async suspendBackupSchedule(
    @Arg('input', () => SuspendBackupScheduleInput, { description: 'The schedule.' })
    { id }: SuspendBackupScheduleInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return { backupSchedule: await context.services.schedules.suspend(idOf('BackupSchedule', id), viewer) };
  }

  @Mutation(() => ResumeBackupSchedulePayload, {
    description: 'Lets a suspended backup schedule go on with its next due time.',
  })
  async resumeBackupSchedule(
    @Arg('input', () => ResumeBackupScheduleInput, { description: 'The schedule.' })
    { id }: ResumeBackupScheduleInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return { backupSchedule: await context.services.schedules.resume(idOf('BackupSchedule', id), viewer) };
  }

  @Mutation(() => DeleteBackupSchedulePayload, {
    description: 'Removes a backup schedule. Its backups refuse that, unless they are asked to stay.',
  })
  async deleteBackupSchedule(
    @Arg('input', () => DeleteBackupScheduleInput, { description: 'The schedule.' })
    input: DeleteBackupScheduleInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const id = idOf('BackupSchedule', input.id);
    await context.services.schedules.remove(id, { backups: input.backups ?? 'REFUSE' }, viewer);
    return { id };
  }

  @Mutation(() => BackUpScheduleNowPayload, {
    description: 'Runs a cycle of a backup schedule now, beside its due times.',
  })
  async backUpScheduleNow(
    @Arg('input', () => BackUpScheduleNowInput, { description: 'The schedule.' })
    { id }: BackUpScheduleNowInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return { backup: await context.services.schedules.backUpNow(idOf('BackupSchedule', id), viewer) };
  }
}
