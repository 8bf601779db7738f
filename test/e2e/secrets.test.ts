import { randomBytes } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { dumpDatabase } from '../support/database-dump.js';
import { Fleet } from '../support/fleet.js';

/** What must never be seen, each recognisable: of the cluster's users, of what a person typed, of what was backed up. */
const SENTINELS = {
  clusterToken: sentinel('cluster-token'),
  refusedToken: sentinel('refused-token'),
  typedPassword: sentinel('typed-password'),
  secretValue: sentinel('secret-value'),
  wrongAdminToken: `hf_${randomBytes(32).toString('base64url')}`,
};

let database: TestDatabase;
let fleet: Fleet;
/** Every answer of the API, whole. */
const answers: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  fleet = await Fleet.prepare({ databaseUrl: database.url });
  await fleet.start('api');
  await fleet.start('worker');
  await live();
}, 90_000);
afterAll(async () => {
  await fleet.stop();
  await database.drop();
});

function sentinel(name: string): string {
  return `sentinel-${name}-${randomBytes(12).toString('hex')}`;
}

async function ask(query: string, variables: object = {}, token = fleet.connection.token): Promise<Answer> {
  const response = await fetch(`${fleet.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  answers.push(text);
  return JSON.parse(text) as Answer;
}

interface Answer {
  readonly data?: Record<string, Record<string, { id: string; state: string }>> | null;
  readonly errors?: readonly object[];
}

const REGISTER = `mutation ($input: RegisterClusterInput!) {
  registerCluster(input: $input) { cluster { id state stateReason stateMessage server } }
}`;
const BACK_UP =
  'mutation ($input: CreateBackupInput!) { createBackup(input: $input) { backup { id state } } }';
const EVERYTHING = `{
  clusters(first: 50) { edges { node {
    id name state stateReason stateMessage server labels { key value } namespaces { name labels { key value } }
  } } }
  backupLocations(first: 50) { edges { node { id name path state stateMessage } } }
  backups(first: 50) { edges { node {
    id name state stateReason issues { code message subject { kind name } } namespaces { name reason }
    contents(first: 1000) { entries { resource namespace objects } }
  } } }
  viewer { id name role }
}`;

/** A day of an installation: things register, back up, and fail in several ways. */
async function live(): Promise<void> {
  const { kubernetes } = fleet;
  kubernetes.addToken(SENTINELS.clusterToken, { user: 'holdfast', groups: ['system:masters'] });
  kubernetes.store.create('secrets', {
    metadata: { name: 'payment', namespace: 'shop' },
    type: 'Opaque',
    data: { key: Buffer.from(SENTINELS.secretValue).toString('base64') },
  });
  const kubeconfig = (token: string) => kubernetes.kubeconfig({ token });
  const good = kubeconfig(SENTINELS.clusterToken);
  const registered = await ask(REGISTER, { input: { name: 'prod', kubeconfig: good } });
  fleet.clusterId = registered.data?.registerCluster?.cluster?.id ?? '';
  expect(registered.data?.registerCluster?.cluster?.state).toBe('ACTIVE');
  const located = await ask(
    'mutation { createBackupLocation(input: { name: "main" }) { backupLocation { id state } } }',
  );
  fleet.locationId = located.data?.createBackupLocation?.backupLocation?.id ?? '';

  // Registering that fails: a token that the cluster refuses, files that are refused, a file that is none, twice.
  await ask(REGISTER, { input: { name: 'other', kubeconfig: kubeconfig(SENTINELS.refusedToken) } });
  await ask(REGISTER, { input: { name: 'prod', kubeconfig: good } });
  const bad = good.replace('token:', `password: ${SENTINELS.typedPassword}\n      token:`);
  await ask(REGISTER, { input: { name: 'basic', kubeconfig: bad } });
  await ask(REGISTER, { input: { name: 'none', kubeconfig: `{ "token": "${SENTINELS.typedPassword}` } });
  await ask(REGISTER, { input: { name: 'typed', kubeconfig: { token: SENTINELS.typedPassword } } });
  await ask('{ viewer { name } }', {}, SENTINELS.wrongAdminToken);

  // Backups: one that is good, one of a cluster that refuses, one whose answers are cut off or no JSON.
  const { clusterId, locationId } = fleet;
  const input = { clusterId, locationId, namespaces: ['shop', 'gone'] };
  await endOf(await ask(BACK_UP, { input }));
  kubernetes.faults.add({
    match: /\/secrets/,
    do: { status: 500, body: `no JSON: ${SENTINELS.secretValue}` },
  });
  kubernetes.faults.add({ match: /\/configmaps/, times: 1, do: 'truncate' });
  await endOf(await ask(BACK_UP, { input }));
  kubernetes.faults.clear();
  kubernetes.revokeToken(SENTINELS.clusterToken);
  await endOf(await ask(BACK_UP, { input }));
  await ask(
    'mutation ($id: ID!) { validateCluster(input: { id: $id }) { cluster { state stateMessage } } }',
    {
      id: clusterId,
    },
  );
  await ask(EVERYTHING);
}

async function endOf(created: Answer): Promise<void> {
  await fleet.ended(created.data?.createBackup?.backup?.id ?? '');
}

/** As it is, and as it looks in base64 (of a Secret, of a header) and hex. */
function shapesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('hex')];
}

function found(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => shapesOf(secret).some((shape) => text.includes(shape)))
    .map(([name]) => name);
}

function allSecrets() {
  const admin = fleet.connection.token ?? '';
  return { ...SENTINELS, admin, secretKey: fleet.secretKey, kubeconfig: fleet.kubernetes.adminToken };
}

describe('secrets', () => {
  it('were there to be found: what was lived through went well and badly', async () => {
    const backups = await fleet.sql('SELECT state FROM backup ORDER BY created_at');
    expect(backups.map(({ state }) => state)).toEqual(['PARTIAL_SUCCESS', 'PARTIAL_SUCCESS', 'FAILURE']);
    expect(answers.filter((answer) => answer.includes('"errors"')).length).toBeGreaterThan(4);
    expect(answers.join('\n')).toContain('password');
    const { clusterToken } = SENTINELS;
    const hidden = JSON.stringify({ header: Buffer.from(clusterToken).toString('base64') });
    expect(found(hidden, allSecrets())).toEqual(['clusterToken']);
  });

  it('stand in no line of any log', () => {
    expect(fleet.processes.written).toContain('resources captured');
    expect(found(fleet.processes.written, allSecrets())).toEqual([]);
  });

  it('stand in no answer and no error of the API', () => {
    expect(found(answers.join('\n'), allSecrets())).toEqual([]);
  });

  it('stand in no table in clear', async () => {
    const dump = await dumpDatabase(database);
    expect(dump).toContain('cluster.name: prod');
    expect(dump).toContain('credential.');
    expect(found(dump, allSecrets())).toEqual([]);
  });

  it('lie in files that only their owner can read, in folders that only their owner can enter', async () => {
    const open: string[] = [];
    const entries = await readdir(fleet.dataDir, { recursive: true, withFileTypes: true });
    expect(entries.length).toBeGreaterThan(5);
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      const mode = ((await lstat(path)).mode & 0o777).toString(8);
      if (mode !== (entry.isDirectory() ? '700' : '600')) open.push(`${mode} ${path}`);
    }
    expect(open).toEqual([]);
  });

  it('of the cluster are in the backup, which is what a backup is for, and nowhere else in the data folder', async () => {
    const outside: string[] = [];
    for (const entry of await readdir(fleet.dataDir, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || path === fleet.tokenFile) continue;
      const text = (await readFile(path)).toString('latin1');
      outside.push(...found(text, allSecrets()).map((name) => `${name} in ${path}`));
    }
    // Frames are compressed: what can be seen without opening them is nothing.
    expect(outside).toEqual([]);
  });
});
