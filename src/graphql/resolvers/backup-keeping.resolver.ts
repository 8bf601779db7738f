import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Backup } from '../../domain/backup.js';
import { deletionOf } from '../../domain/deletion.js';
import { idOf } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { CancelBackupVerificationInput, VerifyBackupInput } from '../inputs/backup.input.js';
import { RetentionInput } from '../inputs/backup-schedule.input.js';
import { retentionOf } from '../inputs/schedule-request.js';
import { BackupType } from '../types/backup.type.js';
import { DeletionType } from '../types/deletion.type.js';
import { RetentionPreviewType } from '../types/held-backup.type.js';
import {
  BackupVerificationType,
  CancelBackupVerificationPayload,
  VerifyBackupPayload,
} from '../types/verification.type.js';

/** What happens to backups that are there: kept, read back, deleted. */
@Resolver(() => BackupType)
export class BackupKeepingResolver {
  @FieldResolver(() => DeletionType, {
    nullable: true,
    description: 'How its deletion stands; null when nobody deletes it.',
  })
  deletion(@Root() backup: Backup) {
    return deletionOf(backup);
  }

  @FieldResolver(() => BackupVerificationType, {
    nullable: true,
    description: 'The last time it was read back, or is being read back now; null: never.',
  })
  lastVerification(@Root() backup: Backup, @Ctx() context: ApiContext) {
    return context.loaders.verifications.load(backup.id);
  }

  @Query(() => RetentionPreviewType, {
    description: 'What the retention of a schedule would remove now, and what it keeps beyond `keep`.',
  })
  async retentionPreview(
    @Arg('scheduleId', () => ID, { description: 'UUID of the schedule.' }) scheduleId: string,
    @Arg('retention', () => RetentionInput, {
      nullable: true,
      description: 'As if this were its retention; its own when not given.',
    })
    retention: RetentionInput | null,
    @Ctx() context: ApiContext,
  ) {
    const { remove, held } = await context.services.retention.preview(
      idOf('BackupSchedule', scheduleId),
      viewerOf(context),
      ...(retention === null || retention === undefined ? [] : [retentionOf(retention)]),
    );
    const backups = await context.loaders.backups.loadMany(remove);
    return {
      remove: backups.filter((each) => each !== undefined && !(each instanceof Error)),
      kept: held,
    };
  }

  @Mutation(() => VerifyBackupPayload, {
    description:
      'Has a backup read back whole by a worker: every frame, every digest, every object. `lastVerification` shows how it goes; where one is under way it is that one.',
  })
  verifyBackup(
    @Arg('input', () => VerifyBackupInput, { description: 'The backup.' })
    { id, tryRestore }: VerifyBackupInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return context.services.verifications.request(idOf('Backup', id), viewer, {
      tryRestore: tryRestore === true,
    });
  }

  @Mutation(() => CancelBackupVerificationPayload, {
    description: 'Asks the reading back of a backup to stop: then nothing is noted on the backup.',
  })
  cancelBackupVerification(
    @Arg('input', () => CancelBackupVerificationInput, { description: 'The backup.' })
    { id }: CancelBackupVerificationInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return context.services.verifications.cancel(idOf('Backup', id), viewer);
  }
}
