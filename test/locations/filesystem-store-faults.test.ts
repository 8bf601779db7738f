import { rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StorageFailureReason } from '../../src/domain/storage-failure.js';
import type { FilesystemStore } from '../../src/locations/filesystem-store.js';
import { MARKER_FILE } from '../../src/locations/marker-text.js';
import { collect, expectFailure, itemsOf, keysOf } from '../contract/object-store-contract.js';
import { errno, FaultyFiles, type FileCall, hang } from '../support/faulty-files.js';
import { everythingIn, type TempLocation, tempLocation } from '../support/temp-location.js';

describe('when the file system fails', () => {
  let temp: TempLocation;
  let root: string;
  let files: FaultyFiles;
  let store: FilesystemStore;

  beforeEach(async () => {
    temp = await tempLocation();
    root = temp.location.path;
    files = new FaultyFiles();
    const locations = temp.locations({ files, operationTimeoutMs: 300 });
    await locations.initialise(temp.location);
    store = await locations.open(temp.location);
    files.calls.length = 0;
  });
  afterEach(async () => {
    files.before = () => {};
    await temp.dispose();
  });

  const failOn = (operation: FileCall['operation'], code: string, fromCall = 1) => {
    files.before = (call) => {
      if (call.operation === operation && call.count >= fromCall) throw errno(code);
    };
  };
  async function* threeChunks() {
    for (const text of ['one', 'two', 'three']) yield Buffer.from(text);
  }
  const nothingBut = async (...keys: string[]) => {
    files.before = () => {};
    expect(await everythingIn(root)).toEqual([MARKER_FILE, ...keys]);
  };
  const nothingButTheMarker = () => nothingBut();

  const PUT_FAULTS: readonly [FileCall['operation'], string, number, StorageFailureReason, RegExp][] = [
    ['mkdir', 'EROFS', 1, 'READ_ONLY', /a could not be created.*\(EROFS\).*Mount it read-write/],
    ['mkdir', 'EACCES', 1, 'PERMISSION_DENIED', /\(EACCES\).*right to read and write/],
    ['open', 'EROFS', 1, 'READ_ONLY', /could not be opened.*\(EROFS\)/],
    ['open', 'EMFILE', 1, 'STORAGE_ERROR', /too many files open/],
    ['write', 'ENOSPC', 1, 'NO_SPACE', /could not be written: the file system is full.*Free space there/],
    ['write', 'ENOSPC', 3, 'NO_SPACE', /the file system is full/],
    ['write', 'EDQUOT', 2, 'NO_SPACE', /the quota is used up \(EDQUOT\)/],
    ['write', 'EIO', 2, 'STORAGE_ERROR', /input\/output error/],
    ['sync', 'EIO', 1, 'STORAGE_ERROR', /could not be flushed to the disk.*\(EIO\)/],
    ['sync', 'ENOSPC', 1, 'NO_SPACE', /flushed to the disk: the file system is full/],
    ['stat', 'ESTALE', 1, 'STORAGE_ERROR', /\(ESTALE\)/],
    ['close', 'ENOSPC', 1, 'NO_SPACE', /could not be closed/],
    ['link', 'EROFS', 1, 'READ_ONLY', /could not be given its name/],
    ['link', 'EIO', 1, 'STORAGE_ERROR', /could not be given its name/],
    ['sync', 'EIO', 2, 'STORAGE_ERROR', /flushed to the disk/],
    ['sync', 'EIO', 3, 'STORAGE_ERROR', /flushed to the disk/],
  ];
  it.each(PUT_FAULTS)(
    'a put whose %s fails with %s (call %i) says %s and leaves nothing',
    async (...fault) => {
      const [operation, code, fromCall, reason, message] = fault;
      failOn(operation, code, fromCall);
      const failure = await expectFailure(store.put('a/b', threeChunks()), reason);
      expect(failure.message).toMatch(message);
      expect(failure.message).toContain(root);
      expect(failure.details.key).toBe('a/b');
      await nothingButTheMarker();
      await store.put('a/b', threeChunks());
      expect(String(await store.read('a/b'))).toBe('onetwothree');
    },
  );

  it('a put stays hidden when even its cleaning up fails', async () => {
    files.before = ({ operation }) => {
      if (operation === 'sync' || operation === 'unlink') throw errno('EIO');
    };
    await expectFailure(store.put('a/b', threeChunks()), 'STORAGE_ERROR');
    files.before = () => {};
    expect(await store.exists('a/b')).toBe(false);
    expect(await keysOf(store)).toEqual([]);
    await store.deleteAll('a/');
    await nothingButTheMarker();
  });

  it('a disk that takes nothing and reports no fault is not waited for', async () => {
    files.largestWrite = 0;
    await expectFailure(store.put('a', Buffer.from('x')), 'STORAGE_ERROR');
    await nothingButTheMarker();
  });

  it('a put that fails to get its name leaves the object of another writer alone', async () => {
    files.before = async ({ operation }) => {
      if (operation !== 'link') return;
      await writeFile(join(root, 'one'), 'theirs');
      throw errno('EIO');
    };
    await expectFailure(store.put('one', Buffer.from('ours')), 'STORAGE_ERROR');
    files.before = () => {};
    expect(String(await store.read('one'))).toBe('theirs');
  });

  it('a lost answer to a link that was made counts as made', async () => {
    files.before = async ({ operation, path, count }) => {
      if (operation !== 'link' || count > 1) return;
      await files.link(files.calls.findLast((call) => call.operation === 'write')?.path ?? '', path);
      throw errno('EEXIST');
    };
    expect(await store.put('a/b', Buffer.from('x'))).toMatchObject({ key: 'a/b', size: 1 });
    files.before = () => {};
    expect(await everythingIn(root)).toEqual([MARKER_FILE, 'a/', 'a/b']);
  });

  it('a folder that cannot be flushed because its file system never can is no fault', async () => {
    failOn('sync', 'EINVAL', 2);
    await store.put('a/b', Buffer.from('x'));
    expect(await store.exists('a/b')).toBe(true);
  });

  it('without hard links, the claim that a dead process left is taken when it is old', async () => {
    failOn('link', 'EPERM');
    await store.put('a', Buffer.from('x'));
    const claim = files.calls.find((call) => call.path.includes('.tmp-claim-'))?.path ?? '';
    await store.delete('a');
    await writeFile(claim, '');
    await utimes(claim, new Date(0), new Date(0));
    await store.put('a', Buffer.from('x'));
    await nothingBut('a');
  });

  it('without hard links, the claim of a living writer is waited for', async () => {
    failOn('link', 'EPERM');
    await store.put('a', Buffer.from('x'));
    const claim = files.calls.find((call) => call.path.includes('.tmp-claim-'))?.path ?? '';
    await store.delete('a');
    await writeFile(claim, '');
    let looks = 0;
    files.before = async ({ operation, path }) => {
      if (operation === 'link') throw errno('EPERM');
      if (operation !== 'lstat' || path !== claim) return;
      looks += 1;
      if (looks === 3) await rm(claim);
    };
    await store.put('a', Buffer.from('y'));
    await nothingBut('a');
  });

  it('a list or folder that cannot be read is a failure, not an empty one', async () => {
    await store.put('a/b', Buffer.from('x'));
    failOn('readdir', 'EACCES');
    await expectFailure(keysOf(store), 'PERMISSION_DENIED');
    await expectFailure(itemsOf(store.folders('')), 'PERMISSION_DENIED');
    failOn('readdir', 'EIO', files.calls.filter((call) => call.operation === 'readdir').length + 2);
    await expectFailure(keysOf(store), 'STORAGE_ERROR');
    failOn('realpath', 'ESTALE');
    await expectFailure(keysOf(store, 'a/'), 'STORAGE_ERROR');
    await expectFailure(store.exists('a/b'), 'STORAGE_ERROR');
  });

  it('a read that fails in the middle is a failure, not an end', async () => {
    await store.put('large', Buffer.alloc(1_000_000));
    failOn('read', 'EIO', 3);
    const failure = await expectFailure(collect(store.get('large')), 'STORAGE_ERROR');
    expect(failure.message).toMatch(/large could not be read.*\(EIO\)/);
    expect(files.calls.at(-1)?.operation).toBe('lstat');
    expect(files.calls.filter((call) => call.operation === 'close')).toHaveLength(
      files.calls.filter((call) => call.operation === 'open').length,
    );
  });

  it('an object that becomes shorter while it is read is a failure', async () => {
    await store.put('large', Buffer.alloc(1_000_000));
    files.before = async ({ operation, count }) => {
      if (operation === 'read' && count === 2) await writeFile(join(root, 'large'), 'short');
    };
    await expectFailure(collect(store.get('large')), 'STORAGE_ERROR');
  });

  it('a deletion that is refused says so', async () => {
    await store.put('a/b', Buffer.from('x'));
    failOn('unlink', 'EROFS');
    await expectFailure(store.delete('a/b'), 'READ_ONLY');
    await expectFailure(store.deleteAll('a/'), 'READ_ONLY');
    files.before = () => {};
    expect(await store.exists('a/b')).toBe(true);
  });

  it('the folder that is gone is named rather than the fault that it caused', async () => {
    files.before = async ({ operation }) => {
      if (operation !== 'link') return;
      await rm(root, { recursive: true });
      throw errno('ESTALE');
    };
    await expectFailure(store.put('a/b', Buffer.from('x')), 'FOLDER_MISSING');
  });

  it('a share that hangs ends the call in time, and later calls at once, until it answers again', async () => {
    const release = Promise.withResolvers<void>();
    files.before = ({ operation }) => (operation === 'write' ? release.promise : undefined);
    const failure = await expectFailure(store.put('a/b', threeChunks()), 'TIMEOUT');
    expect(failure.message).toMatch(/did not answer in time/);
    const calls = files.calls.length;
    await expectFailure(store.exists('a/b'), 'TIMEOUT');
    await expectFailure(keysOf(store), 'TIMEOUT');
    expect(files.calls).toHaveLength(calls);
    release.resolve();
    await vi.waitFor(async () => expect(await store.exists('a/b')).toBe(false));
  });

  it('a call on a share that hangs ends at an abort', async () => {
    const controller = new AbortController();
    const reason = new Error('shutting down');
    files.before = ({ operation }) => {
      if (operation !== 'lstat') return;
      controller.abort(reason);
      return hang();
    };
    await expect(store.exists('a', controller.signal)).rejects.toBe(reason);
  });

  it('a file that opens after nobody waits any more is closed', async () => {
    await store.put('a', Buffer.from('x'));
    const release = Promise.withResolvers<void>();
    files.calls.length = 0;
    files.before = ({ operation }) => (operation === 'open' ? release.promise : undefined);
    await expectFailure(store.read('a'), 'TIMEOUT');
    release.resolve();
    await vi.waitFor(() => expect(files.calls.map((call) => call.operation)).toContain('close'));
  });
});
