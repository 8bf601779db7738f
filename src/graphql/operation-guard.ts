/** Looks at an operation over HTTP once it is known and before it runs. */
import {
  type ApolloServerPlugin,
  type GraphQLRequestContextDidResolveOperation,
  HeaderMap,
} from '@apollo/server';
import { GraphQLError } from 'graphql';
import { Forbidden } from '../domain/errors/access-errors.js';
import { InvalidInput, TooManyAttempts } from '../domain/errors/request-errors.js';
import type { ApiContext } from './context.js';
import type { ApiLimits } from './limits.js';
import { assertAffordable } from './operation-cost.js';
import type { RateLimits } from './rate-limits.js';
import { assertVariables } from './refused-variables.js';
import { assertScope } from './scope.js';

export interface GuardParts {
  /** Where subscriptions go. */
  readonly path: string;
  readonly limits: ApiLimits;
  readonly rates: RateLimits;
}

export function operationGuard(parts: GuardParts): ApolloServerPlugin<ApiContext> {
  return {
    async requestDidStart() {
      return { didResolveOperation: async (request) => assertRunnable(request, parts).catch(refused) };
    },
  };
}

async function assertRunnable(
  {
    schema,
    operation,
    document,
    request,
    contextValue,
  }: GraphQLRequestContextDidResolveOperation<ApiContext>,
  { path, limits, rates }: GuardParts,
): Promise<void> {
  if (operation == null) {
    throw badRequest('OPERATION_RESOLUTION_FAILURE', 'Name one operation of the document.');
  }
  if (operation.operation === 'subscription') {
    const message = `Subscriptions go over WebSocket on ${path} (protocol graphql-transport-ws).`;
    throw badRequest('BAD_REQUEST', message);
  }
  await assertScope(contextValue, operation, document);
  const variables = request.variables ?? {};
  await assertVariables(schema, { operation, document }, variables, contextValue);
  const cost = assertAffordable({ document, operation, variables }, limits.cost);
  await rates.spend(contextValue.actor, cost);
}

function badRequest(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}

/** @throws GraphQLError with the HTTP status that the refusal means */
function refused(error: unknown): never {
  if (error instanceof Forbidden) throw withStatus(403, error);
  if (error instanceof InvalidInput) throw withStatus(400, error);
  if (error instanceof TooManyAttempts) {
    const headers = new HeaderMap([['retry-after', String(error.details.retryAfterSeconds)]]);
    throw withStatus(429, error, headers);
  }
  throw error;
}

function withStatus(status: number, originalError: Error, headers = new HeaderMap()): GraphQLError {
  return new GraphQLError('', { originalError, extensions: { http: { status, headers } } });
}
