import { createHash } from 'node:crypto';
import { type CompletedPart, CompleteMultipartUploadCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { StorageFailed } from '../../domain/storage-failure.js';
import type { S3Bucket } from './s3-bucket.js';
import { signWithDigest } from './s3-client.js';
import { nameTaken } from './s3-failure.js';
import type { Expected } from './verify-written.js';
import { checksumOf, isTaken, type WriteAbilities } from './write-bytes.js';

const AT_ONCE = 2;
const MOST_PARTS = 10_000;

export interface SentParts {
  readonly expected: Expected;
  /** Makes them an object. @throws StorageFailed EXISTS */
  complete(): Promise<void>;
}

interface Sending {
  readonly key: string;
  readonly uploadId: string;
  readonly signal?: AbortSignal | undefined;
  readonly abilities: WriteAbilities;
  readonly parts: AsyncGenerator<{ readonly bytes: Buffer }, void>;
}

/** Sends the parts of one upload, two at a time; the first failure ends the others. The source's own fault passes as it is. */
export async function sendParts(bucket: S3Bucket, sending: Sending): Promise<SentParts> {
  const stop = new AbortController();
  const signal = sending.signal === undefined ? stop.signal : AbortSignal.any([sending.signal, stop.signal]);
  const whole = createHash('sha256');
  const digests: Buffer[] = [];
  const done: CompletedPart[] = [];
  const underWay = new Set<Promise<void>>();
  let size = 0;
  try {
    for await (const { bytes } of sending.parts) {
      if (digests.length >= MOST_PARTS) throw tooLarge(sending.key);
      whole.update(bytes);
      size += bytes.length;
      const sha256 = createHash('sha256').update(bytes).digest();
      const number = digests.push(sha256);
      const part = sendPart(bucket, { ...sending, signal, bytes, sha256, number }).then((sent) => {
        done.push(sent);
        underWay.delete(part);
      });
      part.catch(() => {});
      underWay.add(part);
      while (underWay.size >= AT_ONCE) await Promise.race(underWay);
    }
    await Promise.all(underWay);
  } catch (error) {
    stop.abort();
    await Promise.allSettled(underWay);
    throw error;
  }
  const Parts = done.sort((a, b) => (a.PartNumber ?? 0) - (b.PartNumber ?? 0));
  const composite = `${createHash('sha256').update(Buffer.concat(digests)).digest('base64')}-${digests.length}`;
  return {
    expected: { size, sha256: whole.digest(), composite },
    complete: () => complete(bucket, sending, Parts),
  };
}

async function sendPart(
  bucket: S3Bucket,
  part: Omit<Sending, 'parts'> & { readonly bytes: Buffer; readonly sha256: Buffer; readonly number: number },
): Promise<CompletedPart> {
  const { client, dataTimeoutMs } = bucket.options;
  const { key, uploadId, signal, abilities, bytes, sha256, number } = part;
  const sum = checksumOf({ bytes, sha256, abilities });
  const command = new UploadPartCommand({
    ...bucket.at(key),
    UploadId: uploadId,
    PartNumber: number,
    Body: bytes,
    ContentLength: bytes.length,
    ...sum,
  });
  signWithDigest(bytes, sha256);
  const { ETag } = await bucket.run(
    { key, doing: `written (part ${number})`, signal, timeoutMs: dataTimeoutMs },
    (abortSignal) => client.send(command, { abortSignal }),
  );
  return { PartNumber: number, ETag, ...('ChecksumSHA256' in sum && sum) };
}

async function complete(
  bucket: S3Bucket,
  { key, uploadId, signal, abilities }: Sending,
  Parts: CompletedPart[],
) {
  const { client, dataTimeoutMs } = bucket.options;
  const command = new CompleteMultipartUploadCommand({
    ...bucket.at(key),
    UploadId: uploadId,
    MultipartUpload: { Parts },
    ...(abilities.conditionalWrites && { IfNoneMatch: '*' }),
  });
  await bucket.run({ key, doing: 'written', signal, timeoutMs: dataTimeoutMs }, async (abortSignal) => {
    try {
      await client.send(command, { abortSignal });
    } catch (error) {
      throw isTaken(error) ? nameTaken(key, error) : error;
    }
  });
}

function tooLarge(key: string): StorageFailed {
  const message = `${key} is larger than an upload of ${MOST_PARTS} parts can be.`;
  return new StorageFailed(message, { reason: 'STORAGE_ERROR', key });
}
