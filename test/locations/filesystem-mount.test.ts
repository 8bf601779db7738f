import { mkdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FilesystemLocations } from '../../src/locations/filesystem-locations.js';
import type { FilesystemStore } from '../../src/locations/filesystem-store.js';
import { MARKER_FILE } from '../../src/locations/marker-text.js';
import { expectFailure, keysOf } from '../contract/object-store-contract.js';
import { everythingIn, type TempLocation, tempLocation } from '../support/temp-location.js';
import { canMount, Tmpfs } from '../support/tmpfs.js';

describe.skipIf(!canMount())('on a file system of its own', () => {
  let temp: TempLocation;
  let share: Tmpfs;
  let locations: FilesystemLocations;
  let store: FilesystemStore;

  beforeEach(async () => {
    temp = await tempLocation();
    await mkdir(temp.location.path);
    share = new Tmpfs(temp.location.path);
    share.mount('1m');
    locations = temp.locations();
    await locations.initialise(temp.location);
    store = await locations.open(temp.location);
  });
  afterEach(async () => {
    share.unmount();
    await temp.dispose();
  });

  /** `count` pieces of 128 KiB; `between` runs before the second. */
  async function* pieces(count: number, between: () => void = () => {}) {
    for (let index = 0; index < count; index += 1) {
      if (index === 1) between();
      yield Buffer.alloc(128 * 1024, index);
    }
  }

  it('a disk that fills in the middle of a put is named, keeps nothing of it, and has its space back', async () => {
    const failure = await expectFailure(store.put('backups/b1/1/resources', pieces(16)), 'NO_SPACE');
    expect(failure.message).toMatch(/the file system is full \(ENOSPC\)/);
    expect(await everythingIn(temp.location.path)).toEqual([MARKER_FILE]);
    await store.put('backups/b1/2/resources', pieces(6));
    expect(await keysOf(store)).toEqual(['backups/b1/2/resources']);
  });

  it('a full disk fails the check, and what was stored can still be read', async () => {
    await store.put('a', pieces(7));
    await expectFailure(store.put('b', pieces(2)), 'NO_SPACE');
    await store.put('filler', Buffer.alloc(100 * 1024)).catch(() => {});
    for (let index = 0; index < 40; index += 1) {
      await store.put(`small-${index}`, Buffer.alloc(4_096)).catch(() => {});
    }
    expect(await locations.check(temp.location)).toMatchObject({ ok: false, reason: 'NO_SPACE' });
    expect((await store.read('a')).length).toBe(7 * 128 * 1024);
  });

  it('a file system that becomes read-only fails the put and the check, and can still be read', async () => {
    await store.put('a', Buffer.from('x'));
    share.remountReadOnly();
    await expectFailure(store.put('b', Buffer.from('y')), 'READ_ONLY');
    await expectFailure(store.put('new/folder/b', Buffer.from('y')), 'READ_ONLY');
    await expectFailure(store.delete('a'), 'READ_ONLY');
    expect(await locations.check(temp.location)).toMatchObject({
      ok: false,
      reason: 'READ_ONLY',
      message: expect.stringMatching(/Mount it read-write/),
    });
    expect(String(await store.read('a'))).toBe('x');
  });

  it('an unmounted share is no empty location: nothing is read, listed or written below its mount point', async () => {
    await store.put('a', Buffer.from('x'));
    share.unmount();
    expect(await locations.check(temp.location)).toMatchObject({ ok: false, reason: 'MARKER_MISSING' });
    await expectFailure(locations.open(temp.location), 'MARKER_MISSING');
    await expectFailure(store.put('b', Buffer.from('y')), 'MARKER_MISSING');
    await expectFailure(store.read('a'), 'MARKER_MISSING');
    await expectFailure(keysOf(store), 'MARKER_MISSING');
    await expectFailure(store.deleteAll(''), 'MARKER_MISSING');
    expect(await everythingIn(temp.location.path)).toEqual([]);
  });

  it('a share that is unmounted in the middle of a put gets no object, nor does the folder below', async () => {
    const put = store.put(
      'a/b',
      pieces(3, () => share.unmount()),
    );
    await expectFailure(put, 'MARKER_MISSING');
    expect(await everythingIn(temp.location.path)).toEqual([]);
  });

  it('another file system that is mounted there in the middle gets no object', async () => {
    const other = new Tmpfs(temp.location.path);
    try {
      await expectFailure(
        store.put(
          'b',
          pieces(3, () => other.mount('1m')),
        ),
        'MARKER_MISSING',
      );
      expect(await everythingIn(temp.location.path)).toEqual([]);
    } finally {
      other.unmount();
    }
  });
});
