import { Field, ID, InputType } from 'type-graphql';
import {
  BACKUP_SORTS,
  type BackupSort,
  CLUSTER_SORTS,
  type ClusterSort,
  LOCATION_SORTS,
  type LocationSort,
  RECENT_TIMES,
  RESTORE_SORTS,
  type RecentTime,
  type RestoreSort,
  SCHEDULE_SORTS,
  type ScheduleSort,
  type SortDirection,
} from '../../domain/listing.js';
import { enumOf, meaningsOf } from '../enum-of.js';
import { DateTime } from '../scalars.js';

export const RecentTimeEnum = enumOf(
  'RecentTime',
  'A stretch of time that ends now.',
  meaningsOf(RECENT_TIMES),
);

const SortDirectionEnum = enumOf('SortDirection', 'Which end of a list comes first.', {
  ASC: 'The least, the oldest or the first of the alphabet.',
  DESC: 'The greatest, the newest or the last of the alphabet.',
});

@InputType('LabelConditionInput', { description: 'A label that must be there.' })
export class LabelConditionInput {
  @Field(() => String, { description: 'Its key.' })
  readonly key: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Its value is one of these, 100 at most; any value when not given.',
  })
  readonly values?: string[] | null;
}

/** What every list of resources can be narrowed by. */
@InputType()
export abstract class ListFilterInput {
  @Field(() => String, {
    nullable: true,
    description: 'Only those whose name contains this, in any case: 128 characters at most.',
  })
  readonly nameContains?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this owner.' })
  readonly ownerId?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those created at this moment or later.' })
  readonly createdFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those created before this moment.' })
  readonly createdBefore?: Date | null;

  @Field(() => RecentTimeEnum, {
    nullable: true,
    description: 'Only those created in this stretch of time; not together with createdFrom.',
  })
  readonly createdWithin?: RecentTime | null;
}

/** ... and every list of resources that have labels. */
@InputType()
export abstract class LabelledFilterInput extends ListFilterInput {
  @Field(() => [LabelConditionInput], {
    nullable: true,
    description: 'Only those that have each of these labels.',
  })
  readonly labels?: LabelConditionInput[] | null;
}

export function sortInputOf<By extends string>(
  resource: string,
  what: string,
  meanings: Readonly<Record<By, string>>,
) {
  const ByEnum = enumOf(`${resource}SortField`, `What ${what} can be sorted by.`, meanings);

  @InputType(`${resource}SortInput`, { description: `The order of a list of ${what}.` })
  class SortInput {
    @Field(() => ByEnum, { description: 'What to sort by.' })
    readonly by: By;

    @Field(() => SortDirectionEnum, {
      nullable: true,
      description: 'Which end comes first; ASC for names and DESC for all else when not given.',
    })
    readonly direction?: SortDirection | null;
  }
  return SortInput;
}

export interface SortInput<By extends string> {
  readonly by: By;
  readonly direction?: SortDirection | null;
}
export const ClusterSortInput = sortInputOf<ClusterSort>('Cluster', 'clusters', CLUSTER_SORTS);
export const BackupLocationSortInput = sortInputOf<LocationSort>(
  'BackupLocation',
  'backup locations',
  LOCATION_SORTS,
);
export const BackupScheduleSortInput = sortInputOf<ScheduleSort>(
  'BackupSchedule',
  'backup schedules',
  SCHEDULE_SORTS,
);
export const BackupSortInput = sortInputOf<BackupSort>('Backup', 'backups', BACKUP_SORTS);
export const RestoreSortInput = sortInputOf<RestoreSort>('Restore', 'restores', RESTORE_SORTS);
