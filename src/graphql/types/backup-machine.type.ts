import { Field, Int, ObjectType } from 'type-graphql';
import type { BackupMachine, MachineFate, MachineOutcome, QuiesceEnd } from '../../domain/backup-machine.js';
import type { MachineSelection } from '../../domain/machine-selection.js';
import type { VirtualMachineState } from '../../domain/state-matrix.js';
import type { MachineName } from '../../domain/virtual-machine.js';
import { MachineFateEnum, MachineOutcomeEnum, QuiesceEndEnum, VirtualMachineStateEnum } from '../enums.js';

@ObjectType('MachineName', { description: 'A virtual machine by its name.', simpleResolvers: true })
export class MachineNameType implements MachineName {
  @Field(() => String, { description: 'Its namespace.' })
  readonly namespace: string;

  @Field(() => String, { description: 'Its name.' })
  readonly name: string;
}

@ObjectType('MachineSelection', {
  description: 'Which virtual machines are asked for.',
  simpleResolvers: true,
})
export class MachineSelectionType implements MachineSelection {
  @Field(() => [MachineNameType], {
    nullable: true,
    description: 'These by name, sorted; null: those of `namespaces` and `selector`.',
  })
  readonly machines: readonly MachineNameType[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Those of these namespaces; null: of all, or they are named.',
  })
  readonly namespaces: readonly string[] | null;

  @Field(() => String, { nullable: true, description: 'Those that match this label selector; null: all.' })
  readonly selector: string | null;

  @Field(() => Boolean, { description: 'Whether their guests are frozen while their volumes are cut.' })
  readonly freeze: boolean;
}

@ObjectType('BackupMachine', { description: 'A virtual machine of a backup.', simpleResolvers: true })
export class BackupMachineType implements BackupMachine {
  @Field(() => String, { description: 'Its namespace.' })
  readonly namespace: string;

  @Field(() => String, { description: 'Its name.' })
  readonly name: string;

  @Field(() => MachineFateEnum, { description: 'Whether it was there.' })
  readonly fate: MachineFate;

  @Field(() => String, { nullable: true, description: 'UID then; null: it was not there.' })
  readonly uid: string | null;

  @Field(() => VirtualMachineStateEnum, {
    nullable: true,
    description: 'State then; null: it was not there.',
  })
  readonly state: VirtualMachineState | null;

  @Field(() => String, {
    nullable: true,
    description: "KubeVirt's word then; null: it had none, or was not there.",
  })
  readonly printableStatus: string | null;

  @Field(() => QuiesceEndEnum, {
    nullable: true,
    description: 'How its guest was quieted; null: nobody asked for it, or it was not come to.',
  })
  readonly quiesced: QuiesceEnd | null;

  @Field(() => MachineOutcomeEnum, {
    nullable: true,
    description: 'What of it is backed up; null: the backup runs, or it was not there.',
  })
  readonly outcome: MachineOutcome | null;

  @Field(() => Int, { description: 'How many volumes it has that a snapshot was asked of.' })
  readonly volumes: number;

  @Field(() => Int, { description: 'How many of those have a usable one.' })
  readonly volumesBackedUp: number;

  @Field(() => Int, { description: 'How many objects it is made of are in the backup.' })
  readonly objects: number;

  @Field(() => String, { nullable: true, description: 'One sentence; null: there is nothing to say.' })
  readonly message: string | null;
}
