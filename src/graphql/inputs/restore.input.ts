import { Field, ID, InputType } from 'type-graphql';
import type { ExistingPolicy } from '../../domain/restore.js';
import type { RestoreState } from '../../domain/state-matrix.js';
import { ExistingPolicyEnum, RestoreStateEnum } from '../restore-enums.js';
import { ListFilterInput } from './list-filter.input.js';
import { ResourceFilterInput } from './resource-filter.input.js';

@InputType('RestoreFilterInput', { description: 'Which restores to list: all conditions together.' })
export class RestoreFilterInput extends ListFilterInput {
  @Field(() => [RestoreStateEnum], { nullable: true, description: 'Only those in one of these states.' })
  readonly states?: RestoreState[] | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this backup.' })
  readonly backupId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those into this cluster.' })
  readonly clusterId?: string | null;
}

@InputType('RestoreObjectInput', { description: 'One object of a backup.' })
export class RestoreObjectInput {
  @Field(() => String, {
    description: '`resource` or `resource.group`, as kubectl names it: `deployments.apps`.',
  })
  readonly resource: string;

  @Field(() => String, {
    nullable: true,
    description: 'Namespace in the backup; not given for what is cluster-scoped.',
  })
  readonly namespace?: string | null;

  @Field(() => String, { description: 'Name.' })
  readonly name: string;
}

@InputType('RestoreScopeInput', {
  description: 'What of a backup is restored; all of it when nothing is given.',
})
export class RestoreScopeInput {
  @Field(() => [String], {
    nullable: true,
    description: 'Namespaces by their names in the backup; every one that it holds when not given.',
  })
  readonly namespaces?: string[] | null;

  @Field(() => [RestoreObjectInput], {
    nullable: true,
    description: 'Only these objects, and the namespaces they need.',
  })
  readonly objects?: RestoreObjectInput[] | null;

  @Field(() => ResourceFilterInput, { nullable: true, description: 'Which objects of the namespaces.' })
  readonly filter?: ResourceFilterInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether cluster-scoped objects that the namespaces use come along, where they are missing. Default true.',
  })
  readonly clusterScoped?: boolean | null;
}

@InputType('NameMappingInput', { description: 'One name becomes another.' })
export class NameMappingInput {
  @Field(() => String, { description: 'Name in the backup.' })
  readonly from: string;

  @Field(() => String, { description: 'Name in the cluster.' })
  readonly to: string;
}

@InputType('PreviewRestoreInput', { description: 'A restore to try with dry runs.' })
export class PreviewRestoreInput {
  @Field(() => ID, { description: 'UUID of the backup.' })
  readonly backupId: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'UUID of the cluster to restore to, which must be ACTIVE; that of the backup when not given.',
  })
  readonly clusterId?: string | null;

  @Field(() => RestoreScopeInput, { nullable: true, description: 'What of the backup; all when not given.' })
  readonly scope?: RestoreScopeInput | null;

  @Field(() => [NameMappingInput], {
    nullable: true,
    description: 'Namespaces that get another name. A name that the backup does not hold is refused.',
  })
  readonly namespaceMapping?: NameMappingInput[] | null;

  @Field(() => [NameMappingInput], { nullable: true, description: 'Storage classes that are exchanged.' })
  readonly storageClassMapping?: NameMappingInput[] | null;

  @Field(() => ExistingPolicyEnum, {
    nullable: true,
    description: 'What happens to what is there already and differs. Default KEEP.',
  })
  readonly existing?: ExistingPolicy | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Kinds (`widgets.shop.example.com`) whose status is written back too.',
  })
  readonly restoreStatus?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether Services keep their node ports. Default false.',
  })
  readonly preserveNodePorts?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Virtual machines come back stopped (`runStrategy: Halted`); false when not given.',
  })
  readonly haltMachines?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Virtual machines keep firmware UUID, serial and MAC addresses; when not given, where their namespace keeps its name.',
  })
  readonly keepMachineIdentity?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether volumes come from their snapshots; else claims are made empty. Default true.',
  })
  readonly volumes?: boolean | null;
}

@InputType('CreateRestoreInput', { description: 'A restore to begin now.' })
export class CreateRestoreInput extends PreviewRestoreInput {
  @Field(() => String, {
    nullable: true,
    description: 'Name, unique among restores; made of the name of the backup when not given.',
  })
  readonly name?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Needed for REPLACE, which deletes what differs before it makes it again.',
  })
  readonly confirm?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Needed for a backup whose `verification` is DAMAGED: what of it can still be read is brought back, and the rest is told as issues.',
  })
  readonly acceptDamaged?: boolean | null;
}

@InputType('CancelRestoreInput', { description: 'A running restore to cancel.' })
export class CancelRestoreInput {
  @Field(() => ID, { description: 'UUID of the restore.' })
  readonly id: string;
}

@InputType('DeleteRestoreInput', { description: 'A restore that has ended, whose record is to go.' })
export class DeleteRestoreInput {
  @Field(() => ID, { description: 'UUID of the restore.' })
  readonly id: string;
}
