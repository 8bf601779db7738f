import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { BackupSchedule, Departure, Retention } from '../../domain/backup-schedule.js';
import type { BackupScheduleState } from '../../domain/state-matrix.js';
import { BackupScheduleStateEnum } from '../enums.js';
import { DateTime } from '../scalars.js';
import {
  type MachinePlan,
  MachinePlanType,
  MissingNamespaceType,
  PlannedNamespaceType,
} from './backup-plan.type.js';
import { connectionOf } from './connection.type.js';
import { NamespaceSelectionType } from './namespace-selection.type.js';
import { ResourceFilterType } from './resource-filter.type.js';

@ObjectType('Retention', {
  description: 'Which backups of a schedule are kept: each that one of these keeps.',
  simpleResolvers: true,
})
export class RetentionType implements Retention {
  @Field(() => Int, {
    description: 'How many good backups (Success and Partial Success) are kept: 1 to 1000.',
  })
  readonly keep: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of those older ones are removed too; null: age does not matter. The newest good one always stays.',
  })
  readonly maxAgeDays: number | null;

  @Field(() => Int, {
    description: 'Of how many hours the newest good one is kept, by the clock of the schedule; 0: none.',
  })
  readonly hourly: number;

  @Field(() => Int, { description: 'Of how many days; 0: none.' })
  readonly daily: number;

  @Field(() => Int, { description: 'Of how many ISO weeks, which begin on Monday; 0: none.' })
  readonly weekly: number;

  @Field(() => Int, { description: 'Of how many months; 0: none.' })
  readonly monthly: number;
}

@ObjectType('Departure', {
  description: 'A namespace that was taken off the list: its last copy is kept for 30 days.',
  simpleResolvers: true,
})
export class DepartureType implements Departure {
  @Field(() => String, { description: 'Name of the namespace.' })
  readonly namespace: string;

  @Field(() => DateTime, { description: 'When it was taken off.' })
  readonly leftAt: Date;
}

@ObjectType('SchedulePreview', {
  description:
    'What the next cycle would do if it began now, as the cluster stands: in the namespaces that the caller may see there.',
  simpleResolvers: true,
})
export class SchedulePreviewType {
  @Field(() => DateTime, { nullable: true, description: 'When it is due; null: never, or suspended.' })
  readonly at: Date | null;

  @Field(() => [PlannedNamespaceType], { description: 'What would be backed up.' })
  readonly included: readonly PlannedNamespaceType[];

  @Field(() => [MissingNamespaceType], { description: 'What is on the schedule and is not there.' })
  readonly missing: readonly MissingNamespaceType[];

  @Field(() => [String], { description: 'What is in the cluster and is not on the schedule.' })
  readonly unlisted: readonly string[];

  @Field(() => MachinePlanType, {
    nullable: true,
    description: 'The virtual machines of a schedule of those; null: it is of namespaces.',
  })
  readonly virtualMachines: MachinePlan | null;
}

@ObjectType('BackupSchedule', {
  description: 'A backup schedule: when, what and where.',
  simpleResolvers: true,
})
export class BackupScheduleType
  implements
    Omit<
      BackupSchedule,
      | 'ownerId'
      | 'clusterId'
      | 'locationId'
      | 'labels'
      | 'timing'
      | 'selection'
      | 'missing'
      | 'released'
      | 'preRuleId'
      | 'postRuleId'
      | 'volumeSettings'
    >
{
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => String, { description: 'Name, unique among backup schedules.' })
  readonly name: string;

  @Field(() => BackupScheduleStateEnum, { description: 'State, by the state matrix.' })
  readonly state: BackupScheduleState;

  @Field(() => String, {
    nullable: true,
    description:
      'Why, in one sentence: also why an ACTIVE one makes no backup; null when there is nothing to say.',
  })
  readonly stateReason: string | null;

  @Field(() => DateTime, { description: 'Since when it is in this state.' })
  readonly stateChangedAt: Date;

  @Field(() => NamespaceSelectionType, { description: 'Which namespaces it backs up.' })
  readonly selection: NamespaceSelectionType;

  @Field(() => Boolean, {
    description: 'Whether it was created for one single namespace: then it cannot grow.',
  })
  readonly createdSingle: boolean;

  @Field(() => String, { description: 'The time zone of its clock, by its IANA name: `Europe/Berlin`.' })
  readonly timeZone: string;

  @Field(() => DateTime, {
    description: 'From where intervals count: its creation, or the last change of its timing.',
  })
  readonly anchor: Date;

  @Field(() => Int, {
    description:
      'How many minutes late a due time of the clock is still made up for; after them it is recorded as skipped.',
  })
  readonly graceMinutes: number;

  @Field(() => RetentionType, { description: 'Which of its backups are kept.' })
  readonly retention: RetentionType;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it is due next; null while suspended, or when it is never due again.',
  })
  readonly nextDueAt: Date | null;

  @Field(() => [DepartureType], { description: 'Namespaces that were taken off its list of late.' })
  readonly departures: readonly DepartureType[];

  @Field(() => [String], {
    description: 'E-mail addresses that its alerts go to; empty: the default ones.',
  })
  readonly alertRecipients: readonly string[];

  @Field(() => Int, {
    nullable: true,
    description: 'Its backups are read back every so many days; 0: never; null: as the installation says.',
  })
  readonly verifyEveryDays: number | null;

  @Field(() => Int, { description: 'How many due times in a row have left no good backup.' })
  readonly barrenCycles: number;

  @Field(() => Int, { description: 'Rises with every edit: hand it back as `expectedVersion`.' })
  readonly version: number;

  @Field(() => Int, {
    description:
      'Rises with every change of its namespaces: hand it back as `selectionVersion` when you exclude or add.',
  })
  readonly selectionVersion: number;

  @Field(() => DateTime, { description: 'When it was created.' })
  readonly createdAt: Date;

  @Field(() => DateTime, { description: 'When it was last edited.' })
  readonly updatedAt: Date;

  @Field(() => ResourceFilterType, {
    nullable: true,
    description: 'What its backups are limited to; null: nothing is filtered.',
  })
  readonly filter: ResourceFilterType | null;
}

export const BackupScheduleConnectionType = connectionOf('BackupSchedule', () => BackupScheduleType);
