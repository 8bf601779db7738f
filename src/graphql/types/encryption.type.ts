import { Field, Int, ObjectType } from 'type-graphql';
import type { ConfiguredKey } from '../../domain/ports/backup-cipher.js';
import { BackupKeyKindEnum, EncryptionStateEnum } from '../enums.js';
import { BackupType } from './backup.type.js';

@ObjectType('BackupEncryption', {
  description: 'Whether a backup is encrypted, and which keys open it.',
  simpleResolvers: true,
})
export class BackupEncryptionType {
  @Field(() => EncryptionStateEnum, { description: 'How it is stored.' })
  readonly state: 'NONE' | 'ENCRYPTED';

  @Field(() => [String], { description: 'Ids of the keys that open it, each alone; none in the clear.' })
  readonly keyIds: readonly string[];
}

@ObjectType('BackupKey', {
  description: 'A key for backups that is configured. Nothing here tells the key itself.',
  simpleResolvers: true,
})
export class BackupKeyType implements ConfiguredKey {
  @Field(() => String, { description: 'What it is called: on each backup that it opens stands the same.' })
  readonly keyId: string;

  @Field(() => BackupKeyKindEnum, { description: 'What it is.' })
  readonly kind: ConfiguredKey['kind'];

  @Field(() => Boolean, {
    description: 'New backups are encrypted with it; false: it only opens older ones.',
  })
  readonly current: boolean;
}

@ObjectType('ServerEncryption', {
  description:
    'How this process stores new backups. A worker that is configured otherwise stores them otherwise.',
  simpleResolvers: true,
})
export class ServerEncryptionType {
  @Field(() => EncryptionStateEnum, { description: 'How new backups are stored.' })
  readonly state: 'NONE' | 'ENCRYPTED';
}

@ObjectType('RefusedRewrap', {
  description: 'A backup whose keys stay as they are.',
  simpleResolvers: true,
})
export class RefusedRewrapType {
  @Field(() => BackupType, { description: 'The backup.' })
  readonly backup: object;

  @Field(() => String, { description: 'Why, as a sentence.' })
  readonly message: string;
}

@ObjectType('RewrapBackupsPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class RewrapBackupsPayload {
  @Field(() => Int, { description: 'How many are wrapped by the present keys now and were not before.' })
  readonly rewrapped: number;

  @Field(() => Int, { description: 'How many were so already.' })
  readonly unchanged: number;

  @Field(() => [RefusedRewrapType], {
    description: 'Which were left as they are: the keys that open them are needed on.',
  })
  readonly refused: readonly RefusedRewrapType[];

  @Field(() => String, { nullable: true, description: 'The next `after`; null: these were the last.' })
  readonly next: string | null;
}
