/** The calls to one prefix of one bucket: keys are relative to the prefix, each call ends in time, faults are translated. */

import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandInput,
  type ListMultipartUploadsCommandOutput,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { S3Settings } from '../../domain/s3-settings.js';
import { StorageFailed } from '../../domain/storage-failure.js';
import { ADVICE } from '../storage-fault.js';
import { faultOf, s3Failure } from './s3-failure.js';

export interface S3BucketOptions {
  readonly client: S3Client;
  readonly settings: S3Settings;
  /** How the place is called in messages: the path of the location. */
  readonly place: string;
  /** Longest wait for one call that carries no data, in milliseconds. */
  readonly timeoutMs: number;
  /** Longest wait for one part to be taken, and for the next bytes of an answer, in milliseconds. */
  readonly dataTimeoutMs: number;
}

export interface Call {
  readonly key?: string | null;
  /** Completes "could not be". */
  readonly doing: string;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

export interface S3Body {
  readonly body: Readable;
  readonly size: number;
  readonly versionId: string | null;
}

export interface FoundVersion {
  readonly key: string;
  readonly versionId: string;
}

type VersionMarker = Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'>;
type UploadMarker = Pick<ListMultipartUploadsCommandInput, 'KeyMarker' | 'UploadIdMarker'>;

export class S3Bucket {
  constructor(readonly options: S3BucketOptions) {}

  get place(): string {
    return this.options.place;
  }

  at(key: string): { readonly Bucket: string; readonly Key: string } {
    const { bucket, prefix } = this.options.settings;
    return { Bucket: bucket, Key: `${prefix}${key}` };
  }

  /** One call. @throws StorageFailed, or the reason of an abort */
  async run<T>({ signal, ...call }: Call, send: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    const timeoutMs = call.timeoutMs ?? this.options.timeoutMs;
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      return await send(signal === undefined ? deadline : AbortSignal.any([signal, deadline]));
    } catch (error) {
      signal?.throwIfAborted();
      if (deadline.aborted && !(error instanceof StorageFailed)) throw this.timedOut(call, timeoutMs);
      throw this.translate(error, call);
    }
  }

  translate(error: unknown, { doing, key = null }: Pick<Call, 'doing' | 'key'>): StorageFailed {
    return error instanceof StorageFailed ? error : s3Failure(error, { place: this.place, doing, key });
  }

  timedOut({ doing, key = null }: Pick<Call, 'doing' | 'key'>, timeoutMs: number): StorageFailed {
    const message = `${this.place} could not be ${doing}: no answer within ${timeoutMs / 1000} s. ${ADVICE.TIMEOUT}`;
    return new StorageFailed(message, { reason: 'TIMEOUT', key });
  }

  /** Null when it is not there. With the checksum that the store keeps, where it keeps one. */
  async head(
    key: string,
    signal?: AbortSignal,
    versionId: string | null = null,
  ): Promise<HeadObjectCommandOutput | null> {
    const { client } = this.options;
    const head = await this.run({ key, doing: 'looked at', signal }, async (abortSignal) => {
      try {
        const command = new HeadObjectCommand({
          ...this.at(key),
          ChecksumMode: 'ENABLED',
          ...(versionId !== null && { VersionId: versionId }),
        });
        return await client.send(command, { abortSignal });
      } catch (error) {
        if (faultOf(error).status === 404) return null;
        throw error;
      }
    });
    // An answer to HEAD has no body to say whether the object or the whole bucket is gone.
    if (head === null) await this.headBucket(signal);
    return head;
  }

  async headBucket(signal?: AbortSignal): Promise<void> {
    const { client, settings } = this.options;
    await this.run({ doing: 'looked at', signal }, async (abortSignal) => {
      try {
        await client.send(new HeadBucketCommand({ Bucket: settings.bucket }), { abortSignal });
      } catch (error) {
        if (faultOf(error).status !== 404) throw error;
        throw this.translate(Object.assign(new Error('404', { cause: error }), { code: 'NoSuchBucket' }), {
          doing: 'looked at',
        });
      }
    });
  }

  /** The body as it comes. Null when it is not there, NOTHING_THERE when nothing of it is in the range. */
  async get(
    key: string,
    { range, signal }: { readonly range?: string; readonly signal?: AbortSignal | undefined },
  ): Promise<S3Body | 'NOTHING_THERE' | null> {
    const { client } = this.options;
    return this.run({ key, doing: 'read', signal }, async (abortSignal) => {
      try {
        const command = new GetObjectCommand({
          ...this.at(key),
          ...(range !== undefined && { Range: range }),
        });
        const { Body, ContentLength, ContentRange, VersionId } = await client.send(command, { abortSignal });
        if (!(Body instanceof Readable)) throw new Error('the answer has no body');
        Body.on('error', () => {});
        if (range !== undefined && ContentRange === undefined) {
          Body.destroy();
          throw Object.assign(new Error('the store gives no ranges'), { code: 'RangeIgnored' });
        }
        return { body: Body, size: ContentLength ?? 0, versionId: VersionId ?? null };
      } catch (error) {
        const { code, status } = faultOf(error);
        if (code === 'NoSuchKey') return null;
        if (status === 416) return 'NOTHING_THERE';
        throw error;
      }
    });
  }

  /** One page of objects and folders; keys relative. */
  async *pages(
    prefix: string,
    { delimiter, signal }: { readonly delimiter?: '/'; readonly signal?: AbortSignal | undefined } = {},
  ) {
    const { client, settings } = this.options;
    let ContinuationToken: string | undefined;
    do {
      const page = await this.run({ key: prefix, doing: 'listed', signal }, (abortSignal) =>
        client.send(
          new ListObjectsV2Command({
            Bucket: settings.bucket,
            Prefix: `${settings.prefix}${prefix}`,
            ...(delimiter && { Delimiter: delimiter }),
            ...(ContinuationToken !== undefined && { ContinuationToken }),
          }),
          { abortSignal },
        ),
      );
      yield {
        objects: (page.Contents ?? []).map(({ Key, Size, LastModified }) => ({
          key: this.#relative(Key),
          size: Size ?? 0,
          modifiedAt: LastModified ?? new Date(0),
        })),
        folders: (page.CommonPrefixes ?? []).map(({ Prefix }) => this.#relative(Prefix)),
      };
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (ContinuationToken !== undefined);
  }

  /** Every version and every delete marker below `prefix`. */
  async *versions(prefix: string, signal?: AbortSignal): AsyncGenerator<FoundVersion, void> {
    const { client, settings } = this.options;
    let marker: VersionMarker | undefined = {};
    while (marker !== undefined) {
      const from: VersionMarker = marker;
      const page: ListObjectVersionsCommandOutput = await this.run(
        { key: prefix, doing: 'listed with its versions', signal },
        (abortSignal) =>
          client.send(
            new ListObjectVersionsCommand({
              Bucket: settings.bucket,
              Prefix: `${settings.prefix}${prefix}`,
              ...from,
            }),
            { abortSignal },
          ),
      );
      for (const { Key, VersionId } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]) {
        yield { key: this.#relative(Key), versionId: VersionId ?? 'null' };
      }
      const { NextKeyMarker, NextVersionIdMarker } = page;
      marker = page.IsTruncated
        ? {
            ...(NextKeyMarker !== undefined && { KeyMarker: NextKeyMarker }),
            ...(NextVersionIdMarker !== undefined && { VersionIdMarker: NextVersionIdMarker }),
          }
        : undefined;
    }
  }

  async delete(key: string, versionId: string | null, signal?: AbortSignal): Promise<void> {
    const { client } = this.options;
    await this.run({ key, doing: 'deleted', signal }, (abortSignal) =>
      client.send(
        new DeleteObjectCommand({ ...this.at(key), ...(versionId !== null && { VersionId: versionId }) }),
        { abortSignal },
      ),
    );
  }

  /** Uploads in parts that are not complete. */
  async *uploads(prefix: string, signal?: AbortSignal) {
    const { client, settings } = this.options;
    let marker: UploadMarker | undefined = {};
    while (marker !== undefined) {
      const from: UploadMarker = marker;
      const page: ListMultipartUploadsCommandOutput = await this.run(
        { key: prefix, doing: 'searched for unfinished uploads', signal },
        (abortSignal) =>
          client.send(
            new ListMultipartUploadsCommand({
              Bucket: settings.bucket,
              Prefix: `${settings.prefix}${prefix}`,
              ...from,
            }),
            { abortSignal },
          ),
      );
      for (const { Key, UploadId = '', Initiated = new Date() } of page.Uploads ?? []) {
        yield { key: this.#relative(Key), uploadId: UploadId, startedAt: Initiated };
      }
      const { NextKeyMarker, NextUploadIdMarker } = page;
      marker = page.IsTruncated
        ? {
            ...(NextKeyMarker !== undefined && { KeyMarker: NextKeyMarker }),
            ...(NextUploadIdMarker !== undefined && { UploadIdMarker: NextUploadIdMarker }),
          }
        : undefined;
    }
  }

  /** One that is gone already is no fault. */
  async abortUpload(key: string, uploadId: string, signal?: AbortSignal): Promise<void> {
    const { client } = this.options;
    await this.run({ key, doing: 'cleared of an unfinished upload', signal }, async (abortSignal) => {
      try {
        await client.send(new AbortMultipartUploadCommand({ ...this.at(key), UploadId: uploadId }), {
          abortSignal,
        });
      } catch (error) {
        if (faultOf(error).code !== 'NoSuchUpload') throw error;
      }
    });
  }

  versioning(signal?: AbortSignal) {
    const { client, settings } = this.options;
    const command = new GetBucketVersioningCommand({ Bucket: settings.bucket });
    return this.run({ doing: 'asked about versioning', signal }, (abortSignal) =>
      client.send(command, { abortSignal }),
    );
  }

  objectLock(signal?: AbortSignal) {
    const { client, settings } = this.options;
    const command = new GetObjectLockConfigurationCommand({ Bucket: settings.bucket });
    return this.run({ doing: 'asked about object lock', signal }, (abortSignal) =>
      client.send(command, { abortSignal }),
    );
  }

  #relative(key = ''): string {
    return key.slice(this.options.settings.prefix.length);
  }
}
