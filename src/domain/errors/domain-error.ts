/** What every meant error is: a code of the catalogue and typed details. Adapters translate foreign errors into one at once and keep `cause`. */

import { ERROR_CATALOG, type ErrorCode } from './error-catalog.js';

export type ErrorDetails = Readonly<Record<string, unknown>>;

export abstract class DomainError<D extends ErrorDetails = ErrorDetails> extends Error {
  abstract readonly code: ErrorCode;
  /** Whether the same request may succeed later without anybody changing it. As in the catalogue, unless it knows better. */
  get retryable(): boolean {
    return ERROR_CATALOG[this.code].retryable;
  }

  constructor(
    message: string,
    readonly details: D,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** What of an error may be told and kept: foreign ones may quote what nobody should read, so only our own sentences are repeated. */
export function ownWords(
  error: unknown,
  otherwise = 'A fault of Holdfast itself; the log has the cause.',
): string {
  return error instanceof DomainError ? error.message : otherwise;
}
