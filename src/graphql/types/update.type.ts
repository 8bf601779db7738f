import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Stage } from '../../domain/backup.js';
import type { StateObserver } from '../../domain/state-change.js';
import type { BackupState, Resource } from '../../domain/state-matrix.js';
import {
  type BackupEventType,
  BackupEventTypeEnum,
  BackupStateEnum,
  ResourceEnum,
  StageEnum,
  StateObserverEnum,
} from '../enums.js';
import { DateTime, SafeInt } from '../scalars.js';

@ObjectType('BackupUpdate', {
  description:
    'What happened to a backup. `state`, `stage` and the numbers are of the event itself; `backup` is as it is now.',
  simpleResolvers: true,
})
export class BackupUpdateType {
  @Field(() => String, {
    nullable: true,
    description:
      'Position in the stream: hand the last one back as `after` to go on without a gap. Of the present values, sent first, only the last one has it.',
  })
  readonly eventId: string | null;

  @Field(() => BackupEventTypeEnum, {
    nullable: true,
    description: 'What happened; null: the present value.',
  })
  readonly type: BackupEventType | null;

  @Field(() => DateTime, { description: 'When it happened.' })
  readonly at: Date;

  @Field(() => ID, { description: 'UUID of the backup.' })
  readonly backupId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name, where the event made or changed it, or of the present value.',
  })
  readonly name: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'UUID of its schedule; null: made by hand, or it is gone.',
  })
  readonly scheduleId: string | null;

  @Field(() => ID, { nullable: true, description: 'UUID of its cluster; null: it is gone.' })
  readonly clusterId: string | null;

  @Field(() => BackupStateEnum, {
    nullable: true,
    description: 'State then; null where the event says nothing of it.',
  })
  readonly state: BackupState | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is in this state; null where there is nothing to say.',
  })
  readonly stateReason: string | null;

  @Field(() => StageEnum, { nullable: true, description: 'Stage then; null when no stage was under way.' })
  readonly stage: Stage | null;

  @Field(() => Int, { nullable: true, description: 'Attempt then; null where the event says nothing of it.' })
  readonly attempt: number | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: 'Objects read until then; null where the event does not say.',
  })
  readonly objects: number | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: 'Bytes read until then, before compression; null where the event does not say.',
  })
  readonly bytes: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What it waits for, as a sentence: its turn at a guest that another backup holds frozen. null: it does not wait.',
  })
  readonly message: string | null;
}

@ObjectType('ResourceStateChange', {
  description: 'A resource went from one state to another, or is in one as the stream begins.',
  simpleResolvers: true,
})
export class ResourceStateChangeType {
  @Field(() => String, {
    nullable: true,
    description:
      'Position in the stream: hand the last one back as `after` to go on without a gap. Of the present values, sent first, only the last one has it.',
  })
  readonly eventId: string | null;

  @Field(() => Boolean, { description: 'Whether this is how it is as the stream begins, and no change.' })
  readonly isPresent: boolean;

  @Field(() => DateTime, { description: 'When it happened.' })
  readonly at: Date;

  @Field(() => ResourceEnum, { description: 'Which resource.' })
  readonly resource: Resource;

  @Field(() => ID, { description: 'UUID of the one that changed.' })
  readonly subjectId: string;

  @Field(() => String, { nullable: true, description: 'Name, where the event says it.' })
  readonly name: string | null;

  @Field(() => String, { nullable: true, description: 'State before; null when it is new, or present.' })
  readonly from: string | null;

  @Field(() => String, { nullable: true, description: 'State after; null: it is gone.' })
  readonly to: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the reason; null when there is none.' })
  readonly reason: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was seen, in one sentence; null when there is nothing to say.',
  })
  readonly message: string | null;

  @Field(() => StateObserverEnum, {
    nullable: true,
    description: 'Who saw it or did it; null for the present.',
  })
  readonly observer: StateObserver | null;

  @Field(() => String, {
    nullable: true,
    description: 'The person, or the part of Holdfast, by name; null for the present.',
  })
  readonly observerName: string | null;
}
