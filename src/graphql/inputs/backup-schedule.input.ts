import { Field, ID, InputType, Int } from 'type-graphql';
import { ScheduleBackupsEnum } from '../schedule-enums.js';
import { LabelInput } from './label.input.js';
import { MachineSelectionInput } from './machine-selection.input.js';
import { NamespaceSelectionInput } from './namespace-selection.input.js';
import { ResourceFilterInput } from './resource-filter.input.js';
import { ScheduleTimingInput } from './schedule-timing.input.js';
import { VolumeSettingsInput } from './volume-settings.input.js';

@InputType('RetentionInput', {
  description: 'Which backups of a schedule to keep: each that one of these keeps.',
})
export class RetentionInput {
  @Field(() => Int, {
    description: 'How many good backups (Success and Partial Success) to keep: 1 to 1000.',
  })
  readonly keep: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of those remove older ones too, but never the newest good one; age does not matter when not given.',
  })
  readonly maxAgeDays?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of how many hours the newest good one is kept, by the clock of the schedule; 0 when not given.',
  })
  readonly hourly?: number | null;

  @Field(() => Int, { nullable: true, description: 'Of how many days; 0 when not given.' })
  readonly daily?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of how many ISO weeks, which begin on Monday; 0 when not given.',
  })
  readonly weekly?: number | null;

  @Field(() => Int, { nullable: true, description: 'Of how many months; 0 when not given.' })
  readonly monthly?: number | null;
}

@InputType('VerifyEveryInput', { description: 'How often the backups of a schedule are read back.' })
export class VerifyEveryInput {
  @Field(() => Int, {
    nullable: true,
    description: 'Every so many days, 0 to 36500; 0: never; null: as the installation says.',
  })
  readonly days?: number | null;
}

@InputType('CreateBackupScheduleInput', { description: 'A backup schedule to create.' })
export class CreateBackupScheduleInput {
  @Field(() => String, {
    description: 'Name, unique among backup schedules: lower case letters, digits, "-" and ".".',
  })
  readonly name: string;

  @Field(() => ID, { description: 'UUID of the cluster, which must be ACTIVE.' })
  readonly clusterId: string;

  @Field(() => ID, { description: 'UUID of the location, which must be VALID.' })
  readonly locationId: string;

  @Field(() => NamespaceSelectionInput, { description: 'Which namespaces to back up.' })
  readonly selection: NamespaceSelectionInput;

  @Field(() => ScheduleTimingInput, { description: 'When.' })
  readonly timing: ScheduleTimingInput;

  @Field(() => String, {
    description: 'The time zone of its clock, by its IANA name: `Europe/Berlin`, `UTC`.',
  })
  readonly timeZone: string;

  @Field(() => Int, {
    nullable: true,
    description: 'How many minutes late a due time of the clock is still made up for; 60 when not given.',
  })
  readonly graceMinutes?: number | null;

  @Field(() => RetentionInput, { description: 'Which of its backups to keep.' })
  readonly retention: RetentionInput;

  @Field(() => [String], {
    nullable: true,
    description: 'E-mail addresses that its alerts go to, 20 at most; the default ones when not given.',
  })
  readonly alertRecipients?: string[] | null;

  @Field(() => [LabelInput], { nullable: true, description: 'Labels; none when not given.' })
  readonly labels?: LabelInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'UUID of the rule to run before the volumes are looked at; none when not given.',
  })
  readonly preRuleId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'UUID of the rule to run when their snapshots are cut; none when not given.',
  })
  readonly postRuleId?: string | null;

  @Field(() => ResourceFilterInput, {
    nullable: true,
    description: 'Which objects its backups keep; all when not given.',
  })
  readonly filter?: ResourceFilterInput | null;
  @Field(() => VerifyEveryInput, {
    nullable: true,
    description: 'How often its backups are read back; as the installation says when not given.',
  })
  readonly verifyEvery?: VerifyEveryInput | null;
  @Field(() => VolumeSettingsInput, {
    nullable: true,
    description: 'How its backups treat volumes; a snapshot of each that can have one when not given.',
  })
  readonly volumes?: VolumeSettingsInput | null;
}

@InputType('EditBackupScheduleInput', {
  description:
    'Changes of a backup schedule. What is not given stays as it is. Namespaces of a named list are excluded and added by mutations of their own.',
})
export class EditBackupScheduleInput {
  @Field(() => ID, { description: 'UUID of the schedule.' })
  readonly id: string;

  @Field(() => Int, { description: 'The `version` that the change is based on.' })
  readonly expectedVersion: number;

  @Field(() => String, { nullable: true, description: 'New name.' })
  readonly name?: string | null;

  @Field(() => [LabelInput], { nullable: true, description: 'All labels from now on.' })
  readonly labels?: LabelInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'UUID of the location that the next backups go to; those that exist stay where they are.',
  })
  readonly locationId?: string | null;

  @Field(() => ScheduleTimingInput, { nullable: true, description: 'New timing, whole.' })
  readonly timing?: ScheduleTimingInput | null;

  @Field(() => String, { nullable: true, description: 'New time zone, by its IANA name.' })
  readonly timeZone?: string | null;

  @Field(() => Int, { nullable: true, description: 'New grace window in minutes.' })
  readonly graceMinutes?: number | null;

  @Field(() => RetentionInput, { nullable: true, description: 'New retention, whole.' })
  readonly retention?: RetentionInput | null;

  @Field(() => [String], {
    nullable: true,
    description: 'All e-mail addresses that its alerts go to from now on; none: the default ones.',
  })
  readonly alertRecipients?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'New label selector; only of a schedule that selects by labels.',
  })
  readonly selector?: string | null;

  @Field(() => MachineSelectionInput, {
    nullable: true,
    description: 'The virtual machines from now on, whole; only of a schedule of virtual machines.',
  })
  readonly virtualMachines?: MachineSelectionInput | null;

  @Field(() => ID, {
    nullable: true,
    description: 'UUID of the rule to run before the volumes are looked at; null: none from now on.',
  })
  readonly preRuleId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'UUID of the rule to run when their snapshots are cut; null: none from now on.',
  })
  readonly postRuleId?: string | null;

  @Field(() => ResourceFilterInput, {
    nullable: true,
    description: 'Which objects its next backups keep, whole; null: all.',
  })
  readonly filter?: ResourceFilterInput | null;
  @Field(() => VerifyEveryInput, {
    nullable: true,
    description: 'How often its backups are read back from now on.',
  })
  readonly verifyEvery?: VerifyEveryInput | null;
  @Field(() => VolumeSettingsInput, {
    nullable: true,
    description: 'How its backups treat volumes from now on; parts that are not given stay as they are.',
  })
  readonly volumes?: VolumeSettingsInput | null;
}

@InputType('SuspendBackupScheduleInput', { description: 'A backup schedule to pause.' })
export class SuspendBackupScheduleInput {
  @Field(() => ID, { description: 'UUID of the schedule.' })
  readonly id: string;
}

@InputType('ResumeBackupScheduleInput', { description: 'A suspended backup schedule to go on with.' })
export class ResumeBackupScheduleInput {
  @Field(() => ID, { description: 'UUID of the schedule.' })
  readonly id: string;
}

@InputType('DeleteBackupScheduleInput', { description: 'A backup schedule to remove.' })
export class DeleteBackupScheduleInput {
  @Field(() => ID, { description: 'UUID of the schedule.' })
  readonly id: string;

  @Field(() => ScheduleBackupsEnum, {
    nullable: true,
    description: 'What becomes of its backups; REFUSE when not given.',
  })
  readonly backups?: 'REFUSE' | 'KEEP' | null;
}

@InputType('BackUpScheduleNowInput', { description: 'A backup schedule to run a cycle of now.' })
export class BackUpScheduleNowInput {
  @Field(() => ID, { description: 'UUID of the schedule.' })
  readonly id: string;
}
