import { randomUUID } from 'node:crypto';
import type { LocationCapabilities, S3Keys, S3Settings } from '../../src/domain/s3-settings.js';
import { s3Path } from '../../src/domain/s3-settings.js';
import { S3Locations, type S3LocationsOptions } from '../../src/locations/s3/s3-locations.js';
import type { S3StandIn } from '../stand-ins/s3/s3-stand-in.js';

export const BUCKET = 'backups';

export const ALL_CAPABILITIES: LocationCapabilities = {
  probedAt: '2026-01-01T00:00:00.000Z',
  checksums: 'SHA256',
  conditionalWrites: true,
  versioning: 'OFF',
  objectLock: 'OFF',
  defaultRetention: null,
};

export function s3Settings(standIn: S3StandIn, change: Partial<S3Settings> = {}): S3Settings {
  return {
    endpoint: standIn.url,
    region: standIn.region,
    bucket: BUCKET,
    prefix: 'team/a/',
    forcePathStyle: true,
    storageClass: null,
    sse: { mode: 'BUCKET_DEFAULT', kmsKeyId: null },
    caBundle: standIn.caPem,
    allowHttp: standIn.caPem === null,
    checksums: 'AUTO',
    credentials: 'STATIC_KEYS',
    ...change,
  };
}

export function keysOf(standIn: S3StandIn, change: Partial<S3Keys> = {}): S3Keys {
  const { accessKeyId, secretAccessKey } = standIn.key;
  return { accessKeyId, secretAccessKey, sessionToken: null, ...change };
}

export interface S3Place {
  readonly id: string;
  readonly name: string;
  readonly kind: 'S3';
  readonly path: string;
  readonly s3: S3Settings;
  readonly capabilities: LocationCapabilities | null;
}

export function s3Place(
  standIn: S3StandIn,
  change: Partial<S3Settings> = {},
  capabilities: LocationCapabilities | null = ALL_CAPABILITIES,
): S3Place {
  const s3 = s3Settings(standIn, change);
  return { id: randomUUID(), name: 'bucket', kind: 'S3', path: s3Path(s3), s3, capabilities };
}

/** Locations whose keys are those of the stand-in, or `keys`. */
export function s3Locations(
  standIn: S3StandIn,
  options: Partial<S3LocationsOptions> & { readonly keys?: () => S3Keys } = {},
): S3Locations {
  const { keys = () => keysOf(standIn), ...rest } = options;
  const versions: string[] = [];
  const get = async () => {
    const secret = JSON.stringify(keys());
    if (versions.at(-1) !== secret) versions.push(secret);
    return { secret, version: versions.length };
  };
  return new S3Locations({
    vault: { get },
    clock: { now: () => new Date() },
    ...rest,
  });
}
