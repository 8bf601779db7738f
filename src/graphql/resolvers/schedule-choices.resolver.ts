import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { BackupSchedule } from '../../domain/backup-schedule.js';
import { refusalsOfSchedule } from '../../domain/namespace-refusals.js';
import { callerOf, operationsNow } from '../allowed-operations.js';
import { firstOf, idOf } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { AdditionChoicesType, ExclusionChoicesType } from '../types/schedule-choices.type.js';

const CHOICES_MAX = 100;
const SEARCH = 'Part of a name; all when not given.';
const FIRST = 'How many: 1 to 100.';

@Resolver()
export class ScheduleChoicesResolver {
  @Query(() => ExclusionChoicesType, {
    description: 'What may be excluded from a schedule. NOT_FOUND when there is no such schedule.',
  })
  async exclusionChoices(
    @Arg('scheduleId', () => ID, { description: 'UUID of the schedule.' }) scheduleId: string,
    @Arg('search', () => String, { nullable: true, description: SEARCH }) search: string | null,
    @Arg('first', () => Int, { defaultValue: CHOICES_MAX, description: FIRST }) first: number,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const request = requestOf(scheduleId, search, first);
    const { schedule, ...choices } = await context.services.scheduleChoices.exclusions(request, viewer);
    return { backupSchedule: schedule, ...choices };
  }

  @Query(() => AdditionChoicesType, {
    description:
      'What may be added to a schedule, from what was last observed of its cluster. Empty for who may not add; NOT_FOUND when there is no such schedule.',
  })
  async additionChoices(
    @Arg('scheduleId', () => ID, { description: 'UUID of the schedule.' }) scheduleId: string,
    @Arg('search', () => String, { nullable: true, description: SEARCH }) search: string | null,
    @Arg('first', () => Int, { defaultValue: CHOICES_MAX, description: FIRST }) first: number,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const request = requestOf(scheduleId, search, first);
    const { schedule, ...choices } = await context.services.scheduleChoices.additions(request, viewer);
    if (await mayAdd(schedule, context)) return { backupSchedule: schedule, ...choices };
    return { backupSchedule: schedule, ...choices, names: [], total: 0 };
  }
}

function requestOf(scheduleId: string, search: string | null | undefined, first: number) {
  return {
    scheduleId: idOf('BackupSchedule', scheduleId),
    search: search ?? null,
    first: firstOf(first, CHOICES_MAX),
  };
}

/** The names of a cluster are for those who may do something with them. */
async function mayAdd(schedule: BackupSchedule, context: ApiContext): Promise<boolean> {
  const own = refusalsOfSchedule(schedule);
  const operations = operationsNow('BackupSchedule', schedule, {
    ...(await callerOf(context, 'BackupSchedule', schedule)),
    own,
  });
  return operations.some(({ operation, allowed }) => operation === 'addNamespaces' && allowed);
}
