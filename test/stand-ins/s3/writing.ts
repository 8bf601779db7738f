/** What PutObject, CopyObject and CompleteMultipartUpload share. */
import type { Bucket, Retention, Version } from './buckets.js';
import { type Checksum, checkDigests, md5Of } from './checksums.js';
import type { S3Call, S3World } from './s3-call.js';
import { S3Error } from './s3-error.js';

const KEPT = /^(content-type|content-encoding|content-language|content-disposition|cache-control|expires)$/;
const ECHOED = /^x-amz-(meta-.+|storage-class|server-side-encryption.*)$/;

/** The headers that belong to an object. */
export function objectHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => KEPT.test(name) || ECHOED.test(name));
  const found = Object.fromEntries(kept);
  const encoding = found['content-encoding']?.replace(/\s*aws-chunked,?\s*/, '');
  if (encoding) found['content-encoding'] = encoding;
  else delete found['content-encoding'];
  return found;
}

/** If-None-Match and If-Match. @throws S3Error PreconditionFailed */
export function checkConditions({ headers, key }: S3Call, { abilities }: S3World, bucket: Bucket): void {
  const noneMatch = headers['if-none-match'];
  const match = headers['if-match'];
  if (noneMatch === undefined && match === undefined) return;
  if (abilities.conditionalWrites === 'ignored') return;
  if (abilities.conditionalWrites === 'refused') {
    throw new S3Error(
      'NotImplemented',
      'A header you provided implies functionality that is not implemented',
    );
  }
  if (noneMatch !== undefined && noneMatch !== '*')
    throw new S3Error('NotImplemented', 'Only * is implemented');
  const current = bucket.current(key);
  const failed = (condition: string) =>
    new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
      elements: { Condition: condition },
    });
  if (noneMatch === '*' && current !== undefined) throw failed('If-None-Match');
  if (match === undefined) return;
  if (current === undefined) throw new S3Error('NoSuchKey', 'The specified key does not exist.');
  if (current.etag !== match.replaceAll('"', '')) throw failed('If-Match');
}

/** @throws S3Error BadDigest, or NotImplemented where the store knows no checksums */
export function digestsOf(
  call: Pick<S3Call, 'body' | 'headers'>,
  { abilities }: S3World,
): Checksum | undefined {
  const names = Object.keys(call.headers);
  const asked = names.some((name) => /^x-amz-(sdk-)?checksum-/.test(name) || name === 'x-amz-trailer');
  if (abilities.checksums === 'supported') return checkDigests(call.body, call.headers);
  if (abilities.checksums === 'refused' && asked) {
    throw new S3Error(
      'NotImplemented',
      'A header you provided implies functionality that is not implemented',
    );
  }
  const md5 = call.headers['content-md5'];
  return checkDigests(call.body, md5 === undefined ? {} : { 'content-md5': md5 });
}

/** An object that will be locked comes with a digest. @throws S3Error InvalidRequest */
export function refuseUnsummed(headers: Readonly<Record<string, string>>, bucket: Bucket): void {
  const names = Object.keys(headers);
  const locked =
    bucket.defaultRetention !== undefined || names.some((name) => /^x-amz-object-lock-/.test(name));
  if (!locked || names.some((name) => name === 'content-md5' || /^x-amz-checksum-/.test(name))) return;
  throw new S3Error(
    'InvalidRequest',
    'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
  );
}

/** What locks the new object: its own headers, or the default of the bucket. @throws S3Error InvalidRequest */
export function retentionOf(
  headers: Readonly<Record<string, string>>,
  bucket: Bucket,
  now: Date,
): { readonly retention?: Retention; readonly legalHold?: boolean } {
  const mode = headers['x-amz-object-lock-mode'];
  const until = headers['x-amz-object-lock-retain-until-date'];
  const legalHold = headers['x-amz-object-lock-legal-hold'] === 'ON';
  if (mode === undefined && !legalHold) {
    const retention = bucket.defaultRetention && {
      mode: bucket.defaultRetention.mode,
      until: new Date(now.getTime() + bucket.defaultRetention.days * 24 * 60 * 60_000),
    };
    return retention ? { retention } : {};
  }
  if (!bucket.objectLock) throw new S3Error('InvalidRequest', 'Bucket is missing Object Lock Configuration');
  if (mode === undefined) return { legalHold };
  if ((mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') || until === undefined) {
    throw new S3Error('InvalidArgument', 'Unknown wormMode directive');
  }
  return { retention: { mode, until: new Date(until) }, ...(legalHold && { legalHold }) };
}

export function store(
  call: S3Call,
  bucket: Bucket,
  object: Omit<Version, 'versionId' | 'etag' | 'bytes'> & { readonly bytes: Buffer; readonly etag?: string },
): { readonly version: Version; readonly headers: Record<string, string> } {
  const etag = object.etag ?? md5Of(object.bytes).toString('hex');
  const bytes = call.strikes.includes('corrupt') ? corrupted(object.bytes) : object.bytes;
  const version = bucket.add(call.key, { ...object, bytes, etag });
  return { version, headers: answerHeaders(version, bucket) };
}

/** Headers of an answer about one version. */
export function answerHeaders(version: Version, bucket: Bucket): Record<string, string> {
  return {
    etag: `"${version.etag}"`,
    ...(bucket.versioning !== undefined && { 'x-amz-version-id': version.versionId }),
    ...(version.checksum && { [`x-amz-checksum-${version.checksum.name}`]: version.checksum.value }),
    ...Object.fromEntries(
      Object.entries(version.headers).filter(([name]) => name.startsWith('x-amz-server-side-encryption')),
    ),
  };
}

function corrupted(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  if (changed.length > 0) changed.writeUInt8(changed.readUInt8(changed.length >> 1) ^ 1, changed.length >> 1);
  return changed;
}
