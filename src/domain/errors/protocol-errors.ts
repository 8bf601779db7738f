import { ERROR_CATALOG, type ErrorCode, type ErrorMeaning } from './error-catalog.js';

/** Codes of GraphQL itself and of what serves it: an operation that cannot be run at all. The same to every service that speaks GraphQL. */
export const PROTOCOL_ERRORS = {
  BAD_REQUEST: {
    httpStatus: 400,
    retryable: false,
    meaning: 'The request is no GraphQL request: its body, its size or its way is not what it must be.',
    advice: 'See the message; POST JSON with `query` and `variables` to /graphql.',
  },
  GRAPHQL_PARSE_FAILED: {
    httpStatus: 400,
    retryable: false,
    meaning: 'The document is not GraphQL.',
    advice: 'Look at `locations`.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    httpStatus: 400,
    retryable: false,
    meaning: 'The document asks for what the schema does not have, or for more than one request may ask.',
    advice: 'Compare it with the schema of this version; split what is too large.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    httpStatus: 400,
    retryable: false,
    meaning: 'The document has several operations and none was named, or the named one is not there.',
    advice: 'Send `operationName`.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    httpStatus: 200,
    retryable: true,
    meaning: 'The server does not know the query of this hash.',
    advice: 'Send the query along with its hash once.',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    httpStatus: 200,
    retryable: false,
    meaning: 'The server keeps no queries.',
    advice: 'Send the query itself.',
  },
} as const satisfies Record<string, ErrorMeaning>;

export type ProtocolCode = keyof typeof PROTOCOL_ERRORS;

/** Every code that an answer can have. */
export const ALL_ERRORS = { ...ERROR_CATALOG, ...PROTOCOL_ERRORS };

export type AnyErrorCode = ErrorCode | ProtocolCode;
