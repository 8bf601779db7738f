import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ImportSource } from '../../domain/backup.js';
import type { UnreadableBackup } from '../../domain/ports/backup-importer.js';
import type { VeleroBackup } from '../../domain/velero.js';
import { DateTime } from '../scalars.js';
import { BackupType } from './backup.type.js';

@ObjectType('ImportSource', {
  description: "Another program's backup that a backup was made of.",
  simpleResolvers: true,
})
export class ImportSourceType implements ImportSource {
  @Field(() => ID, { description: 'UUID of the location that held it.' })
  readonly locationId: string;

  @Field(() => String, { description: 'What Velero called it.' })
  readonly name: string;
}

@ObjectType('VeleroBackup', {
  description: 'A backup that Velero left in a location, as its own record tells.',
  simpleResolvers: true,
})
export class VeleroBackupType implements VeleroBackup {
  @Field(() => String, { description: 'Name.' })
  readonly name: string;

  @Field(() => String, { description: "Velero's own word: `Completed`, `PartiallyFailed`, `Failed`, …" })
  readonly phase: string;

  @Field(() => DateTime, { nullable: true, description: 'When Velero began it; null: not yet.' })
  readonly startedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When Velero ended it; null: not yet.' })
  readonly finishedAt: Date | null;

  @Field(() => [String], { description: 'Namespaces that were asked for; none or `*`: all.' })
  readonly includedNamespaces: readonly string[];

  @Field(() => Int, { description: 'Errors that Velero counted.' })
  readonly errors: number;

  @Field(() => Int, { description: 'Warnings that Velero counted.' })
  readonly warnings: number;

  @Field(() => Int, { description: 'Objects that Velero counted.' })
  readonly items: number;

  @Field(() => String, {
    nullable: true,
    description: 'Version of Kubernetes of its cluster; null: not told.',
  })
  readonly kubernetesVersion: string | null;

  @Field(() => String, { nullable: true, description: "Velero's schedule that made it; null: none." })
  readonly schedule: string | null;
}

@ObjectType('UnreadableVeleroBackup', {
  description: 'A folder of Velero whose record cannot be read.',
  simpleResolvers: true,
})
export class UnreadableVeleroBackupType implements UnreadableBackup {
  @Field(() => String, { description: 'Name of the folder.' })
  readonly name: string;

  @Field(() => String, { description: 'What is wrong with it.' })
  readonly message: string;
}

@ObjectType('VeleroBackups', { description: 'What Velero left in a location.', simpleResolvers: true })
export class VeleroBackupsType {
  @Field(() => [VeleroBackupType], { description: 'The newest first.' })
  readonly backups: readonly VeleroBackupType[];

  @Field(() => [UnreadableVeleroBackupType], { description: 'What could not be read.' })
  readonly unreadable: readonly UnreadableBackup[];
}

@ObjectType('ImportVeleroBackupPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class ImportVeleroBackupPayload {
  @Field(() => BackupType, { description: 'The backup that it becomes, IN_PROGRESS.' })
  readonly backup: object;
}
