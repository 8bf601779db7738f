import { DomainError } from '../domain/errors/domain-error.js';
import { StorageFailed } from '../domain/storage-failure.js';

/**
 * What the log tells of an error, its causes included. Only these fields: errors of drivers carry queries, parameters,
 * requests and headers, which hold secrets.
 */
export function errorFields(error: Error): Record<string, unknown> {
  const domain = error instanceof DomainError;
  return {
    type: error.name,
    message: error.message,
    ...codeOf(error),
    ...(domain && { details: detailsOf(error), retryable: error.retryable }),
    // Our own errors say what is wrong in their words; where they were made helps nobody.
    ...(!domain && error.stack !== undefined && { stack: error.stack }),
    ...(error.cause !== undefined && { cause: error.cause }),
    ...(error instanceof AggregateError && { errors: error.errors }),
  };
}

function codeOf(error: Error): { code?: string | number } {
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' || typeof code === 'number' ? { code } : {};
}

/** A field called `key` is hidden; that of a stored object is none to hide. */
function detailsOf(error: DomainError): unknown {
  if (!(error instanceof StorageFailed)) return error.details;
  const { key, ...rest } = error.details;
  return { ...rest, objectKey: key };
}
