/** The filters of lists of clusters, locations and schedules; those of backups and restores stand beside their other inputs. */
import { Field, ID, InputType } from 'type-graphql';
import type { LocationAccess } from '../../domain/backup-location.js';
import type {
  BackupLocationState,
  BackupScheduleState,
  ClusterState,
  OperationMode,
} from '../../domain/state-matrix.js';
import {
  BackupLocationStateEnum,
  BackupScheduleStateEnum,
  ClusterStateEnum,
  LocationAccessEnum,
  OperationModeEnum,
} from '../enums.js';
import { LabelledFilterInput } from './list-filter.input.js';

@InputType('ClusterFilterInput', { description: 'Which clusters to list: all conditions together.' })
export class ClusterFilterInput extends LabelledFilterInput {
  @Field(() => [ClusterStateEnum], { nullable: true, description: 'Only those in one of these states.' })
  readonly states?: ClusterState[] | null;

  @Field(() => [OperationModeEnum], { nullable: true, description: 'Only those in one of these modes.' })
  readonly modes?: OperationMode[] | null;
}

@InputType('BackupLocationFilterInput', {
  description: 'Which backup locations to list: all conditions together.',
})
export class BackupLocationFilterInput extends LabelledFilterInput {
  @Field(() => [BackupLocationStateEnum], {
    nullable: true,
    description: 'Only those in one of these states.',
  })
  readonly states?: BackupLocationState[] | null;

  @Field(() => [LocationAccessEnum], {
    nullable: true,
    description: 'Only those that are reached in one of these ways.',
  })
  readonly access?: LocationAccess[] | null;
}

@InputType('BackupScheduleFilterInput', {
  description: 'Which backup schedules to list: all conditions together.',
})
export class BackupScheduleFilterInput extends LabelledFilterInput {
  @Field(() => [BackupScheduleStateEnum], {
    nullable: true,
    description: 'Only those in one of these states.',
  })
  readonly states?: BackupScheduleState[] | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this cluster.' })
  readonly clusterId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those that write to this location.' })
  readonly locationId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only those with this namespace on their named list.',
  })
  readonly includesNamespace?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those whose last cycle missed a namespace (true), or missed none (false).',
  })
  readonly hasMissing?: boolean | null;
}
