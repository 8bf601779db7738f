import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { BackupSync, BackupSyncState, SyncCounts, SyncFailure } from '../../domain/backup-sync.js';
import { SyncFailureEnum, SyncStateEnum } from '../federation-enums.js';
import { DateTime } from '../scalars.js';
import { connectionOf } from './connection.type.js';

@ObjectType('BackupSyncCounts', { description: 'What a sync found.', simpleResolvers: true })
export class SyncCountsType implements SyncCounts {
  @Field(() => Int, { description: 'Backups that the cluster listed.' })
  readonly listed: number;

  @Field(() => Int, { description: 'Of them those that Holdfast did not know.' })
  readonly added: number;

  @Field(() => Int, { description: 'Known ones that were not listed: marked, and not deleted.' })
  readonly vanished: number;

  @Field(() => Int, { description: 'Marked ones that were listed again.' })
  readonly returned: number;

  @Field(() => Int, { description: 'Entries that could not be read: then none is marked as gone.' })
  readonly unreadable: number;
}

@ObjectType('BackupSync', {
  description: 'One look, by a cluster, at everything that lies in the bucket of a location.',
  simpleResolvers: true,
})
export class BackupSyncType
  implements
    Pick<
      BackupSync,
      | 'id'
      | 'state'
      | 'stateReason'
      | 'stateMessage'
      | 'stateChangedAt'
      | 'counts'
      | 'createdAt'
      | 'startedAt'
      | 'finishedAt'
    >
{
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => SyncStateEnum, { description: 'State, by the state matrix.' })
  readonly state: BackupSyncState;

  @Field(() => SyncFailureEnum, {
    nullable: true,
    description: 'Why it FAILED; null while and where it did not.',
  })
  readonly stateReason: SyncFailure | null;

  @Field(() => String, { description: 'What came of it, in one sentence.' })
  readonly stateMessage: string;

  @Field(() => DateTime, { description: 'Since when it is in this state.' })
  readonly stateChangedAt: Date;

  @Field(() => SyncCountsType, { description: 'What it found so far.' })
  readonly counts: SyncCounts;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  readonly createdAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it began; null: it has not.' })
  readonly startedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null: it has not.' })
  readonly finishedAt: Date | null;
}

export const BackupSyncConnectionType = connectionOf('BackupSync', () => BackupSyncType);

@ObjectType('SyncBackupLocationPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class SyncBackupLocationPayload {
  @Field(() => BackupSyncType, {
    description: 'The sync, PENDING: subscribe to `backupSyncUpdated` to watch it.',
  })
  readonly backupSync: object;
}

@ObjectType('BackupSyncUpdate', { description: 'What became of a sync.', simpleResolvers: true })
export class BackupSyncUpdateType {
  @Field(() => String, {
    nullable: true,
    description: 'Position in the stream: hand it back as `after`; null for a present value but the last.',
  })
  readonly eventId: string | null;

  @Field(() => DateTime, { description: 'When it happened; of a present value, since when it is so.' })
  readonly at: Date;

  @Field(() => ID, { description: 'UUID of the sync.' })
  readonly backupSyncId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'UUID of its location; null where the event does not say it.',
  })
  readonly locationId: string | null;

  @Field(() => SyncStateEnum, { description: 'Its state after that.' })
  readonly state: BackupSyncState;

  @Field(() => String, {
    nullable: true,
    description: 'What came of it, in one sentence; null before its end.',
  })
  readonly message: string | null;
}
