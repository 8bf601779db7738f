/** Connections and syncs as they are stored, whole and valid; a test names only what matters to it. */
import { randomUUID } from 'node:crypto';
import { type BackupSync, NOTHING_SYNCED } from '../../src/domain/backup-sync.js';
import type { LocationConnection } from '../../src/domain/location-connection.js';
import type { S3Settings } from '../../src/domain/s3-settings.js';
import { NO_LOOK } from '../../src/domain/steadiness.js';

const AT = new Date('2026-11-20T09:00:00.123Z');

export function aConnection(change: Partial<LocationConnection> = {}): LocationConnection {
  return {
    id: randomUUID(),
    locationId: randomUUID(),
    clusterId: randomUUID(),
    state: 'UNCHECKED',
    stateReason: 'NOT_CHECKED',
    stateMessage: 'not looked at yet',
    stateChangedAt: AT,
    stateCheckedAt: null,
    validatedAt: null,
    looks: NO_LOOK,
    createdAt: AT,
    ...change,
  };
}

export function aSync(change: Partial<BackupSync> = {}): BackupSync {
  return {
    id: randomUUID(),
    locationId: randomUUID(),
    clusterId: null,
    bucketKey: 'store.example:443/backups',
    requestedBy: randomUUID(),
    state: 'PENDING',
    stateReason: null,
    stateMessage: 'waits for a worker',
    stateChangedAt: AT,
    counts: NOTHING_SYNCED,
    attempt: 0,
    handedBack: 0,
    leaseOwner: null,
    leaseUntil: null,
    createdAt: AT,
    startedAt: null,
    finishedAt: null,
    ...change,
  };
}

/** A bucket of its own, which only clusters reach. */
export function aFederatedBucket(change: Partial<S3Settings> = {}): S3Settings {
  return {
    endpoint: 'https://store.example',
    region: 'us-east-1',
    bucket: `federated-${randomUUID()}`,
    prefix: '',
    forcePathStyle: false,
    storageClass: null,
    sse: { mode: 'BUCKET_DEFAULT', kmsKeyId: null },
    caBundle: null,
    allowHttp: false,
    checksums: 'AUTO',
    credentials: 'WORKLOAD_IDENTITY',
    ...change,
  };
}
