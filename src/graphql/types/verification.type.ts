import { Field, Int, ObjectType } from 'type-graphql';
import type {
  BackupVerification,
  VerificationState,
  VerificationTrigger,
} from '../../domain/verification.js';
import { VerificationStateEnum, VerificationTriggerEnum } from '../keeping-enums.js';
import { DateTime, SafeInt } from '../scalars.js';
import { BackupType } from './backup.type.js';
import { RestoreTrialType } from './restore-trial.type.js';

@ObjectType('BackupVerification', {
  description: 'The last reading back of a backup: every frame, every digest, every object.',
  simpleResolvers: true,
})
export class BackupVerificationType
  implements Omit<BackupVerification, 'id' | 'leaseOwner' | 'leaseUntil' | 'handedBack' | 'trial'>
{
  @Field(() => VerificationStateEnum, { description: 'How it stands.' })
  readonly state: VerificationState;

  @Field(() => VerificationTriggerEnum, { description: 'Why it is done.' })
  readonly trigger: VerificationTrigger;

  @Field(() => Int, { description: 'Which run of the work this is; 0 until a worker has taken it up.' })
  readonly attempt: number;

  @Field(() => Int, { description: 'Frames read back so far.' })
  readonly frames: number;

  @Field(() => SafeInt, { description: 'Objects parsed so far.' })
  readonly objects: number;

  @Field(() => SafeInt, {
    description: 'Bytes read so far; `storedBytes` of the backup is about what there is.',
  })
  readonly bytes: number;

  @Field(() => [String], { description: 'One sentence per damage, 100 at most.' })
  readonly damages: readonly string[];

  @Field(() => String, { nullable: true, description: 'Why it FAILED or was CANCELLED; else null.' })
  readonly error: string | null;

  @Field(() => Boolean, {
    description: 'Whether an intact backup is also tried to be restored, by dry runs.',
  })
  readonly tryRestore: boolean;

  @Field(() => RestoreTrialType, {
    nullable: true,
    description:
      'The last trial of a restore, also of an earlier verification: see its time. Null: never tried.',
  })
  readonly trial: RestoreTrialType | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When somebody asked to cancel it; null: nobody did.',
  })
  readonly cancelRequestedAt: Date | null;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  readonly requestedAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When a worker first took it up; null: not yet.' })
  readonly startedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null: not yet.' })
  readonly endedAt: Date | null;
}

@ObjectType('VerifyBackupPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class VerifyBackupPayload {
  @Field(() => BackupType, { description: 'The backup; what is found will be noted on it.' })
  readonly backup: object;

  @Field(() => BackupVerificationType, { description: 'The verification, IN_PROGRESS: the job does it.' })
  readonly verification: BackupVerificationType;
}

@ObjectType('CancelBackupVerificationPayload', {
  description: 'Answer of the mutation.',
  simpleResolvers: true,
})
export class CancelBackupVerificationPayload {
  @Field(() => BackupType, { description: 'The backup.' })
  readonly backup: object;

  @Field(() => BackupVerificationType, { description: 'The verification: it stops at its next step.' })
  readonly verification: BackupVerificationType;
}
