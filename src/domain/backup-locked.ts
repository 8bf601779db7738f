/** Why an encrypted backup does not open. */
import { DomainError } from './errors/domain-error.js';

export const LOCK_REASONS = {
  NO_KEY: 'no key of this kind is configured',
  WRONG_KEY: 'none of the configured keys opens it',
  TAMPERED: 'something in it is not what was written',
} as const;
export type LockReason = keyof typeof LOCK_REASONS;

export class BackupLocked extends DomainError<{
  reason: LockReason;
  /** null: of backups as a whole. */
  backupId: string | null;
  /** Key below the location, or its last part; null: the backup as a whole. */
  file: string | null;
  /** Number of the frame in the file, from 0. */
  frame: number | null;
}> {
  readonly code = 'BACKUP_LOCKED';

  constructor(
    message: string,
    details: { reason: LockReason; backupId: string | null; file?: string; frame?: number },
    options?: ErrorOptions,
  ) {
    super(message, { ...details, file: details.file ?? null, frame: details.frame ?? null }, options);
  }

  get reason(): LockReason {
    return this.details.reason;
  }
}
