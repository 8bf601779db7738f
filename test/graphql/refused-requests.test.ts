/** What is no request of the API is the fault of who sent it: a 4xx, a code, one sentence, and nothing from inside. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Running, startApi, TOKEN } from './running-api.js';

let api: Running;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const signedIn = { authorization: `Bearer ${TOKEN}` };
const json = { ...signedIn, 'content-type': 'application/json' };
const preflighted = { ...signedIn, 'apollo-require-preflight': 'true' };
const QUESTION = '{ __typename }';
const TWO = 'query A { __typename } query B { __typename }';
const DELETE = 'mutation { deleteCluster(input: { id: "x" }) { __typename } }';

const body = (content: unknown): RequestInit => ({
  method: 'POST',
  headers: json,
  body: typeof content === 'string' ? content : JSON.stringify(content),
});
const sent = (
  headers: Record<string, string>,
  content = JSON.stringify({ query: QUESTION }),
): RequestInit => ({
  method: 'POST',
  headers,
  body: content,
});
const got = (search: Record<string, string>, headers: Record<string, string> = preflighted) => ({
  path: `/graphql?${new URLSearchParams(search)}`,
  init: { headers },
});
const hashed = (persistedQuery: unknown) => body({ query: QUESTION, extensions: { persistedQuery } });

type Row = readonly [
  name: string,
  request: RequestInit | ReturnType<typeof got>,
  status: number,
  code: string,
];

const ROWS: readonly Row[] = [
  ['an empty body', body(''), 400, 'BAD_REQUEST'],
  ['no body', { method: 'POST', headers: json }, 400, 'BAD_REQUEST'],
  ['malformed JSON', body('{"query": '), 400, 'BAD_REQUEST'],
  ['JSON that is a string', body('"x"'), 400, 'BAD_REQUEST'],
  ['JSON that is null', body('null'), 400, 'BAD_REQUEST'],
  ['JSON that is a number', body('7'), 400, 'BAD_REQUEST'],
  ['an object without a query', body({}), 400, 'BAD_REQUEST'],
  ['a batch', body([{ query: QUESTION }, { query: QUESTION }]), 400, 'BAD_REQUEST'],
  ['a batch of one', body([{ query: QUESTION }]), 400, 'BAD_REQUEST'],
  ['a batch of none', body([]), 400, 'BAD_REQUEST'],
  ['an empty query', body({ query: '' }), 400, 'BAD_REQUEST'],
  ['a query that is null', body({ query: null }), 400, 'BAD_REQUEST'],
  ['a query that is a number', body({ query: 7 }), 400, 'BAD_REQUEST'],
  ['a query that is an object', body({ query: { a: 1 } }), 400, 'BAD_REQUEST'],
  ['a query that is a list', body({ query: [QUESTION] }), 400, 'BAD_REQUEST'],
  ['a query of spaces', body({ query: '   ' }), 400, 'GRAPHQL_PARSE_FAILED'],
  ['a query that ends too early', body({ query: '{' }), 400, 'GRAPHQL_PARSE_FAILED'],
  ['a field that does not exist', body({ query: '{ nope }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['a directive that does not exist', body({ query: '{ __typename @x }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['a deferred part', body({ query: '{ ... @defer { __typename } }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a lone fragment',
    body({ query: 'fragment F on Query { __typename }' }),
    400,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['variables in a string', body({ query: QUESTION, variables: '{}' }), 400, 'BAD_REQUEST'],
  ['variables in a list', body({ query: QUESTION, variables: [1] }), 400, 'BAD_REQUEST'],
  ['a number for variables', body({ query: QUESTION, variables: 4 }), 400, 'BAD_REQUEST'],
  ['extensions in a string', body({ query: QUESTION, extensions: 'x' }), 400, 'BAD_REQUEST'],
  ['extensions in a list', body({ query: QUESTION, extensions: [] }), 400, 'BAD_REQUEST'],
  ['a number for the name', body({ query: QUESTION, operationName: 3 }), 400, 'BAD_REQUEST'],
  ['an unknown name', body({ query: TWO, operationName: 'C' }), 400, 'OPERATION_RESOLUTION_FAILURE'],
  ['an empty name', body({ query: TWO, operationName: '' }), 400, 'OPERATION_RESOLUTION_FAILURE'],
  [
    'a name for one without',
    body({ query: QUESTION, operationName: 'A' }),
    400,
    'OPERATION_RESOLUTION_FAILURE',
  ],
  ['two operations and no name', body({ query: TWO }), 400, 'OPERATION_RESOLUTION_FAILURE'],
  [
    'a missing variable',
    body({ query: 'query ($a: ID!) { cluster(id: $a) { id } }' }),
    400,
    'BAD_USER_INPUT',
  ],
  ['a text body', sent({ ...signedIn, 'content-type': 'text/plain' }), 400, 'BAD_REQUEST'],
  ['a text body, preflighted', sent({ ...preflighted, 'content-type': 'text/plain' }), 400, 'BAD_REQUEST'],
  [
    'a form',
    sent({ ...preflighted, 'content-type': 'application/x-www-form-urlencoded' }),
    400,
    'BAD_REQUEST',
  ],
  [
    'an upload',
    sent({ ...preflighted, 'content-type': 'multipart/form-data; boundary=x' }),
    400,
    'BAD_REQUEST',
  ],
  ['application/graphql', sent({ ...signedIn, 'content-type': 'application/graphql' }), 400, 'BAD_REQUEST'],
  [
    'an unknown character set',
    sent({ ...signedIn, 'content-type': 'application/json; charset=foo' }),
    415,
    'BAD_REQUEST',
  ],
  ['an unknown encoding', sent({ ...json, 'content-encoding': 'br-of-my-own' }), 415, 'BAD_REQUEST'],
  ['gzip that is none', sent({ ...json, 'content-encoding': 'gzip' }), 400, 'BAD_REQUEST'],
  ['an answer as HTML', sent({ ...json, accept: 'text/html' }), 406, 'BAD_REQUEST'],
  ['a GET without a query', got({}), 400, 'BAD_REQUEST'],
  ['a GET that any page may send', got({ query: QUESTION }, signedIn), 400, 'BAD_REQUEST'],
  ['a GET with a mutation', got({ query: DELETE }), 405, 'BAD_REQUEST'],
  [
    'a GET with a subscription',
    got({ query: 'subscription { backupUpdated { eventId } }' }),
    405,
    'BAD_REQUEST',
  ],
  ['a GET with broken variables', got({ query: QUESTION, variables: 'x' }), 400, 'BAD_REQUEST'],
  ['a GET with listed variables', got({ query: QUESTION, variables: '[]' }), 400, 'BAD_REQUEST'],
  ['a GET with broken extensions', got({ query: QUESTION, extensions: 'x' }), 400, 'BAD_REQUEST'],
  [
    'a GET with an unknown name',
    got({ query: TWO, operationName: 'C' }),
    400,
    'OPERATION_RESOLUTION_FAILURE',
  ],
  ['PUT', { ...body({ query: QUESTION }), method: 'PUT' }, 405, 'BAD_REQUEST'],
  ['DELETE', { method: 'DELETE', headers: json }, 405, 'BAD_REQUEST'],
  ['OPTIONS, with a token', { method: 'OPTIONS', headers: json }, 405, 'BAD_REQUEST'],
];

it.each(ROWS)('%s is refused', async (_name, request, status, code) => {
  const { path, init } = 'path' in request ? request : { path: '/graphql', init: request };
  const answer = await api.request(path, init);
  expect([answer.status, answer.body.errors?.map((each) => each.extensions.code)], answer.text).toEqual([
    status,
    [code],
  ]);
  expect(answer.text).not.toMatch(/stack|node_modules|at \w+ \(|SyntaxError|TypeError/);
  expect(api.services.calls).toEqual([]);
  expect(api.log.lines.filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
});

it.each([
  ['by its hash alone', { extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } }],
  ['with a hash of something else', hashed({ version: 1, sha256Hash: 'abc' })],
  ['by another version', hashed({ version: 2, sha256Hash: 'abc' })],
  ['by a hash that is a number', hashed({ version: 1, sha256Hash: 7 })],
  ['by a word', hashed('x')],
])(
  'a persisted query %s is told that there are none, with the 200 that its clients go on from',
  async (_name, request) => {
    const answer = await api.request('/graphql', 'method' in request ? request : body(request));
    expect(answer.status).toBe(200);
    expect(answer.body.errors?.map((each) => each.extensions.code)).toEqual([
      'PERSISTED_QUERY_NOT_SUPPORTED',
    ]);
  },
);

it('HEAD gets no body', async () => {
  const response = await fetch(`${api.url}/graphql`, { method: 'HEAD', headers: json });
  expect([response.status, await response.text()]).toEqual([405, '']);
});

it('a 405 says what is allowed', async () => {
  const answer = await api.request('/graphql', { method: 'DELETE', headers: json });
  expect(answer.headers.get('allow')).toBe('GET, POST');
});

it('values that nest 100,000 deep are only values', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const answer = await api.post(`{"query":"${QUESTION}","variables":{"a":${deep}}}`);
  expect(answer.body.data).toEqual({ __typename: 'Query' });
});
