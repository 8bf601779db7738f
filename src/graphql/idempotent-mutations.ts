/** Every mutation takes an idempotency key: visible in the schema, and the same over HTTP and WebSocket (ADR 0027). */
import { defaultFieldResolver, type GraphQLArgument, type GraphQLSchema, GraphQLString } from 'graphql';
import { type ApiContext, viewerOf } from './context.js';

const ARGUMENT = 'idempotencyKey';

const KEY: GraphQLArgument = {
  name: ARGUMENT,
  type: GraphQLString,
  description:
    '1 to 255 visible ASCII characters of your choice, a random UUID for example. The same key with the same input gives the same answer, and is done once; kept for 24 hours.',
  defaultValue: undefined,
  deprecationReason: undefined,
  extensions: {},
  astNode: undefined,
};

/** They change nothing that people own, and their answer is no business of a table: they are asked again each time. */
const NOT_KEPT: ReadonlySet<string> = new Set(['revealBackupSecret']);
/** Each of their steps looks first whether it is done already. */
const REPEATABLE: ReadonlySet<string> = new Set([
  'rescanBackupLocation',
  'rewrapBackups',
  'validateBackupLocation',
  'validateCluster',
]);

const REPEATED = new WeakSet<object>();

/** Whether the payload is the answer of an earlier request: nothing was done this time. */
export function isRepeated(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && REPEATED.has(payload);
}

export function makeMutationsIdempotent(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { name: operation, resolve = defaultFieldResolver } = field;
    field.args = [...field.args, KEY];
    if (NOT_KEPT.has(operation)) continue;
    field.resolve = async (source, { [ARGUMENT]: key, ...input }, context: ApiContext, info) => {
      const work = async () => resolve(source, input, context, info);
      if (key == null) return work();
      const request = { key, operation, input, repeatable: REPEATABLE.has(operation) };
      const { answer, repeated } = await context.services.idempotency.once(request, viewerOf(context), work);
      if (repeated && typeof answer === 'object' && answer !== null) REPEATED.add(answer);
      return answer;
    };
  }
  return schema;
}
