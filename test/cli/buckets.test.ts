import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiLocation, uuid } from '../support/api-things.js';
import { runCli } from '../support/run-cli.js';
import { type Answers, type StandInApi, startStandInApi } from '../support/stand-in-api.js';

const SECRET = 'sentinel/secret+0123456789';
const answers: Answers = {};
let api: StandInApi;
let folder: string;

beforeAll(async () => {
  api = await startStandInApi(answers);
  folder = await mkdtemp(join(tmpdir(), 'holdfast-cli-'));
  await writeFile(join(folder, 'secret'), `${SECRET}\n`, { mode: 0o600 });
  await writeFile(join(folder, 'ca.pem'), '-----BEGIN CERTIFICATE-----\n');
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});
afterEach(() => {
  for (const name of Object.keys(answers)) delete answers[name];
});

const bucket = apiLocation({
  kind: 'S3',
  path: 's3://backups/team/a',
  s3: {
    endpoint: null,
    region: 'eu-central-1',
    bucket: 'backups',
    prefix: 'team/a/',
    forcePathStyle: false,
    storageClass: 'STANDARD_IA',
    sse: { mode: 'AWS_KMS', kmsKeyId: 'alias/k' },
    caBundle: null,
    allowHttp: false,
    checksums: 'AUTO',
    credentials: 'STATIC_KEYS',
  },
  capabilities: {
    probedAt: '2026-11-20T10:00:00.000Z',
    checksums: 'SHA256',
    conditionalWrites: true,
    versioning: 'ENABLED',
    objectLock: 'ON',
    defaultRetention: { mode: 'COMPLIANCE', days: 30 },
  },
});
const lastInput = (): object => api.asked.at(-1)?.variables.input ?? {};
const add = (args: string[], env: Record<string, string> = {}) => {
  answers.createBackupLocation = () => ({ backupLocation: bucket });
  return runCli(['location', 'add', 'offsite', ...args], { api, cwd: folder, env });
};
const edit = (args: string[], env: Record<string, string> = {}) => {
  answers.backupLocations = () => ({
    edges: [{ node: { id: uuid(2), name: 'main' } }],
    pageInfo: { endCursor: null, hasNextPage: false },
  });
  answers.backupLocation = () => bucket;
  answers.editBackupLocation = () => ({ backupLocation: bucket });
  return runCli(['location', 'edit', 'main', ...args], { api, cwd: folder, env });
};

describe('location add --s3', () => {
  it('takes the secret from a file and says how the bucket was found', async () => {
    const args = [
      '--s3',
      'backups/team/a',
      '--region',
      'eu-central-1',
      '--access-key-id',
      'AKIA1',
      '--secret-file',
      'secret',
    ];
    const { stdout, stderr, exitCode } = await add([
      ...args,
      '--ca-file',
      'ca.pem',
      '--sse',
      'aws-kms',
      '--kms-key-id',
      'alias/k',
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^Created backup location "main": VALID/);
    expect(lastInput()).toEqual({
      name: 'offsite',
      access: null,
      path: null,
      labels: null,
      adopt: null,
      s3: {
        bucket: 'backups',
        prefix: 'team/a',
        endpoint: null,
        allowHttp: null,
        credentials: null,
        region: 'eu-central-1',
        sse: { mode: 'AWS_KMS', kmsKeyId: 'alias/k' },
        caBundle: '-----BEGIN CERTIFICATE-----',
        accessKeyId: 'AKIA1',
        secretAccessKey: SECRET,
      },
    });
    expect(stdout + stderr).not.toContain(SECRET);
  });

  it('takes key, secret and token from the environment', async () => {
    const env = { AWS_ACCESS_KEY_ID: 'AKIA2', AWS_SECRET_ACCESS_KEY: SECRET, AWS_SESSION_TOKEN: 'token' };
    await add(['--s3', 'backups'], env);
    const keys = { accessKeyId: 'AKIA2', secretAccessKey: SECRET, sessionToken: 'token' };
    expect(lastInput()).toMatchObject({ s3: { bucket: 'backups', prefix: null, ...keys } });
    await add(['--s3', 'backups', '--environment'], env);
    expect(lastInput()).toMatchObject({ s3: { credentials: 'ENVIRONMENT' } });
    expect(JSON.stringify(lastInput())).not.toContain(SECRET);
  });

  it.each([
    [['--s3', 'backups', '--access-key-id', 'AKIA1'], /no secret to the key AKIA1.*--secret-file/],
    [['--s3', 'backups', '--secret-file', 'secret'], /without its key/],
    [['--s3', 'backups', '--access-key-id', 'A', '--secret-file', 'none'], /There is no file/],
    [['--region', 'eu-central-1'], /--s3 <bucket>/],
    [['--s3', 'backups', '--kms-key-id', 'k'], /--sse AWS_KMS/],
    [['--s3', 'backups', '--sse', 'rot13'], /BUCKET_DEFAULT, AES256, AWS_KMS/],
  ])('%j asks nothing and says what to do', async (args, words) => {
    const before = api.asked.length;
    const { stderr, exitCode } = await add(args);
    expect(stderr.replaceAll('\n', ' ')).toMatch(words);
    expect(exitCode).toBe(2);
    expect(api.asked).toHaveLength(before);
  });

  it('knows no option for the secret itself: everybody on a machine can read arguments', async () => {
    expect((await add(['--s3', 'backups', '--secret', SECRET])).exitCode).toBe(2);
    expect((await runCli(['location', 'add', '--help'], { api })).stdout).not.toMatch(/--secret[ =]</);
  });
});

describe('location edit', () => {
  it('replaces the key', async () => {
    expect((await edit(['--access-key-id', 'AKIA3', '--secret-file', 'secret'])).exitCode).toBe(0);
    expect(lastInput()).toMatchObject({ s3: { accessKeyId: 'AKIA3', secretAccessKey: SECRET } });
  });

  it('takes settings away with an empty text', async () => {
    await edit(['--ca-file', '', '--storage-class', '']);
    expect(lastInput()).toMatchObject({ s3: { caBundle: '', storageClass: '' } });
  });

  it('of a label leaves the key alone, whatever the environment holds', async () => {
    await edit(['--label', 'a=1'], { AWS_ACCESS_KEY_ID: 'AKIA2', AWS_SECRET_ACCESS_KEY: SECRET });
    expect(lastInput()).toMatchObject({ s3: null });
  });
});

it('location show tells how a bucket is reached and what its store is able to do', async () => {
  await edit([]);
  const { stdout } = await runCli(['location', 'show', 'main'], { api });
  for (const line of [
    /^path +s3:\/\/backups\/team\/a$/m,
    /^endpoint +AWS, eu-central-1$/m,
    /^store sse +AWS_KMS \(alias\/k\)$/m,
    /^checksums +SHA-256, kept by the store \(AUTO\)$/m,
    /^write once +held by the store$/m,
    /^object lock +ON, each new object for 30 days \(COMPLIANCE\)$/m,
  ]) {
    expect(stdout).toMatch(line);
  }
});
