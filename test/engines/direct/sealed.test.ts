/** A sealed backup, and everything that somebody who can write to its location could do to it, with a manifest that vouches for it. */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Manifest } from '../../../src/domain/manifest.js';
import type { BackupKey } from '../../../src/domain/ports/backup-cipher.js';
import type { Verification } from '../../../src/domain/ports/backup-engine.js';
import { BackupFiles } from '../../../src/engines/direct/backup-files.js';
import { decodeIndex, type FrameIndex } from '../../../src/engines/direct/frame-index.js';
import { placesOf } from '../../../src/engines/direct/frame-places.js';
import { FrameSeal } from '../../../src/engines/direct/frame-seal.js';
import { aBackupCipher, aKeyFile } from '../../factories/backup-cipher.js';
import { MemoryObjectStore } from '../../fakes/memory-object-store.js';
import { capture, engineOver, engineRun, INDEX_KEY, manifestOf, RESOURCES_KEY } from './engine-run.js';
import { FakeCluster, failure, KINDS } from './fake-cluster.js';

const cipher = aBackupCipher({ keyFile: aKeyFile() });
const BACKUP = engineRun([], new MemoryObjectStore()).backupId;
const SECRET = 'hunter2-in-the-clear';

interface Sealed {
  readonly store: MemoryObjectStore;
  readonly manifest: Manifest;
  readonly key: BackupKey;
  readonly index: FrameIndex;
}

function world(): FakeCluster {
  const cluster = new FakeCluster().namespace('shop', 'blog', 'zoo');
  for (const namespace of ['shop', 'blog', 'zoo']) {
    for (let each = 0; each < 40; each++)
      cluster.object(KINDS.configmaps, namespace, `c-${each}`, { data: { text: `${namespace} ${each}` } });
    cluster.object(KINDS.secrets, namespace, 'key', { data: { password: SECRET } });
  }
  return cluster;
}

async function sealed(cluster = world(), attempt = 1, backupId = BACKUP): Promise<Sealed> {
  const store = new MemoryObjectStore();
  const sealing = await cipher.create({ backupId, attempt });
  if (sealing === null) throw new Error('it does not encrypt');
  const run = { ...engineRun(['shop', 'blog', 'zoo'], store), backupId, attempt, key: sealing };
  const captured = await engineOver(cluster).captureResources(run, () => {});
  const key = await cipher.unlock({ backupId, attempt }, sealing.header);
  const manifest = { ...manifestOf(captured), encryption: { ...sealing.header, mac: '' } };
  const stored = await store.read(captured.files.index.key);
  const index = await decodeIndex(new FrameSeal(key, captured.files.index.key).openWhole(stored));
  return { store, manifest, key, index };
}

let backup: Sealed;
beforeEach(async () => {
  backup = await sealed();
});

function verify({ store, manifest, key }: Omit<Sealed, 'index'> = backup): Promise<Verification> {
  return engineOver(new FakeCluster()).verify(store, { manifest, key });
}

/** Puts other bytes in a file's place, with a manifest that vouches for them. */
function forge(key: string, change: (bytes: Buffer) => Buffer): Sealed {
  let bytes: Buffer = Buffer.alloc(0);
  backup.store.corrupt(key, (before) => {
    bytes = change(before);
    return bytes;
  });
  const forged = { key, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  const files = backup.manifest.files!;
  const manifest = {
    ...backup.manifest,
    files: key === INDEX_KEY ? { ...files, index: forged } : { ...files, resources: forged },
  };
  return { ...backup, manifest };
}

async function listOf<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const each of source) all.push(each);
  return all;
}

const flip = (at: number) => (bytes: Buffer) => {
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes;
};

describe('a sealed backup', () => {
  it('holds what one in the clear holds, is found intact, and shows nothing of it', async () => {
    const clear = await capture(world(), ['shop', 'blog', 'zoo']);
    const found = await verify();
    expect(found).toMatchObject({ intact: true, objects: clear.captured.totals.objects, damages: [] });
    const opened = { manifest: backup.manifest, key: backup.key };
    const contents = await engineOver(new FakeCluster()).contents(backup.store, opened);
    expect(contents).toEqual(
      await engineOver(new FakeCluster()).contents(clear.store, { manifest: clear.manifest, key: null }),
    );
    const stored = Buffer.concat(await Promise.all(backup.store.keys().map((key) => backup.store.read(key))));
    for (const word of [SECRET, 'configmaps', 'shop', ...clear.index.frames.map(({ sha256 }) => sha256)])
      expect(stored.includes(word)).toBe(false);
    // Digests of what is in the clear would tell whoever guesses it that the guess is right.
    const told = JSON.stringify(backup.manifest);
    for (const { sha256 } of clear.index.frames) expect(told).not.toContain(sha256);
  });

  it('ends with an empty frame that says so, and its frames are as long as they were and the overhead', async () => {
    const places = placesOf(backup.index);
    const last = places.at(-1)!;
    expect(last).toMatchObject({ last: true, length: backup.key.overhead, entry: undefined });
    expect(last.offset + last.length).toBe(backup.manifest.files?.resources.size);
  });

  it('opens single frames by range, each at its number', async () => {
    const files = await BackupFiles.open(backup.store, backup);
    for (const entry of files.index.frames.toReversed()) {
      const [read] = await listOf(files.frames([entry]));
      expect(read?.ndjson.toString().trimEnd().split('\n')).toHaveLength(entry.objects);
    }
    const all = await listOf(files.frames(files.index.frames));
    expect(all).toHaveLength(files.index.frames.length);
  });

  it('numbers its frames by their place with the voids of a list that began again', async () => {
    const cluster = world();
    for (let each = 0; each < 510; each++)
      cluster.object(KINDS.deployments, 'shop', `d-${each}`, { spec: { text: 'x'.repeat(4000) } });
    let expired = false;
    cluster.onGet = ({ path, token }) => {
      if (path !== '/apis/apps/v1/deployments' || token === '' || expired) return undefined;
      expired = true;
      throw failure('EXPIRED', path, { status: 410 });
    };
    const restarted = await sealed(cluster);
    expect(restarted.index.voids.length).toBeGreaterThan(1);
    expect(await verify(restarted)).toMatchObject({ intact: true });
    const files = await BackupFiles.open(restarted.store, restarted);
    expect(await listOf(files.frames(files.index.frames))).toHaveLength(files.index.frames.length);
  });
});

describe('tampering', () => {
  it.each([
    ['the first byte of a frame', () => 0],
    ['the tag of a frame', ({ index }: Sealed) => placesOf(index)[2]!.offset - 1],
    ['the end of the file', ({ manifest }: Sealed) => manifest.files!.resources.size - 1],
  ])('is found in %s', async (_what, at) => {
    const { damages, intact } = await verify(forge(RESOURCES_KEY, flip(at(backup))));
    expect(intact).toBe(false);
    expect(damages.join()).toMatch(/resources\.ndjson\.zst: its (last )?frame (\(\d+\)|\d+) does not open/);
  });

  it('is found in the index, and nothing is read by it', async () => {
    const forged = forge(INDEX_KEY, flip(20));
    expect((await verify(forged)).damages.join()).toMatch(
      /index\.json\.zst: its last frame \(0\) does not open/,
    );
    await expect(BackupFiles.open(forged.store, forged)).rejects.toMatchObject({
      code: 'BACKUP_LOCKED',
      details: { reason: 'TAMPERED', file: 'index.json.zst', frame: 0 },
    });
  });

  it('is found when the file is cut at the end of a frame', async () => {
    const { offset } = placesOf(backup.index).at(-1)!;
    const { damages } = await verify(forge(RESOURCES_KEY, (bytes) => bytes.subarray(0, offset)));
    expect(damages.join()).toMatch(/ends within the frame at byte/);
  });

  it('is found when the file is cut and an earlier frame is put at its end', async () => {
    const places = placesOf(backup.index);
    const [first, last] = [places[0]!, places.at(-1)!];
    const { damages } = await verify(
      forge(RESOURCES_KEY, (bytes) =>
        Buffer.concat([bytes.subarray(0, last.offset), bytes.subarray(first.offset, last.length)]),
      ),
    );
    expect(damages.join()).toMatch(new RegExp(`its last frame \\(${last.frame}\\) does not open`));
  });

  it('is found when two frames of one length change places', async () => {
    const places = placesOf(backup.index);
    const pair = places.flatMap((one) =>
      places
        .filter((other) => other.length === one.length && other.frame > one.frame)
        .map((other) => [one, other]),
    )[0];
    if (pair === undefined) throw new Error('no two frames have the same length');
    const [one, other] = pair as [(typeof places)[number], (typeof places)[number]];
    const forged = forge(RESOURCES_KEY, (bytes) => {
      const kept = Buffer.from(bytes);
      kept.copy(bytes, one.offset, other.offset, other.offset + other.length);
      kept.copy(bytes, other.offset, one.offset, one.offset + one.length);
      return bytes;
    });
    const { damages } = await verify(forged);
    expect(damages.filter((each) => each.includes('does not open'))).toEqual([
      expect.stringContaining(`its frame ${one.frame} does not open`),
      expect.stringContaining(`its frame ${other.frame} does not open`),
    ]);
    const files = await BackupFiles.open(forged.store, forged);
    await expect(listOf(files.frames([one.entry!]))).rejects.toMatchObject({
      code: 'BACKUP_LOCKED',
      details: { reason: 'TAMPERED', file: 'resources.ndjson.zst', frame: one.frame },
    });
  });

  it('is found when one file is put in the place of the other', async () => {
    const index = await backup.store.read(INDEX_KEY);
    const resources = await backup.store.read(RESOURCES_KEY);
    expect((await verify(forge(RESOURCES_KEY, () => index))).intact).toBe(false);
    expect((await verify(forge(INDEX_KEY, () => resources))).damages.join()).toMatch(
      /index\.json\.zst: its last/,
    );
  });

  it.each([
    ['another backup', '11111111-2222-4333-8444-555555555555', 1],
    ['another attempt', BACKUP, 2],
  ])('is found when both files come from %s', async (_what, backupId, attempt) => {
    const other = await sealed(world(), attempt, backupId);
    const files = other.manifest.files!;
    for (const [to, from] of [
      [INDEX_KEY, files.index.key],
      [RESOURCES_KEY, files.resources.key],
    ] as const) {
      const bytes = await other.store.read(from);
      backup.store.corrupt(to, () => bytes);
    }
    const manifest = {
      ...backup.manifest,
      files: {
        index: { ...files.index, key: INDEX_KEY },
        resources: { ...files.resources, key: RESOURCES_KEY },
      },
    };
    const { damages } = await verify({ ...backup, manifest });
    expect(damages).toContainEqual(
      expect.stringMatching(/^index\.json\.zst: its last frame \(0\) does not open/),
    );
  });

  it('is found when the manifest says that sealed files are in the clear', async () => {
    const manifest = { ...backup.manifest, encryption: null };
    const engine = engineOver(new FakeCluster());
    const { damages, intact } = await engine.verify(backup.store, { manifest, key: null });
    expect(intact).toBe(false);
    expect(damages.join()).toMatch(/it is encrypted and the manifest does not say so/);
    await expect(engine.contents(backup.store, { manifest, key: null })).rejects.toThrow(/it is encrypted/);
  });

  it('is found when files in the clear are put under a sealed manifest', async () => {
    const clear = await capture(world(), ['shop', 'blog', 'zoo']);
    const { damages } = await verify({
      ...clear,
      manifest: { ...backup.manifest, files: clear.manifest.files },
      key: backup.key,
    });
    expect(damages.join()).toMatch(/index\.json\.zst: its last frame \(0\) does not open/);
  });

  it('a sealed backup is not read without its key', async () => {
    const { damages } = await engineOver(new FakeCluster()).verify(backup.store, {
      manifest: backup.manifest,
      key: null,
    });
    expect(damages).toEqual([expect.stringMatching(/encrypted in a way that this Holdfast does not know/)]);
  });
});
