import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Restore, RestoreStage } from '../../domain/restore.js';
import type { OperationMode, RestoreState } from '../../domain/state-matrix.js';
import { OperationModeEnum } from '../enums.js';
import {
  type RestoreEventType,
  RestoreEventTypeEnum,
  RestoreStageEnum,
  RestoreStateEnum,
} from '../restore-enums.js';
import { DateTime } from '../scalars.js';
import { connectionOf } from './connection.type.js';
import { RestoreCountsType } from './restore-parts.type.js';

@ObjectType('RestoreProgress', { description: 'How far a restore is.', simpleResolvers: true })
export class RestoreProgressType {
  @Field(() => Int, { description: 'Objects whose end is known.' })
  readonly done: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Objects that the backup holds of what was asked for; null until they were counted.',
  })
  readonly total: number | null;

  @Field(() => RestoreCountsType, { description: 'What became of them.' })
  readonly counts: RestoreCountsType;
}

@ObjectType('Restore', {
  description: 'A restore: objects of a backup brought back into a cluster.',
  simpleResolvers: true,
})
export class RestoreType
  implements
    Omit<
      Restore,
      | 'ownerId'
      | 'backupId'
      | 'clusterId'
      | 'handedBack'
      | 'leaseOwner'
      | 'leaseUntil'
      | 'options'
      | 'counts'
      | 'total'
    >
{
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => String, { description: 'Name, unique among restores.' })
  readonly name: string;

  @Field(() => String, { description: 'Name of the backup, also when that is gone.' })
  readonly backupName: string;

  @Field(() => DateTime, { description: 'When the backup was made, also when it is gone.' })
  readonly backupCreatedAt: Date;

  @Field(() => String, { description: 'Name of the cluster that the backup is of.' })
  readonly sourceClusterName: string;

  @Field(() => String, { description: 'Name of the cluster that it goes to, also when that is gone.' })
  readonly clusterName: string;

  @Field(() => OperationModeEnum, { description: 'Mode of its cluster.' })
  readonly mode: OperationMode;

  @Field(() => [String], { description: 'Namespaces that it writes to, by their names in the cluster.' })
  readonly targetNamespaces: readonly string[];

  @Field(() => RestoreStateEnum, { description: 'State, by the state matrix.' })
  readonly state: RestoreState;

  @Field(() => String, { nullable: true, description: 'Code of the worst issue; null when there is none.' })
  readonly stateReason: string | null;

  @Field(() => DateTime, { description: 'Since when it is in this state.' })
  readonly stateChangedAt: Date;

  @Field(() => RestoreStageEnum, {
    nullable: true,
    description: 'Where the run stands, or where it ended; null before it began.',
  })
  readonly stage: RestoreStage | null;

  @Field(() => Int, { description: 'Which run of the work this is; 0 until a worker has taken it up.' })
  readonly attempt: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When somebody asked to cancel it; null: nobody did.',
  })
  readonly cancelRequestedAt: Date | null;

  @Field(() => Int, { description: 'Version of the record.' })
  readonly version: number;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  readonly createdAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When a worker first took it up; null: not yet.' })
  readonly startedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null: not yet.' })
  readonly finishedAt: Date | null;
}

export const RestoreConnectionType = connectionOf('Restore', () => RestoreType);

@ObjectType('RestoreUpdate', {
  description:
    'What happened to a restore. `state`, `stage` and the numbers are of the event itself; `restore` is as it is now.',
  simpleResolvers: true,
})
export class RestoreUpdateType {
  @Field(() => String, {
    nullable: true,
    description:
      'Position in the stream: hand the last one back as `after` to go on without a gap. Of the present values, sent first, only the last one has it.',
  })
  readonly eventId: string | null;

  @Field(() => RestoreEventTypeEnum, {
    nullable: true,
    description: 'What happened; null: the present value.',
  })
  readonly type: RestoreEventType | null;

  @Field(() => DateTime, { description: 'When it happened.' })
  readonly at: Date;

  @Field(() => ID, { description: 'UUID of the restore.' })
  readonly restoreId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name, where the event says it, or of the present value.',
  })
  readonly name: string | null;

  @Field(() => RestoreStateEnum, {
    nullable: true,
    description: 'State then; null where the event says nothing of it.',
  })
  readonly state: RestoreState | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is in this state; null where there is nothing to say.',
  })
  readonly stateReason: string | null;

  @Field(() => RestoreStageEnum, {
    nullable: true,
    description: 'Stage then; null when no stage was under way.',
  })
  readonly stage: RestoreStage | null;

  @Field(() => Int, { nullable: true, description: 'Attempt then; null where the event says nothing of it.' })
  readonly attempt: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Objects done until then; null where the event does not say.',
  })
  readonly done: number | null;

  @Field(() => Int, { nullable: true, description: 'Objects there are; null where the event does not say.' })
  readonly total: number | null;
}
