/** How a call to a backup location fails. Adapters make these; nothing else does. */
import type { StorageReason } from './backup-location.js';
import { DomainError } from './errors/domain-error.js';

export type StorageFailureReason = StorageReason | 'EXISTS' | 'NOT_FOUND' | 'OBJECT_LOCKED';

export interface StorageFailureDetails extends Readonly<Record<string, unknown>> {
  readonly reason: StorageFailureReason;
  readonly key: string | null;
  /** OBJECT_LOCKED: until when, where the store says so; a legal hold has no date. Else null. */
  readonly lockedUntil: Date | null;
}

/**
 * `EXISTS`: a write-once name is taken. `NOT_FOUND`: no such key. `OBJECT_LOCKED`: it may not be deleted yet. Else why the
 * location cannot be used.
 */
export class StorageFailed extends DomainError<StorageFailureDetails> {
  readonly code = 'DEPENDENCY_FAILURE';

  constructor(
    message: string,
    details: {
      readonly reason: StorageFailureReason;
      readonly key?: string | null;
      readonly lockedUntil?: Date | null;
    },
    options?: ErrorOptions,
  ) {
    const { reason, key = null, lockedUntil = null } = details;
    super(message, { reason, key, lockedUntil }, options);
  }

  get reason(): StorageFailureReason {
    return this.details.reason;
  }

  get lockedUntil(): Date | null {
    return this.details.lockedUntil;
  }
}
