import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../src/domain/ports/object-store.js';
import { StorageFailed, type StorageFailureReason } from '../../src/domain/storage-failure.js';

export interface StoreUnderTest {
  readonly store: ObjectStore;
  /** Where the store can lock objects: holds one until then. */
  lock?(key: string, until: Date): Promise<void>;
  dispose?(): Promise<void>;
}

const BAD_KEYS = ['', '/', '/etc/passwd', '../x', 'a/../b', 'a/./b', 'a//b', 'a/', '.hidden', 'a/.tmp-1'];
const BAD_CHARACTERS = [
  'a b',
  'a\\b',
  'ä',
  'a\0b',
  'a\nb',
  'a%2e',
  `${'x'.repeat(256)}`,
  `${'x/'.repeat(600)}x`,
];

/** What every `ObjectStore` keeps. `create` makes an empty one; it is disposed of after each rule. */
export function objectStoreContract(name: string, create: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the contract of an object store`, () => {
    let subject: StoreUnderTest;
    let store: ObjectStore;

    beforeEach(async () => {
      subject = await create();
      store = subject.store;
    });
    afterEach(async () => {
      await subject.dispose?.();
    });

    describe('put', () => {
      it('gives back the key, the size and the digest of what was stored', async () => {
        const bytes = randomBytes(300_000);
        const stored = await store.put('backups/b1/1/resources.ndjson.zst', bytes);
        expect(stored).toEqual({
          key: 'backups/b1/1/resources.ndjson.zst',
          size: 300_000,
          sha256: createHash('sha256').update(bytes).digest('hex'),
        });
        expect(await store.read(stored.key)).toEqual(bytes);
      });

      it('joins the chunks of a stream in their order', async () => {
        const stored = await store.put('a/b', chunksOf('one,', '', 'two,', 'three'));
        expect(stored.size).toBe(13);
        expect(String(await store.read('a/b'))).toBe('one,two,three');
      });

      it('stores an object of no bytes', async () => {
        expect(await store.put('empty', new Uint8Array())).toMatchObject({ size: 0 });
        expect(await store.put('no-chunks', chunksOf())).toMatchObject({ size: 0 });
        expect((await store.read('empty')).length).toBe(0);
        expect(await store.exists('no-chunks')).toBe(true);
      });

      it('refuses a name that is taken and keeps the bytes that are there', async () => {
        await store.put('once', Buffer.from('first'));
        await expectFailure(store.put('once', Buffer.from('second')), 'EXISTS');
        expect(String(await store.read('once'))).toBe('first');
      });

      it('lets exactly one of many writers of the same name win', async () => {
        const writers = Array.from({ length: 8 }, (_, index) => `writer ${index}`);
        const results = await Promise.allSettled(
          writers.map((text) => store.put('race/one', chunksOf(text, '!'))),
        );
        const won = results.flatMap((result, index) => (result.status === 'fulfilled' ? [index] : []));
        expect(won).toHaveLength(1);
        expect(String(await store.read('race/one'))).toBe(`writer ${won[0]}!`);
        for (const result of results) {
          if (result.status === 'rejected') expect(result.reason).toMatchObject({ reason: 'EXISTS' });
        }
      });

      it('leaves nothing when the source fails, and passes the fault of the source on as it is', async () => {
        const fault = new TypeError('the cluster went away');
        await expect(store.put('a/half', failingAfter(['some', 'bytes'], fault))).rejects.toBe(fault);
        expect(await store.exists('a/half')).toBe(false);
        expect(await keysOf(store)).toEqual([]);
      });

      it('leaves nothing when it is aborted between two chunks, and throws the reason', async () => {
        const controller = new AbortController();
        const reason = new Error('the lease is lost');
        async function* body() {
          yield Buffer.from('first');
          controller.abort(reason);
          yield Buffer.from('second');
        }
        await expect(store.put('a/aborted', body(), controller.signal)).rejects.toBe(reason);
        expect(await store.exists('a/aborted')).toBe(false);
        expect(await keysOf(store)).toEqual([]);
      });

      it('ends at an abort while the source is stuck', async () => {
        const controller = new AbortController();
        const reason = new Error('shutting down');
        async function* body() {
          yield Buffer.from('first');
          controller.abort(reason);
          await new Promise(() => {});
        }
        await expect(store.put('a/stuck', body(), controller.signal)).rejects.toBe(reason);
        expect(await store.exists('a/stuck')).toBe(false);
      });

      it('writes nothing when it was aborted before it began', async () => {
        const reason = new Error('too late');
        await expect(store.put('a', Buffer.from('x'), AbortSignal.abort(reason))).rejects.toBe(reason);
        expect(await store.exists('a')).toBe(false);
      });

      it('stores a name again after it was deleted', async () => {
        await store.put('again', Buffer.from('first'));
        await store.delete('again');
        await store.put('again', Buffer.from('second'));
        expect(String(await store.read('again'))).toBe('second');
      });
    });

    describe('get', () => {
      it('gives the bytes whole, however large', async () => {
        const bytes = randomBytes(1_500_001);
        await store.put('large', bytes);
        expect(await collect(store.get('large'))).toEqual(bytes);
      });

      it('gives the range that was asked for, and no more than there is', async () => {
        await store.put('digits', Buffer.from('0123456789'));
        const range = async (options: { offset?: number; length?: number }) =>
          String(await collect(store.get('digits', options)));
        expect(await range({ offset: 3, length: 4 })).toBe('3456');
        expect(await range({ offset: 7 })).toBe('789');
        expect(await range({ length: 2 })).toBe('01');
        expect(await range({ offset: 8, length: 100 })).toBe('89');
        expect(await range({ offset: 10 })).toBe('');
        expect(await range({ offset: 99, length: 1 })).toBe('');
        expect(await range({ offset: 2, length: 0 })).toBe('');
      });

      it.each([{ offset: -1 }, { length: -1 }, { offset: 0.5 }, { length: Number.NaN }])(
        'refuses the range %o',
        async (options) => {
          await store.put('digits', Buffer.from('0123456789'));
          await expectFailure(collect(store.get('digits', options)), 'STORAGE_ERROR');
        },
      );

      it('says that there is no such object', async () => {
        await store.put('a/b', Buffer.from('x'));
        for (const key of ['missing', 'a', 'a/c', 'a/b/c', 'x/y/z']) {
          await expectFailure(collect(store.get(key)), 'NOT_FOUND');
        }
      });

      it('can be left in the middle', async () => {
        await store.put('large', randomBytes(1_000_000));
        for await (const chunk of store.get('large')) {
          expect(chunk.length).toBeGreaterThan(0);
          break;
        }
        await store.delete('large');
        expect(await store.exists('large')).toBe(false);
      });

      it('ends at an abort with its reason', async () => {
        await store.put('large', randomBytes(1_000_000));
        const controller = new AbortController();
        const reason = new Error('cancelled');
        const reading = (async () => {
          for await (const _ of store.get('large', { signal: controller.signal })) controller.abort(reason);
        })();
        await expect(reading).rejects.toBe(reason);
      });
    });

    describe('read', () => {
      it('refuses an object that is larger than allowed', async () => {
        await store.put('ten', Buffer.from('0123456789'));
        expect((await store.read('ten', { maxBytes: 10 })).length).toBe(10);
        await expectFailure(store.read('ten', { maxBytes: 9 }), 'STORAGE_ERROR');
      });

      it('says that there is no such object', async () => {
        await expectFailure(store.read('missing'), 'NOT_FOUND');
      });
    });

    it('exists: an object is there, a folder or a beginning of a name is not', async () => {
      await store.put('a/bc', Buffer.from('x'));
      expect(await store.exists('a/bc')).toBe(true);
      for (const key of ['a', 'a/b', 'a/bc/d', 'b']) expect(await store.exists(key)).toBe(false);
    });

    describe('list', () => {
      it('gives all objects below a prefix with their sizes and times, at every depth', async () => {
        await fill(store, ['a/1', 'a/b/2', 'a/b/c/3', 'ab/4', 'b/5']);
        const found = await itemsOf(store.list('a/'));
        expect(found.map(({ key, size }) => `${key}=${size}`).sort()).toEqual([
          'a/1=3',
          'a/b/2=5',
          'a/b/c/3=7',
        ]);
        for (const { modifiedAt } of found) expect(modifiedAt).toBeInstanceOf(Date);
      });

      it('gives everything for the empty prefix', async () => {
        await fill(store, ['z', 'a/1', 'a/b/2']);
        expect(await keysOf(store)).toEqual(['a/1', 'a/b/2', 'z']);
      });

      it('gives nothing where nothing is', async () => {
        await fill(store, ['a/1']);
        expect(await keysOf(store, 'b/')).toEqual([]);
        expect(await keysOf(store, 'a/1/')).toEqual([]);
        expect(await keysOf(store, 'x/y/')).toEqual([]);
      });

      it('ends at an abort with its reason', async () => {
        await fill(store, ['a/1', 'a/2', 'a/3']);
        const reason = new Error('cancelled');
        await expect(itemsOf(store.list('a/', AbortSignal.abort(reason)))).rejects.toBe(reason);
        await expect(itemsOf(store.folders('', AbortSignal.abort(reason)))).rejects.toBe(reason);
      });
    });

    it('folders: the direct sub-folders, once each', async () => {
      await fill(store, ['top', 'a/1', 'a/2', 'a/b/3', 'c/d/4']);
      expect((await itemsOf(store.folders(''))).sort()).toEqual(['a/', 'c/']);
      expect(await itemsOf(store.folders('a/'))).toEqual(['a/b/']);
      expect(await itemsOf(store.folders('a/b/'))).toEqual([]);
      expect(await itemsOf(store.folders('none/'))).toEqual([]);
    });

    describe('delete', () => {
      it('removes one object and no other', async () => {
        await fill(store, ['a/1', 'a/2', 'a/1x']);
        await store.delete('a/1');
        expect(await keysOf(store)).toEqual(['a/1x', 'a/2']);
      });

      it('is content when the object is not there', async () => {
        await fill(store, ['a/b']);
        for (const key of ['missing', 'a/c', 'x/y', 'a/b/c']) await store.delete(key);
        expect(await keysOf(store)).toEqual(['a/b']);
      });

      it('leaves no folder when the last object of it is gone', async () => {
        await fill(store, ['a/b/1', 'c/2']);
        await store.delete('a/b/1');
        expect(await itemsOf(store.folders(''))).toEqual(['c/']);
      });
    });

    describe('deleteAll', () => {
      it('removes everything below a prefix and nothing beside it', async () => {
        await fill(store, ['a/1', 'a/b/2', 'ab/3', 'b/4']);
        await store.deleteAll('a/');
        expect(await keysOf(store)).toEqual(['ab/3', 'b/4']);
        expect((await itemsOf(store.folders(''))).sort()).toEqual(['ab/', 'b/']);
      });

      it('is content when nothing is there', async () => {
        await store.deleteAll('a/');
        await store.deleteAll('a/b/c/');
        await store.deleteAll('');
        expect(await keysOf(store)).toEqual([]);
      });

      it('removes everything for the empty prefix, and the store goes on working', async () => {
        await fill(store, ['a/1', 'b']);
        await store.deleteAll('');
        expect(await keysOf(store)).toEqual([]);
        await fill(store, ['a/1']);
        expect(await keysOf(store)).toEqual(['a/1']);
      });
    });

    describe('locks', () => {
      const UNTIL = new Date('2199-01-01T00:00:00.000Z');

      it('an object that nothing holds is locked until no date', async () => {
        await store.put('free', Buffer.from('x'));
        expect(await store.lockedUntil('free')).toBeNull();
        await expectFailure(store.lockedUntil('missing'), 'NOT_FOUND');
      });

      it('a locked object stays, and the failure says until when', async ({ skip }) => {
        if (subject.lock === undefined) return skip('this store cannot lock objects');
        await fill(store, ['a/locked', 'a/free']);
        await subject.lock('a/locked', UNTIL);
        expect(await store.lockedUntil('a/locked')).toEqual(UNTIL);
        expect((await expectFailure(store.delete('a/locked'), 'OBJECT_LOCKED')).lockedUntil).toEqual(UNTIL);
        expect(await keysOf(store)).toEqual(['a/free', 'a/locked']);
        expect((await expectFailure(store.deleteAll('a/'), 'OBJECT_LOCKED')).lockedUntil).toEqual(UNTIL);
        expect(await keysOf(store)).toEqual(['a/locked']);
        expect(String(await store.read('a/locked'))).toBe('a/locked');
      });
    });

    it.each([...BAD_KEYS, ...BAD_CHARACTERS])('refuses the key %j everywhere', async (key) => {
      await store.put('a/b', Buffer.from('x'));
      for (const call of [
        store.put(key, Buffer.from('y')),
        store.read(key),
        store.exists(key),
        store.delete(key),
        store.lockedUntil(key),
        collect(store.get(key)),
      ]) {
        await expectFailure(call, 'STORAGE_ERROR');
      }
      expect(await keysOf(store)).toEqual(['a/b']);
    });

    it.each(['a', '/', '../', 'a/../', 'a//', '.x/', '/a/'])(
      'refuses the prefix %j everywhere',
      async (prefix) => {
        await store.put('a/b', Buffer.from('x'));
        for (const call of [
          itemsOf(store.list(prefix)),
          itemsOf(store.folders(prefix)),
          store.deleteAll(prefix),
        ]) {
          await expectFailure(call, 'STORAGE_ERROR');
        }
        expect(await keysOf(store)).toEqual(['a/b']);
      },
    );
  });
}

export async function expectFailure(
  call: Promise<unknown>,
  reason: StorageFailureReason,
): Promise<StorageFailed> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StorageFailed);
  expect((error as StorageFailed).reason).toBe(reason);
  return error as StorageFailed;
}

export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await itemsOf(chunks));
}

export async function itemsOf<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

export async function keysOf(store: ObjectStore, prefix = ''): Promise<string[]> {
  return (await itemsOf(store.list(prefix))).map(({ key }) => key).sort();
}

async function fill(store: ObjectStore, keys: readonly string[]): Promise<void> {
  for (const key of keys) await store.put(key, Buffer.from(key));
}

async function* chunksOf(...chunks: string[]): AsyncGenerator<Uint8Array, void> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

async function* failingAfter(chunks: readonly string[], fault: Error): AsyncGenerator<Uint8Array, void> {
  yield* chunksOf(...chunks);
  throw fault;
}
