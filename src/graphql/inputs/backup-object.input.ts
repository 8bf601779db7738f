import { Field, ID, InputType } from 'type-graphql';
import { NameMappingInput } from './restore.input.js';

@InputType('BackupObjectInput', { description: 'One object of a backup.' })
export class BackupObjectInput {
  @Field(() => ID, { description: 'UUID of the backup.' })
  readonly backupId: string;

  @Field(() => String, { description: '`resource` or `resource.group`, as kubectl names it.' })
  readonly resource: string;

  @Field(() => String, {
    nullable: true,
    description: 'Namespace, as it was called when it was backed up; not given for what is cluster-scoped.',
  })
  readonly namespace?: string | null;

  @Field(() => String, { description: 'Name.' })
  readonly name: string;
}

@InputType('RevealBackupSecretInput', { description: 'A Secret of a backup, to be shown with its values.' })
export class RevealBackupSecretInput extends BackupObjectInput {}

@InputType('CompareBackupInput', { description: 'A backup, and what it is compared with.' })
export class CompareBackupInput {
  @Field(() => ID, { description: 'UUID of the backup.' })
  readonly backupId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'UUID of the backup it is compared with; a cluster now when not given.',
  })
  readonly withBackupId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "UUID of the cluster it is compared with; the backup's own when neither is given.",
  })
  readonly withClusterId?: string | null;

  @Field(() => [String], { nullable: true, description: 'Only in these namespaces; in all when not given.' })
  readonly namespaces?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only these kinds, as kubectl names them; all when not given.',
  })
  readonly resources?: string[] | null;

  @Field(() => [NameMappingInput], {
    nullable: true,
    description:
      'Namespaces that have another name on the other side, as a restore gave it. What names them inside the objects is read by the same rule.',
  })
  readonly namespaceMapping?: NameMappingInput[] | null;
}
