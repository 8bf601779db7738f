/**
 * The only place that makes GraphQL errors: `extensions` is always `{code, details, retryable, errorId}`, and the log holds
 * the cause under the same `errorId`. What is not meant for a caller is masked; no message repeats a value that was sent.
 */
import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError, type ErrorDetails } from '../domain/errors/domain-error.js';
import { ERROR_CATALOG } from '../domain/errors/error-catalog.js';
import { PROTOCOL_ERRORS } from '../domain/errors/protocol-errors.js';
import type { Log } from '../domain/ports/log.js';
import { withoutValues } from './without-values.js';

export type ErrorFormatter = (error: unknown) => GraphQLFormattedError;

/** What GraphQL adds to a message about a name that it does not know: names of the schema. */
const HINT = / Did you mean .*$/s;

/** @param hints whether names of the schema may be told to those who guess: no, where callers may not ask for it */
export function createErrorFormatter(log: Log, { hints = true } = {}): ErrorFormatter {
  return (error) => {
    const errorId = randomUUID();
    const cause = rootCause(error);
    if (cause instanceof DomainError) return domainError(cause, error, { errorId, log });
    if (cause instanceof GraphQLError && error instanceof GraphQLError) {
      const code = error.extensions?.code;
      if (isProtocolCode(code)) {
        log.debug({ errorId, code }, 'an operation was refused');
        const message = hints ? error.message : error.message.replace(HINT, '');
        return answer(withoutValues(message), error, { code, details: {}, retryable: false, errorId });
      }
    }
    log.error({ errorId, err: cause }, 'a fault of the API');
    const message = `${ERROR_CATALOG.INTERNAL_SERVER_ERROR.meaning} Quote ${errorId} to the operator.`;
    return answer(message, error, {
      code: 'INTERNAL_SERVER_ERROR',
      details: {},
      retryable: false,
      errorId,
    });
  };
}

function domainError(
  cause: DomainError,
  thrown: unknown,
  { errorId, log }: { readonly errorId: string; readonly log: Log },
): GraphQLFormattedError {
  const { code, retryable, message } = cause;
  if (code === 'DEPENDENCY_FAILURE') log.warn({ errorId, err: cause }, 'a dependency failed a caller');
  else log.debug({ errorId, code, message }, 'a caller was refused');
  return answer(message, thrown, { code, details: cause.details, retryable, errorId });
}

/** BAD_USER_INPUT is Apollo's word for variables, too. */
function isProtocolCode(code: unknown): boolean {
  return typeof code === 'string' && (Object.hasOwn(PROTOCOL_ERRORS, code) || code === 'BAD_USER_INPUT');
}

interface Extensions {
  readonly code: unknown;
  readonly details: ErrorDetails;
  readonly retryable: boolean;
  readonly errorId: string;
}

function answer(message: string, thrown: unknown, extensions: Extensions): GraphQLFormattedError {
  const { locations, path } = thrown instanceof GraphQLError ? thrown : {};
  return {
    message,
    ...(locations !== undefined && { locations }),
    ...(path !== undefined && { path }),
    extensions: { ...extensions },
  };
}

/** What a resolver or a rule threw, below the wrappings of GraphQL. */
function rootCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError !== undefined) cause = cause.originalError;
  return cause;
}
