import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import type { StoredFile } from '../../domain/manifest.js';
import { isKeyPrefix, isObjectKey } from '../../domain/object-key.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { ObjectInfo, ObjectStore } from '../../domain/ports/object-store.js';
import { StorageFailed } from '../../domain/storage-failure.js';
import { abortable } from '../abortable.js';
import { readWhole } from '../read-whole.js';
import { refuseUnless } from '../refuse-key.js';
import { putS3Object } from './put-s3-object.js';
import { bytesOf } from './s3-body.js';
import type { FoundVersion, S3Bucket } from './s3-bucket.js';
import { isFailure, noSuchObject, objectLocked } from './s3-failure.js';
import type { WriteAbilities } from './write-bytes.js';

export interface S3StoreOptions {
  readonly bucket: S3Bucket;
  readonly abilities: WriteAbilities;
  /** The bucket keeps versions: a deletion names the one it means, or the bytes would stay. */
  readonly versioned: boolean;
  readonly clock: Clock;
}

const DELETIONS_AT_ONCE = 8;

/** Objects below a prefix of a bucket: `LocationGateway.open` makes one after a look at the marker. */
export class S3Store implements ObjectStore {
  constructor(private readonly options: S3StoreOptions) {}

  async put(
    key: string,
    body: Uint8Array | AsyncIterable<Uint8Array>,
    signal?: AbortSignal,
  ): Promise<StoredFile> {
    refuseUnless(isObjectKey(key), key);
    signal?.throwIfAborted();
    const { bucket, abilities } = this.options;
    return putS3Object(bucket, { key, body: abortable(chunksOf(body), signal), signal, abilities });
  }

  async *get(
    key: string,
    { offset = 0, length, signal }: { offset?: number; length?: number; signal?: AbortSignal } = {},
  ): AsyncGenerator<Uint8Array, void> {
    refuseUnless(isObjectKey(key), key);
    for (const value of [offset, length ?? 0]) {
      if (Number.isSafeInteger(value) && value >= 0) continue;
      throw new StorageFailed(`${value} is no offset or length.`, { reason: 'STORAGE_ERROR', key });
    }
    const { bucket } = this.options;
    if (length === 0) {
      if ((await bucket.head(key, signal)) === null) throw noSuchObject(bucket.place, key);
      return;
    }
    const last = length === undefined ? '' : offset + length - 1;
    const whole = offset === 0 && length === undefined;
    const answer = await bucket.get(key, { signal, ...(!whole && { range: `bytes=${offset}-${last}` }) });
    if (answer === null) throw noSuchObject(bucket.place, key);
    if (answer !== 'NOTHING_THERE') yield* bytesOf(bucket, answer, { key, signal });
  }

  read(key: string, options: { maxBytes?: number; signal?: AbortSignal } = {}): Promise<Buffer> {
    return readWhole(this, key, options);
  }

  async exists(key: string, signal?: AbortSignal): Promise<boolean> {
    refuseUnless(isObjectKey(key), key);
    return (await this.options.bucket.head(key, signal)) !== null;
  }

  async *list(prefix: string, signal?: AbortSignal): AsyncGenerator<ObjectInfo, void> {
    refuseUnless(isKeyPrefix(prefix), prefix);
    for await (const { objects } of this.options.bucket.pages(prefix, { signal })) {
      for (const object of objects) {
        signal?.throwIfAborted();
        if (isObjectKey(object.key)) yield object;
      }
    }
  }

  async *folders(prefix: string, signal?: AbortSignal): AsyncGenerator<string, void> {
    refuseUnless(isKeyPrefix(prefix), prefix);
    for await (const { folders } of this.options.bucket.pages(prefix, { delimiter: '/', signal })) {
      for (const folder of folders) {
        signal?.throwIfAborted();
        if (isKeyPrefix(folder)) yield folder;
      }
    }
  }

  async delete(key: string, signal?: AbortSignal): Promise<void> {
    refuseUnless(isObjectKey(key), key);
    const { bucket, versioned } = this.options;
    if (!versioned) return bucket.delete(key, null, signal);
    const head = await bucket.head(key, signal);
    if (head === null) return;
    const lock = this.#lockOf(head);
    if (lock !== null) throw objectLocked(key, lock.until);
    await bucket.delete(key, head.VersionId ?? null, signal);
  }

  async deleteAll(prefix: string, signal?: AbortSignal): Promise<void> {
    refuseUnless(isKeyPrefix(prefix), prefix);
    const { bucket, versioned } = this.options;
    for await (const { key, uploadId } of bucket.uploads(prefix, signal)) {
      if (isObjectKey(key)) await bucket.abortUpload(key, uploadId, signal);
    }
    const found: (FoundVersion | { readonly key: string; readonly versionId: null })[] = [];
    if (versioned) for await (const version of bucket.versions(prefix, signal)) found.push(version);
    else for await (const { key } of this.list(prefix, signal)) found.push({ key, versionId: null });
    const locked: StorageFailed[] = [];
    const ours = found.filter(({ key }) => isObjectKey(key));
    for (let from = 0; from < ours.length; from += DELETIONS_AT_ONCE) {
      const batch = ours.slice(from, from + DELETIONS_AT_ONCE);
      const failures = await Promise.all(batch.map((each) => this.#deleteVersion(each, signal)));
      locked.push(...failures.filter((each) => each !== null));
    }
    const latest = locked.sort((a, b) => time(b.lockedUntil) - time(a.lockedUntil))[0];
    if (latest !== undefined) throw latest;
  }

  async lockedUntil(key: string, signal?: AbortSignal): Promise<Date | null> {
    refuseUnless(isObjectKey(key), key);
    const { bucket } = this.options;
    const head = await bucket.head(key, signal);
    if (head === null) throw noSuchObject(bucket.place, key);
    return this.#lockOf(head)?.until ?? null;
  }

  /** The failure of a locked version; null when it is gone. */
  async #deleteVersion(
    { key, versionId }: { readonly key: string; readonly versionId: string | null },
    signal: AbortSignal | undefined,
  ): Promise<StorageFailed | null> {
    const { bucket } = this.options;
    try {
      await bucket.delete(key, versionId, signal);
      return null;
    } catch (error) {
      if (versionId === null || !isFailure(error, 'ACCESS_DENIED')) throw error;
      const head = await bucket.head(key, signal, versionId);
      const lock = head === null ? null : this.#lockOf(head);
      if (lock === null) throw error;
      return objectLocked(key, lock.until, error);
    }
  }

  /** Null: nothing holds it. A legal hold has no date. */
  #lockOf(head: HeadObjectCommandOutput): { readonly until: Date | null } | null {
    const { ObjectLockRetainUntilDate: until, ObjectLockLegalHoldStatus: hold } = head;
    if (until !== undefined && until > this.options.clock.now()) return { until };
    return hold === 'ON' ? { until: null } : null;
  }
}

function time(date: Date | null): number {
  return date?.getTime() ?? 0;
}

async function* chunksOf(body: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  if (body instanceof Uint8Array) yield body;
  else yield* body;
}
