import { zstdDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FrameQueue } from '../../../src/engines/direct/frame-queue.js';
import { MemoryObjectStore } from '../../fakes/memory-object-store.js';
import { capture, engineOver, engineRun, RESOURCES_KEY } from './engine-run.js';
import { FakeCluster, KINDS } from './fake-cluster.js';

const MIB = 1024 * 1024;
/** Does not compress: what waits in the queue is as large as what was read. */
const noise = (bytes: number) =>
  Array.from({ length: bytes / 10 }, () => Math.random().toString(36).slice(2, 12)).join('');

describe('memory', () => {
  it('holds at most two pages of each of four kinds, whatever the number of objects', async () => {
    const cluster = new FakeCluster().namespace('shop');
    for (let each = 0; each < 5_000; each++) {
      for (const kind of [KINDS.configmaps, KINDS.secrets, KINDS.services, KINDS.widgets, KINDS.ingresses]) {
        cluster.object(kind, 'shop', `o-${each}`);
      }
    }
    let underWay = 0;
    let most = 0;
    cluster.onGet = async ({ limit }) => {
      if (limit !== 500) return undefined;
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay--;
      return undefined;
    };
    const { captured } = await capture(cluster, ['shop']);
    expect(captured.totals.objects).toBe(25_001);
    expect(most).toBeLessThanOrEqual(4);
    expect(cluster.calls.filter(({ path }) => path === '/api/v1/configmaps')).toHaveLength(10);
  });

  it('stops asking the cluster while the store takes nothing', async () => {
    const cluster = new FakeCluster([KINDS.namespaces, KINDS.configmaps]).namespace('shop');
    const text = noise(10_000);
    for (let each = 0; each < 5_000; each++) {
      cluster.object(KINDS.configmaps, 'shop', `c-${each}`, {
        data: { text: text.slice(each) + text.slice(0, each) + noise(3_000) },
      });
    }
    const store = new MemoryObjectStore();
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    store.onCall = async ({ operation }) => {
      if (operation === 'write') await held;
    };
    const running = engineOver(cluster).captureResources(engineRun(['shop'], store), () => {});
    const asked = () => cluster.calls.filter(({ path }) => path === '/api/v1/configmaps').length;
    let before = -1;
    await expect
      .poll(
        () => {
          const still = asked() > 0 && asked() === before;
          before = asked();
          return still;
        },
        { interval: 100 },
      )
      .toBe(true);
    const pages = asked();
    letGo();
    const { totals } = await running;
    expect(totals.objects).toBe(5_001);
    expect(pages).toBeLessThan(asked() / 2);
  });

  it('asks for fewer objects when they are large, and for many again when they are small', async () => {
    const cluster = new FakeCluster([KINDS.namespaces, KINDS.configmaps]).namespace('shop');
    const text = 'x'.repeat(100_000);
    for (let each = 0; each < 120; each++)
      cluster.object(KINDS.configmaps, 'shop', `large-${each}`, { data: { text } });
    for (let each = 0; each < 1_200; each++) cluster.object(KINDS.configmaps, 'shop', `small-${each}`);
    let largest = 0;
    cluster.onGet = () => undefined;
    const get = cluster.get.bind(cluster);
    cluster.get = async (path, options) => {
      const body = await get(path, options);
      largest = Math.max(largest, body.length);
      return body;
    };
    const { captured } = await capture(cluster, ['shop']);
    expect(captured.totals.objects).toBe(1_321);
    expect(largest).toBeLessThanOrEqual(16 * MIB);
    expect(cluster.calls.at(-2)?.limit ?? 0).toBeGreaterThan(50);
  });

  it('stores an object that is larger than a page may be', async () => {
    const cluster = new FakeCluster([KINDS.namespaces, KINDS.configmaps]).namespace('shop');
    const text = 'x'.repeat(20 * MIB);
    cluster.object(KINDS.configmaps, 'shop', 'a').object(KINDS.configmaps, 'shop', 'b', { data: { text } });
    cluster.object(KINDS.configmaps, 'shop', 'c');
    const { names, captured } = await capture(cluster, ['shop']);
    expect(names).toEqual([
      'configmaps shop/a',
      'configmaps shop/b',
      'configmaps shop/c',
      'namespaces /shop',
    ]);
    expect(captured.issues).toEqual([]);
  });

  it('makes frames of a MiB at most, each readable alone', async () => {
    const cluster = new FakeCluster([KINDS.namespaces, KINDS.configmaps]).namespace('shop');
    for (let each = 0; each < 300; each++) {
      cluster.object(KINDS.configmaps, 'shop', `c-${each}`, { data: { text: 'x'.repeat(10_000) } });
    }
    const { index, store } = await capture(cluster, ['shop']);
    const frames = index.frames.filter(({ resource }) => resource === 'configmaps');
    expect(frames.length).toBe(3);
    const file = await store.read(RESOURCES_KEY);
    for (const { offset, length, rawLength, objects } of frames) {
      const raw = zstdDecompressSync(file.subarray(offset, offset + length));
      expect(raw.length).toBe(rawLength);
      expect(raw.length).toBeLessThanOrEqual(MIB);
      expect(raw.toString('utf8').split('\n')).toHaveLength(objects + 1);
    }
  });

  it('makes few frames of a list that is in no order', async () => {
    const cluster = new FakeCluster([KINDS.namespaces, KINDS.configmaps]).namespace('shop', 'blog');
    for (let each = 0; each < 900; each++) {
      cluster.object(KINDS.configmaps, each % 2 === 0 ? 'shop' : 'blog', `c-${each}`);
    }
    const { index, captured } = await capture(cluster, ['shop', 'blog']);
    expect(captured.totals.objects).toBe(902);
    expect(index.frames.filter(({ resource }) => resource === 'configmaps').length).toBeLessThanOrEqual(4);
  });
});

async function collect(queue: FrameQueue): Promise<Buffer[]> {
  const frames: Buffer[] = [];
  for await (const frame of queue) frames.push(frame);
  return frames;
}

describe('FrameQueue', () => {
  const frame = (bytes: number) => Buffer.alloc(bytes, 7);

  it('gives what was pushed, in its order, and tells where each frame begins', async () => {
    const queue = new FrameQueue();
    const offsets = [1, 2, 3].map((size) => {
      const offset = queue.accepted;
      void queue.push(frame(size));
      return offset;
    });
    queue.close();
    expect(offsets).toEqual([0, 1, 3]);
    expect(Buffer.concat(await collect(queue)).length).toBe(6);
  });

  it('makes who pushes wait until there is room', async () => {
    const queue = new FrameQueue(MIB);
    let pushed = false;
    const pushing = queue.push(frame(2 * MIB)).then(() => {
      pushed = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(pushed).toBe(false);
    const reader = queue[Symbol.asyncIterator]();
    await reader.next();
    expect(pushed).toBe(false);
    const next = reader.next();
    await pushing;
    queue.close();
    expect((await next).done).toBe(true);
  });

  it('hands one failure to the reader and to everybody who pushes', async () => {
    const queue = new FrameQueue(MIB);
    const pushing = queue.push(frame(2 * MIB));
    queue.fail(new Error('the first'));
    queue.fail(new Error('the second'));
    await expect(pushing).rejects.toThrow('the first');
    await expect(queue.push(frame(1))).rejects.toThrow('the first');
    await expect(collect(queue)).rejects.toThrow('the first');
  });

  it('takes nothing once it is closed', async () => {
    const queue = new FrameQueue();
    queue.close();
    await expect(queue.push(frame(1))).rejects.toThrow('closed');
  });
});
