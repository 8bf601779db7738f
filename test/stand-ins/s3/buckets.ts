/** What the stand-in keeps: buckets, the versions of their objects, and uploads that are not complete. */
import { randomBytes } from 'node:crypto';
import type { Checksum, ChecksumName } from './checksums.js';
import { S3Error } from './s3-error.js';

export interface Retention {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  readonly until: Date;
}

export interface Version {
  readonly versionId: string;
  /** Null: a delete marker. */
  bytes: Buffer | null;
  readonly etag: string;
  readonly modifiedAt: Date;
  /** Content type, metadata, encryption, storage class: given back as they came. */
  readonly headers: Readonly<Record<string, string>>;
  readonly checksum?: Checksum | undefined;
  retention?: Retention | undefined;
  legalHold?: boolean;
}

export interface Part {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly checksum?: Checksum | undefined;
  readonly modifiedAt: Date;
}

export interface Upload {
  readonly id: string;
  readonly key: string;
  readonly initiatedAt: Date;
  readonly algorithm?: ChecksumName | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly retention?: Retention | undefined;
  readonly parts: Map<number, Part>;
}

export interface DefaultRetention {
  readonly mode: Retention['mode'];
  readonly days: number;
}

export class Bucket {
  versioning: 'Enabled' | 'Suspended' | undefined;
  objectLock: boolean;
  defaultRetention: DefaultRetention | undefined;
  readonly uploads = new Map<string, Upload>();
  readonly #objects = new Map<string, Version[]>();

  constructor(
    readonly name: string,
    readonly region: string,
    options: {
      readonly versioning?: 'Enabled' | 'Suspended';
      readonly objectLock?: boolean;
      readonly defaultRetention?: DefaultRetention;
    } = {},
  ) {
    this.objectLock = options.objectLock ?? false;
    this.versioning = this.objectLock ? 'Enabled' : options.versioning;
    this.defaultRetention = options.defaultRetention;
  }

  /** Keys that have an object now, in the order of their bytes. */
  keys(): string[] {
    return this.#sorted().filter((key) => this.current(key) !== undefined);
  }

  /** Every version of every key, the newest of a key first. */
  versions(): { readonly key: string; readonly version: Version; readonly latest: boolean }[] {
    return this.#sorted().flatMap((key) =>
      this.of(key)
        .toReversed()
        .map((version, index) => ({ key, version, latest: index === 0 })),
    );
  }

  /** The object that a plain GET gives. */
  current(key: string): Version | undefined {
    const newest = this.of(key).at(-1);
    return newest === undefined || newest.bytes === null ? undefined : newest;
  }

  of(key: string): readonly Version[] {
    return this.#objects.get(key) ?? [];
  }

  /** @throws S3Error NoSuchKey, NoSuchVersion, MethodNotAllowed on a delete marker */
  find(key: string, versionId?: string): Version & { readonly bytes: Buffer } {
    const found =
      versionId === undefined
        ? this.of(key).at(-1)
        : this.of(key).find((each) => each.versionId === versionId);
    if (found === undefined) {
      if (versionId !== undefined)
        throw new S3Error('NoSuchVersion', 'The specified version does not exist.');
      throw new S3Error('NoSuchKey', 'The specified key does not exist.', { elements: { Key: key } });
    }
    if (found.bytes !== null) return found as Version & { readonly bytes: Buffer };
    const headers = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': found.versionId };
    if (versionId !== undefined) throw new S3Error('MethodNotAllowed', undefined, { headers });
    throw new S3Error('NoSuchKey', 'The specified key does not exist.', { elements: { Key: key }, headers });
  }

  add(key: string, version: Omit<Version, 'versionId'>): Version {
    const versionId = this.versioning === 'Enabled' ? randomBytes(16).toString('hex') : 'null';
    const added: Version = { ...version, versionId };
    const kept = this.of(key).filter((each) => each.versionId !== 'null' || versionId !== 'null');
    this.#objects.set(key, [...kept, added]);
    return added;
  }

  remove(key: string, versionId: string): void {
    const kept = this.of(key).filter((each) => each.versionId !== versionId);
    if (kept.length === 0) this.#objects.delete(key);
    else this.#objects.set(key, kept);
  }

  #sorted(): string[] {
    return [...this.#objects.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }
}
