import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checksumOf } from './checksums.js';
import { type S3StandIn, startS3StandIn } from './s3-stand-in.js';

let standIn: S3StandIn;
let client: S3Client;
beforeEach(async () => {
  standIn = await startS3StandIn({ buckets: ['b', { name: 'elsewhere', region: 'eu-west-1' }] });
  client = clientWith({});
});
afterEach(async () => {
  client.destroy();
  await standIn.stop();
});

function clientWith(change: { secret?: string; keyId?: string; region?: string }): S3Client {
  return new S3Client({
    endpoint: standIn.url,
    region: change.region ?? 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: {
      accessKeyId: change.keyId ?? standIn.key.accessKeyId,
      secretAccessKey: change.secret ?? standIn.key.secretAccessKey,
    },
  });
}

const put = (more: object = {}, by = client) =>
  by.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'content', ...more }));
const read = async (key = 'k') => {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: 'b', Key: key }));
  return buffer(Body as Readable);
};

describe('who asks', () => {
  it.each([
    [{ secret: 'wrong' }, 'SignatureDoesNotMatch', 403],
    [{ keyId: 'AKIANOBODY' }, 'InvalidAccessKeyId', 403],
    [{ region: 'eu-central-1' }, 'AuthorizationHeaderMalformed', 400],
  ])('%o is refused with %s', async (change, name, status) => {
    await expect(put({}, clientWith(change))).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: status },
    });
    expect(standIn.bucket('b').keys()).toEqual([]);
  });

  it('a key expires after so many requests', async () => {
    standIn.keys.get(standIn.key.accessKeyId)!.expiresAfter = 1;
    await put();
    await expect(put()).rejects.toMatchObject({ name: 'ExpiredToken' });
  });

  it('a clock that is off by more than 15 minutes is refused', async () => {
    standIn.setClock(() => new Date(Date.now() + 16 * 60_000));
    await expect(put()).rejects.toMatchObject({ name: 'RequestTimeTooSkewed' });
  });

  it('a bucket of another region answers with 301 and where it is', async () => {
    const asked = put({ Bucket: 'elsewhere' });
    await expect(asked).rejects.toMatchObject({ $metadata: { httpStatusCode: 301 } });
  });
});

describe('what is written', () => {
  it('a stream with a trailing checksum is stored without its framing', async () => {
    const bytes = Buffer.alloc(300_000, 'x');
    const Body = Readable.from([bytes.subarray(0, 100_001), bytes.subarray(100_001)]);
    await put({ Body, ContentLength: bytes.length });
    expect((await read()).equals(bytes)).toBe(true);
  });

  it.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)(
    'a wrong %s is BadDigest, a right one is kept',
    async (name) => {
      const field = `Checksum${name}`;
      const wrong = checksumOf(name.toLowerCase() as 'crc32', Buffer.from('other'));
      await expect(put({ [field]: wrong })).rejects.toMatchObject({ name: 'BadDigest' });
      const right = checksumOf(name.toLowerCase() as 'crc32', Buffer.from('content'));
      await put({ [field]: right });
      const head = await client.send(
        new HeadObjectCommand({ Bucket: 'b', Key: 'k', ChecksumMode: 'ENABLED' }),
      );
      expect(head).toMatchObject({ [field]: right, ContentLength: 7 });
    },
  );

  it('CRC32C is that of the published check value', () => {
    expect(Buffer.from(checksumOf('crc32c', Buffer.from('123456789')), 'base64').toString('hex')).toBe(
      'e3069283',
    );
  });

  it('a wrong MD5 is BadDigest', async () => {
    const ContentMD5 = createHash('md5').update('other').digest('base64');
    await expect(put({ ContentMD5 })).rejects.toMatchObject({ name: 'BadDigest' });
  });

  it('If-None-Match: * lets one writer win, If-Match only the one who knows the ETag', async () => {
    const { ETag } = await put({ IfNoneMatch: '*' });
    await expect(put({ IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put({ IfMatch: '"other"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await put({ IfMatch: ETag, Body: 'second' });
    expect(String(await read())).toBe('second');
  });
});

it('a list is cut into pages, with folders and any characters', async () => {
  for (const Key of ['a/1', 'a/2', 'b c&<ü>', 'd', 'e/1']) await put({ Key });
  const found: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({
        Bucket: 'b',
        Delimiter: '/',
        MaxKeys: 1,
        ContinuationToken,
        EncodingType: 'url',
      }),
    );
    found.push(...(page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix));
    found.push(...(page.Contents ?? []).map(({ Key = '' }) => decodeURIComponent(Key)));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  expect(found).toEqual(['a/', 'b c&<ü>', 'd', 'e/']);
});

describe('faults', () => {
  it.each([
    ['reset-before', 0],
    ['reset-body', 0],
    ['reset-after', 1],
  ] as const)('%s fails the call and stores %i objects', async (action, stored) => {
    const fault = standIn.faults.add({ match: /^PUT \/b\/k/, do: action });
    await expect(put({ Body: Buffer.alloc(2_000_000) })).rejects.toThrow();
    expect(fault.fired).toBe(1);
    expect(standIn.bucket('b').keys()).toHaveLength(stored);
  });

  it('corrupt changes what is stored, and nobody is told', async () => {
    standIn.faults.add({ match: /^PUT/, do: 'corrupt' });
    await put();
    expect(String(standIn.bucket('b').current('k')?.bytes)).not.toBe('content');
  });

  it('a truncated answer is a failed read', async () => {
    await put({ Body: Buffer.alloc(500_000) });
    standIn.faults.add({ match: /^GET/, do: 'truncate' });
    await expect(read()).rejects.toThrow();
  });

  it('an error is given as often as it was asked for', async () => {
    standIn.faults.add({ match: /^PUT/, times: 1, do: { error: 'SlowDown' } });
    await expect(put()).rejects.toMatchObject({ name: 'SlowDown' });
    await put();
  });
});
