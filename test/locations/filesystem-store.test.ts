import { mkdir, readFile, rename, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FilesystemStore } from '../../src/locations/filesystem-store.js';
import { MARKER_FILE } from '../../src/locations/marker-text.js';
import {
  collect,
  expectFailure,
  itemsOf,
  keysOf,
  objectStoreContract,
} from '../contract/object-store-contract.js';
import { errno, FaultyFiles } from '../support/faulty-files.js';
import { everythingIn, type TempLocation, tempLocation } from '../support/temp-location.js';

function contractOn(name: string, makeFiles: () => FaultyFiles | undefined): void {
  objectStoreContract(name, async () => {
    const temp = await tempLocation();
    const files = makeFiles();
    const locations = temp.locations(files ? { files } : {});
    await locations.initialise(temp.location);
    return { store: await locations.open(temp.location), dispose: temp.dispose };
  });
}

contractOn('a folder', () => undefined);
contractOn('a folder on a file system without hard links', () => {
  const files = new FaultyFiles();
  files.before = ({ operation }) => {
    if (operation === 'link') throw errno('ENOTSUP');
  };
  return files;
});
contractOn('a folder on a file system that takes a little at a time', () => {
  const files = new FaultyFiles();
  files.largestWrite = 100_001;
  return files;
});

describe('a folder as an object store', () => {
  let temp: TempLocation;
  let root: string;
  let store: FilesystemStore;

  beforeEach(async () => {
    temp = await tempLocation();
    root = temp.location.path;
    await temp.locations().initialise(temp.location);
    store = await temp.locations().open(temp.location);
  });
  afterEach(() => temp.dispose());

  it('files are for their owner alone: 0600 in folders of 0700', async () => {
    await store.put('backups/b1/manifest.json', Buffer.from('{}'));
    const modeOf = async (path: string) => ((await stat(join(root, path))).mode & 0o777).toString(8);
    expect(await modeOf('backups/b1/manifest.json')).toBe('600');
    expect(await modeOf(MARKER_FILE)).toBe('600');
    for (const folder of ['', 'backups', 'backups/b1']) expect(await modeOf(folder)).toBe('700');
  });

  it('a put leaves the object and nothing beside it', async () => {
    await store.put('a/b', Buffer.from('x'));
    expect(await everythingIn(root)).toEqual([MARKER_FILE, 'a/', 'a/b']);
  });

  it('a put that fails leaves no file and no folder', async () => {
    async function* body() {
      yield Buffer.from('some');
      throw new Error('the source broke');
    }
    await expect(store.put('a/b/c', body())).rejects.toThrow('the source broke');
    expect(await everythingIn(root)).toEqual([MARKER_FILE]);
  });

  it('half-written files are hidden from lists, and a deletion of their folder removes them', async () => {
    await store.put('a/1', Buffer.from('x'));
    await writeFile(join(root, 'a/.tmp-left-behind'), 'half');
    expect(await keysOf(store)).toEqual(['a/1']);
    expect(await store.exists('a/1')).toBe(true);
    await store.deleteAll('a/');
    expect(await everythingIn(root)).toEqual([MARKER_FILE]);
  });

  it('the sweep removes half-written files that are old, and no others', async () => {
    await store.put('a/1', Buffer.from('x'));
    for (const name of ['.tmp-top', 'a/.tmp-old', 'a/.tmp-new']) await writeFile(join(root, name), 'half');
    const longAgo = new Date(Date.now() - 25 * 60 * 60_000);
    for (const name of ['.tmp-top', 'a/.tmp-old', 'a/1']) await utimes(join(root, name), longAgo, longAgo);
    expect(await temp.locations().sweep(temp.location)).toBe(2);
    expect(await everythingIn(root)).toEqual([MARKER_FILE, 'a/', 'a/.tmp-new', 'a/1']);
  });

  it('deleteAll of everything keeps the marker and what is not ours', async () => {
    await store.put('a/1', Buffer.from('x'));
    await mkdir(join(root, 'lost+found'));
    await store.deleteAll('');
    expect(await everythingIn(root)).toEqual([MARKER_FILE, 'lost+found/']);
  });

  describe('symbolic links inside are not followed', () => {
    let outside: string;
    beforeEach(async () => {
      outside = join(temp.parent, 'outside');
      await mkdir(outside);
      await writeFile(join(outside, 'secret'), 'do not touch');
      await symlink(outside, join(root, 'linked'));
      await symlink(join(outside, 'secret'), join(root, 'file'));
    });
    afterEach(async () => {
      expect(await everythingIn(outside)).toEqual(['secret']);
      expect(String(await readFile(join(outside, 'secret')))).toBe('do not touch');
    });

    it('to read', async () => {
      await expectFailure(store.read('linked/secret'), 'STORAGE_ERROR');
      await expectFailure(store.read('file'), 'STORAGE_ERROR');
      await expectFailure(store.exists('linked/secret'), 'STORAGE_ERROR');
      expect(await store.exists('file')).toBe(false);
    });

    it('to write', async () => {
      const failure = await expectFailure(store.put('linked/new', Buffer.from('x')), 'STORAGE_ERROR');
      expect(failure.message).toContain('symbolic link');
      await expectFailure(store.put('linked/deep/new', Buffer.from('x')), 'STORAGE_ERROR');
      await expectFailure(store.put('file', Buffer.from('x')), 'EXISTS');
    });

    it('to list', async () => {
      expect(await keysOf(store)).toEqual([]);
      expect(await itemsOf(store.folders(''))).toEqual([]);
      await expectFailure(keysOf(store, 'linked/'), 'STORAGE_ERROR');
    });

    it('to delete', async () => {
      await expectFailure(store.delete('linked/secret'), 'STORAGE_ERROR');
      await expectFailure(store.deleteAll('linked/'), 'STORAGE_ERROR');
      await store.put('a/1', Buffer.from('x'));
      await symlink(outside, join(root, 'a/linked'));
      await store.deleteAll('a/');
      await store.delete('file');
      await store.deleteAll('');
      expect(await everythingIn(root)).toEqual([MARKER_FILE]);
    });
  });

  it('a folder that was replaced by another is not written to, read or listed', async () => {
    await store.put('a/1', Buffer.from('x'));
    await rename(root, `${root}-away`);
    await mkdir(root);
    const failure = await expectFailure(store.put('a/2', Buffer.from('y')), 'MARKER_MISSING');
    expect(failure.message).toContain(root);
    await expectFailure(store.read('a/1'), 'MARKER_MISSING');
    await expectFailure(store.exists('a/1'), 'MARKER_MISSING');
    await expectFailure(keysOf(store), 'MARKER_MISSING');
    await expectFailure(itemsOf(store.folders('')), 'MARKER_MISSING');
    await expectFailure(store.delete('a/1'), 'MARKER_MISSING');
    await expectFailure(store.deleteAll('a/'), 'MARKER_MISSING');
    expect(await everythingIn(root)).toEqual([]);
    expect(await everythingIn(`${root}-away`)).toEqual([MARKER_FILE, 'a/', 'a/1']);
  });

  it('a folder that is replaced in the middle of a put gets no object, in either place', async () => {
    async function* body() {
      yield Buffer.from('first');
      await rename(root, `${root}-away`);
      await mkdir(join(root, 'a'), { recursive: true });
      yield Buffer.from('second');
    }
    await expectFailure(store.put('a/1', body()), 'MARKER_MISSING');
    expect(await everythingIn(root)).toEqual([]);
    expect((await everythingIn(`${root}-away`)).filter((name) => name === 'a/1')).toEqual([]);
  });

  it('a folder that vanishes in the middle of a put is named as missing', async () => {
    async function* body() {
      yield Buffer.from('first');
      await rename(root, `${root}-away`);
      yield Buffer.from('second');
    }
    const failure = await expectFailure(store.put('a/1', body()), 'FOLDER_MISSING');
    expect(failure.message).toMatch(/is gone.*Mount the share or create the folder again/);
  });

  it('many writers and deleters of the same folder do not disturb each other', async () => {
    const work = Array.from({ length: 40 }, async (_, index) => {
      const key = `shared/deep/${index}`;
      await store.put(key, Buffer.from(key));
      expect(String(await collect(store.get(key)))).toBe(key);
      await store.delete(key);
    });
    await Promise.all(work);
    expect(await everythingIn(root)).toEqual([MARKER_FILE]);
  });
});
