import { Field, ID, Int, ObjectType } from 'type-graphql';
import type {
  BackupLocation,
  LocationAccess,
  LocationKind,
  LocationReason,
} from '../../domain/backup-location.js';
import type { LocationCapabilities, S3Settings } from '../../domain/s3-settings.js';
import type { BackupLocationState } from '../../domain/state-matrix.js';
import {
  BackupLocationStateEnum,
  LocationAccessEnum,
  LocationKindEnum,
  LocationReasonEnum,
} from '../enums.js';
import { DateTime } from '../scalars.js';
import { connectionOf } from './connection.type.js';
import { LocationCapabilitiesType, S3SettingsType } from './s3-settings.type.js';

@ObjectType('BackupLocation', { description: 'A place that holds backups.', simpleResolvers: true })
export class BackupLocationType implements Omit<BackupLocation, 'ownerId' | 'labels' | 'looks'> {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => String, { description: 'Name, unique among backup locations.' })
  readonly name: string;

  @Field(() => LocationKindEnum, { description: 'What the location is.' })
  readonly kind: LocationKind;

  @Field(() => LocationAccessEnum, { description: 'How it is reached; fixed when it is created.' })
  readonly access: LocationAccess;

  @Field(() => String, {
    description:
      'The absolute folder on the machine of the workers; of a bucket `s3://bucket/prefix`, or its address in another store.',
  })
  readonly path: string;

  @Field(() => S3SettingsType, {
    nullable: true,
    description: 'What a bucket is reached with; null: a folder.',
  })
  readonly s3: S3Settings | null;

  @Field(() => LocationCapabilitiesType, {
    nullable: true,
    description:
      'What the store was last seen to be able to do; null: a folder, or no look at the bucket went well yet.',
  })
  readonly capabilities: LocationCapabilities | null;

  @Field(() => BackupLocationStateEnum, { description: 'State, by the state matrix.' })
  readonly state: BackupLocationState;

  @Field(() => LocationReasonEnum, { description: 'Why it is in this state.' })
  readonly stateReason: LocationReason;

  @Field(() => String, { description: 'What exactly was seen, in one sentence.' })
  readonly stateMessage: string;

  @Field(() => DateTime, { description: 'Since when it is in this state.' })
  readonly stateChangedAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was last looked at; null: never.' })
  readonly stateCheckedAt: Date | null;

  @Field(() => Int, { description: 'Rises with every edit: hand it back as `expectedVersion`.' })
  readonly version: number;

  @Field(() => DateTime, { description: 'When it was created.' })
  readonly createdAt: Date;

  @Field(() => DateTime, { description: 'When it was last edited.' })
  readonly updatedAt: Date;
}

export const BackupLocationConnectionType = connectionOf('BackupLocation', () => BackupLocationType);
