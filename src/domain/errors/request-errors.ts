/** Errors of a request, whatever it asks for. */

import { DomainError } from './domain-error.js';

export interface FieldFault {
  /** Dotted path in the input: `namespaces.3`. */
  readonly path: string;
  readonly message: string;
}

export class InvalidInput extends DomainError<{ fields: readonly FieldFault[] }> {
  readonly code = 'BAD_USER_INPUT';
  constructor(fields: readonly FieldFault[]) {
    super(fields.map((field) => `${field.path}: ${field.message}`).join('; '), { fields });
  }
}

export class TooManyAttempts extends DomainError<{ retryAfterSeconds: number }> {
  readonly code = 'RATE_LIMITED';
}

export class TimedOut extends DomainError<{ afterSeconds: number; cancelled: boolean }> {
  readonly code = 'TIMED_OUT';
  /** @param cancelled that it was a query: nothing of it goes on */
  constructor(afterMs: number, cancelled: boolean) {
    const afterSeconds = afterMs / 1_000;
    const advice = cancelled
      ? 'It was cancelled: ask for less, or page by page.'
      : 'It goes on: look whether it took effect before you ask again.';
    super(`This took longer than ${afterSeconds} seconds. ${advice}`, { afterSeconds, cancelled });
  }

  override get retryable(): boolean {
    return this.details.cancelled;
  }
}

/** Going on from there would miss what has been cleared since. */
export class StreamPositionGone extends DomainError {
  readonly code = 'STREAM_POSITION_GONE';
  constructor() {
    super('The events after this position are kept no longer: subscribe again without `after`.', {});
  }
}

export class IdempotencyKeyReused extends DomainError<{ operation: string; since: string }> {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
  constructor(operation: string, since: Date) {
    super(`This idempotency key belongs to another request since ${since.toISOString()}.`, {
      operation,
      since: since.toISOString(),
    });
  }
}

export class AnswerLost extends DomainError<{ operation: string; since: string }> {
  readonly code = 'ANSWER_LOST';
  constructor(operation: string, since: Date) {
    super(
      `${operation} with this idempotency key began at ${since.toISOString()} and changed something; its answer was not kept.`,
      { operation, since: since.toISOString() },
    );
  }
}
