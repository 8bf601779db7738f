import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars.js';
import { BackupScheduleType } from './backup-schedule.type.js';

@ObjectType('ChoiceBackup', {
  description: 'The newest backup that holds a namespace.',
  simpleResolvers: true,
})
export class ChoiceBackupType {
  @Field(() => ID, { description: 'UUID of the backup.' })
  readonly id: string;

  @Field(() => String, { description: 'Its name.' })
  readonly name: string;

  @Field(() => DateTime, { description: 'When it was made.' })
  readonly at: Date;
}

@ObjectType('ExclusionChoice', {
  description: 'A namespace that may be taken off a schedule.',
  simpleResolvers: true,
})
export class ExclusionChoiceType {
  @Field(() => String, { description: 'Its name.' })
  readonly name: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the cluster has it again; null: it did not say.',
  })
  readonly isBack: boolean | null;

  @Field(() => ChoiceBackupType, {
    nullable: true,
    description: 'The newest good backup of the schedule that holds it; null: there is none.',
  })
  readonly lastBackup: ChoiceBackupType | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when its last copy is held after an exclusion; null: there is none.',
  })
  readonly heldUntil: Date | null;
}

@ObjectType('ExclusionChoices', {
  description:
    'What may be excluded from a schedule: the namespaces that its last cycle missed, or that are absent now, and that are still on it.',
  simpleResolvers: true,
})
export class ExclusionChoicesType {
  @Field(() => BackupScheduleType, {
    description: 'The schedule: `allowedOperations` says whether anything may be excluded.',
  })
  readonly backupSchedule: object;

  @Field(() => [ExclusionChoiceType], {
    description: 'The first that match the search: those that begin with it first.',
  })
  readonly choices: readonly ExclusionChoiceType[];

  @Field(() => Int, { description: 'How many there are that match the search.' })
  readonly total: number;

  @Field(() => Int, { description: 'All of them, whatever the search.' })
  readonly missingTotal: number;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the cluster was looked at; null: it did not answer, and nothing is known of what came back.',
  })
  readonly observedAt: Date | null;
}

@ObjectType('AdditionChoices', {
  description:
    'What may be added to a schedule: namespaces of its cluster, as last observed, that it does not name.',
  simpleResolvers: true,
})
export class AdditionChoicesType {
  @Field(() => BackupScheduleType, {
    description: 'The schedule: `allowedOperations` says why nothing may be added.',
  })
  readonly backupSchedule: object;

  @Field(() => [String], {
    description:
      'The first that match the search: those that begin with it first. Namespaces of the system only when they begin with four searched letters or more.',
  })
  readonly names: readonly string[];

  @Field(() => Int, { description: 'How many there are that match the search.' })
  readonly total: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the cluster was last looked at; null: not yet.',
  })
  readonly observedAt: Date | null;
}
