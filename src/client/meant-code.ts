import type { ErrorCode } from './generated/graphql.js';

/** What the API means with an error, beside what GraphQL says of a request that is none: that is a fault of the program that asked. */
export type MeantCode = Exclude<
  ErrorCode,
  | 'BAD_REQUEST'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
>;
