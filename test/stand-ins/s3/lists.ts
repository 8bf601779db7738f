/** ListObjects (V1 and V2) and ListObjectVersions. */
import type { Bucket, Version } from './buckets.js';
import { type Operation, type S3Call, type S3World, xmlAnswer } from './s3-call.js';
import { S3Error } from './s3-error.js';
import { document, element, wrapped } from './xml.js';

interface Group<T> {
  readonly shown: readonly T[];
  readonly prefixes: readonly string[];
  /** The last key or prefix that is shown, where there are more. */
  readonly next: string | undefined;
}

export const listObjects: Operation = (call, world, bucket) => {
  const { query } = call;
  const second = query.get('list-type') === '2';
  const token = query.get('continuation-token');
  const start = second ? (query.get('start-after') ?? '') : (query.get('marker') ?? '');
  const after = token === null ? start : Buffer.from(token, 'base64url').toString('utf8');
  const items = bucket
    .keys()
    .map((key) => ({ key, version: bucket.find(key) }))
    .filter(({ version }) => isListed(version, world));
  const { shown, prefixes, next } = group(items, { call, after });
  const name = nameWith(query);
  const cut = next !== undefined;
  const parts = [
    element('Name', bucket.name),
    element('Prefix', name(query.get('prefix') ?? '')),
    element('MaxKeys', mostOf(query)),
    element('IsTruncated', cut),
    ...(query.get('encoding-type') === 'url' ? [element('EncodingType', 'url')] : []),
    ...(second ? [element('KeyCount', shown.length + prefixes.length)] : []),
    ...(second && cut ? [element('NextContinuationToken', Buffer.from(next).toString('base64url'))] : []),
    ...(!second && cut ? [element('NextMarker', name(next))] : []),
    ...shown.map(({ key, version }) => wrapped('Contents', [element('Key', name(key)), ...factsOf(version)])),
    ...prefixes.map((prefix) => wrapped('CommonPrefixes', [element('Prefix', name(prefix))])),
  ];
  return xmlAnswer(document('ListBucketResult', parts));
};

export const listVersions: Operation = (call, world, bucket) => {
  const { query } = call;
  const marker = query.get('key-marker') ?? '';
  const items = bucket.versions().filter(({ version }) => isListed(version, world));
  const { shown, prefixes, next } = group(items, { call, after: marker, whole: true });
  const name = nameWith(query);
  const parts = [
    element('Name', bucket.name),
    element('Prefix', name(query.get('prefix') ?? '')),
    element('MaxKeys', mostOf(query)),
    element('IsTruncated', next !== undefined),
    ...(next === undefined ? [] : [element('NextKeyMarker', name(next))]),
    ...shown.map(({ key, version, latest }) =>
      wrapped(version.bytes === null ? 'DeleteMarker' : 'Version', [
        element('Key', name(key)),
        element('VersionId', version.versionId),
        element('IsLatest', latest),
        ...factsOf(version),
      ]),
    ),
    ...prefixes.map((prefix) => wrapped('CommonPrefixes', [element('Prefix', name(prefix))])),
  ];
  return xmlAnswer(document('ListVersionsResult', parts));
};

/** `whole`: versions of one key are not parted, so that the key alone says where to go on. */
function group<T extends { readonly key: string }>(
  items: readonly T[],
  { call: { query }, after, whole = false }: { call: S3Call; after: string; whole?: boolean },
): Group<T> {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const most = mostOf(query);
  const shown: T[] = [];
  const prefixes = new Set<string>();
  let last: string | undefined;
  for (const item of items) {
    if (!item.key.startsWith(prefix)) continue;
    const end = delimiter === '' ? -1 : item.key.indexOf(delimiter, prefix.length);
    const place = end < 0 ? item.key : item.key.slice(0, end + delimiter.length);
    if (!isAfter(place, after) || prefixes.has(place)) continue;
    const goesWithLast = whole && end < 0 && place === last;
    if (shown.length + prefixes.size >= most && !goesWithLast)
      return { shown, prefixes: [...prefixes], next: last };
    last = place;
    if (end < 0) shown.push(item);
    else prefixes.add(place);
  }
  return { shown, prefixes: [...prefixes], next: undefined };
}

function isAfter(place: string, after: string): boolean {
  return after === '' || Buffer.compare(Buffer.from(place), Buffer.from(after)) > 0;
}

function mostOf(query: URLSearchParams): number {
  const most = Number(query.get('max-keys') ?? 1000);
  if (!Number.isInteger(most) || most < 0) throw new S3Error('InvalidArgument', 'max-keys is no number');
  return Math.min(most, 1000);
}

function isListed({ modifiedAt }: Version, { abilities, now }: S3World): boolean {
  return now().getTime() - modifiedAt.getTime() >= abilities.listLagMs;
}

function nameWith(query: URLSearchParams): (key: string) => string {
  if (query.get('encoding-type') !== 'url') return (key) => key;
  return (key) => encodeURIComponent(key).replaceAll('%2F', '/');
}

function factsOf({ etag, bytes, modifiedAt, headers }: Version): string[] {
  const times = [element('LastModified', modifiedAt.toISOString())];
  if (bytes === null) return times;
  return [
    ...times,
    element('ETag', `"${etag}"`),
    element('Size', bytes.length),
    element('StorageClass', headers['x-amz-storage-class'] ?? 'STANDARD'),
  ];
}

export function bucketIsEmpty(bucket: Bucket): boolean {
  return bucket.versions().length === 0;
}
