import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { S3Settings } from '../../src/domain/s3-settings.js';
import { PART_BYTES } from '../../src/locations/s3/parts.js';
import type { S3Locations } from '../../src/locations/s3/s3-locations.js';
import type { S3Store } from '../../src/locations/s3/s3-store.js';
import { collect, expectFailure, itemsOf, keysOf } from '../contract/object-store-contract.js';
import { type S3StandIn, startS3StandIn } from '../stand-ins/s3/s3-stand-in.js';
import { ALL_CAPABILITIES, BUCKET, s3Locations, s3Place } from '../support/s3-location.js';

const LARGE = randomBytes(2 * PART_BYTES + 1_000);

let standIn: S3StandIn;
let locations: S3Locations;
let store: S3Store;
beforeEach(async () => {
  standIn = await startS3StandIn({ buckets: [BUCKET] });
  locations = s3Locations(standIn);
  store = await openStore();
});
afterEach(async () => {
  locations.close();
  await standIn.stop();
});

async function openStore(
  settings: Partial<S3Settings> = {},
  capabilities = ALL_CAPABILITIES,
): Promise<S3Store> {
  const place = s3Place(standIn, settings, capabilities);
  await locations.initialise(place);
  return locations.open(place);
}

const bucket = () => standIn.bucket(BUCKET);
const stored = (key: string) => bucket().current(`team/a/${key}`);
async function* streamed(bytes: Uint8Array, size = 1_000_000): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const writes = () => standIn.requests.filter((line) => /^(PUT|POST) /.test(line) && !line.includes('marker'));

describe('what is larger than a part', () => {
  it('goes in parts, is whole, and the store keeps the digest of the digests', async () => {
    const { size } = await store.put('large', streamed(LARGE));
    expect(size).toBe(LARGE.length);
    expect(stored('large')?.checksum?.value).toMatch(/-3$/);
    expect((await collect(store.get('large'))).equals(LARGE)).toBe(true);
    expect(bucket().uploads.size).toBe(0);
  });

  it('exactly one part is one request', async () => {
    await store.put('part', streamed(LARGE.subarray(0, PART_BYTES)));
    expect(standIn.requests.filter((line) => line.includes('uploads'))).toEqual([]);
    expect(stored('part')?.bytes?.length).toBe(PART_BYTES);
  });

  it('does not take a name that was given meanwhile', async () => {
    standIn.faults.add({
      match: /^POST .*uploadId/,
      times: 1,
      do: () =>
        void bucket().add('team/a/large', {
          bytes: Buffer.from('first'),
          etag: 'x',
          modifiedAt: new Date(),
          headers: {},
        }),
    });
    await expectFailure(store.put('large', streamed(LARGE)), 'EXISTS');
    expect(String(stored('large')?.bytes)).toBe('first');
    expect(bucket().uploads.size).toBe(0);
  });

  it('leaves no upload when the source fails in the middle', async () => {
    const fault = new TypeError('the cluster went away');
    async function* failing() {
      yield* streamed(LARGE);
      throw fault;
    }
    await expect(store.put('large', failing())).rejects.toBe(fault);
    expect(bucket().uploads.size).toBe(0);
    expect(await keysOf(store)).toEqual([]);
  });

  it('leaves no upload when it is aborted in the middle', async () => {
    const controller = new AbortController();
    const reason = new Error('the lease is lost');
    standIn.faults.add({ match: /^PUT .*partNumber=2/, times: 1, do: () => controller.abort(reason) });
    await expect(store.put('large', streamed(LARGE), controller.signal)).rejects.toBe(reason);
    await vi.waitFor(() => expect(bucket().uploads.size).toBe(0));
    expect(await keysOf(store)).toEqual([]);
  });

  it('a part that was reset is sent again', async () => {
    const fault = standIn.faults.add({ match: /^PUT .*partNumber=2/, times: 1, do: 'reset-body' });
    await store.put('large', streamed(LARGE));
    expect(fault.fired).toBe(1);
    expect(stored('large')?.bytes?.equals(LARGE)).toBe(true);
  });

  it('lets go of its source when the store takes no upload', async () => {
    let open = false;
    async function* source() {
      open = true;
      try {
        yield* streamed(LARGE);
      } finally {
        open = false;
      }
    }
    standIn.faults.add({ match: /^POST .*uploads/, do: () => controller.abort(reason) });
    const controller = new AbortController();
    const reason = new Error('enough');
    await expect(store.put('large', source(), controller.signal)).rejects.toBe(reason);
    expect(open).toBe(false);
    expect(await keysOf(store)).toEqual([]);
  });

  it('a store that mixes up the ETags of parts fails the write, and nothing stays', async () => {
    standIn.faults.add({ match: /^PUT .*partNumber=1/, do: 'wrong-etag' });
    await expectFailure(store.put('large', streamed(LARGE)), 'STORAGE_ERROR');
    expect(bucket().uploads.size).toBe(0);
    expect(await keysOf(store)).toEqual([]);
  });
});

describe('a lost answer', () => {
  it.each(['small', 'large'])(
    'to the request that gave the name of a %s object finds our own object',
    async (kind) => {
      const fault = standIn.faults.add({
        match: /^(PUT .*PutObject|POST .*uploadId)/,
        times: 1,
        do: 'reset-after',
      });
      const bytes = kind === 'small' ? Buffer.from('x') : LARGE;
      expect(await store.put('x', streamed(bytes))).toMatchObject({ size: bytes.length });
      expect(fault.fired).toBe(1);
      expect(stored('x')?.bytes?.equals(bytes)).toBe(true);
    },
  );

  it('that stays lost fails the write, and what was written is taken away', async () => {
    standIn.faults.add({ match: /^PUT .*\/x/, times: 1, do: 'reset-after' });
    standIn.faults.add({ match: /^PUT .*\/x/, after: 1, do: 'reset-before' });
    await expectFailure(store.put('x', Buffer.from('x')), 'UNREACHABLE');
    expect(stored('x')).toBeUndefined();
  });

  it('never takes away what another wrote', async () => {
    await store.put('x', Buffer.from('theirs'));
    await expectFailure(store.put('x', Buffer.from('ours')), 'EXISTS');
    expect(String(stored('x')?.bytes)).toBe('theirs');
  });
});

describe('a store that is busy', () => {
  it('is asked three times at most', async () => {
    standIn.faults.add({ match: /^PUT .*\/x/, do: { error: 'SlowDown' } });
    await expectFailure(store.put('x', Buffer.from('x')), 'THROTTLED');
    expect(writes().filter((line) => line.includes('/x?'))).toHaveLength(3);
    expect(await keysOf(store)).toEqual([]);
  });

  it('is asked again, and then it works', async () => {
    standIn.faults.add({ match: /^PUT .*\/x/, times: 1, do: { error: 'SlowDown' } });
    await store.put('x', Buffer.from('x'));
    expect(await store.exists('x')).toBe(true);
  });

  it('that never answers is a TIMEOUT', async () => {
    locations = s3Locations(standIn, { timeoutMs: 100, dataTimeoutMs: 100 });
    store = await openStore({ prefix: 'slow/' });
    standIn.faults.add({ match: /^GET .*list-type/, do: { latencyMs: 5_000 } });
    await expectFailure(itemsOf(store.list('')), 'TIMEOUT');
  });
});

describe('a read', () => {
  it('that ends early is a failure and never a shorter object', async () => {
    await store.put('x', randomBytes(500_000));
    standIn.faults.add({ match: /^GET .*\/x/, do: 'truncate' });
    await expectFailure(collect(store.get('x')), 'UNREACHABLE');
  });

  it('of a bucket that is gone says so, and "not there" is never said of it', async () => {
    await store.put('x', Buffer.from('x'));
    standIn.buckets.delete(BUCKET);
    for (const call of [
      () => collect(store.get('x')),
      () => store.exists('x'),
      () => itemsOf(store.list('')),
      () => store.put('y', Buffer.from('y')),
    ]) {
      await expectFailure(call(), 'BUCKET_MISSING');
    }
  });
});

describe('what a store does to the bytes', () => {
  it('an upload that arrives changed is refused by its signature, also where no checksums are known', async () => {
    standIn.abilities.checksums = 'ignored';
    store = await openStore({ prefix: 'old/' }, { ...ALL_CAPABILITIES, checksums: 'NONE' });
    standIn.faults.add({ match: /^PUT .*(\/x|partNumber=2)/, do: 'corrupt-body' });
    for (const bytes of [Buffer.from('small'), LARGE]) {
      const failure = await expectFailure(store.put('x', streamed(bytes)), 'STORAGE_ERROR');
      expect(failure.message).toContain('XAmzContentSHA256Mismatch');
    }
    expect(await keysOf(store)).toEqual([]);
  });

  it('a store without checksums that stores other bytes is found out at once, and they are taken away', async () => {
    standIn.abilities.checksums = 'refused';
    store = await openStore({ prefix: 'old/' }, { ...ALL_CAPABILITIES, checksums: 'NONE' });
    standIn.faults.add({ match: /^PUT .*\/x/, times: 1, do: 'corrupt' });
    await expectFailure(store.put('x', Buffer.from('bytes')), 'READ_BACK_DIFFERS');
    expect(await keysOf(store)).toEqual([]);
    await store.put('x', Buffer.from('bytes'));
    expect(String(await store.read('x'))).toBe('bytes');
  });

  it('a store that suddenly keeps no digest is read back', async () => {
    standIn.abilities.checksums = 'ignored';
    standIn.faults.add({ match: /^PUT .*\/x/, times: 1, do: 'corrupt' });
    await expectFailure(store.put('x', Buffer.from('bytes')), 'READ_BACK_DIFFERS');
  });
});

it('on a store without conditional writes a taken name is seen before it is written', async () => {
  standIn.abilities.conditionalWrites = 'ignored';
  store = await openStore({ prefix: 'old/' }, { ...ALL_CAPABILITIES, conditionalWrites: false });
  await store.put('x', Buffer.from('first'));
  await expectFailure(store.put('x', Buffer.from('second')), 'EXISTS');
  expect(String(await store.read('x'))).toBe('first');
});

it('storage class and encryption go with every object', async () => {
  store = await openStore({
    prefix: 'cold/',
    storageClass: 'STANDARD_IA',
    sse: { mode: 'AWS_KMS', kmsKeyId: 'alias/k' },
  });
  await store.put('small', Buffer.from('x'));
  await store.put('large', streamed(LARGE));
  for (const key of ['small', 'large']) {
    expect(bucket().current(`cold/${key}`)?.headers).toMatchObject({
      'x-amz-storage-class': 'STANDARD_IA',
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': 'alias/k',
    });
  }
});

it('a deletion in a bucket with versions leaves no bytes behind', async () => {
  standIn.addBucket({ name: 'versions', versioning: 'Enabled' });
  store = await openStore({ bucket: 'versions' });
  await store.put('a/1', Buffer.from('x'));
  await store.put('a/2', Buffer.from('x'));
  await store.delete('a/1');
  await store.deleteAll('a/');
  const left = standIn
    .bucket('versions')
    .versions()
    .map(({ key }) => key);
  expect(left).toEqual(['team/a/.holdfast-location.json']);
});

it.each(['SHA256', 'NONE'] as const)(
  'a bucket that locks each object takes large and small ones with %s',
  async (checksums) => {
    if (checksums === 'NONE') standIn.abilities.checksums = 'ignored';
    standIn.addBucket({ name: 'locks', objectLock: true, defaultRetention: { mode: 'GOVERNANCE', days: 1 } });
    store = await openStore({ bucket: 'locks' }, { ...ALL_CAPABILITIES, checksums });
    await store.put('small', Buffer.from('x'));
    await store.put('large', streamed(LARGE));
    expect(await store.lockedUntil('large')).toBeInstanceOf(Date);
    await expectFailure(store.delete('small'), 'OBJECT_LOCKED');
    await expectFailure(store.deleteAll(''), 'OBJECT_LOCKED');
    expect(await keysOf(store)).toEqual(['large', 'small']);
  },
);

it('a legal hold has no date', async () => {
  standIn.addBucket({ name: 'locks', objectLock: true });
  store = await openStore({ bucket: 'locks' });
  await store.put('held', Buffer.from('x'));
  standIn.bucket('locks').current('team/a/held')!.legalHold = true;
  expect(await store.lockedUntil('held')).toBeNull();
  expect((await expectFailure(store.delete('held'), 'OBJECT_LOCKED')).lockedUntil).toBeNull();
});
