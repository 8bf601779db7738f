import { Field, ID, InputType } from 'type-graphql';
import type { BackupSyncState } from '../../domain/backup-sync.js';
import type { ConnectionState } from '../../domain/location-connection.js';
import { ConnectionStateEnum, SyncStateEnum } from '../federation-enums.js';

@InputType('CreateLocationConnectionInput', {
  description: 'A federated cluster and the backup location that it is to use.',
})
export class CreateLocationConnectionInput {
  @Field(() => ID, { description: 'UUID of the cluster: FEDERATED.' })
  readonly clusterId: string;

  @Field(() => ID, { description: 'UUID of the location: reached by WORKLOAD_IDENTITY.' })
  readonly locationId: string;
}

@InputType('ValidateLocationConnectionInput', { description: 'A connection to have looked at now.' })
export class ValidateLocationConnectionInput {
  @Field(() => ID, { description: 'UUID of the connection.' })
  readonly id: string;
}

@InputType('DeleteLocationConnectionInput', {
  description:
    'A connection to end. Refused while schedules of the cluster write to the location; its backups stay.',
})
export class DeleteLocationConnectionInput {
  @Field(() => ID, { description: 'UUID of the connection.' })
  readonly id: string;
}

@InputType('LocationConnectionFilterInput', {
  description: 'Which connections to list: all conditions together.',
})
export class LocationConnectionFilterInput {
  @Field(() => ID, { nullable: true, description: 'Only those of this location.' })
  readonly locationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this cluster.' })
  readonly clusterId?: string | null;

  @Field(() => [ConnectionStateEnum], { nullable: true, description: 'Only those in one of these states.' })
  readonly states?: ConnectionState[] | null;
}

@InputType('SyncBackupLocationInput', {
  description: 'A backup location that a cluster is to look through for backups that Holdfast does not know.',
})
export class SyncBackupLocationInput {
  @Field(() => ID, { description: 'UUID of the location: reached by WORKLOAD_IDENTITY.' })
  readonly id: string;
}

@InputType('BackupSyncFilterInput', { description: 'Which syncs to list: all conditions together.' })
export class BackupSyncFilterInput {
  @Field(() => ID, { nullable: true, description: 'Only those of this location.' })
  readonly locationId?: string | null;

  @Field(() => [SyncStateEnum], { nullable: true, description: 'Only those in one of these states.' })
  readonly states?: BackupSyncState[] | null;
}
