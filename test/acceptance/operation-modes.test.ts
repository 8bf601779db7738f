/** Classic and federated clusters side by side over the API: what one mode has is refused in the other, with what to do instead. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, startApi } from '../graphql/running-api.js';
import { Installation } from '../support/installation.js';
import { aPerson, asking } from '../support/people.js';

let holdfast: Installation;
let api: Running;
let ask: ReturnType<typeof asking>;
const ids = { federated: '', remote: '' };

beforeAll(async () => {
  holdfast = await Installation.start({ namespaces: ['shop'] });
  const { services } = holdfast.product;
  api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  const { token } = await aPerson(holdfast.product, holdfast.actor, { role: 'SUPER_ADMIN' });
  ask = asking(api, token);
  ids.federated = await register('harbour');
  ids.remote = await createRemote('vault');
});
afterAll(async () => {
  await api.stop();
  await holdfast.stop();
});

async function register(name: string): Promise<string> {
  const input = { name, kubeconfig: holdfast.kubernetes.kubeconfig(), mode: 'FEDERATED' };
  const answer = await ask(
    'mutation ($input: RegisterClusterInput!) { registerCluster(input: $input) { cluster { id mode } } }',
    { input },
  );
  const { cluster } = answer.data.registerCluster as unknown as { cluster: { id: string; mode: string } };
  expect(cluster.mode).toBe('FEDERATED');
  return cluster.id;
}

const CREATE = `mutation ($input: CreateBackupLocationInput!) {
  createBackupLocation(input: $input) { backupLocation { id access path state s3 { credentials } } } }`;
const bucket = { bucket: 'backups', endpoint: 'https://store.example' };

async function createRemote(name: string): Promise<string> {
  const answer = await ask(CREATE, { input: { name, access: 'WORKLOAD_IDENTITY', s3: bucket } });
  const { backupLocation } = answer.data.createBackupLocation as unknown as {
    backupLocation: { id: string };
  };
  expect(backupLocation).toMatchObject({
    access: 'WORKLOAD_IDENTITY',
    path: 'https://store.example/backups',
    state: 'UNCHECKED',
    s3: { credentials: 'WORKLOAD_IDENTITY' },
  });
  return backupLocation.id;
}

async function refusal(text: string, variables: Record<string, unknown>): Promise<object> {
  const { errors } = await ask(text, variables);
  return errors?.[0]?.extensions ?? {};
}

const NO_CLASSIC = {
  code: 'MODE_NOT_SUPPORTED',
  details: { mode: 'CLASSIC', supportedModes: ['FEDERATED'] },
};
const NO_FEDERATED = {
  code: 'MODE_NOT_SUPPORTED',
  details: { mode: 'FEDERATED', supportedModes: ['CLASSIC'] },
};

describe('a location that clusters reach with their workload identities', () => {
  it('may share its bucket with another one', async () => {
    expect(await createRemote('vault-two')).not.toBe(ids.remote);
  });

  it('takes no folder, no prefix, no key, and nothing that Stork has no field for: all of it told at once', async () => {
    const s3 = {
      ...bucket,
      prefix: 'team',
      caBundle: 'x',
      accessKeyId: 'AKIA123',
      secretAccessKey: 'secret-secret',
    };
    const input = { name: 'wrong', access: 'WORKLOAD_IDENTITY', path: '/tmp/x', s3 };
    const refused = await refusal(CREATE, { input });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT' });
    const paths = (refused as { details: { fields: { path: string }[] } }).details.fields.map(
      ({ path }) => path,
    );
    expect(paths.sort()).toEqual(['path', 's3.accessKeyId', 's3.caBundle', 's3.prefix']);
    expect(JSON.stringify(refused)).not.toContain('secret-secret');
    const folder = { name: 'wrong', access: 'WORKLOAD_IDENTITY' };
    expect(await refusal(CREATE, { input: folder })).toMatchObject({
      details: { fields: [{ path: 's3' }] },
    });
  });

  it('is not what credentials WORKLOAD_IDENTITY mean beside another access', async () => {
    const input = { name: 'wrong', s3: { ...bucket, credentials: 'WORKLOAD_IDENTITY' } };
    expect(await refusal(CREATE, { input })).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { fields: [{ path: 's3.credentials' }] },
    });
  });

  it('is never touched: neither a look nor a rescan goes to it', async () => {
    const looked = await ask(
      'mutation ($id: ID!) { validateBackupLocation(input: { id: $id }) { backupLocation { state stateCheckedAt } } }',
      { id: ids.remote },
    );
    expect(looked.data.validateBackupLocation).toMatchObject({
      backupLocation: { state: 'UNCHECKED', stateCheckedAt: null },
    });
    expect(
      await refusal('mutation ($id: ID!) { rescanBackupLocation(input: { id: $id }) { skipped } }', {
        id: ids.remote,
      }),
    ).toMatchObject(NO_FEDERATED);
  });

  it('is found by its access, and the federated cluster by its mode', async () => {
    const { data } = await ask(`{
      backupLocations(filter: { access: [WORKLOAD_IDENTITY] }) { totalCount edges { node { access } } }
      clusters(filter: { modes: [FEDERATED] }) { totalCount edges { node { id mode } } }
      classic: clusters(filter: { modes: [CLASSIC] }) { totalCount }
    }`);
    expect(data.backupLocations).toMatchObject({ totalCount: 2 });
    expect(data.clusters).toMatchObject({ totalCount: 1, edges: [{ node: { id: ids.federated } }] });
    expect(data.classic).toMatchObject({ totalCount: 1 });
  });
});

describe('a pair of cluster and location of different modes is refused', () => {
  const BACK_UP = 'mutation ($input: CreateBackupInput!) { createBackup(input: $input) { backup { id } } }';
  const SCHEDULE =
    'mutation ($input: CreateBackupScheduleInput!) { createBackupSchedule(input: $input) { backupSchedule { id } } }';
  const nightly = {
    name: 'nightly',
    selection: { kind: 'NAMED', names: ['shop'] },
    timing: { kind: 'DAILY', at: '02:30' },
    timeZone: 'Europe/Berlin',
    retention: { keep: 3 },
  };

  it('for a backup, either way round', async () => {
    const { cluster, location } = holdfast;
    const namespaces = ['shop'];
    const classic = { clusterId: cluster.id, locationId: ids.remote, namespaces };
    expect(await refusal(BACK_UP, { input: classic })).toMatchObject(NO_CLASSIC);
    const federated = { clusterId: ids.federated, locationId: location.id, namespaces };
    expect(await refusal(BACK_UP, { input: federated })).toMatchObject(NO_FEDERATED);
    const { data } = await ask('{ backups { totalCount } }');
    expect(data.backups).toEqual({ totalCount: 0 });
  });

  it('for a schedule, also when its location is changed', async () => {
    const { cluster, location } = holdfast;
    const wrong = { ...nightly, clusterId: cluster.id, locationId: ids.remote };
    expect(await refusal(SCHEDULE, { input: wrong })).toMatchObject(NO_CLASSIC);
    const right = { ...nightly, clusterId: cluster.id, locationId: location.id };
    const made = await ask(SCHEDULE, { input: right });
    const { id } = (made.data.createBackupSchedule as unknown as { backupSchedule: { id: string } })
      .backupSchedule;
    expect(
      await refusal(
        'mutation ($input: EditBackupScheduleInput!) { editBackupSchedule(input: $input) { backupSchedule { id } } }',
        { input: { id, expectedVersion: 1, locationId: ids.remote } },
      ),
    ).toMatchObject(NO_CLASSIC);
  });
});

it('a backup says which engine made it and how it lies in its location', async () => {
  const { backup } = await holdfast.backUp('shop');
  const { data } = await ask('query ($id: ID!) { backup(id: $id) { mode engine layout state } }', {
    id: backup.id,
  });
  expect(data.backup).toEqual({ mode: 'CLASSIC', engine: 'DIRECT', layout: 'HOLDFAST', state: 'SUCCESS' });
});
