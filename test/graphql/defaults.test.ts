/** Defaults count the same whichever executor runs an operation: graphql-jit alone misses some that are there. */
import { buildSchema, type GraphQLSchema, getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { executorGateway } from '../../src/graphql/compiled-executor.js';

const schema = buildSchema(`
  enum Size { SMALL LARGE }
  input Inner { text: String! = "" flag: Boolean! = false }
  input Outer { count: Int! = 0 text: String! = "" flag: Boolean! = false size: Size! = LARGE tags: [String!]! = [] inner: Inner all: [Inner!] }
  type Query { seen(input: Outer, text: String! = "", flag: Boolean! = false, count: Int! = 0, tags: [String!]! = []): String }
`);
const seen = schema.getQueryType()?.getFields().seen;
if (seen !== undefined) seen.resolve = (_source, args) => JSON.stringify(args);

async function answer(compiled: boolean, query: string, variables: object, of: GraphQLSchema = schema) {
  const document = parse(query);
  const { executor } = await executorGateway({ schema: of, compiled, within: (_kind, work) => work() }).load(
    {} as never,
  );
  const operation = getOperationAST(document);
  const request = {
    document,
    operation,
    operationName: null,
    queryHash: query,
    request: { variables },
    context: {},
  };
  return JSON.parse(JSON.stringify(await executor?.(request as never))) as { data?: { seen: string } };
}

const ROWS: readonly (readonly [query: string, variables: object])[] = [
  ['{ seen }', {}],
  ['{ seen(text: "x") }', {}],
  ['query ($i: Outer) { seen(input: $i) }', {}],
  ['query ($i: Outer) { seen(input: $i) }', { i: null }],
  ['query ($i: Outer) { seen(input: $i) }', { i: {} }],
  ['query ($i: Outer!) { seen(input: $i) }', { i: { text: 'x' } }],
  ['query ($i: Outer) { seen(input: $i) }', { i: { inner: {} } }],
  ['query ($i: Outer) { seen(input: $i) }', { i: { all: [{}, { flag: true }] } }],
  ['query ($i: Outer) { seen(input: $i) }', { i: { all: {} } }],
  ['query ($i: Outer = {}) { seen(input: $i) }', {}],
  [
    'query ($t: String! = "", $f: Boolean! = false, $c: Int! = 0) { seen(text: $t, flag: $f, count: $c) }',
    {},
  ],
  ['query ($t: String = "", $f: Boolean = false, $c: Int = 0) { seen(text: $t, flag: $f, count: $c) }', {}],
  ['query ($t: String! = "y") { seen(text: $t) }', { t: '' }],
  ['query ($t: [String!]! = []) { seen(tags: $t) }', {}],
];

describe.each(ROWS)('%s with %j', (query, variables) => {
  it('is seen by the resolver as graphql-js would show it', async () => {
    const plain = await answer(false, query, variables);
    expect(plain.data?.seen).toBeDefined();
    const compiled = await answer(true, query, variables);
    expect(JSON.parse(compiled.data?.seen ?? 'null')).toEqual(JSON.parse(plain.data?.seen ?? 'null'));
  });
});
