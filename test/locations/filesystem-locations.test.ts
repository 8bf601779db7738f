import { mkdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MARKER_FILE } from '../../src/locations/marker-text.js';
import { expectFailure } from '../contract/object-store-contract.js';
import { errno, FaultyFiles, type FileCall, hang } from '../support/faulty-files.js';
import { everythingIn, type TempLocation, tempLocation } from '../support/temp-location.js';

let temp: TempLocation;
let root: string;
let marker: string;

beforeEach(async () => {
  temp = await tempLocation();
  root = temp.location.path;
  marker = join(root, MARKER_FILE);
});
afterEach(() => temp.dispose());

describe('pathFaults', () => {
  const faults = (path: string) => temp.locations().pathFaults(path);

  it('finds nothing against a folder below a parent, there or not, at any depth', async () => {
    await mkdir(join(temp.parent, 'there'));
    for (const name of ['there', 'new', 'new/deep/down', 'there/new', '..dots', 'with space', 'ümlaut']) {
      expect(await faults(join(temp.parent, name))).toEqual([]);
    }
  });

  it.each([
    ['', /Name a folder/],
    ['relative/path', /not absolute/],
    ['./x', /not absolute/],
    ['/a/../b', /plain form: write "\/b"/],
    ['/a/./b', /plain form: write "\/a\/b"/],
    ['/a//b', /plain form/],
    ['/a/b/', /plain form: write "\/a\/b"/],
    ['/a\nb', /control character/],
    ['/a\0b', /control character/],
    [`/${'x'.repeat(2_000)}`, /longer than/],
    ['/etc', /does not lie below a configured parent/],
    ['/', /is or contains a configured parent/],
  ])('refuses %j', async (path, expected) => {
    expect((await faults(path)).join(' ')).toMatch(expected);
  });

  it('refuses a parent, what contains one, and what only begins like one', async () => {
    expect((await faults(temp.parent)).join()).toMatch(/is or contains/);
    expect((await faults(dirname(temp.parent))).join()).toMatch(/is or contains/);
    expect((await faults(`${temp.parent}-not`)).join()).toMatch(/does not lie below/);
  });

  it('refuses a link that leads out of the parents, and everything below it', async () => {
    await symlink('/usr', join(temp.parent, 'out'));
    expect((await faults(join(temp.parent, 'out'))).join()).toMatch(/in truth/);
    expect((await faults(join(temp.parent, 'out/new/deep'))).join()).toMatch(
      /in truth .*deep.* does not lie below/,
    );
  });

  it('refuses a link to nowhere', async () => {
    await symlink(join(dirname(temp.parent), 'nowhere'), join(temp.parent, 'broken'));
    expect(await faults(join(temp.parent, 'broken'))).toHaveLength(1);
    expect(await faults(join(temp.parent, 'broken/new'))).toHaveLength(1);
  });

  it('refuses a file, and what lies below a file', async () => {
    await writeFile(join(temp.parent, 'file'), 'x');
    expect((await faults(join(temp.parent, 'file'))).join()).toMatch(/is not a folder/);
    expect(await faults(join(temp.parent, 'file/below'))).toHaveLength(1);
  });

  it('refuses a folder inside another location', async () => {
    await temp.locations().initialise(temp.location);
    expect((await faults(join(root, 'inner'))).join()).toMatch(/inside the folder of another location/);
    expect((await faults(join(root, 'a/b/c'))).join()).toContain(root);
  });

  it('accepts a parent that is a link itself, or does not exist yet', async () => {
    const link = join(dirname(temp.parent), 'link');
    await symlink(temp.parent, link);
    const locations = temp.locations({ parents: [link, join(temp.parent, '../later')] });
    for (const path of [join(link, 'a'), join(temp.parent, 'a'), join(dirname(temp.parent), 'later/a')]) {
      expect(await locations.pathFaults(path)).toEqual([]);
    }
  });

  it('says that a share hangs or fails, instead of hanging or throwing', async () => {
    const files = new FaultyFiles();
    const locations = temp.locations({ files, checkTimeoutMs: 50 });
    files.before = () => hang();
    expect((await locations.pathFaults(root)).join()).toMatch(/did not answer in time/);
    files.before = () => {
      throw errno('EACCES');
    };
    expect((await locations.pathFaults(root)).join()).toMatch(/may not be read or written/);
  });
});

describe('initialise', () => {
  it('makes the folder and its marker, and doing it again changes nothing', async () => {
    const deep = { ...temp.location, path: join(root, 'a/b') };
    const locations = temp.locations({ clock: { now: () => new Date('2026-11-20T10:00:00Z') } });
    await locations.initialise(deep);
    const text = String(await readFile(join(deep.path, MARKER_FILE)));
    expect(JSON.parse(text)).toEqual({
      format: 'holdfast-location',
      version: 1,
      locationId: deep.id,
      name: 'main',
      createdAt: '2026-11-20T10:00:00.000Z',
    });
    for (const folder of [root, join(root, 'a'), deep.path])
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
    await temp.locations().initialise(deep);
    expect(String(await readFile(join(deep.path, MARKER_FILE)))).toBe(text);
    expect(await everythingIn(deep.path)).toEqual([MARKER_FILE]);
  });

  it('refuses the folder of another location and names it', async () => {
    await temp.locations().initialise(temp.location);
    const other = { id: 'other-id', name: 'other', path: root };
    const failure = await expectFailure(temp.locations().initialise(other), 'MARKER_FOREIGN');
    expect(failure.message).toMatch(/belongs to another backup location.*"main"/);
    expect(String(await readFile(marker))).toContain(temp.location.id);
  });

  it.each(['', '{', '[]', 'null', '{"format":"holdfast-location","version":2}'])(
    'refuses a folder whose marker is %j',
    async (text) => {
      await mkdir(root);
      await writeFile(marker, text);
      await expectFailure(temp.locations().initialise(temp.location), 'MARKER_FOREIGN');
      expect(String(await readFile(marker))).toBe(text);
    },
  );

  it('refuses a folder with other files in it, and names some', async () => {
    await mkdir(root);
    for (const name of ['c', 'a', 'b', 'd']) await writeFile(join(root, name), 'x');
    const failure = await expectFailure(temp.locations().initialise(temp.location), 'MARKER_MISSING');
    expect(failure.message).toMatch(/holds other files \("a", "b", "c" and 1 more\).*Name an empty folder/);
    expect(await everythingIn(root)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('takes a folder with the backups of a released location, and a fresh file system', async () => {
    await mkdir(join(root, 'backups/b1'), { recursive: true });
    await mkdir(join(root, 'lost+found'));
    await temp.locations().initialise(temp.location);
    expect((await temp.locations().check(temp.location)).ok).toBe(true);
  });

  it('refuses a place with faults', async () => {
    const outside = { ...temp.location, path: join(dirname(temp.parent), 'outside') };
    await expectFailure(temp.locations().initialise(outside), 'OUTSIDE_PARENTS');
    expect(await everythingIn(dirname(temp.parent))).toEqual(['parent/']);
  });

  it('lets one of two locations win that take the same folder at once', async () => {
    const both = [temp.location, { ...temp.location, id: 'the-other' }];
    const results = await Promise.allSettled(both.map((each) => temp.locations().initialise(each)));
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((result) => result.status === 'rejected')?.reason).toMatchObject({
      reason: 'MARKER_FOREIGN',
    });
    expect(await everythingIn(root)).toEqual([MARKER_FILE]);
  });

  it('leaves no half marker when the disk is full', async () => {
    const files = new FaultyFiles();
    files.before = ({ operation }) => {
      if (operation === 'write') throw errno('ENOSPC');
    };
    await expectFailure(temp.locations({ files }).initialise(temp.location), 'NO_SPACE');
    expect(await everythingIn(root)).toEqual([]);
  });
});

describe('check', () => {
  const check = () => temp.locations().check(temp.location);
  beforeEach(() => temp.locations().initialise(temp.location));

  it('is good and says how much is free, and leaves nothing behind', async () => {
    const result = await check();
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.freeBytes !== null && result.freeBytes > 0n).toBe(true);
    expect(await everythingIn(root)).toEqual([MARKER_FILE]);
  });

  it('says that the folder is missing', async () => {
    await rm(root, { recursive: true });
    expect(await check()).toMatchObject({ ok: false, reason: 'FOLDER_MISSING' });
    expect(await check()).toMatchObject({ message: expect.stringContaining(root) });
  });

  it('says that the marker is missing: an empty mount point is not an empty location', async () => {
    await rm(marker);
    const result = await check();
    expect(result).toMatchObject({ ok: false, reason: 'MARKER_MISSING' });
    expect(result).toMatchObject({
      message: expect.stringMatching(/a share may be unmounted.*Mount the share/),
    });
    expect(await everythingIn(root)).toEqual([]);
  });

  it('says that the marker is that of another location, or none', async () => {
    const other = { ...temp.location, id: 'other' };
    expect(await temp.locations().check(other)).toMatchObject({ ok: false, reason: 'MARKER_FOREIGN' });
    await writeFile(marker, 'garbage');
    expect(await check()).toMatchObject({ ok: false, reason: 'MARKER_FOREIGN' });
  });

  it('says that the marker is a link or a folder', async () => {
    await rename(marker, join(temp.parent, 'elsewhere'));
    await symlink(join(temp.parent, 'elsewhere'), marker);
    expect(await check()).toMatchObject({ ok: false, reason: 'STORAGE_ERROR' });
    await rm(marker);
    await mkdir(marker);
    expect(await check()).toMatchObject({ ok: false, reason: 'MARKER_MISSING' });
  });

  it('says that the folder does not lie below a parent any more', async () => {
    const elsewhere = temp.locations({ parents: [join(temp.parent, 'only-here')] });
    expect(await elsewhere.check(temp.location)).toMatchObject({ ok: false, reason: 'OUTSIDE_PARENTS' });
    await rename(root, join(dirname(temp.parent), 'moved'));
    await symlink(join(dirname(temp.parent), 'moved'), root);
    expect(await check()).toMatchObject({ ok: false, reason: 'OUTSIDE_PARENTS' });
  });

  it('says that a file stands where the folder was', async () => {
    await rm(root, { recursive: true });
    await writeFile(root, 'x');
    expect(await check()).toMatchObject({ ok: false, reason: 'STORAGE_ERROR' });
  });

  const FAULTS: readonly [FileCall['operation'], string, string][] = [
    ['realpath', 'EIO', 'STORAGE_ERROR'],
    ['realpath', 'ESTALE', 'STORAGE_ERROR'],
    ['realpath', 'EACCES', 'PERMISSION_DENIED'],
    ['open', 'EACCES', 'PERMISSION_DENIED'],
    ['readdir', 'EPERM', 'PERMISSION_DENIED'],
    ['write', 'EROFS', 'READ_ONLY'],
    ['write', 'ENOSPC', 'NO_SPACE'],
    ['write', 'EDQUOT', 'NO_SPACE'],
    ['sync', 'EIO', 'STORAGE_ERROR'],
    ['unlink', 'EACCES', 'PERMISSION_DENIED'],
    ['lstat', 'ETIMEDOUT', 'TIMEOUT'],
  ];
  it.each(FAULTS)('names the reason when %s fails with %s: %s', async (operation, code, reason) => {
    const files = new FaultyFiles();
    files.before = (call) => {
      if (call.operation === operation) throw errno(code);
    };
    const result = await temp.locations({ files }).check(temp.location);
    expect(result).toMatchObject({ ok: false, reason, message: expect.stringContaining(`(${code})`) });
    expect(result).toMatchObject({ message: expect.stringContaining(temp.parent) });
  });

  it('says that what was read back differs', async () => {
    const files = new FaultyFiles();
    files.before = async ({ operation, path }) => {
      if (operation === 'read' && path !== marker) await writeFile(path, Buffer.alloc(4_096));
    };
    expect(await temp.locations({ files }).check(temp.location)).toMatchObject({
      ok: false,
      reason: 'READ_BACK_DIFFERS',
    });
    expect(await everythingIn(root)).toEqual([MARKER_FILE]);
  });

  it('does not need to know the free space', async () => {
    const files = new FaultyFiles();
    files.before = ({ operation }) => {
      if (operation === 'freeBytes') throw errno('ENOSYS');
    };
    expect(await temp.locations({ files }).check(temp.location)).toMatchObject({
      ok: true,
      freeBytes: null,
    });
  });

  it.each<FileCall['operation']>(['realpath', 'readdir', 'open', 'write', 'sync', 'freeBytes'])(
    'does not hang when %s never answers',
    async (operation) => {
      const files = new FaultyFiles();
      files.before = (call) => (call.operation === operation ? hang() : undefined);
      const locations = temp.locations({ files, checkTimeoutMs: 60 });
      expect(await locations.check(temp.location)).toMatchObject({ ok: false, reason: 'TIMEOUT' });
    },
  );

  it('asks a share that hangs no second time while the first question is open', async () => {
    const files = new FaultyFiles();
    files.before = () => hang();
    const locations = temp.locations({ files, operationTimeoutMs: 30, checkTimeoutMs: 200 });
    expect(await locations.check(temp.location)).toMatchObject({ reason: 'TIMEOUT' });
    expect(await locations.check(temp.location)).toMatchObject({ reason: 'TIMEOUT' });
    await expectFailure(locations.open(temp.location), 'TIMEOUT');
    expect(files.calls).toHaveLength(1);
  });

  it('ends at an abort with its reason', async () => {
    const reason = new Error('shutting down');
    await expect(temp.locations().check(temp.location, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe('open and release', () => {
  it('open gives no store without the right marker', async () => {
    await expectFailure(temp.locations().open(temp.location), 'FOLDER_MISSING');
    await mkdir(root);
    await expectFailure(temp.locations().open(temp.location), 'MARKER_MISSING');
    await temp.locations().initialise(temp.location);
    await expectFailure(temp.locations().open({ ...temp.location, id: 'other' }), 'MARKER_FOREIGN');
    await temp.locations().open(temp.location);
  });

  it('release removes the marker and nothing else, so that another location may take the folder', async () => {
    const locations = temp.locations();
    await locations.initialise(temp.location);
    await (await locations.open(temp.location)).put('backups/b1/manifest.json', Buffer.from('{}'));
    await locations.release(temp.location);
    expect(await everythingIn(root)).toEqual(['backups/', 'backups/b1/', 'backups/b1/manifest.json']);
    await locations.initialise({ id: 'next', name: 'next', path: root });
  });

  it('release leaves the marker of another location, and is content with a folder that is gone', async () => {
    const locations = temp.locations();
    await locations.initialise(temp.location);
    await locations.release({ id: 'other', path: root });
    expect(await everythingIn(root)).toEqual([MARKER_FILE]);
    await rm(root, { recursive: true });
    await locations.release(temp.location);
  });
});
