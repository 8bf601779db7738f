/** What mutations answer: one type each, so that each can grow. */
import { type ClassType, Field, ID, Int, ObjectType } from 'type-graphql';
import { BackupType } from './backup.type.js';
import { BackupLocationType } from './backup-location.type.js';
import { BackupObjectType } from './backup-object.type.js';
import { ClusterType } from './cluster.type.js';

function clusterPayload(name: string, description: string): ClassType<{ cluster: object }> {
  @ObjectType(name, { description: 'Answer of the mutation.', simpleResolvers: true })
  class Payload {
    @Field(() => ClusterType, { description })
    readonly cluster: object;
  }
  return Payload;
}

function locationPayload(name: string, description: string): ClassType<{ backupLocation: object }> {
  @ObjectType(name, { description: 'Answer of the mutation.', simpleResolvers: true })
  class Payload {
    @Field(() => BackupLocationType, { description })
    readonly backupLocation: object;
  }
  return Payload;
}

function backupPayload(name: string, description: string): ClassType<{ backup: object }> {
  @ObjectType(name, { description: 'Answer of the mutation.', simpleResolvers: true })
  class Payload {
    @Field(() => BackupType, { description })
    readonly backup: object;
  }
  return Payload;
}

export function deletedPayload(name: string): ClassType<{ id: string }> {
  @ObjectType(name, { description: 'Answer of the mutation.', simpleResolvers: true })
  class Payload {
    @Field(() => ID, { description: 'UUID of what is gone.' })
    readonly id: string;
  }
  return Payload;
}

export const RegisterClusterPayload = clusterPayload(
  'RegisterClusterPayload',
  'The cluster, already looked at once: its state says whether it works.',
);
export const EditClusterPayload = clusterPayload('EditClusterPayload', 'The cluster as it is now.');
export const ValidateClusterPayload = clusterPayload('ValidateClusterPayload', 'The cluster, as just seen.');
export const DeleteClusterPayload = deletedPayload('DeleteClusterPayload');

export const CreateBackupLocationPayload = locationPayload(
  'CreateBackupLocationPayload',
  'The location, already looked at once: its state says whether it works.',
);
export const EditBackupLocationPayload = locationPayload(
  'EditBackupLocationPayload',
  'The location as it is now.',
);
export const ValidateBackupLocationPayload = locationPayload(
  'ValidateBackupLocationPayload',
  'The location, as just seen.',
);
export const DeleteBackupLocationPayload = deletedPayload('DeleteBackupLocationPayload');

export const CreateBackupPayload = backupPayload(
  'CreateBackupPayload',
  'The backup, IN_PROGRESS: subscribe to `backupUpdated` to watch it.',
);
export const CancelBackupPayload = backupPayload(
  'CancelBackupPayload',
  'The backup: it ends at the next step of its run.',
);
export const EditBackupPayload = backupPayload('EditBackupPayload', 'The backup as it is now.');
@ObjectType('ForceDeleteBackupPayload', { description: 'What went, and what stayed.', simpleResolvers: true })
export class ForceDeleteBackupPayload {
  @Field(() => ID, { description: 'UUID of what is gone.' })
  readonly id: string;

  @Field(() => String, {
    description: 'Where its data stays, with the address of the bucket: nobody here knows of it any more.',
  })
  readonly orphanedPath: string;
}

export const DeleteBackupPayload = backupPayload(
  'DeleteBackupPayload',
  'The backup, DELETING: its record goes when its data has gone.',
);

@ObjectType('RevealBackupSecretPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class RevealBackupSecretPayload {
  @Field(() => BackupObjectType, { description: 'The Secret, with its values.' })
  readonly object: BackupObjectType;
}

@ObjectType('DamagedBackup', {
  description: 'A folder in a location that holds no readable backup.',
  simpleResolvers: true,
})
export class DamagedBackupType {
  @Field(() => String, { description: 'Where it lies below the location.' })
  readonly key: string;

  @Field(() => String, { description: 'What is wrong with it.' })
  readonly message: string;
}

@ObjectType('RescanBackupLocationPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class RescanBackupLocationPayload {
  @Field(() => BackupLocationType, { description: 'The location.' })
  readonly backupLocation: object;

  @Field(() => [BackupType], { description: 'Backups that Holdfast did not know and knows now.' })
  readonly found: readonly object[];

  @Field(() => Int, { description: 'How many folders were known before, or hold no backup.' })
  readonly skipped: number;

  @Field(() => [DamagedBackupType], { description: 'What looks like a backup and cannot be read.' })
  readonly damaged: readonly DamagedBackupType[];

  @Field(() => [DamagedBackupType], {
    description:
      'Which of the found ones are encrypted with a key that is not configured: what they say of themselves is not authenticated.',
  })
  readonly locked: readonly DamagedBackupType[];
}
