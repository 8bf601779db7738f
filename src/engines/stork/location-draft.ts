/** A BackupLocation as Stork is told of it (facts 1.5). No key of any kind is in it: the cluster brings its identity. Pure. */
import type { BackupLocation } from '../../domain/backup-location.js';
import { bucketKeyOf } from '../../domain/backup-sync.js';
import { type JsonObject, objectAt, textAt } from './json.js';
import type { StorkDraft } from './stork-cluster.js';
import { STORK_MARKS, storkNames } from './stork-kinds.js';
import { OWN_IDENTITY } from './unverified.js';

export function locationDraft(location: BackupLocation): StorkDraft {
  return {
    kind: 'backuplocations',
    name: storkNames.location(location.id),
    labels: { [STORK_MARKS.location]: location.id },
    fields: { location: { ...settingsOf(location), sync: false } },
  };
}

/** Besides `sync`, which is on while somebody lists. */
export function settingsOf({ s3 }: Pick<BackupLocation, 's3'>): JsonObject {
  if (s3 === null) throw new RangeError('only a bucket is told to a cluster');
  const { endpoint, region, bucket, storageClass, sse } = s3;
  const url = endpoint === null ? null : URL.parse(endpoint);
  return {
    type: 's3',
    path: bucket,
    s3Config: {
      endpoint: url === null ? `s3.${region}.amazonaws.com` : url.host,
      region,
      disableSSL: url?.protocol === 'http:',
      ...OWN_IDENTITY,
      ...(storageClass !== null && { storageClass }),
      ...(sse.mode !== 'BUCKET_DEFAULT' && { sse: sse.mode === 'AES256' ? 'AES256' : 'aws:kms' }),
    },
  };
}

/** Of a BackupLocation, whoever made it: the storage as `bucketKeyOf` names it (facts 1.5). Undefined: no bucket, or a Secret has where it is. */
export function bucketIn(backupLocation: JsonObject): string | undefined {
  const location = objectAt(backupLocation, 'location');
  const s3 = objectAt(location, 's3Config');
  const bucket = textAt(location, 'path');
  const endpoint = textAt(s3, 'endpoint');
  if (location.type !== 's3' || bucket === null) return undefined;
  if (endpoint === null)
    return textAt(location, 'secretConfig') === null ? bucketKeyOf({ endpoint, bucket }) : undefined;
  const scheme = s3.disableSSL === true ? 'http' : 'https';
  return bucketKeyOf({ endpoint: endpoint.includes('://') ? endpoint : `${scheme}://${endpoint}`, bucket });
}

/** Whether the object has all that the sample has: what others set beside it is theirs. */
export function holds(object: unknown, sample: unknown): boolean {
  if (typeof sample !== 'object' || sample === null) return object === sample;
  if (typeof object !== 'object' || object === null) return false;
  return Object.entries(sample).every(([key, value]) => holds(Reflect.get(object, key), value));
}
