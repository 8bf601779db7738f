import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClusterCallFailed } from '../../src/domain/cluster-call.js';
import { Forbidden } from '../../src/domain/errors/access-errors.js';
import {
  BackupLocationInvalid,
  ClusterUnavailable,
  DependencyFailure,
} from '../../src/domain/errors/dependency-errors.js';
import type { DomainError } from '../../src/domain/errors/domain-error.js';
import { InvalidInput } from '../../src/domain/errors/request-errors.js';
import {
  AlreadyExists,
  HasDependents,
  ModeNotSupported,
  NotFound,
  OperationInProgress,
  OperationNotAllowed,
  VersionConflict,
} from '../../src/domain/errors/resource-errors.js';
import { withoutValues } from '../../src/graphql/without-values.js';
import { onlyError, type Running, startApi } from './running-api.js';

const ID = '7d0b8f0a-0000-4000-8000-000000000001';
const UUID = /^[0-9a-f-]{36}$/;
const CREATE = `mutation ($input: CreateBackupInput!) { createBackup(input: $input) { backup { id } } }`;
const REQUEST = { input: { clusterId: ID, locationId: ID, namespaces: ['shop'] } };

const REFUSALS: readonly DomainError[] = [
  new InvalidInput([
    { path: 'name', message: 'is no name' },
    { path: 'namespaces.3', message: 'is no DNS label' },
  ]),
  new Forbidden('Your role may not do this.', 'createBackup'),
  new NotFound('Cluster', ID),
  new AlreadyExists('Backup', 'name', 'nightly'),
  new OperationNotAllowed({
    resource: 'Cluster',
    id: ID,
    state: 'DISCONNECTED',
    operation: 'backUp',
    reason: 'Not while it is Disconnected.',
    allowedOperations: ['validate', 'edit', 'delete'],
  }),
  new ModeNotSupported('Not in this mode.', { mode: 'FEDERATED', supportedModes: ['CLASSIC'] }),
  new OperationInProgress('It is under way.', { holderId: ID, since: '2026-11-20T10:00:00Z' }),
  new VersionConflict({ resource: 'Backup', id: ID, expected: 1, actual: 2 }),
  new HasDependents({
    resource: 'Cluster',
    id: ID,
    dependents: [{ resource: 'Backup', id: ID, name: 'n' }],
    total: 3,
  }),
  new ClusterUnavailable('The cluster is away.', {
    clusterId: ID,
    state: 'NOT_AVAILABLE',
    reason: 'TIMEOUT',
  }),
  new BackupLocationInvalid('The folder is full.', { locationId: ID, reason: 'NO_SPACE' }),
  new DependencyFailure('PostgreSQL does not answer.', { dependency: 'PostgreSQL' }),
  new ClusterCallFailed('The cluster throttles.', {
    kind: 'THROTTLED',
    call: 'GET /api/v1/pods',
    status: 429,
  }),
];

describe.each([
  ['graphql-jit', true],
  ['graphql-js', false],
])('with %s', (_engine, compiled) => {
  let api: Running;
  beforeEach(async () => {
    api = await startApi({ compiled });
  });
  afterEach(() => api.stop());

  it.each(REFUSALS.map((refusal) => [`${refusal.name} (${refusal.code})`, refusal] as const))(
    '%s reaches the caller with its code, details and an error id',
    async (_name, refusal) => {
      api.services.fail('backups.create', refusal);
      const answer = await api.query(CREATE, REQUEST);
      expect(answer.status).toBe(200);
      const error = onlyError(answer);
      expect(error.message).toBe(refusal.message);
      expect(error.path).toEqual(['createBackup']);
      expect(error.extensions).toEqual({
        code: refusal.code,
        details: JSON.parse(JSON.stringify(refusal.details)),
        retryable: refusal.retryable,
        errorId: expect.stringMatching(UUID),
      });
      expect(JSON.stringify(api.log.lines)).toContain(error.extensions.errorId);
    },
  );

  it('what nobody meant is masked, and logged under the id that the caller sees', async () => {
    api.services.fail('backups.create', new TypeError('cannot read password of undefined'));
    const answer = await api.query(CREATE, REQUEST);
    const error = onlyError(answer);
    expect(error.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', details: {}, retryable: false });
    expect(answer.text).not.toMatch(/password|TypeError|stack|\.ts/);
    const logged = api.log.lines.filter((line) => line.level === 'error');
    expect(logged).toHaveLength(1);
    expect(logged[0]?.fields).toMatchObject({
      errorId: error.extensions.errorId,
      err: { message: 'cannot read password of undefined' },
    });
    expect(error.message).toContain(error.extensions.errorId);
  });

  it('a refusal is nothing for the operator, a failed dependency is a warning', async () => {
    api.services.fail('backups.create', new NotFound('Cluster', ID));
    await api.query(CREATE, REQUEST);
    expect(api.log.lines.map((line) => line.level)).toEqual(['debug']);
    api.services.fail('backups.create', new DependencyFailure('gone', { dependency: 'PostgreSQL' }));
    await api.query(CREATE, REQUEST);
    expect(api.log.lines.at(-1)?.level).toBe('warn');
  });

  it('a value that the schema forbids in an answer is masked', async () => {
    api.services.backupRows = [{ state: 'NO_SUCH_STATE', id: ID } as never];
    const answer = await api.query(`{ backup(id: "${ID}") { id state } }`);
    expect(onlyError(answer).extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(answer.text).not.toContain('NO_SUCH_STATE');
  });

  it('all faults of the variables are named at once', async () => {
    const answer = await api.query(CREATE, {
      input: { clusterId: ID, namespaces: ['a', 7, null], labels: [{ key: 'x' }], surprise: true },
    });
    expect(answer.status).toBe(400);
    expect(onlyError(answer).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: {
        fields: [
          { path: 'input.locationId', message: 'is required' },
          { path: 'input.namespaces.1', message: 'must be a String' },
          { path: 'input.namespaces.2', message: 'must not be null' },
          { path: 'input.labels.0.value', message: 'is required' },
          { path: 'input.surprise', message: 'is no field of CreateBackupInput' },
        ],
      },
    });
  });

  it('a variable that is missing, null or of another type is named', async () => {
    for (const variables of [{}, { input: null }, { input: 'text' }, { input: [] }]) {
      const answer = await api.query(CREATE, variables);
      expect(answer.status).toBe(400);
      expect(onlyError(answer).extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
      expect(onlyError(answer).message).toMatch(/^input/);
    }
  });
});

const SENTINEL = 'SENTINEL-f00d-secret';
const REGISTER =
  'mutation ($input: RegisterClusterInput!) { registerCluster(input: $input) { cluster { id } } }';
const EDIT = 'mutation ($input: EditClusterInput!) { editCluster(input: $input) { cluster { id } } }';
const kubeconfig = `apiVersion: v1\nusers: [{name: a, user: {token: ${SENTINEL}}}]`;

const WAYS_TO_GET_IT_WRONG: readonly (readonly [string, string, Record<string, unknown>])[] = [
  ['a field too many', REGISTER, { input: { name: 'a', kubeconfig, surprise: 1 } }],
  ['a field too few', REGISTER, { input: { kubeconfig } }],
  ['an object for a text', REGISTER, { input: { name: 'a', kubeconfig: { token: SENTINEL } } }],
  ['a list for a text', REGISTER, { input: { name: 'a', kubeconfig: [SENTINEL] } }],
  ['a text for the input', REGISTER, { input: SENTINEL }],
  ['a text for an enum', REGISTER, { input: { name: 'a', kubeconfig, mode: SENTINEL } }],
  ['a text for a number', EDIT, { input: { id: ID, expectedVersion: SENTINEL, kubeconfig } }],
  ['a text for a list of objects', REGISTER, { input: { name: 'a', kubeconfig, labels: SENTINEL } }],
  [
    'an object in the document',
    `mutation { registerCluster(input: {name: "a", kubeconfig: {token: "${SENTINEL}"}}) { cluster { id } } }`,
    {},
  ],
  [
    'a list in the document',
    `mutation { registerCluster(input: {name: "a", kubeconfig: ["${SENTINEL}"]}) { cluster { id } } }`,
    {},
  ],
  [
    'a bare word in the document',
    `mutation { registerCluster(input: {name: "a", kubeconfig: ${SENTINEL.replaceAll('-', '_')}}) { cluster { id } } }`,
    {},
  ],
  [
    'a wrong enum in the document',
    `mutation { registerCluster(input: {name: "a", kubeconfig: "x", mode: ${SENTINEL.replaceAll('-', '_')}}) { cluster { id } } }`,
    {},
  ],
  [
    'a text for an enum in the document',
    `mutation { registerCluster(input: {name: "a", kubeconfig: "x", mode: "${SENTINEL}"}) { cluster { id } } }`,
    {},
  ],
  [
    'a text for a number in the document',
    `mutation { editCluster(input: {id: "a", expectedVersion: "${SENTINEL}"}) { cluster { id } } }`,
    {},
  ],
  [
    'a text for a list in the document',
    `mutation { registerCluster(input: {name: "a", kubeconfig: "x", labels: "${SENTINEL}"}) { cluster { id } } }`,
    {},
  ],
  [
    'a text where none may be',
    `mutation { registerCluster(input: {name: "a" "${SENTINEL}"}) { cluster { id } } }`,
    {},
  ],
  [
    'a block text where none may be',
    `mutation { registerCluster(input: {name: "a" """${SENTINEL}"""}) { cluster { id } } }`,
    {},
  ],
  [
    'a word where none may be',
    `mutation { registerCluster(input: {name: "a", kubeconfig: x: ${SENTINEL.replaceAll('-', '_')} }) ${SENTINEL.replaceAll('-', '_')} { } }`,
    {},
  ],
  [
    'a text that does not end',
    `mutation { registerCluster(input: {kubeconfig: "${SENTINEL}\n"}) { cluster { id } } }`,
    {},
  ],
];

describe('a kubeconfig in the wrong place', () => {
  it.each(WAYS_TO_GET_IT_WRONG)('is not repeated: %s', async (_name, query, variables) => {
    const api = await startApi();
    try {
      const overHttp = await api.query(query, variables);
      expect(overHttp.status).toBe(400);
      expect(overHttp.body.errors?.length).toBeGreaterThan(0);
      const overSocket = await api
        .subscribe(query, variables)
        .next()
        .catch((errors: unknown) => errors);
      const said = overHttp.text + JSON.stringify(overSocket) + api.log.text();
      expect(said).not.toMatch(/SENTINEL|f00d|secret/);
      expect(JSON.stringify(overSocket)).toContain(overHttp.body.errors?.[0]?.extensions.code);
      expect(api.services.calls).toEqual([]);
    } finally {
      await api.stop();
    }
  });

  it('is not repeated when the body is broken', async () => {
    const api = await startApi();
    try {
      const answer = await api.post(`{"variables": {"kubeconfig": "${SENTINEL}" ${SENTINEL}}`);
      expect(answer.status).toBe(400);
      expect(answer.text + api.log.text()).not.toContain(SENTINEL);
    } finally {
      await api.stop();
    }
  });
});

describe("GraphQL's own messages", () => {
  it.each([
    ['Syntax Error: Expected ":", found String "abc".', 'Syntax Error: Expected ":", found String.'],
    ['Syntax Error: Unexpected Name "abc".', 'Syntax Error: Unexpected Name.'],
    ['Syntax Error: Unexpected "}".', 'Syntax Error: Unexpected "}".'],
    ['Syntax Error: Expected Name, found <EOF>.', 'Syntax Error: Expected Name, found <EOF>.'],
    [
      'Cannot query field "nmae" on type "Cluster". Did you mean "name"?',
      'Cannot query field "nmae" on type "Cluster". Did you mean "name"?',
    ],
    ['Int cannot represent non-integer value: "abc"', 'Int cannot represent non-integer value.'],
    ['Expected value of type "LabelInput", found "abc".', 'Expected value of type "LabelInput".'],
    [
      'Value "ABC" does not exist in "Stage" enum. Did you mean the enum value "PLAN"?',
      'The value does not exist in "Stage" enum.',
    ],
    [
      'Enum "Stage" cannot represent non-enum value: "abc". Did you mean the enum value "PLAN"?',
      'Enum "Stage" cannot represent non-enum value.',
    ],
  ])('keep what helps and lose the value: %s', (message, kept) => {
    expect(withoutValues(message)).toBe(kept);
  });
});
