/** How a call to a backup location fails. Adapters make these; nothing else does. */
import type { LocationReason } from './backup-location.js';
import { DomainError } from './errors.js';

export type StorageFailureReason = Exclude<LocationReason, 'NOT_CHECKED' | 'OK'> | 'EXISTS' | 'NOT_FOUND';

/** `EXISTS`: a write-once name is taken. `NOT_FOUND`: no such key. Else why the location cannot be used. */
export class StorageFailed extends DomainError<{ reason: StorageFailureReason; key: string | null }> {
  readonly code = 'DEPENDENCY_FAILURE';
  override readonly retryable = true;

  constructor(
    message: string,
    details: { reason: StorageFailureReason; key?: string | null },
    options?: ErrorOptions,
  ) {
    super(message, { reason: details.reason, key: details.key ?? null }, options);
  }

  get reason(): StorageFailureReason {
    return this.details.reason;
  }
}
