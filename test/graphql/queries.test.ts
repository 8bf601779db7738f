import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClusterCallFailed } from '../../src/domain/cluster-call.js';
import { ALL_ERRORS } from '../../src/domain/errors/protocol-errors.js';
import { RESOURCES, resourceRow } from '../../src/domain/state-matrix.js';
import { aBackup, aCluster, aLocation, aNamespace, aUser } from './builders.js';
import { onlyError, type Running, startApi } from './running-api.js';

const BACKUPS = `query ($first: Int! = 50, $after: String, $filter: BackupFilterInput) {
  backups(first: $first, after: $after, filter: $filter) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node {
      ...Summary
      cluster { ...Named } location { id name } owner { id name }
      namespaces { name fate uid reason objects bytes }
      includedNamespaces missingNamespaces lostNamespaces
      issues { code effect meaning subject { kind name } message }
      allowedOperations { operation label allowed reason }
    } }
  }
}
fragment Summary on Backup { id name state stage bytes createdAt finishedAt labels { key value } }
fragment Named on Cluster { __typename name owner { name } }`;

function fill(api: Running, backups: number): void {
  const { services } = api;
  services.userRows = [aUser({ id: '0b7b9a52-0000-4000-8000-00000000000a' }), aUser({ name: 'grace' })];
  services.clusterRows = [
    aCluster(),
    aCluster({ name: 'meadow', state: 'NOT_AVAILABLE', stateReason: 'TIMEOUT' }),
  ].map((each, index) => ({ ...each, ownerId: services.userRows[index]?.id ?? each.ownerId }));
  services.locationRows = [aLocation()];
  services.backupRows = Array.from({ length: backups }, (_, index) =>
    aBackup({
      name: `backup-${index}`,
      clusterId: services.clusterRows[index % 2]?.id ?? '',
      locationId: services.locationRows[0]?.id ?? '',
      ownerId: services.userRows[0]?.id ?? '',
    }),
  );
  for (const { id } of services.backupRows) {
    services.namespaceRows.set(id, [
      aNamespace({ name: 'billing', fate: 'MISSING', uid: null, reason: 'not found', objects: 0, bytes: 0 }),
      aNamespace({ name: 'blog', fate: 'LOST', reason: 'Terminating' }),
      aNamespace({ name: 'shop' }),
    ]);
    services.issueRows.set(id, [
      {
        code: 'NAMESPACE_MISSING',
        subject: { kind: 'NAMESPACE', name: 'billing' },
        message: 'billing is not found.',
      },
    ]);
  }
}

describe.each([
  ['graphql-jit', true],
  ['graphql-js', false],
])('with %s', (_engine, compiled) => {
  let api: Running;
  beforeEach(async () => {
    api = await startApi({ compiled });
  });
  afterEach(() => api.stop());

  it('a list of backups asks for what belongs to them once, not once per backup', async () => {
    fill(api, 40);
    const answer = await api.query(BACKUPS);
    expect(answer.body.errors).toBeUndefined();
    for (const call of [
      'backups.page',
      'backups.count',
      'clusters.getMany',
      // The location, of which the name alone is asked.
      'backups.namesAround',
      'backups.namespacesOf',
      'backups.issuesOf',
    ]) {
      expect([call, api.services.count(call)]).toEqual([call, 1]);
    }
    // Once for the backups' owners, once for the clusters' owners, which are known only after.
    expect(api.services.count('identity.usersByIds')).toBeLessThanOrEqual(2);
    expect(api.services.calls.length).toBeLessThanOrEqual(8);
  });

  it('a backup tells what is in it, what is missing and why', async () => {
    fill(api, 1);
    const [backup] = api.services.backupRows;
    const answer = await api.query(BACKUPS);
    expect(answer.body.data).toMatchObject({
      backups: {
        totalCount: 1,
        edges: [
          {
            node: {
              id: backup?.id,
              state: 'PARTIAL_SUCCESS',
              bytes: 5_000_000_000,
              createdAt: '2026-11-20T10:00:00.123Z',
              cluster: { __typename: 'Cluster', name: 'harbour', owner: { name: 'ada' } },
              includedNamespaces: ['shop'],
              missingNamespaces: ['billing'],
              lostNamespaces: ['blog'],
              issues: [
                {
                  code: 'NAMESPACE_MISSING',
                  effect: 'PARTIAL_SUCCESS',
                  meaning: 'requested, but absent or Terminating when the backup began',
                  subject: { kind: 'NAMESPACE', name: 'billing' },
                  message: 'billing is not found.',
                },
              ],
              allowedOperations: [
                { operation: 'edit', allowed: true, reason: null },
                { operation: 'delete', allowed: true, reason: null },
                { operation: 'forceDelete', allowed: false, reason: expect.stringContaining('CLASSIC mode') },
                { operation: 'restore', allowed: true, reason: null },
                { operation: 'verify', allowed: true, reason: null },
                {
                  operation: 'cancel',
                  label: 'Cancel',
                  allowed: false,
                  reason: expect.stringContaining('Not while it is Partial Success'),
                },
                {
                  operation: 'excludeNamespaces',
                  label: 'Exclude from Schedule',
                  allowed: false,
                  reason: 'It belongs to no schedule that its namespaces could be excluded from.',
                },
              ],
            },
          },
        ],
      },
    });
  });

  it('a total is counted only when it is asked for', async () => {
    fill(api, 3);
    await api.query('{ backups { edges { node { id } } } clusters { edges { node { id } } } }');
    expect(api.services.count('backups.count')).toBe(0);
    expect(api.services.count('stateMatrix.counts')).toBe(0);
    const { body } = await api.query(
      '{ all: clusters { totalCount } some: clusters(states: [NOT_AVAILABLE]) { totalCount } }',
    );
    expect(body.data).toEqual({ all: { totalCount: 2 }, some: { totalCount: 1 } });
  });

  it('pages follow each other by their cursors', async () => {
    fill(api, 5);
    const seen: string[] = [];
    let after: string | null = null;
    for (const size of [2, 2, 1]) {
      const { body }: Awaited<ReturnType<Running['query']>> = await api.query(BACKUPS, { first: 2, after });
      const { backups } = body.data as {
        backups: {
          pageInfo: { endCursor: string; hasNextPage: boolean; hasPreviousPage: boolean };
          edges: { node: { name: string } }[];
        };
      };
      expect(backups.edges).toHaveLength(size);
      expect(backups.pageInfo).toMatchObject({ hasNextPage: size === 2, hasPreviousPage: after !== null });
      seen.push(...backups.edges.map((edge) => edge.node.name));
      after = backups.pageInfo.endCursor;
    }
    expect(seen).toEqual(['backup-0', 'backup-1', 'backup-2', 'backup-3', 'backup-4']);
  });

  it('an empty page has no cursors', async () => {
    const { body } = await api.query(BACKUPS);
    expect(body.data).toEqual({
      backups: {
        totalCount: 0,
        edges: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      },
    });
  });

  it.each([
    [{ first: 0 }, 'first'],
    [{ first: -1 }, 'first'],
    [{ first: 201 }, 'first'],
    [{ after: 'garbage' }, 'after'],
    [{ after: '' }, 'after'],
    [{ after: 'x'.repeat(10_000) }, 'after'],
    [{ filter: { clusterId: 'garbage' } }, 'filter.clusterId'],
  ])('%o is bad input that names the argument', async (variables, path) => {
    const { extensions } = onlyError(await api.query(BACKUPS, variables));
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: { fields: [{ path }] } });
  });

  it('conditions reach the service; null and absent mean no condition', async () => {
    fill(api, 1);
    const clusterId = api.services.clusterRows[0]?.id.toUpperCase();
    await api.query(BACKUPS, {
      filter: {
        clusterId,
        states: ['FAILURE'],
        nameContains: 'x',
        locationId: null,
        createdFrom: '2026-11-16T01:00:00+01:00',
        createdBefore: null,
      },
    });
    expect(api.services.calls[0]?.args).toEqual([
      expect.objectContaining({ first: 50, after: null }),
      {
        clusterId: clusterId?.toLowerCase(),
        states: ['FAILURE'],
        nameContains: 'x',
        createdFrom: new Date('2026-11-16T00:00:00Z'),
      },
    ]);
    await api.query(BACKUPS, { filter: null });
    expect(api.services.calls.findLast((call) => call.name === 'backups.page')?.args[1]).toEqual({});
  });

  it('an unknown id is NOT_FOUND beside the rest of the answer', async () => {
    fill(api, 1);
    const { body } = await api.query(
      '{ cluster(id: "garbage") { id } backup(id: "7d0b8f0a-0000-4000-8000-00000000000f") { id } server { version } }',
    );
    expect(body.data).toEqual({ cluster: null, backup: null, server: { version: '9.9.9' } });
    expect(body.errors?.map((error) => error.extensions.code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });

  it('a cluster that does not answer loses its namespaces and nothing else', async () => {
    fill(api, 0);
    const query = `{ cluster(id: "${api.services.clusterRows[0]?.id}") { name labels { key value } namespaces { name labels { value } createdAt } } }`;
    expect((await api.query(query)).body.data).toEqual({
      cluster: {
        name: 'harbour',
        labels: [
          { key: 'area', value: 'north' },
          { key: 'team', value: 'blue' },
        ],
        namespaces: [{ name: 'shop', labels: [{ value: 'web' }], createdAt: '2026-01-01T00:00:00.000Z' }],
      },
    });
    api.services.fail(
      'clusters.namespaces',
      new ClusterCallFailed('Timed out.', { kind: 'TIMEOUT', call: 'GET /' }),
    );
    const answer = await api.query(query);
    expect(answer.body.data).toMatchObject({ cluster: { name: 'harbour', namespaces: null } });
    expect(onlyError(answer)).toMatchObject({
      path: ['cluster', 'namespaces'],
      extensions: { code: 'DEPENDENCY_FAILURE', retryable: true },
    });
  });

  it('what belongs to nobody any more is null, not an error', async () => {
    api.services.backupRows = [aBackup()];
    const { body } = await api.query(
      '{ backups { edges { node { owner { name } cluster { name } location { name } } } } }',
    );
    expect(body).toEqual({
      data: { backups: { edges: [{ node: { owner: null, cluster: null, location: null } }] } },
    });
  });

  it('contents are cut where asked, and say how many there are', async () => {
    fill(api, 1);
    const query = (first: number) =>
      `{ backups { edges { node { contents(first: ${first}) { total entries { resource } } } } } }`;
    expect((await api.query(query(1))).body.data).toEqual({
      backups: { edges: [{ node: { contents: { total: 2, entries: [{ resource: 'configmaps' }] } } }] },
    });
    expect(onlyError(await api.query(query(0))).extensions.code).toBe('BAD_USER_INPUT');
  });

  it('a plan tells what would be included, missing and left out', async () => {
    const { body } = await api.query(
      `{ planBackup(input: { clusterId: "7d0b8f0a-0000-4000-8000-000000000001", namespaces: ["shop", "billing"] }) {
        included { name uid } missing { name reason } unlisted } }`,
    );
    expect(body.data).toEqual({
      planBackup: {
        included: [{ name: 'shop', uid: '7d0b8f0a-0000-4000-8000-000000000001' }],
        missing: [{ name: 'billing', reason: 'not found' }],
        unlisted: ['kube-system'],
      },
    });
  });

  it('the state matrix is the table, with live counts where there is something to count', async () => {
    fill(api, 0);
    const { body } =
      await api.query(`{ stateMatrix { resource label kind modes modeNotes { mode note } initial
      states { state label meaning documented transitions count operations { operation label built } } } }`);
    const { stateMatrix } = body.data as {
      stateMatrix: {
        resource: string;
        states: { state: string; count: number | null; transitions: string[] }[];
      }[];
    };
    expect(stateMatrix.map((row) => row.resource)).toEqual([...RESOURCES]);
    const clusters = stateMatrix.find((row) => row.resource === 'Cluster');
    expect(clusters?.states.map(({ state, count }) => [state, count])).toEqual([
      ['UNCHECKED', 0],
      ['ACTIVE', 1],
      ['DISCONNECTED', 0],
      ['NOT_AVAILABLE', 1],
    ]);
    expect(
      stateMatrix.find((row) => row.resource === 'Restore')?.states.every(({ count }) => count === null),
    ).toBe(true);
    expect(stateMatrix.find((row) => row.resource === 'Backup')).toMatchObject({
      label: 'Backups',
      kind: 'LIFECYCLE',
      modes: ['CLASSIC', 'FEDERATED'],
      initial: 'IN_PROGRESS',
    });
  });

  it('the state matrix can be asked for one mode or one resource', async () => {
    const rows = async (args: string) =>
      (
        (await api.query(`{ stateMatrix${args} { resource } }`)).body.data as {
          stateMatrix: { resource: string }[];
        }
      ).stateMatrix.map((row) => row.resource);
    expect(await rows('(mode: CLASSIC)')).toEqual(
      RESOURCES.filter((resource) => resourceRow(resource).modes.includes('CLASSIC')),
    );
    expect(await rows('(resource: Restore)')).toEqual(['Restore']);
    expect(await rows('(mode: FEDERATED, resource: VirtualMachine)')).toEqual([]);
  });

  it('encryption is told of the server with its keys, of a location, and of a backup once something of it is stored', async () => {
    api.services.locationRows = [aLocation()];
    api.services.backupRows = [
      aBackup({ name: 'sealed', manifestKey: 'm', encryptionKeyIds: ['0a1b2c3d'] }),
      aBackup({ name: 'clear', manifestKey: 'm', encryptionKeyIds: null }),
      aBackup({ name: 'running', manifestKey: null }),
    ];
    const { body } = await api.query(
      `{ server { encryption { state keys { keyId kind current } } } backupLocations { edges { node { encrypted } } }
         backups { edges { node { name encryption { state keyIds } } } } }`,
    );
    expect(body.errors).toBeUndefined();
    expect(body.data).toMatchObject({
      server: {
        encryption: { state: 'NONE', keys: [{ keyId: '0a1b2c3d', kind: 'KEY_FILE', current: true }] },
      },
      backupLocations: { edges: [{ node: { encrypted: false } }] },
    });
    const { edges } = (
      body.data as { backups: { edges: { node: { name: string; encryption: object | null } }[] } }
    ).backups;
    expect(new Map(edges.map(({ node }) => [node.name, node.encryption]))).toEqual(
      new Map([
        ['sealed', { state: 'ENCRYPTED', keyIds: ['0a1b2c3d'] }],
        ['clear', { state: 'NONE', keyIds: [] }],
        ['running', null],
      ]),
    );
  });

  it('the error catalogue and the notices are told', async () => {
    const { body } = await api.query(
      '{ errorCatalog { code meaning advice } server { version notices { code message } } }',
    );
    expect(body.data).toMatchObject({
      errorCatalog: Object.entries(ALL_ERRORS).map(([code, { meaning, advice }]) => ({
        code,
        meaning,
        advice,
      })),
      server: {
        version: '9.9.9',
        notices: [{ code: 'SNAPSHOTS_STAY_IN_CLUSTER' }, { code: 'ENCRYPTION_OFF' }],
      },
    });
  });
});

describe('graphql-jit and graphql-js', () => {
  const QUESTIONS: readonly (readonly [string, Record<string, unknown>])[] = [
    [BACKUPS, {}],
    [BACKUPS, { first: 2, after: 'row-0' }],
    [BACKUPS, { first: 0 }],
    [
      'query ($no: Boolean!) { server { version @skip(if: $no) notices @include(if: $no) { code } } }',
      { no: true },
    ],
    [
      'query ($no: Boolean!) { server { version @skip(if: $no) notices @include(if: $no) { code } } }',
      { no: false },
    ],
    ['{ a: viewer { ... on Viewer { n: name } } b: viewer { __typename role } }', {}],
    ['{ cluster(id: "nothing") { id } clusters { edges { node { namespaces { name } mode } } } }', {}],
    ['{ __schema { types { name fields { name type { name kind ofType { name } } } } } }', {}],
    ['{ nothing }', {}],
    ['query ($first: Int!) { clusters(first: $first) { totalCount } }', { first: 'x' }],
    ['query ($first: Int!) { clusters(first: $first) { totalCount } }', {}],
    ['query A { viewer { name } } query B { viewer { id } }', {}],
  ];

  it('give equal answers', async () => {
    const [jit, js] = [await startApi({ compiled: true }), await startApi({ compiled: false })];
    try {
      fill(jit, 4);
      Object.assign(js.services, {
        clusterRows: jit.services.clusterRows,
        locationRows: jit.services.locationRows,
        backupRows: jit.services.backupRows,
        userRows: jit.services.userRows,
        namespaceRows: jit.services.namespaceRows,
        issueRows: jit.services.issueRows,
      });
      for (const [query, variables] of QUESTIONS) {
        const [left, right] = [await jit.query(query, variables), await js.query(query, variables)];
        expect(left.status).toBe(right.status);
        const plain = (text: string) =>
          text.replaceAll(/"errorId":"[^"]*"/g, '').replaceAll(/Quote \S+/g, '');
        expect(JSON.parse(plain(left.text).replaceAll(/,}/g, '}'))).toEqual(
          JSON.parse(plain(right.text).replaceAll(/,}/g, '}')),
        );
      }
    } finally {
      await jit.stop();
      await js.stop();
    }
  });

  it('the same operation with other variables is compiled once and answered afresh', async () => {
    const api = await startApi();
    try {
      fill(api, 3);
      const names = async (first: number) =>
        (
          (
            await api.query('query ($first: Int!) { backups(first: $first) { edges { node { name } } } }', {
              first,
            })
          ).body.data as { backups: { edges: unknown[] } }
        ).backups.edges.length;
      expect([await names(1), await names(3), await names(2)]).toEqual([1, 3, 2]);
    } finally {
      await api.stop();
    }
  });
});
