import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupKeys } from '../../src/domain/manifest.js';
import { type FileOperations, nodeFiles } from '../../src/locations/file-operations.js';
import { Installation } from '../support/installation.js';

/** A disk that fails in folders that match, with the errno of the moment. */
class FailingDisk {
  fails:
    | { readonly folder: RegExp; readonly at: 'write' | 'sync' | 'create'; readonly errno: string }
    | undefined;

  readonly files: FileOperations = {
    ...nodeFiles,
    open: async (path, flags, mode) => {
      const fails =
        this.fails?.folder.test(`${dirname(path)}/`) && mode !== undefined ? this.fails : undefined;
      const fault = () => Object.assign(new Error(`${fails?.errno}: injected`), { code: fails?.errno });
      if (fails?.at === 'create') throw fault();
      const file = await nodeFiles.open(path, flags, mode);
      if (fails === undefined) return file;
      return {
        write: fails.at === 'write' ? () => Promise.reject(fault()) : file.write.bind(file),
        sync: fails.at === 'sync' ? () => Promise.reject(fault()) : file.sync.bind(file),
        read: file.read.bind(file),
        stat: file.stat.bind(file),
        close: file.close.bind(file),
      };
    },
  };
}

let disk: FailingDisk;
let holdfast: Installation;
beforeEach(async () => {
  disk = new FailingDisk();
  holdfast = await Installation.start({ namespaces: ['shop'], files: disk.files });
});
afterEach(() => holdfast.stop());

/** Folders of an attempt's data, and of the manifest. */
const DATA = /\/backups\/[^/]+\/\d+\/$/;
const MANIFEST = /\/backups\/[^/]{36}\/$/;

async function hasManifest(backupId: string): Promise<boolean> {
  const store = await holdfast.product.world.locations.open(holdfast.location);
  return store.exists(backupKeys.manifest(backupId));
}

describe.each([
  ['while the data is written', DATA],
  ['while the manifest is written', MANIFEST],
])('%s', (_when, folder) => {
  it.each([
    ['a full disk', 'write', 'ENOSPC', /full/i],
    ['a quota', 'write', 'EDQUOT', /full|quota/i],
    ['a read-only file system', 'create', 'EROFS', /written to|read-only/i],
    ['a disk that breaks at fsync', 'sync', 'EIO', /error/i],
    ['a folder that may not be written', 'create', 'EACCES', /may not|permission/i],
  ] as const)(
    '%s fails the backup with that reason and leaves nothing that looks whole',
    async (_what, at, errno, words) => {
      const { id } = await holdfast.request('shop');
      disk.fails = { folder, at, errno };
      const report = await holdfast.run(id);
      expect(report).toMatchObject({ state: 'FAILURE', reason: 'UPLOAD_FAILED' });
      expect(report.messages.join()).toMatch(words);
      disk.fails = undefined;
      expect(await hasManifest(id)).toBe(false);
      expect(await holdfast.backUp('shop')).toMatchObject({ state: 'SUCCESS' });
    },
  );
});

describe('a folder that vanishes', () => {
  it('before the backup makes it a FAILURE that names the location', async () => {
    const { id } = await holdfast.request('shop');
    await rename(holdfast.location.path, `${holdfast.location.path}.away`);
    expect(await holdfast.run(id)).toMatchObject({
      state: 'FAILURE',
      reason: 'LOCATION_INVALID',
      issues: [`LOCATION_INVALID ${holdfast.location.id}`],
    });
  });

  it('while resources are read fails the backup; when it is back it holds no backup', async () => {
    const { path } = holdfast.location;
    holdfast.kubernetes.faults.add({
      match: /\/deployments/,
      times: 1,
      do: () => rename(path, `${path}.away`),
    });
    const report = await holdfast.backUp('shop');
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'UPLOAD_FAILED' });
    await rename(`${path}.away`, path);
    expect(await hasManifest(report.backup.id)).toBe(false);
  });

  it('is INVALID in the next look and VALID again when it is back', async () => {
    const { path, id } = holdfast.location;
    const { locations } = holdfast.product.services;
    await rename(path, `${path}.away`);
    expect(await locations.validate(id, holdfast.actor)).toMatchObject({
      state: 'INVALID',
      stateReason: 'FOLDER_MISSING',
    });
    await rename(`${path}.away`, path);
    expect(await locations.validate(id, holdfast.actor)).toMatchObject({ state: 'VALID', stateReason: 'OK' });
  });
});
