import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type S3StandIn, startS3StandIn } from './s3-stand-in.js';

const rcloneAbsent = (await execa('rclone', ['version'], { reject: false })).failed;
const awsAbsent = (await execa('aws', ['--version'], { reject: false })).failed;
if (rcloneAbsent) process.stderr.write('SKIPPED: the S3 stand-in under rclone. There is none on the PATH.\n');
if (awsAbsent)
  process.stderr.write('SKIPPED: the S3 stand-in under the AWS CLI. There is none on the PATH.\n');

/** Each call starts a process of its own; that of the AWS CLI loads hundreds of files. */
const SLOW_MS = 180_000;

let standIn: S3StandIn;
let folder: string;
beforeEach(async () => {
  standIn = await startS3StandIn({ buckets: ['there'] });
  folder = await mkdtemp(join(tmpdir(), 'stand-in-s3-'));
});
afterEach(async () => {
  await standIn.stop();
  await rm(folder, { recursive: true });
});

async function fillFolder(): Promise<Buffer> {
  const large = randomBytes(13_000_000);
  await mkdir(join(folder, 'from', 'sub folder'), { recursive: true });
  await writeFile(join(folder, 'from', 'large.bin'), large);
  await writeFile(join(folder, 'from', 'sub folder', 'Straße & Söhne.txt'), 'grüße');
  await writeFile(join(folder, 'from', 'empty'), '');
  return large;
}

describe.skipIf(rcloneAbsent)('rclone works on the stand-in', { timeout: SLOW_MS }, () => {
  const rclone = (secret: string, ...args: string[]) =>
    execa('rclone', [...args, '--retries', '1', '--low-level-retries', '1'], {
      extendEnv: false,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        RCLONE_CONFIG: '/dev/null',
        RCLONE_CONFIG_S_TYPE: 's3',
        RCLONE_CONFIG_S_PROVIDER: 'Other',
        RCLONE_CONFIG_S_ENDPOINT: standIn.url,
        RCLONE_CONFIG_S_ACCESS_KEY_ID: standIn.key.accessKeyId,
        RCLONE_CONFIG_S_SECRET_ACCESS_KEY: secret,
        RCLONE_CONFIG_S_CHUNK_SIZE: '5Mi',
        RCLONE_CONFIG_S_UPLOAD_CUTOFF: '6Mi',
      },
    });

  it('copies a folder in and out, in parts where it is large, and finds no difference', async () => {
    const large = await fillFolder();
    const { secretAccessKey } = standIn.key;
    await rclone(secretAccessKey, 'mkdir', 's:made');
    await rclone(secretAccessKey, 'copy', join(folder, 'from'), 's:made/a');
    expect(standIn.bucket('made').keys()).toEqual([
      'a/empty',
      'a/large.bin',
      'a/sub folder/Straße & Söhne.txt',
    ]);
    expect(standIn.requests.filter((each) => /^PUT .*partNumber=/.test(each))).toHaveLength(3);
    await rclone(secretAccessKey, 'check', '--download', join(folder, 'from'), 's:made/a');
    await rclone(secretAccessKey, 'copy', 's:made/a', join(folder, 'to'));
    expect(await readFile(join(folder, 'to', 'large.bin'))).toEqual(large);
    await rclone(secretAccessKey, 'purge', 's:made/a');
    expect(standIn.bucket('made').keys()).toEqual([]);
  });

  it('is refused with a wrong secret', async () => {
    const refused = rclone('wrong', 'copy', '/etc/hostname', 's:there');
    await expect(refused).rejects.toMatchObject({
      stderr: expect.stringMatching(/SignatureDoesNotMatch|Forbidden/),
    });
    expect(standIn.bucket('there').keys()).toEqual([]);
  });
});

describe.skipIf(awsAbsent)('the AWS CLI works on the stand-in', { timeout: SLOW_MS }, () => {
  const aws = async (...args: string[]) => {
    const { stdout } = await execa('aws', ['--endpoint-url', standIn.url, '--region', 'us-east-1', ...args], {
      extendEnv: false,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        AWS_ACCESS_KEY_ID: standIn.key.accessKeyId,
        AWS_SECRET_ACCESS_KEY: standIn.key.secretAccessKey,
        AWS_EC2_METADATA_DISABLED: 'true',
      },
    });
    return stdout;
  };

  it('writes, lists, reads and deletes, in parts where it is large', async () => {
    const large = await fillFolder();
    await aws('s3', 'cp', '--recursive', join(folder, 'from'), 's3://there/b/');
    expect(await aws('s3', 'ls', 's3://there/b/')).toMatch(/PRE sub folder\/[\s\S]*13000000 large.bin/);
    await aws('s3', 'cp', 's3://there/b/large.bin', join(folder, 'back.bin'));
    expect(await readFile(join(folder, 'back.bin'))).toEqual(large);
    await aws('s3', 'rm', '--recursive', 's3://there/b/');
    expect(standIn.bucket('there').keys()).toEqual([]);
  });

  it('locks objects, and is refused to delete what is locked', async () => {
    standIn.addBucket({ name: 'locked', objectLock: true });
    await fillFolder();
    const at = ['--bucket', 'locked', '--key', 'k'];
    const put = JSON.parse(await aws('s3api', 'put-object', ...at, '--body', join(folder, 'from', 'empty')));
    const retention = 'Mode=COMPLIANCE,RetainUntilDate=2199-01-01T00:00:00Z';
    await aws('s3api', 'put-object-retention', ...at, '--retention', retention);
    const deletion = aws('s3api', 'delete-object', ...at, '--version-id', put.VersionId);
    await expect(deletion).rejects.toMatchObject({ stderr: expect.stringContaining('AccessDenied') });
    expect(standIn.bucket('locked').current('k')?.retention?.mode).toBe('COMPLIANCE');
  });
});
