import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Manifest } from '../../../src/domain/manifest.js';
import type { Verification } from '../../../src/domain/ports/backup-engine.js';
import { StorageFailed } from '../../../src/domain/storage-failure.js';
import { encodeIndex, type FrameEntry, type FrameIndex } from '../../../src/engines/direct/frame-index.js';
import { type Capture, capture, engineOver, INDEX_KEY, RESOURCES_KEY } from './engine-run.js';
import { FakeCluster, KINDS } from './fake-cluster.js';

let backup: Capture;

beforeEach(async () => {
  const cluster = new FakeCluster().namespace('shop', 'blog', 'zoo');
  for (const namespace of ['shop', 'blog', 'zoo']) {
    for (let each = 0; each < 40; each++) {
      cluster.object(KINDS.configmaps, namespace, `c-${each}`, { data: { text: `${namespace} ${each}` } });
    }
    cluster.object(KINDS.secrets, namespace, 'key');
  }
  backup = await capture(cluster, ['shop', 'blog', 'zoo']);
});

async function verify(manifest: object = backup.manifest): Promise<Verification> {
  return await engineOver(new FakeCluster()).verify(backup.store, {
    manifest: manifest as Manifest,
    key: null,
  });
}

/** Puts other bytes in a file's place, with a manifest that vouches for them. */
function forge(key: string, change: (bytes: Buffer) => Buffer, manifest = backup.manifest): Manifest {
  let bytes: Buffer = Buffer.alloc(0);
  backup.store.corrupt(key, (before) => {
    bytes = change(before);
    return bytes;
  });
  const forged = { key, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  const files = manifest.files!;
  return {
    ...manifest,
    files: key === INDEX_KEY ? { ...files, index: forged } : { ...files, resources: forged },
  };
}

async function forgeIndex(change: (index: FrameIndex) => FrameIndex): Promise<Manifest> {
  const encoded = await encodeIndex(change(backup.index));
  return forge(INDEX_KEY, () => encoded);
}

function changeFrame(at: number, change: Partial<FrameEntry>): (index: FrameIndex) => FrameIndex {
  return ({ frames, voids }) => ({
    voids,
    frames: frames.map((frame, place) => (place === at ? { ...frame, ...change } : frame)),
  });
}

describe('verify', () => {
  it('finds a whole backup intact, and counts what it read', async () => {
    expect(await verify()).toEqual({
      intact: true,
      frames: backup.index.frames.length,
      objects: backup.captured.totals.objects,
      damages: [],
    });
  });

  it('finds a flipped bit wherever it is', async () => {
    const { size } = backup.captured.files.resources;
    for (let at = 0; at < size; at += 7) {
      const flip = (bytes: Buffer) => {
        bytes[at] = (bytes[at] ?? 0) ^ 0x10;
        return bytes;
      };
      backup.store.corrupt(RESOURCES_KEY, flip);
      const { intact, damages } = await verify();
      expect(intact).toBe(false);
      expect(damages.join()).toContain('SHA-256');
      backup.store.corrupt(RESOURCES_KEY, flip);
    }
    expect((await verify()).intact).toBe(true);
  });

  it('finds a file that is cut off, one that goes on, and one that is empty', async () => {
    backup.store.corrupt(RESOURCES_KEY, (bytes) => bytes.subarray(0, bytes.length - 5));
    expect((await verify()).damages.join()).toMatch(/it ends within the frame at byte \d+/);
    backup.store.corrupt(RESOURCES_KEY, (bytes) => Buffer.concat([bytes, Buffer.alloc(50)]));
    expect((await verify()).damages.join()).toMatch(/45 bytes belong to no frame/);
    backup.store.corrupt(RESOURCES_KEY, () => Buffer.alloc(0));
    expect((await verify()).intact).toBe(false);
  });

  it('finds frames that changed places, though every byte is there', async () => {
    const [first, second] = [...backup.index.frames].sort((left, right) => left.offset - right.offset);
    const manifest = forge(RESOURCES_KEY, (bytes) =>
      Buffer.concat([
        bytes.subarray(second!.offset, second!.offset + second!.length),
        bytes.subarray(first!.offset, first!.offset + first!.length),
        bytes.subarray(second!.offset + second!.length),
      ]),
    );
    expect((await verify(manifest)).intact).toBe(false);
  });

  it.each([RESOURCES_KEY, INDEX_KEY])('finds a file that is not there: %s', async (key) => {
    await backup.store.delete(key);
    const { intact, damages } = await verify();
    expect(intact).toBe(false);
    expect(damages[0]).toBe(`${key}: it is not there.`);
  });

  it('finds an index that is not the one in the manifest', async () => {
    const manifest = await forgeIndex(changeFrame(0, { objects: 1 }));
    const { damages } = await verify({ ...manifest, files: backup.manifest.files });
    expect(damages.join()).toContain(`${INDEX_KEY}: its SHA-256 is not the one in the manifest.`);
  });

  it.each<[string, Partial<FrameEntry>, RegExp]>([
    ['another digest', { sha256: '0'.repeat(64) }, /another SHA-256 than its index says/],
    ['another count', { objects: 39 }, /holds 40 objects, not 39/],
    ['another kind', { kind: 'Secret' }, /object 1 is of another kind/],
    ['another version', { groupVersion: 'v2' }, /object 1 is of another kind/],
    ['another namespace', { namespace: 'shop' }, /object 1 is of another namespace/],
    ['another place', { offset: 1 }, /a frame is expected at byte/],
    ['another length', { length: 20 }, /a frame is expected at byte|cannot be unpacked/],
    ['another size', { rawLength: 10 }, /cannot be unpacked/],
    ['an enormous length', { length: 2 ** 50 }, /larger than any frame/],
  ])(
    'holds frames against an index that claims %s, though the manifest vouches for it',
    async (_what, change, damage) => {
      const { intact, damages } = await verify(await forgeIndex(changeFrame(0, change)));
      expect(intact).toBe(false);
      expect(damages.join()).toMatch(damage);
    },
  );

  it('finds a frame that the index leaves out', async () => {
    const manifest = await forgeIndex(({ frames, voids }) => ({ frames: frames.slice(1), voids }));
    expect((await verify(manifest)).intact).toBe(false);
  });

  it.each([
    ['no zstd', Buffer.from('not compressed')],
    ['empty', Buffer.alloc(0)],
  ])('finds an index that cannot be read: %s', async (_what, bytes) => {
    const { damages } = await verify(forge(INDEX_KEY, () => bytes));
    expect(damages.join()).toContain('the index cannot be unpacked and parsed');
  });

  it.each([
    [{ version: 2 }, /version 2 and this Holdfast reads 1/],
    [{ format: 'velero' }, /not of a Holdfast backup/],
    [{ encryption: { algorithm: 'rot13' } }, /encrypted in a way/],
    [{ compression: 'lzma' }, /does not know the compression "lzma"/],
  ])('refuses a manifest that it does not know: %o', async (change, damage) => {
    const { intact, damages } = await verify({ ...backup.manifest, ...change });
    expect(intact).toBe(false);
    expect(damages).toEqual([expect.stringMatching(damage)]);
    const manifest = { ...backup.manifest, ...change } as Manifest;
    const contents = engineOver(new FakeCluster()).contents(backup.store, { manifest, key: null });
    await expect(contents).rejects.toMatchObject({ code: 'DEPENDENCY_FAILURE' });
  });

  it('finds totals that differ from what was read', async () => {
    const { damages } = await verify({
      ...backup.manifest,
      totals: { ...backup.manifest.totals, objects: 1 },
    });
    expect(damages).toEqual([
      `The manifest counts 1 objects and ${backup.captured.totals.objects} were read.`,
    ]);
  });

  it('says a hundred damages at most, and how many there are', async () => {
    const manifest = await forgeIndex(({ frames, voids }) => ({
      voids,
      frames: Array.from({ length: 500 }, () => ({ ...frames[0]!, length: 2 ** 40, offset: 2 ** 41 })),
    }));
    expect((await verify(manifest)).damages.length).toBeLessThanOrEqual(100);
  });

  it('has nothing to read in a backup that failed, and misses the files of one that did not', async () => {
    const failed = { ...backup.manifest.backup, state: 'FAILURE' };
    expect(await verify({ ...backup.manifest, files: null, backup: failed })).toMatchObject({
      intact: true,
      frames: 0,
    });
    expect((await verify({ ...backup.manifest, files: null })).damages).toEqual([
      'The manifest names no files.',
    ]);
  });

  it('throws when the location itself is bad: that says nothing about the backup', async () => {
    backup.store.onCall = ({ operation, key }) => {
      if (operation === 'get') throw new StorageFailed('not mounted', { reason: 'MARKER_MISSING', key });
    };
    await expect(verify()).rejects.toMatchObject({ reason: 'MARKER_MISSING' });
  });

  it('stops when it is aborted', async () => {
    const abort = new AbortController();
    backup.store.onCall = ({ operation }) => {
      if (operation === 'get') abort.abort(new Error('cancelled'));
    };
    const verifying = engineOver(new FakeCluster()).verify(
      backup.store,
      { manifest: backup.manifest, key: null },
      abort.signal,
    );
    await expect(verifying).rejects.toThrow('cancelled');
  });
});

describe('contents', () => {
  it('lists what the index says, by resource and namespace', async () => {
    const entries = await engineOver(new FakeCluster()).contents(backup.store, {
      manifest: backup.manifest,
      key: null,
    });
    expect(entries.map(({ resource, namespace, objects }) => `${resource} ${namespace} ${objects}`)).toEqual([
      'configmaps blog 40',
      'configmaps shop 40',
      'configmaps zoo 40',
      'namespaces  3',
      'secrets blog 1',
      'secrets shop 1',
      'secrets zoo 1',
    ]);
    const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
    expect(bytes).toBe(backup.captured.totals.bytes);
  });

  it('is empty for a backup without files', async () => {
    const entries = await engineOver(new FakeCluster()).contents(backup.store, {
      manifest: { ...backup.manifest, files: null },
      key: null,
    });
    expect(entries).toEqual([]);
  });

  it('throws when the index is not there or cannot be read', async () => {
    const engine = engineOver(new FakeCluster());
    backup.store.corrupt(INDEX_KEY, () => Buffer.from('x'));
    await expect(
      engine.contents(backup.store, { manifest: backup.manifest, key: null }),
    ).rejects.toMatchObject({
      code: 'DEPENDENCY_FAILURE',
    });
    await backup.store.delete(INDEX_KEY);
    await expect(
      engine.contents(backup.store, { manifest: backup.manifest, key: null }),
    ).rejects.toMatchObject({
      reason: 'NOT_FOUND',
    });
  });
});
