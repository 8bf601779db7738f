import { createHash, randomUUID } from 'node:crypto';
import { CreateMultipartUploadCommand } from '@aws-sdk/client-s3';
import type { StoredFile } from '../../domain/manifest.js';
import { partsOf } from './parts.js';
import type { S3Bucket } from './s3-bucket.js';
import { codeOf, isFailure, nameTaken } from './s3-failure.js';
import { sendParts } from './send-parts.js';
import { type Expected, verifyWritten } from './verify-written.js';
import { discard, encryptionOf, putBytes, type WriteAbilities } from './write-bytes.js';

export interface NewS3Object {
  readonly key: string;
  readonly body: AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal | undefined;
  readonly abilities: WriteAbilities;
}

/** Names the writer of an object: after a lost answer it says whether the object that is there is our own. */
export const WRITE_ID = 'holdfast-write';
const CLEANUP_TIMEOUT_MS = 10_000;

/**
 * Writes one object whole or not at all, verified when it returns. At most three parts of 8 MiB are in memory. What fits
 * into one part is one request. @throws StorageFailed EXISTS when the key is taken
 */
export async function putS3Object(bucket: S3Bucket, object: NewS3Object): Promise<StoredFile> {
  const { key, signal, abilities } = object;
  if (!abilities.conditionalWrites && (await bucket.head(key, signal)) !== null) throw nameTaken(key);
  const write: Write = { ...object, writeId: randomUUID() };
  const expected = await send(bucket, write);
  try {
    await verifyWritten(bucket, { key, signal, expected, checksums: abilities.checksums });
  } catch (error) {
    await discardOwn(bucket, write);
    throw error;
  }
  return { key, size: expected.size, sha256: expected.sha256.toString('hex') };
}

interface Write extends NewS3Object {
  readonly writeId: string;
}

/** However it ends, the source of the body is let go of: it may hold a file or a connection open. */
async function send(bucket: S3Bucket, write: Write): Promise<Expected> {
  const parts = partsOf(write.body);
  try {
    const first = await parts.next();
    if (first.done === true) throw new Error('a body has at least one part, be it empty');
    if (first.value.last) return await putWhole(bucket, write, first.value.bytes);
    return await putInParts(bucket, write, joined(first.value, parts));
  } finally {
    await parts.return();
  }
}

async function putWhole(bucket: S3Bucket, write: Write, bytes: Buffer): Promise<Expected> {
  const sha256 = createHash('sha256').update(bytes).digest();
  await named(bucket, write, () =>
    putBytes(bucket, { ...write, bytes, sha256, metadata: { [WRITE_ID]: write.writeId } }),
  );
  return { size: bytes.length, sha256, composite: null };
}

async function putInParts(
  bucket: S3Bucket,
  write: Write,
  parts: AsyncGenerator<{ readonly bytes: Buffer }, void>,
): Promise<Expected> {
  const { client } = bucket.options;
  const { key, signal, abilities, writeId } = write;
  const { UploadId } = await bucket.run({ key, doing: 'written', signal }, (abortSignal) =>
    client.send(
      new CreateMultipartUploadCommand({
        ...bucket.at(key),
        ...encryptionOf(bucket),
        Metadata: { [WRITE_ID]: writeId },
        ...(abilities.checksums === 'SHA256' && { ChecksumAlgorithm: 'SHA256' }),
      }),
      { abortSignal },
    ),
  );
  const uploadId = UploadId ?? '';
  try {
    const sent = await sendParts(bucket, { key, signal, abilities, uploadId, parts });
    await named(bucket, write, () => sent.complete());
    return sent.expected;
  } catch (error) {
    const cleanUp = AbortSignal.timeout(CLEANUP_TIMEOUT_MS);
    // The put's own failure is the one to tell. What stays is no object, and swept a day later.
    await bucket.abortUpload(key, uploadId, cleanUp).catch(() => {});
    throw error;
  }
}

/**
 * The request that gives the object its name. Repeated after a lost answer it finds our own object; failed without an
 * answer it may have been done all the same, and then the object is taken away again.
 */
async function named(bucket: S3Bucket, write: Write, send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    // An upload that is complete is an upload no more.
    if (isFailure(error, 'EXISTS') || codeOf(error) === 'NoSuchUpload') {
      if (await isOwn(bucket, write, write.signal)) return;
      throw error;
    }
    const unanswered = isFailure(error, 'TIMEOUT', 'UNREACHABLE', 'STORAGE_ERROR', 'THROTTLED');
    if (unanswered || write.signal?.aborted) await discardOwn(bucket, write);
    throw error;
  }
}

async function isOwn(bucket: S3Bucket, { key, writeId }: Write, signal?: AbortSignal): Promise<boolean> {
  return (await bucket.head(key, signal))?.Metadata?.[WRITE_ID] === writeId;
}

async function discardOwn(bucket: S3Bucket, { key, writeId }: Write): Promise<void> {
  const signal = AbortSignal.timeout(CLEANUP_TIMEOUT_MS);
  try {
    const head = await bucket.head(key, signal);
    if (head?.Metadata?.[WRITE_ID] === writeId) await discard(bucket, key, head.VersionId ?? null, signal);
  } catch {
    // The failure that led here is the one to tell.
  }
}

async function* joined<T>(first: T, rest: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  yield first;
  yield* rest;
}
