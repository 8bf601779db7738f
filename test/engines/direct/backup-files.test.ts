import { beforeEach, describe, expect, it } from 'vitest';
import { DependencyFailure } from '../../../src/domain/errors/dependency-errors.js';
import type { Manifest } from '../../../src/domain/manifest.js';
import { BackupFiles } from '../../../src/engines/direct/backup-files.js';
import type { FrameEntry } from '../../../src/engines/direct/frame-index.js';
import { type Capture, capture, INDEX_KEY, RESOURCES_KEY } from './engine-run.js';
import { FakeCluster, KINDS } from './fake-cluster.js';

let taken: Capture;
let manifest: Manifest;

const NAMESPACES = ['blog', 'shop', 'wiki'];

beforeEach(async () => {
  const cluster = new FakeCluster().namespace(...NAMESPACES);
  for (const namespace of NAMESPACES) {
    for (const name of ['a', 'b']) {
      cluster.object(KINDS.configmaps, namespace, name, { data: { big: 'x'.repeat(1_000) } });
      cluster.object(KINDS.deployments, namespace, name, { spec: { serial: 1 } });
    }
  }
  taken = await capture(cluster, NAMESPACES);
  manifest = taken.manifest;
});

interface Range {
  readonly offset: number;
  readonly length: number;
}

/** Every range that is asked of the resources. */
function watched(): Range[] {
  const ranges: Range[] = [];
  const get = taken.store.get.bind(taken.store);
  taken.store.get = (key, options) => {
    if (key === RESOURCES_KEY) ranges.push({ offset: options?.offset ?? 0, length: options?.length ?? -1 });
    return get(key, options);
  };
  return ranges;
}

async function read(files: BackupFiles, wanted: readonly FrameEntry[]): Promise<string[]> {
  const texts: string[] = [];
  for await (const { ndjson } of files.frames(wanted)) texts.push(ndjson.toString());
  return texts;
}

const linesIn = (texts: readonly string[]) => texts.join('').split('\n').filter(Boolean).sort();

describe('the files of a backup', () => {
  it('give every frame back, byte by byte', async () => {
    const files = await BackupFiles.open(taken.store, { manifest, key: null });
    const texts = await read(files, files.index.frames);
    expect(linesIn(texts)).toEqual(taken.objects.map(({ line }) => line).sort());
  });

  it('are read only where wanted frames lie, neighbours in one go', async () => {
    const files = await BackupFiles.open(taken.store, { manifest, key: null });
    const ranges = watched();
    const wanted = files.index.frames.filter(({ namespace }) => namespace === 'shop');
    expect(wanted.length).toBeGreaterThan(1);
    const texts = await read(files, wanted);
    expect(linesIn(texts)).toEqual(
      taken.objects.flatMap(({ namespace, line }) => (namespace === 'shop' ? [line] : [])).sort(),
    );
    for (const { offset, length } of wanted) {
      expect(
        ranges.some((range) => range.offset <= offset && offset + length <= range.offset + range.length),
      ).toBe(true);
    }
    const first = ranges.length;
    await read(files, files.index.frames.slice(0, 1));
    expect(ranges.slice(first)).toEqual([
      { offset: files.index.frames[0]?.offset, length: files.index.frames[0]?.length },
    ]);
  });

  it('are nothing for a backup without files', async () => {
    const files = await BackupFiles.open(taken.store, { manifest: { ...manifest, files: null }, key: null });
    expect(files.index.frames).toEqual([]);
    expect(await read(files, [])).toEqual([]);
  });

  it('let go of the store when nobody reads on', async () => {
    const files = await BackupFiles.open(taken.store, { manifest, key: null });
    let closed = 0;
    const get = taken.store.get.bind(taken.store);
    taken.store.get = async function* (key, options) {
      try {
        yield* get(key, options);
      } finally {
        closed++;
      }
    };
    for await (const _frame of files.frames(files.index.frames)) break;
    expect(closed).toBe(1);
  });

  it('stop with the reason of a signal', async () => {
    const files = await BackupFiles.open(taken.store, { manifest, key: null });
    const abort = new AbortController();
    const reading = (async () => {
      for await (const _frame of files.frames(files.index.frames, abort.signal))
        abort.abort(new Error('cancelled'));
    })();
    await expect(reading).rejects.toThrow('cancelled');
  });

  it('of a manifest that this version does not know are refused', async () => {
    const later = { ...manifest, version: 2 } as unknown as Manifest;
    await expect(BackupFiles.open(taken.store, { manifest: later, key: null })).rejects.toThrow(
      /The backup cannot be read: .*version 2/,
    );
  });

  it('are refused when the index is another one than the manifest vouches for', async () => {
    taken.store.corrupt(INDEX_KEY, (bytes) => Buffer.concat([bytes, Buffer.from('x')]));
    await expect(BackupFiles.open(taken.store, { manifest, key: null })).rejects.toBeInstanceOf(
      DependencyFailure,
    );
  });

  it.each([
    [
      'is another one than its index says',
      (bytes: Buffer, { offset }: FrameEntry) => bytes.fill(0, offset + 6, offset + 12),
    ],
    ['is cut off', (bytes: Buffer, { offset }: FrameEntry) => bytes.subarray(0, offset + 4)],
  ])('name a frame that %s', async (_name, damage) => {
    const files = await BackupFiles.open(taken.store, { manifest, key: null });
    const hurt = files.index.frames[0];
    if (hurt === undefined) throw new Error('no frame');
    taken.store.corrupt(RESOURCES_KEY, (bytes) => damage(bytes, hurt));
    const failure = await read(files, [hurt]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DependencyFailure);
    expect(String(failure)).toContain(`byte ${hurt.offset}`);
  });
});
