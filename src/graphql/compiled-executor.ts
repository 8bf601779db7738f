/** Queries and mutations through graphql-jit: compiled once, three to four times as fast as graphql-js on lists (ADR). */
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { ApiContext } from './context.js';

const CACHED_OPERATIONS = 500;

type Gateway = ApolloServerOptionsWithGateway<ApiContext>['gateway'];
type Variables = Record<string, unknown>;
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

/** Apollo takes another executor only in the shape of a gateway. */
export function compiledGateway(schema: GraphQLSchema): Gateway {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({ executor: compiledExecutor(schema) }),
    stop: async () => undefined,
  };
}

function compiledExecutor(schema: GraphQLSchema): Executor {
  const compiled = new Map<string, CompiledQuery | undefined>();

  /** Undefined for an operation that cannot be compiled: graphql-js runs it. */
  function compile({ queryHash, operationName, document }: Parameters<Executor>[0]) {
    const key = `${queryHash}/${operationName ?? ''}`;
    let query = compiled.get(key);
    if (!compiled.has(key)) {
      const outcome = compileQuery(schema, document, operationName ?? undefined);
      query = isCompiledQuery(outcome) ? outcome : undefined;
      const oldest = compiled.keys().next();
      if (compiled.size >= CACHED_OPERATIONS && oldest.done !== true) compiled.delete(oldest.value);
    } else {
      compiled.delete(key);
    }
    compiled.set(key, query);
    return query;
  }

  return async (request) => {
    const variableValues = request.request.variables ?? {};
    const query = compile(request);
    if (query !== undefined) {
      const variables = withDefaults(request.operation, variableValues);
      return realErrors(await query.query(undefined, request.context, variables));
    }
    const { document, operationName, context: contextValue } = request;
    return execute({ schema, document, operationName, contextValue, variableValues });
  };
}

/** graphql-jit calls a variable that is not null and has a default missing when it is not sent. */
function withDefaults(operation: OperationDefinitionNode, sent: Variables): Variables {
  const variables = { ...sent };
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    if (defaultValue !== undefined && variables[name] === undefined) {
      variables[name] = valueFromASTUntyped(defaultValue);
    }
  }
  return variables;
}

/** graphql-jit's errors look like GraphQL's and lack `extensions`, which Apollo reads. */
function realErrors(result: ExecutionResult): ExecutionResult {
  if (result.errors === undefined) return result;
  const errors = result.errors.map(({ message, path, originalError, locations }) => {
    const error = new GraphQLError(message, { path, originalError });
    return Object.assign(error, locations && { locations });
  });
  return { ...result, errors };
}
