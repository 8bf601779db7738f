import { EntitySchema, type ValueTransformer } from 'typeorm';
import { RESTORABLE_ANSWERS, type RestoreTrial } from '../../domain/restore-trial.js';
import {
  type BackupVerification,
  VERIFICATION_STATES,
  VERIFICATION_TRIGGERS,
} from '../../domain/verification.js';
import { column, nullable, oneOf, oneWordOf, primary, references } from './columns.js';

/** Written by statements of their own. */
const trialTransformer: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: (Omit<RestoreTrial, 'at'> & { at: string }) | null): RestoreTrial | null =>
    value && { ...value, at: new Date(value.at) },
};

export const BackupVerificationEntity = new EntitySchema<BackupVerification>({
  name: 'BackupVerification',
  tableName: 'backup_verification',
  columns: {
    id: primary(column.uuid('backup_id')),
    state: column.text('state'),
    trigger: column.text('trigger'),
    tryRestore: { ...column.boolean('try_restore'), default: false },
    trial: { ...nullable(column.json('trial')), transformer: trialTransformer },
    requestedAt: column.instant('requested_at'),
    attempt: column.integer('attempt'),
    handedBack: column.integer('handed_back'),
    leaseOwner: nullable(column.text('lease_owner')),
    leaseUntil: nullable(column.instant('lease_until')),
    cancelRequestedAt: nullable(column.instant('cancel_requested_at')),
    frames: column.integer('frames'),
    objects: column.bigint('objects'),
    bytes: column.bigint('bytes'),
    damages: column.textList('damages'),
    error: nullable(column.foreignText('error')),
    startedAt: nullable(column.instant('started_at')),
    endedAt: nullable(column.instant('ended_at')),
  },
  indices: [
    {
      name: 'backup_verification_running_idx',
      columns: ['requestedAt', 'id'],
      where: `state = 'IN_PROGRESS'`,
    },
  ],
  foreignKeys: [references('backup_verification_backup_id_fkey', 'id', 'Backup', 'CASCADE')],
  checks: [
    oneOf('backup_verification_state_check', 'state', VERIFICATION_STATES),
    oneOf('backup_verification_trigger_check', 'trigger', VERIFICATION_TRIGGERS),
    oneWordOf('backup_verification_trial_check', 'trial', 'restorable', RESTORABLE_ANSWERS),
    {
      name: 'backup_verification_lease_check',
      expression: '(lease_owner IS NULL) = (lease_until IS NULL)',
    },
  ],
});
