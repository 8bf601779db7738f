import { beforeEach, describe, expect, it } from 'vitest';
import { StorageFailed } from '../../../../src/domain/storage-failure.js';
import { BackupFiles } from '../../../../src/engines/direct/backup-files.js';
import { linesOf, readFrames } from '../../../../src/engines/direct/restore/frame-reader.js';
import { type Capture, capture, RESOURCES_KEY } from '../engine-run.js';
import { FakeCluster, KINDS } from '../fake-cluster.js';

const NAMESPACES = ['a', 'b', 'c', 'd'];
const signal = new AbortController().signal;
let taken: Capture;
let files: BackupFiles;

beforeEach(async () => {
  const cluster = new FakeCluster().namespace(...NAMESPACES);
  for (const namespace of NAMESPACES)
    cluster.object(KINDS.configmaps, namespace, 'settings', { data: { namespace } });
  taken = await capture(cluster, NAMESPACES);
  files = await BackupFiles.open(taken.store, { manifest: taken.manifest, key: null });
});

/** Cuts every stream of the resources after `frames` frames, `times` times. */
function cutAfter(frames: number, times: number, end: (error: Error) => void): void {
  const get = taken.store.get.bind(taken.store);
  let left = times;
  taken.store.get = async function* (key, options) {
    const offset = options?.offset ?? 0;
    const place = files.index.frames.findIndex((frame) => frame.offset === offset);
    const last = files.index.frames[place + frames];
    if (key !== RESOURCES_KEY || last === undefined || left-- <= 0) return yield* get(key, options);
    if (last.offset > offset) yield* get(key, { ...options, length: last.offset - offset });
    end(new StorageFailed('the store let go', { reason: 'STORAGE_ERROR', key }));
  };
}
const lettingGo = (error: Error) => {
  throw error;
};
const wanted = () => files.index.frames.filter(({ resource }) => resource === 'configmaps');

async function read(): Promise<string[]> {
  const seen: string[] = [];
  for await (const frame of readFrames(files, wanted(), signal)) {
    seen.push('damage' in frame ? `damaged ${frame.entry.namespace}` : frame.entry.namespace);
  }
  return seen;
}

describe('reading frames while objects are made', () => {
  it('goes on where the store let go of a connection', async () => {
    cutAfter(1, 2, lettingGo);
    expect(await read()).toEqual(NAMESPACES);
  });

  it('does not take a connection that ended early for a damage', async () => {
    cutAfter(2, 1, () => {});
    expect(await read()).toEqual(NAMESPACES);
  });

  it('fails with the store when not even one frame comes', async () => {
    cutAfter(0, 1, lettingGo);
    await expect(read()).rejects.toThrow('the store let go');
  });

  it('tells each damaged frame once, and reads the others', async () => {
    for (const place of [1, 2]) {
      const { offset } = wanted()[place]!;
      taken.store.corrupt(RESOURCES_KEY, (bytes) => bytes.fill(0, offset + 6, offset + 12));
    }
    expect(await read()).toEqual(['a', 'damaged b', 'damaged c', 'd']);
  });

  it('gives lines without their ends, the last one also when it has none', () => {
    const lines = (text: string) => [...linesOf(Buffer.from(text))].map(String);
    expect(lines('{"a":1}\n{"b":2}\n')).toEqual(['{"a":1}', '{"b":2}']);
    expect(lines('\n{"a":1}')).toEqual(['{"a":1}']);
    expect(lines('')).toEqual([]);
  });
});
