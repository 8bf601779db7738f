import { createHash } from 'node:crypto';
import type { LocationCapabilities } from '../../domain/s3-settings.js';
import { StorageFailed } from '../../domain/storage-failure.js';
import { ADVICE } from '../storage-fault.js';
import { bytesOf } from './s3-body.js';
import type { S3Bucket } from './s3-bucket.js';

export interface Expected {
  readonly size: number;
  readonly sha256: Buffer;
  /** What a store keeps of an upload in parts: the digest of the digests of its parts. Null: one request. */
  readonly composite: string | null;
}

/**
 * An answer that says 200 proves nothing (facts 4.3): the object is there, of the right size, and the digest that the store
 * keeps is ours; a store that keeps none gives the bytes back. @throws StorageFailed READ_BACK_DIFFERS
 */
export async function verifyWritten(
  bucket: S3Bucket,
  written: {
    readonly key: string;
    readonly signal?: AbortSignal | undefined;
    readonly expected: Expected;
    readonly checksums: LocationCapabilities['checksums'];
  },
): Promise<void> {
  const { key, signal, expected, checksums } = written;
  const head = await bucket.head(key, signal);
  if (head === null) throw differs(bucket, key, 'it is not there');
  if (head.ContentLength !== expected.size) {
    throw differs(bucket, key, `${head.ContentLength} bytes are there instead of ${expected.size}`);
  }
  const kept = head.ChecksumSHA256;
  if (checksums === 'NONE' || kept === undefined) return readBack(bucket, written);
  const { composite, sha256 } = expected;
  const right = [sha256.toString('base64'), composite, composite?.replace(/-\d+$/, '')];
  if (!right.includes(kept)) throw differs(bucket, key, 'the store keeps another digest');
}

async function readBack(
  bucket: S3Bucket,
  { key, signal, expected }: Parameters<typeof verifyWritten>[1],
): Promise<void> {
  const answer = await bucket.get(key, { signal });
  if (answer === null || answer === 'NOTHING_THERE') throw differs(bucket, key, 'it is not there');
  const hash = createHash('sha256');
  for await (const chunk of bytesOf(bucket, answer, { key, signal })) hash.update(chunk);
  if (!hash.digest().equals(expected.sha256)) throw differs(bucket, key, 'other bytes are there');
}

export function differs({ place }: S3Bucket, key: string, why: string): StorageFailed {
  const sentence = `What was written as ${key} to ${place} is not what is there: ${why}.`;
  return new StorageFailed(`${sentence} ${ADVICE.READ_BACK_DIFFERS}`, { reason: 'READ_BACK_DIFFERS', key });
}
