/** GetObject, HeadObject, PutObject, CopyObject, DeleteObject(s), retention and legal hold. */
import type { Bucket, Version } from './buckets.js';
import { type Operation, type S3Answer, type S3Call, type S3World, xmlAnswer } from './s3-call.js';
import { S3Error } from './s3-error.js';
import {
  answerHeaders,
  checkConditions,
  digestsOf,
  objectHeaders,
  refuseUnsummed,
  retentionOf,
  store,
} from './writing.js';
import { document, element, insides, textOf, wrapped } from './xml.js';

export const getObject: Operation = (call, _world, bucket) => {
  const version = bucket.find(call.key, call.query.get('versionId') ?? undefined);
  const etag = `"${version.etag}"`;
  const { 'if-none-match': noneMatch, 'if-match': match, range } = call.headers;
  if (match !== undefined && match !== etag) throw new S3Error('PreconditionFailed');
  if (noneMatch === etag) return { status: 304, headers: { etag } };
  const headers = describe(call, version, bucket);
  const { bytes } = version;
  const part = range === undefined ? null : rangeOf(range, bytes.length);
  if (part === null) return { status: 200, headers: { ...headers, ...whole(call, bytes) }, body: bytes };
  return {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${part.from}-${part.to}/${bytes.length}`,
      'content-length': String(part.to - part.from + 1),
    },
    body: bytes.subarray(part.from, part.to + 1),
  };
};

export const putObject: Operation = (call, world, bucket) => {
  if (call.headers['x-amz-copy-source'] !== undefined) return copyObject(call, world, bucket);
  refuseUnsummed(call.headers, bucket);
  const checksum = digestsOf(call, world);
  checkConditions(call, world, bucket);
  const now = world.now();
  const { headers } = store(call, bucket, {
    bytes: call.body,
    modifiedAt: now,
    headers: objectHeaders(call.headers),
    checksum,
    ...retentionOf(call.headers, bucket, now),
  });
  return { status: 200, headers };
};

function copyObject(call: S3Call, world: S3World, bucket: Bucket): S3Answer {
  const source = decodeURIComponent(call.headers['x-amz-copy-source'] ?? '').replace(/^\//, '');
  const [path = '', query = ''] = source.split('?versionId=');
  const at = path.indexOf('/');
  const from = world.buckets.get(path.slice(0, at));
  if (from === undefined) throw new S3Error('NoSuchBucket');
  const original = from.find(path.slice(at + 1), query || undefined);
  checkConditions(call, world, bucket);
  const replaced = call.headers['x-amz-metadata-directive'] === 'REPLACE';
  const now = world.now();
  const { version, headers } = store(call, bucket, {
    bytes: Buffer.from(original.bytes),
    etag: original.etag,
    modifiedAt: now,
    headers: replaced ? objectHeaders(call.headers) : original.headers,
    checksum: original.checksum,
    ...retentionOf(call.headers, bucket, now),
  });
  const result = [element('LastModified', now.toISOString()), element('ETag', `"${version.etag}"`)];
  return xmlAnswer(document('CopyObjectResult', result), headers);
}

export const deleteObject: Operation = (call, world, bucket) => {
  const headers = removeOne(call, world, bucket, {
    key: call.key,
    versionId: call.query.get('versionId') ?? undefined,
  });
  return { status: 204, headers };
};

export const deleteObjects: Operation = (call, world, bucket) => {
  const xml = call.body.toString('utf8');
  const { 'content-md5': md5 } = call.headers;
  const summed = Object.keys(call.headers).some((name) => name.startsWith('x-amz-checksum-'));
  if (md5 === undefined && !summed) {
    throw new S3Error(
      'InvalidRequest',
      'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    );
  }
  digestsOf(call, world);
  const quiet = textOf(xml, 'Quiet') === 'true';
  const results = insides(xml, 'Object').map((each) => {
    const key = textOf(each, 'Key') ?? '';
    const versionId = textOf(each, 'VersionId');
    const named = [element('Key', key), ...(versionId ? [element('VersionId', versionId)] : [])];
    try {
      removeOne(call, world, bucket, { key, versionId });
      return quiet ? '' : wrapped('Deleted', named);
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      return wrapped('Error', [...named, element('Code', error.code), element('Message', error.message)]);
    }
  });
  return xmlAnswer(document('DeleteResult', results));
};

function removeOne(
  call: S3Call,
  world: S3World,
  bucket: Bucket,
  { key, versionId }: { readonly key: string; readonly versionId: string | undefined },
): Record<string, string> {
  if (versionId === undefined && bucket.versioning === 'Enabled') {
    const marker = bucket.add(key, { bytes: null, etag: '', modifiedAt: world.now(), headers: {} });
    return { 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker.versionId };
  }
  const id = versionId ?? 'null';
  const found = bucket.of(key).find((each) => each.versionId === id);
  if (found === undefined) return {};
  refuseLocked(found, call, world.now());
  bucket.remove(key, id);
  return { ...(versionId !== undefined && { 'x-amz-version-id': versionId }) };
}

function refuseLocked({ retention, legalHold }: Version, call: S3Call, now: Date): void {
  const bypass = call.headers['x-amz-bypass-governance-retention'] === 'true';
  const held =
    retention !== undefined && retention.until > now && !(bypass && retention.mode === 'GOVERNANCE');
  if (held || legalHold) {
    throw new S3Error('AccessDenied', 'Access Denied because object protected by object lock.');
  }
}

export const getRetention: Operation = (call, _world, bucket) => {
  const { retention } = bucket.find(call.key, call.query.get('versionId') ?? undefined);
  if (retention === undefined) throw new S3Error('NoSuchObjectLockConfiguration');
  const { mode, until } = retention;
  return xmlAnswer(
    document('Retention', [element('Mode', mode), element('RetainUntilDate', until.toISOString())]),
  );
};

export const putRetention: Operation = (call, world, bucket) => {
  if (!bucket.objectLock) throw new S3Error('InvalidRequest', 'Bucket is missing Object Lock Configuration');
  const xml = call.body.toString('utf8');
  const mode = textOf(xml, 'Mode') === 'COMPLIANCE' ? 'COMPLIANCE' : 'GOVERNANCE';
  const until = new Date(textOf(xml, 'RetainUntilDate') ?? '');
  const version: Version = bucket.find(call.key, call.query.get('versionId') ?? undefined);
  const { retention: before } = version;
  if (before?.mode === 'COMPLIANCE' && before.until > world.now() && until < before.until) {
    throw new S3Error('AccessDenied', 'Access Denied because object protected by object lock.');
  }
  version.retention = { mode, until };
  return { status: 200 };
};

export const putLegalHold: Operation = (call, _world, bucket) => {
  if (!bucket.objectLock) throw new S3Error('InvalidRequest', 'Bucket is missing Object Lock Configuration');
  const version: Version = bucket.find(call.key, call.query.get('versionId') ?? undefined);
  version.legalHold = textOf(call.body.toString('utf8'), 'Status') === 'ON';
  return { status: 200 };
};

function describe(call: S3Call, version: Version, bucket: Bucket): Record<string, string> {
  const { checksum, retention, legalHold } = version;
  const { [`x-amz-checksum-${checksum?.name}`]: hidden, ...headers } = answerHeaders(version, bucket);
  const wanted =
    call.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED' && call.headers.range === undefined;
  return {
    'content-type': 'binary/octet-stream',
    ...version.headers,
    ...headers,
    ...(wanted && checksum && hidden && { [`x-amz-checksum-${checksum.name}`]: hidden }),
    'last-modified': version.modifiedAt.toUTCString(),
    'accept-ranges': 'bytes',
    ...(retention && {
      'x-amz-object-lock-mode': retention.mode,
      'x-amz-object-lock-retain-until-date': retention.until.toISOString(),
    }),
    ...(legalHold && { 'x-amz-object-lock-legal-hold': 'ON' }),
  };
}

function whole(_call: S3Call, bytes: Buffer): Record<string, string> {
  return { 'content-length': String(bytes.length) };
}

/** Null: no range that counts, the whole object. @throws S3Error InvalidRange */
function rangeOf(header: string, size: number): { readonly from: number; readonly to: number } | null {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header);
  if (parts === null || (parts[1] === '' && parts[2] === '')) return null;
  const [, first = '', last = ''] = parts;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (from >= size || from > to) {
    const headers = { 'content-range': `bytes */${size}` };
    throw new S3Error('InvalidRange', 'The requested range is not satisfiable', { headers });
  }
  return { from, to };
}
