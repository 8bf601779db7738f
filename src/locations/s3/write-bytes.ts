import { createHash } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { LocationCapabilities } from '../../domain/s3-settings.js';
import type { S3Bucket } from './s3-bucket.js';
import { signWithDigest } from './s3-client.js';
import { faultOf, isFailure, nameTaken } from './s3-failure.js';

/** What a writer relies on. */
export type WriteAbilities = Pick<LocationCapabilities, 'checksums' | 'conditionalWrites'>;

/** Deletes a version; a locked one is covered by a delete marker, for its name must not lead to it. */
export async function discard(
  bucket: S3Bucket,
  key: string,
  versionId: string | null,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await bucket.delete(key, versionId, signal);
  } catch (error) {
    if (versionId === null || !isFailure(error, 'ACCESS_DENIED')) throw error;
    await bucket.delete(key, null, signal);
  }
}

/** One PutObject. It is signed with the digest of its bytes, so that every store refuses others. @throws StorageFailed EXISTS */
export async function putBytes(
  bucket: S3Bucket,
  object: {
    readonly key: string;
    readonly signal?: AbortSignal | undefined;
    readonly abilities: WriteAbilities;
    readonly bytes: Buffer;
    readonly sha256: Buffer;
    readonly metadata: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const { client, dataTimeoutMs } = bucket.options;
  const { key, bytes, sha256, abilities, metadata, signal } = object;
  const command = new PutObjectCommand({
    ...bucket.at(key),
    ...encryptionOf(bucket),
    Body: bytes,
    ContentLength: bytes.length,
    Metadata: { ...metadata },
    ...(abilities.conditionalWrites && { IfNoneMatch: '*' }),
    ...checksumOf({ bytes, sha256, abilities }),
  });
  signWithDigest(bytes, sha256);
  await bucket.run({ key, doing: 'written', signal, timeoutMs: dataTimeoutMs }, async (abortSignal) => {
    try {
      await client.send(command, { abortSignal });
    } catch (error) {
      throw isTaken(error) ? nameTaken(key, error) : error;
    }
  });
}

/**
 * What the store holds the bytes against: their SHA-256, or the MD5 that every store knows. One of them is asked for where
 * objects are locked by default.
 */
export function checksumOf({
  bytes,
  sha256,
  abilities,
}: {
  readonly bytes: Buffer;
  readonly sha256: Buffer;
  readonly abilities: WriteAbilities;
}): { readonly ChecksumSHA256: string } | { readonly ContentMD5: string } {
  if (abilities.checksums === 'SHA256') return { ChecksumSHA256: sha256.toString('base64') };
  return { ContentMD5: createHash('md5').update(bytes).digest('base64') };
}

export function isTaken(error: unknown): boolean {
  const { code, status } = faultOf(error);
  return status === 412 || code === 'PreconditionFailed' || code === 'ConditionalRequestConflict';
}

export function encryptionOf({ options: { settings } }: S3Bucket) {
  const { storageClass, sse } = settings;
  return {
    ...(storageClass !== null && { StorageClass: storageClass as 'STANDARD' }),
    ...(sse.mode === 'AES256' && { ServerSideEncryption: 'AES256' as const }),
    ...(sse.mode === 'AWS_KMS' && { ServerSideEncryption: 'aws:kms' as const }),
    ...(sse.kmsKeyId !== null && { SSEKMSKeyId: sse.kmsKeyId }),
  };
}
