import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LocationReason } from '../../src/domain/backup-location.js';
import type { S3Keys } from '../../src/domain/s3-settings.js';
import type { S3Locations } from '../../src/locations/s3/s3-locations.js';
import { expectFailure } from '../contract/object-store-contract.js';
import { type S3StandIn, startS3StandIn } from '../stand-ins/s3/s3-stand-in.js';
import {
  ALL_CAPABILITIES,
  BUCKET,
  keysOf,
  type S3Place,
  s3Locations,
  s3Place,
} from '../support/s3-location.js';

const DAY_MS = 24 * 60 * 60_000;

let standIn: S3StandIn;
let locations: S3Locations;
let keys: S3Keys;
let place: S3Place;
beforeEach(async () => {
  standIn = await startS3StandIn({ buckets: [BUCKET, { name: 'away', region: 'eu-west-1' }] });
  keys = keysOf(standIn);
  locations = s3Locations(standIn, { keys: () => keys });
  place = s3Place(standIn);
  await locations.initialise(place);
});
afterEach(async () => {
  locations.close();
  await standIn.stop();
});

const bucket = () => standIn.bucket(BUCKET);
/** Settings or keys changed: as after an edit. */
const renewed = (change: Partial<S3Place['s3']>) => ({ ...place, s3: { ...place.s3, ...change } });

describe('check', () => {
  it('says what the store is able to do, and leaves nothing', async () => {
    const check = await locations.check(place);
    expect(check).toEqual({
      ok: true,
      freeBytes: null,
      capabilities: { ...ALL_CAPABILITIES, probedAt: expect.any(String) },
    });
    expect(bucket().keys()).toEqual(['team/a/.holdfast-location.json']);
  });

  it.each([
    ['ignored', 'NONE'],
    ['refused', 'NONE'],
  ] as const)('checksums that are %s are %s', async (checksums, seen) => {
    standIn.abilities.checksums = checksums;
    expect(await locations.check(place)).toMatchObject({ ok: true, capabilities: { checksums: seen } });
    expect(await locations.check(renewed({ checksums: 'REQUIRED' }))).toMatchObject({
      ok: false,
      reason: 'CHECKSUMS_MISSING',
    });
  });

  it.each(['ignored', 'refused'] as const)('conditional writes that are %s are none', async (abilities) => {
    standIn.abilities.conditionalWrites = abilities;
    expect(await locations.check(place)).toMatchObject({
      ok: true,
      capabilities: { conditionalWrites: false, checksums: 'SHA256' },
    });
    expect(bucket().keys()).toEqual(['team/a/.holdfast-location.json']);
  });

  it('versioning and object lock that the store does not tell are UNKNOWN', async () => {
    standIn.abilities.bucketSettings = 'refused';
    const capabilities = { versioning: 'UNKNOWN', objectLock: 'UNKNOWN', defaultRetention: null };
    expect(await locations.check(place)).toMatchObject({ ok: true, capabilities });
  });

  it('a bucket that locks by itself gets one probe a day', async () => {
    standIn.addBucket({
      name: 'locked',
      objectLock: true,
      defaultRetention: { mode: 'COMPLIANCE', days: 30 },
    });
    place = s3Place(standIn, { bucket: 'locked' }, null);
    await locations.initialise(place);
    const first = await locations.check(place);
    expect(first).toMatchObject({
      ok: true,
      capabilities: {
        versioning: 'ENABLED',
        objectLock: 'ON',
        defaultRetention: { mode: 'COMPLIANCE', days: 30 },
      },
    });
    const { length } = standIn.bucket('locked').versions();
    const capabilities = first.ok ? first.capabilities : null;
    expect(await locations.check({ ...place, capabilities })).toEqual(first);
    expect(standIn.bucket('locked').versions()).toHaveLength(length);
    expect(standIn.bucket('locked').keys()).toEqual(['team/a/.holdfast-location.json']);
  });

  it.each<[string, LocationReason, () => void]>([
    [
      'a wrong secret',
      'CREDENTIALS_INVALID',
      () => {
        keys = { ...keys, secretAccessKey: 'wrong-wrong' };
      },
    ],
    [
      'an unknown key',
      'CREDENTIALS_INVALID',
      () => {
        keys = { ...keys, accessKeyId: 'AKIANOBODY' };
      },
    ],
    [
      'an expired key',
      'CREDENTIALS_EXPIRED',
      () => {
        standIn.keys.get(keys.accessKeyId)!.expiresAfter = 0;
      },
    ],
    [
      'a key that expires in the middle',
      'CREDENTIALS_EXPIRED',
      () => {
        standIn.keys.get(keys.accessKeyId)!.expiresAfter = 4;
      },
    ],
    [
      'a key that may not write',
      'ACCESS_DENIED',
      () => void standIn.faults.add({ match: /^PUT/, do: { error: 'AccessDenied' } }),
    ],
    [
      'a clock that cannot be agreed on',
      'CLOCK_SKEW',
      () => void standIn.faults.add({ match: /./, do: { error: 'RequestTimeTooSkewed' } }),
    ],
    ['a bucket that is gone', 'BUCKET_MISSING', () => void standIn.buckets.delete(BUCKET)],
    [
      'a store that is busy',
      'THROTTLED',
      () => void standIn.faults.add({ match: /^PUT/, do: { error: 'SlowDown' } }),
    ],
    [
      'a full store',
      'NO_SPACE',
      () => void standIn.faults.add({ match: /^PUT/, do: { error: 'QuotaExceeded' } }),
    ],
    [
      'a store that resets',
      'UNREACHABLE',
      () => void standIn.faults.add({ match: /^PUT/, do: 'reset-body' }),
    ],
    [
      'a store that keeps other bytes',
      'READ_BACK_DIFFERS',
      () => void standIn.faults.add({ match: /^PUT/, do: 'corrupt' }),
    ],
    [
      'a marker that is gone',
      'MARKER_MISSING',
      () => bucket().remove('team/a/.holdfast-location.json', 'null'),
    ],
  ])('%s is %s', async (_what, reason, arrange) => {
    arrange();
    const check = await locations.check(place);
    expect(check).toMatchObject({ ok: false, reason });
    expect(JSON.stringify(check)).not.toContain(keys.secretAccessKey);
  });

  it('a store that is off is UNREACHABLE', async () => {
    await standIn.stop();
    expect(await locations.check(place)).toMatchObject({ ok: false, reason: 'UNREACHABLE' });
  });

  it('a wrong region is named with the right one', async () => {
    const region = await locations.check(renewed({ region: 'eu-central-1' }));
    expect(region).toMatchObject({
      ok: false,
      reason: 'WRONG_REGION',
      message: expect.stringContaining('us-east-1'),
    });
  });

  it('a redirect to another place is told and not followed', async () => {
    const check = await locations.check(renewed({ bucket: 'away' }));
    expect(check).toMatchObject({
      ok: false,
      reason: 'WRONG_REGION',
      message: expect.stringContaining('eu-west-1'),
    });
  });

  it('a clock that is off by an hour is made up for', async () => {
    standIn.setClock(() => new Date(Date.now() + 60 * 60_000));
    expect(await locations.check(place)).toMatchObject({ ok: true });
  });

  it('is a TIMEOUT when it takes too long', async () => {
    locations = s3Locations(standIn, { checkTimeoutMs: 100 });
    standIn.faults.add({ match: /^GET/, do: { latencyMs: 5_000 } });
    expect(await locations.check(place)).toMatchObject({ ok: false, reason: 'TIMEOUT' });
  });

  it('passes an abort on', async () => {
    const reason = new Error('shutting down');
    await expect(locations.check(place, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe('the role of the process', () => {
  beforeEach(() => {
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('is taken when the location says so, and no key of the vault', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', keys.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', keys.secretAccessKey);
    keys = { ...keys, secretAccessKey: 'wrong-wrong' };
    expect(await locations.check(renewed({ credentials: 'ENVIRONMENT' }))).toMatchObject({ ok: true });
    expect(await locations.check(place)).toMatchObject({ ok: false, reason: 'CREDENTIALS_INVALID' });
  });

  it('that is not there makes the location INVALID, and its keys are not taken instead', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', '');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', '');
    const before = standIn.requests.length;
    const check = await locations.check(renewed({ credentials: 'ENVIRONMENT' }));
    expect(check).toMatchObject({ ok: false, reason: 'CREDENTIALS_INVALID' });
    expect(standIn.requests).toHaveLength(before);
  });
});

describe('TLS', () => {
  it('is trusted by its own authority, and by no other', async () => {
    const secure = await startS3StandIn({ tls: true, buckets: [BUCKET] });
    try {
      const trusting = s3Locations(secure);
      const there = s3Place(secure);
      await trusting.initialise(there);
      expect(await trusting.check(there)).toMatchObject({ ok: true });
      const distrusting = { ...there, s3: { ...there.s3, caBundle: null } };
      expect(await trusting.check(distrusting)).toMatchObject({ ok: false, reason: 'TLS_FAILED' });
      trusting.close();
    } finally {
      await secure.stop();
    }
  });
});

describe('the marker', () => {
  it('keeps another location out, here, above and below', async () => {
    for (const prefix of ['team/a/', 'team/a/b/']) {
      await expectFailure(locations.initialise(s3Place(standIn, { prefix })), 'MARKER_FOREIGN');
    }
    await expectFailure(locations.initialise(s3Place(standIn, { prefix: 'team/' })), 'MARKER_MISSING');
    expect(await locations.holder(place, keys)).toMatchObject({ locationId: place.id, name: 'bucket' });
    expect(await locations.holder(s3Place(standIn, { prefix: 'free/' }), keys)).toBeNull();
  });

  it('two that set up the same place at once do not share it', async () => {
    const both = [s3Place(standIn, { prefix: 'new/' }), s3Place(standIn, { prefix: 'new/' })];
    const results = await Promise.allSettled(both.map((each) => locations.initialise(each)));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is removed by a release, and no other is', async () => {
    await locations.release({ ...place, id: s3Place(standIn).id });
    expect(bucket().keys()).toHaveLength(1);
    await locations.release(place);
    expect(bucket().keys()).toEqual([]);
    await expectFailure(locations.open(place), 'MARKER_MISSING');
  });

  it('a prefix that holds other things is not taken', async () => {
    bucket().add('other/photo.jpg', {
      bytes: Buffer.from('x'),
      etag: 'x',
      modifiedAt: new Date(),
      headers: {},
    });
    const failure = await expectFailure(
      locations.initialise(s3Place(standIn, { prefix: 'other/' })),
      'MARKER_MISSING',
    );
    expect(failure.message).toContain('photo.jpg');
    expect(bucket().keys()).not.toContain('other/.holdfast-location.json');
  });
});

it('a sweep aborts our own uploads that are older than a day, and no others', async () => {
  const upload = (key: string, age: number) => {
    const id = `${key}-${age}`;
    const initiatedAt = new Date(Date.now() - age);
    bucket().uploads.set(id, { id, key, initiatedAt, headers: {}, parts: new Map() });
  };
  upload('team/a/backups/x', 2 * DAY_MS);
  upload('team/a/backups/x', DAY_MS / 2);
  upload('team/b/backups/x', 2 * DAY_MS);
  upload('elsewhere', 2 * DAY_MS);
  expect(await locations.sweep(place)).toBe(1);
  expect([...bucket().uploads.values()].map(({ id }) => id).sort()).toEqual([
    `elsewhere-${2 * DAY_MS}`,
    `team/a/backups/x-${DAY_MS / 2}`,
    `team/b/backups/x-${2 * DAY_MS}`,
  ]);
});

describe('an endpoint', () => {
  it.each([
    'http://169.254.169.254',
    'https://[fe80::1]',
    'http://metadata.google.internal',
    'https://100.100.100.200',
  ])('%s is refused before anything is called', (endpoint) => {
    expect(locations.placeFaults({ ...place.s3, endpoint }).map(({ path }) => path)).toEqual(['s3.endpoint']);
  });

  it('a CA bundle without certificates is refused', () => {
    expect(locations.placeFaults({ ...place.s3, caBundle: 'hello' }).map(({ path }) => path)).toEqual([
      's3.caBundle',
    ]);
  });
});
