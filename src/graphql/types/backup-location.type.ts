import { Field, ID, Int, ObjectType } from 'type-graphql';
import type {
  BackupLocation,
  LocationAccess,
  LocationKind,
  LocationReason,
} from '../../domain/backup-location.js';
import type { BackupLocationState } from '../../domain/state-matrix.js';
import {
  BackupLocationStateEnum,
  LocationAccessEnum,
  LocationKindEnum,
  LocationReasonEnum,
} from '../enums.js';
import { DateTime } from '../scalars.js';
import { connectionOf } from './connection.type.js';

@ObjectType('BackupLocation', { description: 'A place that holds backups.', simpleResolvers: true })
export class BackupLocationType implements Omit<BackupLocation, 'ownerId' | 'labels'> {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => String, { description: 'Name, unique among backup locations.' })
  readonly name: string;

  @Field(() => LocationKindEnum, { description: 'What the location is.' })
  readonly kind: LocationKind;

  @Field(() => LocationAccessEnum, { description: 'How it is reached; fixed when it is created.' })
  readonly access: LocationAccess;

  @Field(() => String, { description: 'The absolute folder on the machine of the workers.' })
  readonly path: string;

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
