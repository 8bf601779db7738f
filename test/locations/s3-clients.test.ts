import { expect, it } from 'vitest';
import { S3Clients } from '../../src/locations/s3/s3-clients.js';

const PLACE = {
  id: 'l1',
  path: 'https://store/backups/',
  s3: {
    endpoint: 'https://127.0.0.1:9',
    region: 'us-east-1',
    bucket: 'backups',
    prefix: '',
    forcePathStyle: true,
    storageClass: null,
    sse: { mode: 'BUCKET_DEFAULT', kmsKeyId: null },
    caBundle: null,
    allowHttp: false,
    checksums: 'AUTO',
    credentials: 'STATIC_KEYS',
  },
} as const;

it('a location that was forgotten while its keys were read keeps no client', async () => {
  const gate = Promise.withResolvers<void>();
  const secret = JSON.stringify({ accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: null });
  const clients = new S3Clients({
    get: async () => {
      await gate.promise;
      return { secret, version: 1 };
    },
  });
  const early = clients.of(PLACE);
  clients.forget(PLACE.id);
  gate.resolve();
  const first = await early;
  const second = await clients.of(PLACE);
  expect(second).not.toBe(first);
  expect(await clients.of(PLACE)).toBe(second);
  first.destroy();
  clients.close();
});
