import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aBackup } from './builders.js';
import { type ApiAnswer, onlyError, type Running, startApi } from './running-api.js';

let api: Running;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

function nested(levels: number): string {
  return levels === 0 ? 'name' : `ofType { ${nested(levels - 1)} }`;
}

const TOO_MUCH: readonly (readonly [string, string, RegExp])[] = [
  [
    'too deep',
    `{ __type(name: "Query") { fields { type { ${nested(12)} } } } }`,
    /depth limit of 12 exceeded, found 1\d/,
  ],
  [
    'too many aliases',
    `{ ${Array.from({ length: 31 }, (_, index) => `a${index}: viewer { name }`).join(' ')} }`,
    /Aliases limit of 30 exceeded, found 31/,
  ],
  [
    'too many directives',
    `{ __typename ${'@skip(if: false) '.repeat(51)} }`,
    /Directives limit of 50 exceeded/,
  ],
  ['too many tokens', `{ ${'__typename '.repeat(4_001)} }`, /token/i],
  [
    'too costly',
    `{ ${['a', 'b', 'c', 'd']
      .map(
        (alias) =>
          `${alias}: backups(first: 200) { edges { node { id cluster { owner { id name } namespaces { name labels { key value } } } } } }`,
      )
      .join(' ')} x: backups(first: 1000000) { edges { node { id } } } }`,
    /Cost limit of 200000 exceeded/,
  ],
];

describe('over HTTP, an operation that is', () => {
  it.each(TOO_MUCH)('%s is refused with 400 and a reason', async (_name, query, reason) => {
    const answer = await api.query(query);
    expect(answer.status).toBe(400);
    const error = answer.body.errors?.find((each) => reason.test(each.message));
    expect(error, answer.text).toBeDefined();
    expect(error?.extensions.code).toMatch(/^GRAPHQL_(VALIDATION|PARSE)_FAILED$/);
    expect(api.services.calls).toEqual([]);
  });
});

describe('over a socket, an operation that is', () => {
  it.each(TOO_MUCH)('%s is refused with a reason', async (_name, query, reason) => {
    const refused = await api
      .subscribe(query)
      .next()
      .catch((errors: unknown) => errors);
    expect(JSON.stringify(refused)).toMatch(reason);
    expect(api.services.calls).toEqual([]);
  });

  it('one too many on the socket is refused, the others go on', async () => {
    const few = await startApi({ limits: { operationsPerSocket: 2 } });
    try {
      const client = few.socketClient();
      const query = 'subscription { backupUpdated { eventId } }';
      const [first, second] = [client.iterate({ query }), client.iterate({ query })];
      const [one, two] = [first.next(), second.next()];
      await expect.poll(() => few.feed.open).toBe(2);
      await expect(client.iterate({ query }).next()).rejects.toMatchObject([
        { extensions: { code: 'BAD_REQUEST' } },
      ]);
      few.feed.append({ type: 'BACKUP_DELETED', subjectType: 'Backup', subjectId: aBackup().id, data: {} });
      expect(await one).toMatchObject({ value: { data: { backupUpdated: { eventId: '000001' } } } });
      expect(await two).toMatchObject({ value: { data: { backupUpdated: { eventId: '000001' } } } });
    } finally {
      await few.stop();
    }
  });
});

it('10,000 namespaces in one request reach the service, which says what is too many', async () => {
  const namespaces = Array.from({ length: 10_000 }, (_, index) => `namespace-${index}`.padEnd(63, 'x'));
  const cluster = '7d0b8f0a-0000-4000-8000-000000000001';
  const answer = await api.query(
    'query ($input: PlanBackupInput!) { planBackup(input: $input) { unlisted } }',
    {
      input: { clusterId: cluster, namespaces },
    },
  );
  expect(answer.body.errors).toBeUndefined();
  expect(api.services.calls.at(-1)?.args[0]).toEqual({ clusterId: cluster, namespaces });
});

it('a page has 200 at most, and more where the configuration says so; other faults are named beside it', async () => {
  const large = await startApi({ limits: { listMax: 500 } });
  try {
    const asked = (first: number) =>
      `{ clusters(first: ${first}, filter: { nameContains: "\\u0007" }) { totalCount } }`;
    const faults = (answer: ApiAnswer) => onlyError(answer).extensions.details.fields;
    const nameless = { path: 'filter.nameContains', message: expect.any(String) as unknown };
    const beyond = (first: number, most: number) => ({
      path: 'first',
      message: `${first} is not between 1 and ${most}`,
    });
    expect(faults(await api.query(asked(200)))).toEqual([nameless]);
    expect(faults(await api.query(asked(201)))).toEqual([beyond(201, 200), nameless]);
    expect(faults(await large.query(asked(500)))).toEqual([nameless]);
    expect(faults(await large.query(asked(501)))).toEqual([beyond(501, 500), nameless]);
    expect((await api.query('{ users(first: 201) { totalCount } }')).body.errors).toHaveLength(1);
    expect((await large.query('{ users(first: 201) { totalCount } }')).body.errors).toBeUndefined();
  } finally {
    await large.stop();
  }
});

it("GraphiQL's own question for the schema stays within the limits", async () => {
  const { getIntrospectionQuery } = await import('graphql');
  const query = getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true });
  expect((await api.query(query)).body.errors).toBeUndefined();
});

it('everything of a page of 200 backups stays within the limits', async () => {
  const query = `{ backups(first: 200) { totalCount pageInfo { endCursor hasNextPage } edges { cursor node {
    id name state stateReason stateChangedAt stage attempt objects bytes storedBytes createdAt finishedAt version
    labels { key value } owner { id name } cluster { id name state stateMessage } location { id name state path }
    namespaces { name fate uid reason objects bytes } issues { code effect meaning message subject { kind name } }
    allowedOperations { operation allowed reason } } } } }`;
  expect((await api.query(query)).body.errors).toBeUndefined();
});

it('what is shown of a page of 100 schedules stays within the limits', async () => {
  const query = `{ backupSchedules(first: 100) { totalCount pageInfo { endCursor hasNextPage } edges { cursor node {
    id name state stateReason nextDueAt version selectionVersion missingNamespaces timeZone createdSingle
    selection { kind names selector } timing { kind at description } retention { keep maxAgeDays }
    labels { key value } owner { name } cluster { id name state } location { id name state }
    allowedOperations { operation allowed reason advice } openCycle { id trigger backup { id state } }
    alerts { id kind count namespaces message backup { id name } } } } } }`;
  expect((await api.query(query)).body.errors).toBeUndefined();
});

it('one error is answered for one fault', async () => {
  expect(onlyError(await api.query('{ nothing }')).extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
});
