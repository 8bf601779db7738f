import type { BackupLocationFieldsFragment } from '../../client/generated/graphql.js';
import { time } from '../output/format.js';

type Facts = readonly (readonly [name: string, value: string])[];

/** How a bucket is reached, and what its store is able to do; nothing for a folder. */
export function bucketFacts({
  s3,
  capabilities,
}: Pick<BackupLocationFieldsFragment, 's3' | 'capabilities'>): Facts {
  if (s3 === null) return [];
  const { sse } = s3;
  const encryption = sse.kmsKeyId === null ? sse.mode : `${sse.mode} (${sse.kmsKeyId})`;
  return [
    ['endpoint', `${s3.endpoint ?? 'AWS'}, ${s3.region}${s3.forcePathStyle ? ', path style' : ''}`],
    ['authority', s3.caBundle === null ? 'those of the machine' : 'its own'],
    ['credentials', s3.credentials],
    ['storage class', s3.storageClass ?? 'of the bucket'],
    ['store sse', encryption],
    ...storeFacts(capabilities, s3.checksums),
  ];
}

function storeFacts(store: BackupLocationFieldsFragment['capabilities'], asked: string): Facts {
  if (store === null) return [['store', 'not seen at work yet']];
  const { defaultRetention: lock } = store;
  const byItself = lock === null ? '' : `, each new object for ${lock.days} days (${lock.mode})`;
  return [
    [
      'checksums',
      `${store.checksums === 'SHA256' ? 'SHA-256, kept by the store' : 'none: read back'} (${asked})`,
    ],
    ['write once', store.conditionalWrites ? 'held by the store' : 'looked at before each write'],
    ['versioning', store.versioning],
    ['object lock', `${store.objectLock}${byItself}`],
    ['store seen', time(store.probedAt)],
  ];
}
