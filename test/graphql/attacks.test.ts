/** Documents that were made to cost much: each is refused before anything runs, over HTTP and over a socket, and the API goes on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, startApi } from './running-api.js';

let api: Running;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const many = (times: number, of: (nth: number) => string) =>
  Array.from({ length: times }, (_, nth) => of(nth)).join(' ');
const nested = (levels: number, around: string, inside: string) =>
  `${around} { `.repeat(levels) + inside + ' }'.repeat(levels);

const ATTACKS: readonly (readonly [name: string, query: string])[] = [
  ['100,000 aliases', `{ ${many(100_000, (nth) => `a${nth}: __typename`)} }`],
  ['1,000 aliases of one list', `{ ${many(300, (nth) => `a${nth}: backups(first: 200) { totalCount }`)} }`],
  ['fields 1,900 deep', nested(1_900, 'a', 'b')],
  ['fields 200,000 deep', nested(200_000, 'a', 'b')],
  ['inline fragments 1,000 deep', `{ ${nested(1_000, '...', '__typename')} }`],
  [
    'lists 1,900 deep',
    `{ backups(filter: { states: ${'['.repeat(1_900)}${']'.repeat(1_900)} }) { totalCount } }`,
  ],
  ['a fragment in itself', '{ ...A } fragment A on Query { ...A }'],
  [
    'fragments in a circle',
    `{ ...F0 } ${many(50, (nth) => `fragment F${nth} on Query { ...F${(nth + 1) % 50} }`)}`,
  ],
  [
    'fragments that double 100 times',
    `{ ...F0 } ${many(100, (nth) => `fragment F${nth} on Query { ...F${nth + 1} ...F${nth + 1} }`)} fragment F100 on Query { __typename }`,
  ],
  [
    'fragments that double 9 levels of fields',
    `{ viewer { ...F0 } } ${many(60, (nth) => `fragment F${nth} on Viewer { ...F${nth + 1} ...F${nth + 1} ...F${nth + 1} }`)} fragment F60 on Viewer { id }`,
  ],
  ['a directive 1,000 times on one field', `{ __typename ${many(1_000, () => '@skip(if: false)')} }`],
  ['unknown directives 1,000 times', `{ __typename ${many(1_000, (nth) => `@x${nth}`)} }`],
  [
    'introspection in itself',
    `{ __schema { types { ${nested(5, 'fields { type', 'name').replaceAll('type {', 'type {')}${' }'.repeat(5)} } } }`,
  ],
  [
    'the types of the types',
    `{ __schema { types { possibleTypes { possibleTypes { possibleTypes { possibleTypes { name } } } } } } }`,
  ],
  [
    'a text of 1.9 MB where a number belongs',
    `{ backups(first: "${'x'.repeat(1_900_000)}") { totalCount } }`,
  ],
  ['a name of 1.9 MB', `{ ${'x'.repeat(1_900_000)} }`],
  ['a number of 100,000 digits', `{ backups(first: ${'9'.repeat(100_000)}) { totalCount } }`],
  ['1,300 fields that conflict', `{ ${many(700, (nth) => `backups(first: ${nth + 1}) { totalCount }`)} }`],
  ['500 operations', many(500, (nth) => `query Q${nth} { __typename }`)],
  ['1,000 variables', `query (${many(900, (nth) => `$v${nth}: Int`)}) { __typename }`],
];

describe.each(ATTACKS)('%s', (_name, query) => {
  it('are refused over HTTP', async () => {
    const { status, body, text } = await api.query(query);
    expect([status, text.length < 100_000], text.slice(0, 500)).toEqual([400, true]);
    const codes = new Set(body.errors?.map((each) => each.extensions.code));
    expect(
      [...codes].filter(
        (code) => !/^(GRAPHQL_(PARSE|VALIDATION)_FAILED|OPERATION_RESOLUTION_FAILURE)$/.test(code),
      ),
    ).toEqual([]);
    expect(codes.size).toBeGreaterThan(0);
  });

  it('are refused over a socket', async () => {
    const refused = await api
      .subscribe(query)
      .next()
      .catch((errors: unknown) => errors);
    expect(JSON.stringify(refused)).toMatch(
      /"code":"(GRAPHQL_(PARSE|VALIDATION)_FAILED|OPERATION_RESOLUTION_FAILURE)"/,
    );
  });
});

describe('what is not in the document', () => {
  it('a million aliases are too large to be read', async () => {
    // The server does not take the rest of it: some clients hear the answer, others that the connection was cut.
    const asked = api.query(`{ ${many(1_000_000, (nth) => `a${nth}: __typename`)} }`);
    expect([413, 'cut']).toContain(await asked.then(({ status }) => status).catch(() => 'cut'));
  });

  it('variables of 1.9 MB reach no resolver where they are none of its type', async () => {
    const answer = await api.query('query ($first: Int!) { backups(first: $first) { totalCount } }', {
      first: 'x'.repeat(1_900_000),
    });
    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThan(2_000);
  });

  it('labels of 1 MB are refused and not repeated', async () => {
    const id = '7d0b8f0a-0000-4000-8000-000000000001';
    const labels = [{ key: 'k'.repeat(500_000), value: 'v'.repeat(500_000) }];
    const query = 'mutation ($input: EditClusterInput!) { editCluster(input: $input) { __typename } }';
    const answer = await api.query(query, { input: { id, version: 1, labels: [...labels, ...labels] } });
    expect(answer.status).toBeLessThan(500);
    expect(answer.text.length).toBeLessThan(5_000);
  });

  it('an object that nests 1,000 deep is no input', async () => {
    const deep = JSON.parse(`${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`) as object;
    const query = 'mutation ($input: EditClusterInput!) { editCluster(input: $input) { __typename } }';
    const answer = await api.query(query, { input: deep });
    expect(answer.status).toBe(400);
  });
});

it('after all of that nothing had run, nothing was a fault of our own, and the API answers', async () => {
  expect(api.services.calls.filter(({ name }) => !name.startsWith('clusters.'))).toEqual([]);
  expect(api.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  expect((await api.query('{ __typename }')).status).toBe(200);
});
