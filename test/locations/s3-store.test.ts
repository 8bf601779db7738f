import { describe } from 'vitest';
import type { LocationCapabilities } from '../../src/domain/s3-settings.js';
import { objectStoreContract } from '../contract/object-store-contract.js';
import { type S3StandInOptions, startS3StandIn } from '../stand-ins/s3/s3-stand-in.js';
import { ALL_CAPABILITIES, BUCKET, s3Locations, s3Place } from '../support/s3-location.js';

function contractOn(
  name: string,
  {
    bucket = {},
    capabilities = {},
    ...options
  }: Omit<S3StandInOptions, 'buckets'> & {
    readonly bucket?: { readonly objectLock?: boolean; readonly versioning?: 'Enabled' };
    readonly capabilities?: Partial<LocationCapabilities>;
  } = {},
): void {
  objectStoreContract(name, async () => {
    const standIn = await startS3StandIn({ ...options, buckets: [{ name: BUCKET, ...bucket }] });
    if (capabilities.checksums === 'NONE') standIn.abilities.checksums = 'refused';
    const locations = s3Locations(standIn);
    const place = s3Place(standIn, {}, { ...ALL_CAPABILITIES, ...capabilities });
    await locations.initialise(place);
    return {
      store: await locations.open(place),
      ...(bucket.objectLock && {
        lock: async (key: string, until: Date) => {
          const version = standIn.bucket(BUCKET).current(`${place.s3.prefix}${key}`);
          if (version === undefined) throw new Error(`there is no ${key} to lock`);
          version.retention = { mode: 'COMPLIANCE' as const, until };
        },
      }),
      dispose: async () => {
        locations.close();
        await standIn.stop();
      },
    };
  });
}

describe('S3', () => {
  contractOn('a bucket');
  contractOn('a bucket behind TLS with its own authority', { tls: true });
  contractOn('a bucket with object lock', { bucket: { objectLock: true } });
  contractOn('a bucket that checks no checksums', { capabilities: { checksums: 'NONE' } });
});
