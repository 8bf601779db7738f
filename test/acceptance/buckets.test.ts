/** Backup locations in buckets, through the API, on the real services and an S3 stand-in. */
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BackupLocation } from '../../src/domain/backup-location.js';
import { loggable } from '../../src/telemetry/hide-secrets.js';
import { type Running, startApi } from '../graphql/running-api.js';
import { type S3StandIn, startS3StandIn } from '../stand-ins/s3/s3-stand-in.js';
import { dumpDatabase } from '../support/database-dump.js';
import { Installation } from '../support/installation.js';
import { aPerson } from '../support/people.js';
import { recordingLog } from '../support/recording-log.js';

const SECRET = `sentinel/secret+${randomBytes(16).toString('hex')}`;
const KEY = { accessKeyId: 'AKIASENTINEL00000001', secretAccessKey: SECRET };
const OTHER_SECRET = `sentinel/wrong+${randomBytes(16).toString('hex')}`;

let standIn: S3StandIn;
let holdfast: Installation;
let api: Running;
let token: string;
let log: ReturnType<typeof recordingLog>;
let made = 0;
const answers: string[] = [];
beforeAll(async () => {
  log = recordingLog();
  holdfast = await Installation.start({ namespaces: ['shop'], log });
  const { services } = holdfast.product;
  api = await startApi({ services, authenticate: (given) => services.identity.authenticate(given) });
  ({ token } = await aPerson(holdfast.product, holdfast.actor, { role: 'SUPER_ADMIN', name: 'root' }));
});
afterAll(async () => {
  // Over everything that all of the tests made happen.
  await expectNoSecret();
  await api.stop();
  await holdfast.stop();
});
beforeEach(async () => {
  standIn = await startS3StandIn({ keys: [{ ...KEY }], buckets: ['backups'] });
});
afterEach(async () => {
  holdfast.kubernetes.faults.clear();
  await standIn.stop();
});

const FIELDS = `id name kind path version state stateReason stateMessage
  s3 { endpoint region bucket prefix forcePathStyle storageClass sse { mode kmsKeyId } checksums credentials }
  capabilities { checksums conditionalWrites versioning objectLock defaultRetention { mode days } }`;
const CREATE = `mutation ($input: CreateBackupLocationInput!) { createBackupLocation(input: $input) { backupLocation { ${FIELDS} } } }`;
const EDIT = `mutation ($input: EditBackupLocationInput!) { editBackupLocation(input: $input) { backupLocation { ${FIELDS} } } }`;
const VALIDATE = `mutation ($input: ValidateBackupLocationInput!) { validateBackupLocation(input: $input) { backupLocation { ${FIELDS} } } }`;

interface Answer {
  readonly data?: Record<string, { readonly backupLocation: BackupLocation }> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly details?: { fields?: { path: string }[] } };
  }[];
}

async function ask(query: string, input: object): Promise<Answer> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const text = await response.text();
  answers.push(text);
  return JSON.parse(text) as Answer;
}

async function locationOf(query: string, input: object): Promise<BackupLocation> {
  const { data, errors } = await ask(query, input);
  expect(errors).toBeUndefined();
  return Object.values(data ?? {})[0]!.backupLocation;
}

const s3 = (more: object = {}) => ({
  endpoint: standIn.url,
  allowHttp: true,
  bucket: 'backups',
  prefix: 'team/a',
  ...KEY,
  ...more,
});
const newName = () => `bucket-${++made}`;
const create = (more: object = {}) => locationOf(CREATE, { name: newName(), s3: s3(more) });
const validate = ({ id }: BackupLocation) => locationOf(VALIDATE, { id });

const keysKeptFor = ({ id }: BackupLocation) =>
  holdfast.database.query(`SELECT 1 FROM credential WHERE subject_id = '${id}'`);

async function backUpTo(location: BackupLocation) {
  const { backups } = holdfast.product.services;
  const request = { clusterId: holdfast.cluster.id, locationId: location.id, namespaces: ['shop'] };
  const { id } = await backups.create(request, holdfast.actor);
  return { id, run: () => holdfast.run(id) };
}

async function expectNoSecret(): Promise<void> {
  const seen = [
    ...answers,
    ...log.lines.map(({ message, fields }) => `${message} ${JSON.stringify(loggable(fields))}`),
    await dumpDatabase(holdfast.database),
  ].join('\n');
  for (const secret of [SECRET, OTHER_SECRET]) expect(seen).not.toContain(secret);
}

describe('a bucket as a location', () => {
  it('is VALID with what the store is able to do, and its path says where it is', async () => {
    const location = await create();
    expect(location).toMatchObject({
      kind: 'S3',
      path: `${standIn.url}/backups/team/a`,
      state: 'VALID',
      s3: {
        endpoint: standIn.url,
        region: 'us-east-1',
        bucket: 'backups',
        prefix: 'team/a/',
        forcePathStyle: true,
      },
      capabilities: { checksums: 'SHA256', conditionalWrites: true, versioning: 'OFF', objectLock: 'OFF' },
    });
  });

  it('takes a backup end to end, verified; nothing of it is a file here', async () => {
    const location = await create();
    const backup = await backUpTo(location);
    expect(await backup.run()).toMatchObject({ state: 'SUCCESS', included: ['shop'] });
    expect(await holdfast.isRestorable(backup.id)).toBe(true);
    expect(standIn.bucket('backups').keys()).toContain(`team/a/backups/${backup.id}/manifest.json`);
  });

  it('that rots in silence is DAMAGED when it is verified', async () => {
    const backup = await backUpTo(await create());
    standIn.faults.add({ match: /^PUT .*zst/, do: 'corrupt' });
    expect(await backup.run()).toMatchObject({ state: 'SUCCESS' });
    expect((await holdfast.verify(backup.id)).state).toBe('DAMAGED');
  });

  it.each([
    ['deleted in the middle', () => void standIn.buckets.delete('backups'), /bucket is not there/],
    [
      'whose key expires in the middle',
      () => void Object.assign(standIn.keys.get(KEY.accessKeyId)!, { expiresAfter: 0 }),
      /expired/,
    ],
    [
      'that is too busy in the middle',
      () => void standIn.faults.add({ match: /^PUT/, do: { error: 'SlowDown' } }),
      /fewer requests/,
    ],
  ])('%s fails the backup and says why', async (_what, happens, words) => {
    const backup = await backUpTo(await create());
    holdfast.kubernetes.faults.add({ match: /\/deployments/, times: 1, do: happens });
    const report = await backup.run();
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'UPLOAD_FAILED' });
    expect(report.messages.join()).toMatch(words);
  });

  it('is found again after the database is lost, when it is adopted', async () => {
    const backup = await backUpTo(await create());
    await backup.run();
    const lost = await holdfast.afterLosingTheDatabase();
    try {
      const { services } = lost.product;
      const kubeconfig = holdfast.kubernetes.kubeconfig();
      await services.clusters.register({ name: 'prod', kubeconfig }, lost.actor);
      const input = { name: 'bucket', s3: { ...s3(), ...KEY } };
      await expect(services.locations.create(input, lost.actor)).rejects.toThrow(/adopt/);
      const adopted = await services.locations.create({ ...input, adopt: true }, lost.actor);
      expect(adopted.state).toBe('VALID');
      expect((await services.rescan.run(adopted.id, lost.actor)).found.map(({ id }) => id)).toEqual([
        backup.id,
      ]);
    } finally {
      await lost.drop();
    }
  });

  it('is removed with its keys, and the marker goes with it', async () => {
    const location = await create();
    await holdfast.product.services.locations.remove(location.id, holdfast.actor);
    expect(standIn.bucket('backups').keys()).toEqual([]);
    expect(await keysKeptFor(location)).toEqual([]);
  });

  it('that is gone can be removed all the same', async () => {
    const location = await create();
    standIn.buckets.delete('backups');
    await holdfast.product.services.locations.remove(location.id, holdfast.actor);
    expect(await keysKeptFor(location)).toEqual([]);
  });
});

describe('states', () => {
  it('a wrong secret is kept as INVALID; the right one makes it VALID', async () => {
    const location = await create({ secretAccessKey: OTHER_SECRET });
    expect(location).toMatchObject({
      state: 'INVALID',
      stateReason: 'CREDENTIALS_INVALID',
      capabilities: null,
    });
    expect(standIn.bucket('backups').keys()).toEqual([]);
    const edited = await locationOf(EDIT, { id: location.id, expectedVersion: location.version, s3: KEY });
    expect(edited).toMatchObject({ state: 'VALID', stateReason: 'OK' });
  });

  it.each<readonly [string, () => void]>([
    [
      'CREDENTIALS_EXPIRED',
      () => void Object.assign(standIn.keys.get(KEY.accessKeyId)!, { expiresAfter: 0 }),
    ],
    ['CREDENTIALS_INVALID', () => void standIn.keys.delete(KEY.accessKeyId)],
    ['CLOCK_SKEW', () => void standIn.faults.add({ match: /./, do: { error: 'RequestTimeTooSkewed' } })],
    ['ACCESS_DENIED', () => void standIn.faults.add({ match: /^PUT/, do: { error: 'AccessDenied' } })],
    ['BUCKET_MISSING', () => void standIn.buckets.delete('backups')],
    ['THROTTLED', () => void standIn.faults.add({ match: /./, do: { error: 'SlowDown' } })],
    ['NO_SPACE', () => void standIn.faults.add({ match: /^PUT/, do: { error: 'QuotaExceeded' } })],
    ['UNREACHABLE', () => void standIn.faults.add({ match: /./, do: 'reset-before' })],
    ['READ_BACK_DIFFERS', () => void standIn.faults.add({ match: /^PUT/, do: 'corrupt' })],
    ['MARKER_MISSING', () => standIn.bucket('backups').remove('team/a/.holdfast-location.json', 'null')],
  ] as const)(
    '%s is told as it is, and what the store is able to do stays known',
    async (stateReason, happens) => {
      const location = await create();
      happens();
      const seen = await validate(location);
      expect(seen).toMatchObject({ state: 'INVALID', stateReason, capabilities: location.capabilities });
    },
  );

  it('WRONG_REGION is mended by an edit of the region', async () => {
    const location = await create({ region: 'eu-central-1' });
    expect(location).toMatchObject({ state: 'INVALID', stateReason: 'WRONG_REGION' });
    const change = { id: location.id, expectedVersion: location.version, s3: { region: 'us-east-1' } };
    expect(await locationOf(EDIT, change)).toMatchObject({ state: 'VALID' });
  });
});

describe('bad input', () => {
  it('is refused whole, every fault at once, and no secret is repeated', async () => {
    const bad = {
      bucket: 'UPPER',
      prefix: '../x',
      endpoint: 'ftp://store',
      region: 'a b',
      storageClass: '!',
      sse: { mode: 'AES256', kmsKeyId: 'k' },
      caBundle: 'hello',
      accessKeyId: KEY.accessKeyId,
      secretAccessKey: `${OTHER_SECRET} with a blank`,
    };
    const { errors } = await ask(CREATE, { name: 'No Name', path: '/x', s3: bad });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const paths = errors?.[0]?.extensions.details?.fields?.map(({ path }) => path).sort();
    expect(paths).toEqual([
      'name',
      'path',
      's3.bucket',
      's3.caBundle',
      's3.endpoint',
      's3.prefix',
      's3.region',
      's3.secretAccessKey',
      's3.sse.kmsKeyId',
      's3.storageClass',
    ]);
  });

  it.each([
    ['plain http that is not allowed', { allowHttp: false }, 's3.endpoint'],
    ['a metadata address', { endpoint: 'http://169.254.169.254' }, 's3.endpoint'],
    ['an endpoint with a password', { endpoint: 'https://a:b@store' }, 's3.endpoint'],
    ['an endpoint with a path', { endpoint: 'https://store/bucket' }, 's3.endpoint'],
    ['no keys', { accessKeyId: null, secretAccessKey: null }, 's3.accessKeyId'],
    ['half a key', { secretAccessKey: null }, 's3.secretAccessKey'],
    ['keys beside the role of the process', { credentials: 'ENVIRONMENT' }, 's3.accessKeyId'],
  ])('%s is refused', async (_what, more, path) => {
    const { errors } = await ask(CREATE, { name: newName(), s3: s3(more) });
    expect(errors?.[0]?.extensions.details?.fields?.map((each) => each.path)).toEqual([path]);
    expect(standIn.requests).toEqual([]);
  });

  it('no prefix lies in that of another location of the bucket', async () => {
    await create();
    for (const prefix of ['team/a/b', 'team', '']) {
      const { errors } = await ask(CREATE, { name: newName(), s3: s3({ prefix }) });
      expect(errors?.[0]?.extensions.details?.fields?.map((each) => each.path)).toEqual(['s3.prefix']);
    }
    const same = await ask(CREATE, { name: newName(), s3: s3() });
    expect(same.errors?.[0]?.extensions.code).toBe('ALREADY_EXISTS');
    expect(await create({ prefix: 'team/b' })).toMatchObject({ state: 'VALID' });
  });

  it('a folder takes no settings of a bucket', async () => {
    const { id, version } = holdfast.location;
    const { errors } = await ask(EDIT, { id, expectedVersion: version, s3: KEY });
    expect(errors?.[0]?.extensions.details?.fields?.map(({ path }) => path)).toEqual(['s3']);
  });
});
