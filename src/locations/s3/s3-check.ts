/** A look at a bucket: list, write, read back, delete, and what the store is able to do on the way. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../../domain/ports/clock.js';
import type { LocationCapabilities } from '../../domain/s3-settings.js';
import type { StorageFailed } from '../../domain/storage-failure.js';
import { MARKER_FILE } from '../marker-text.js';
import { locationFailure } from '../storage-fault.js';
import { bytesOf } from './s3-body.js';
import type { S3Bucket } from './s3-bucket.js';
import { codeOf, faultOf, isFailure } from './s3-failure.js';
import { differs } from './verify-written.js';
import { discard, putBytes, type WriteAbilities } from './write-bytes.js';

/** Begins with a dot: no object of ours. */
export const PROBE_PREFIX = '.holdfast-probe-';
const PROBE_BYTES = 4_096;
/** Where each new object is locked by itself, probes stay: one a day is enough. */
const LOCKED_PROBE_MS = 24 * 60 * 60_000;
/** From the most able store to the least. */
const ABILITIES: readonly WriteAbilities[] = [
  { checksums: 'SHA256', conditionalWrites: true },
  { checksums: 'SHA256', conditionalWrites: false },
  { checksums: 'NONE', conditionalWrites: true },
  { checksums: 'NONE', conditionalWrites: false },
];

/** @throws StorageFailed with the reason, or that of an abort */
export async function probeBucket(
  bucket: S3Bucket,
  look: { readonly clock: Clock; readonly before: LocationCapabilities | null; readonly signal: AbortSignal },
): Promise<LocationCapabilities> {
  const { clock, before, signal } = look;
  for await (const _ of bucket.pages('', { delimiter: '/', signal })) break;
  const kept = { versioning: await versioningOf(bucket, signal), ...(await lockOf(bucket, signal)) };
  const now = clock.now();
  const fresh = before !== null && now.getTime() - Date.parse(before.probedAt) < LOCKED_PROBE_MS;
  if (kept.defaultRetention !== null && fresh && before.conditionalWrites) {
    await tryToTake(bucket, MARKER_FILE, before, signal);
    return { ...before, ...kept };
  }
  const abilities = await exercise(bucket, signal);
  return { probedAt: now.toISOString(), ...abilities, ...kept };
}

async function exercise(bucket: S3Bucket, signal: AbortSignal): Promise<WriteAbilities> {
  const key = `${PROBE_PREFIX}${randomUUID()}`;
  const first = randomBytes(PROBE_BYTES);
  let versionId: string | null = null;
  try {
    const asked = await writeAsAble(bucket, { key, bytes: first, signal });
    const head = await bucket.head(key, signal);
    versionId = head?.VersionId ?? null;
    if (head === null) throw differs(bucket, key, 'it is not there');
    if (head.ContentLength !== PROBE_BYTES) {
      throw differs(bucket, key, `${head.ContentLength} bytes are there instead of ${PROBE_BYTES}`);
    }
    const kept = head.ChecksumSHA256 === digestOf(first).toString('base64');
    const stays = asked.conditionalWrites && (await tryToTake(bucket, key, asked, signal));
    if (stays || !asked.conditionalWrites) await compare(bucket, { key, bytes: first, signal });
    return { checksums: kept ? 'SHA256' : 'NONE', conditionalWrites: stays };
  } finally {
    await discard(bucket, key, versionId);
  }
}

/** Writes with as much as the store understands. */
async function writeAsAble(
  bucket: S3Bucket,
  { key, bytes, signal }: { readonly key: string; readonly bytes: Buffer; readonly signal: AbortSignal },
): Promise<WriteAbilities> {
  let refusal: StorageFailed | undefined;
  for (const abilities of ABILITIES) {
    try {
      await putBytes(bucket, { key, bytes, sha256: digestOf(bytes), abilities, metadata: {}, signal });
      return abilities;
    } catch (error) {
      if (!isFailure(error, 'STORAGE_ERROR') || !isNotUnderstood(error)) throw error;
      refusal = error;
    }
  }
  throw refusal ?? locationFailure('STORAGE_ERROR', `${bucket.place} takes no object.`);
}

/** True when the store refuses the name because it is taken: it knows conditional writes. */
async function tryToTake(
  bucket: S3Bucket,
  key: string,
  { checksums }: WriteAbilities,
  signal: AbortSignal,
): Promise<boolean> {
  const bytes = randomBytes(16);
  const abilities: WriteAbilities = { checksums, conditionalWrites: true };
  try {
    await putBytes(bucket, { key, bytes, sha256: digestOf(bytes), abilities, metadata: {}, signal });
    return false;
  } catch (error) {
    if (isFailure(error, 'EXISTS')) return true;
    throw error;
  }
}

async function compare(
  bucket: S3Bucket,
  { key, bytes, signal }: { readonly key: string; readonly bytes: Buffer; readonly signal: AbortSignal },
): Promise<void> {
  const answer = await bucket.get(key, { signal });
  if (answer === null || answer === 'NOTHING_THERE') throw differs(bucket, key, 'it is not there');
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytesOf(bucket, answer, { key, signal })) chunks.push(chunk);
  if (!Buffer.concat(chunks).equals(bytes)) throw differs(bucket, key, 'other bytes were read back');
}

async function versioningOf(
  bucket: S3Bucket,
  signal: AbortSignal,
): Promise<LocationCapabilities['versioning']> {
  try {
    const { Status } = await bucket.versioning(signal);
    if (Status === 'Enabled') return 'ENABLED';
    return Status === 'Suspended' ? 'SUSPENDED' : 'OFF';
  } catch (error) {
    if (isUntold(error)) return 'UNKNOWN';
    throw error;
  }
}

async function lockOf(
  bucket: S3Bucket,
  signal: AbortSignal,
): Promise<Pick<LocationCapabilities, 'objectLock' | 'defaultRetention'>> {
  try {
    const { ObjectLockConfiguration } = await bucket.objectLock(signal);
    const { Mode: mode, Days = 0, Years = 0 } = ObjectLockConfiguration?.Rule?.DefaultRetention ?? {};
    const defaultRetention = mode === undefined ? null : { mode, days: Days + 365 * Years };
    const objectLock = ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled' ? 'ON' : 'OFF';
    return { objectLock, defaultRetention };
  } catch (error) {
    const none = isFailure(error, 'STORAGE_ERROR') && /^ObjectLockConfigurationNotFound/.test(codeOf(error));
    if (none) return { objectLock: 'OFF', defaultRetention: null };
    if (isUntold(error)) return { objectLock: 'UNKNOWN', defaultRetention: null };
    throw error;
  }
}

/** The key may not ask, or the store does not know the question: no fault of the location. */
function isUntold(error: unknown): boolean {
  return isFailure(error, 'ACCESS_DENIED') || (isFailure(error, 'STORAGE_ERROR') && isNotUnderstood(error));
}

function isNotUnderstood(error: StorageFailed): boolean {
  const { code, status } = faultOf(error.cause);
  const client = status !== null && status >= 400 && status < 500;
  return (
    status === 501 ||
    (client &&
      /^(NotImplemented|MethodNotAllowed|Invalid|Unsupported|Malformed|unknown|UnknownError)/.test(code))
  );
}

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
