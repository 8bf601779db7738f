import { Field, ID, InputType, Int } from 'type-graphql';
import type { BackupState } from '../../domain/state-matrix.js';
import { BackupStateEnum } from '../enums.js';
import { LabelInput } from './label.input.js';
import { LabelledFilterInput } from './list-filter.input.js';
import { MachineSelectionInput } from './machine-selection.input.js';
import { ResourceFilterInput } from './resource-filter.input.js';
import { VolumeSettingsInput } from './volume-settings.input.js';

@InputType('BackupFilterInput', { description: 'Which backups to list: all conditions together.' })
export class BackupFilterInput extends LabelledFilterInput {
  @Field(() => [BackupStateEnum], { nullable: true, description: 'Only those in one of these states.' })
  readonly states?: BackupState[] | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this cluster.' })
  readonly clusterId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those in this location.' })
  readonly locationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those that cycles of this schedule made.' })
  readonly scheduleId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those that hold this namespace.' })
  readonly includesNamespace?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only those that were asked for this namespace and lack it: it was missing, or was lost.',
  })
  readonly missesNamespace?: string | null;
}

@InputType('PlanBackupInput', { description: 'What a backup would be asked to hold.' })
export class PlanBackupInput {
  @Field(() => ID, { description: 'UUID of the cluster.' })
  readonly clusterId: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Names of namespaces, whether they exist or not. This or `virtualMachines`.',
  })
  readonly namespaces?: string[] | null;

  @Field(() => MachineSelectionInput, {
    nullable: true,
    description: 'Virtual machines instead of namespaces (CLASSIC mode only).',
  })
  readonly virtualMachines?: MachineSelectionInput | null;

  @Field(() => ResourceFilterInput, {
    nullable: true,
    description: 'Which objects would be kept; all when not given.',
  })
  readonly filter?: ResourceFilterInput | null;
}

@InputType('CreateBackupInput', { description: 'A backup to make now.' })
export class CreateBackupInput {
  @Field(() => String, {
    nullable: true,
    description: 'Name, unique among backups; made of the cluster and the time when not given.',
  })
  readonly name?: string | null;

  @Field(() => ID, { description: 'UUID of the cluster, which must be ACTIVE.' })
  readonly clusterId: string;

  @Field(() => ID, { description: 'UUID of the location, which must be VALID.' })
  readonly locationId: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'Names of namespaces. One that is absent makes the backup a Partial Success and is listed as missing. This or `virtualMachines`.',
  })
  readonly namespaces?: string[] | null;

  @Field(() => MachineSelectionInput, {
    nullable: true,
    description: 'Virtual machines instead of namespaces, each with what it is made of (CLASSIC mode only).',
  })
  readonly virtualMachines?: MachineSelectionInput | null;

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
    description: 'Which objects to keep; all when not given.',
  })
  readonly filter?: ResourceFilterInput | null;
  @Field(() => VolumeSettingsInput, {
    nullable: true,
    description: 'How to treat volumes; a snapshot of each that can have one when not given.',
  })
  readonly volumes?: VolumeSettingsInput | null;
}

@InputType('EditBackupInput', { description: 'Changes of a backup. What is not given stays as it is.' })
export class EditBackupInput {
  @Field(() => ID, { description: 'UUID of the backup.' })
  readonly id: string;

  @Field(() => Int, { description: 'The `version` that the change is based on.' })
  readonly expectedVersion: number;

  @Field(() => String, { nullable: true, description: 'New name.' })
  readonly name?: string | null;

  @Field(() => [LabelInput], { nullable: true, description: 'All labels from now on.' })
  readonly labels?: LabelInput[] | null;
}

@InputType('CancelBackupInput', { description: 'A running backup to cancel.' })
export class CancelBackupInput {
  @Field(() => ID, { description: 'UUID of the backup.' })
  readonly id: string;
}

@InputType('DeleteBackupInput', { description: 'A backup to delete, with its data in the location.' })
export class DeleteBackupInput {
  @Field(() => ID, { description: 'UUID of the backup.' })
  readonly id: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Delete it also when it holds the only intact copy of namespaces or virtual machines.',
  })
  readonly confirmLastCopy?: boolean | null;
}

@InputType('ForceDeleteBackupInput', {
  description: 'A backup of a FEDERATED cluster whose record alone is to go: its data stays in the location.',
})
export class ForceDeleteBackupInput {
  @Field(() => ID, { description: 'UUID of the backup.' })
  readonly id: string;

  @Field(() => Boolean, {
    description:
      'True: it is understood that the data stays in the location and that nobody here knows of it any more.',
  })
  readonly acknowledgeOrphanedData: boolean;
}

@InputType('VerifyBackupInput', { description: 'A backup to read back whole.' })
export class VerifyBackupInput {
  @Field(() => ID, { description: 'UUID of the backup.' })
  readonly id: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'When it is intact, also try to restore all of it by dry runs of its cluster, which writes nothing there.',
  })
  readonly tryRestore?: boolean | null;
}

@InputType('CancelBackupVerificationInput', { description: 'A backup whose reading back is to stop.' })
export class CancelBackupVerificationInput {
  @Field(() => ID, { description: 'UUID of the backup.' })
  readonly id: string;
}
