/** A rotation that dies anywhere: at every moment the backup opens, and the next run brings it to its end. */
import { beforeEach, describe, expect, it } from 'vitest';
import { commitManifest } from '../../src/cycle/commit.js';
import { readManifest, signed } from '../../src/cycle/read-manifest.js';
import { backupKeys, type Manifest } from '../../src/domain/manifest.js';
import type { BackupCipher } from '../../src/domain/ports/backup-cipher.js';
import { rewrapBackup } from '../../src/services/rewrap-backup.js';
import { manifestOf } from '../engines/direct/engine-run.js';
import { aBackupCipher, aKeyFile } from '../factories/backup-cipher.js';
import { MemoryObjectStore } from '../fakes/memory-object-store.js';

const [first, second, third] = [aKeyFile(), aKeyFile(), aKeyFile()];
const old = aBackupCipher({ keyFile: first });
/** The new key beside the old one, as in a rotation. */
const rotating = aBackupCipher({ keyFile: second, oldKeyFiles: [first] });
const next = aBackupCipher({ keyFile: second });

let store: MemoryObjectStore;
let manifest: Manifest;
beforeEach(async () => {
  store = new MemoryObjectStore();
  manifest = await committed(old);
});

async function committed(cipher: BackupCipher): Promise<Manifest> {
  const file = { key: 'none', size: 0, sha256: '' };
  const plain = manifestOf({
    files: { resources: file, index: file },
    resources: [],
    byNamespace: new Map(),
    totals: { objects: 0, bytes: 0, storedBytes: 0 },
    issues: [],
  });
  const { id: backupId, attempt } = plain.backup;
  const key = await cipher.create({ backupId, attempt });
  if (key === null) throw new Error('it does not encrypt');
  return await commitManifest(store, signed(plain, key), { cipher });
}

const idOf = () => manifest.backup.id;
const opens = (cipher: BackupCipher) =>
  readManifest(store, idOf(), { cipher, encrypted: true }).then(
    () => true,
    () => false,
  );
const editions = () => store.keys().filter((key) => key.startsWith(backupKeys.keys(idOf(), 1)));
const edition = (number: number) => backupKeys.keysFile(idOf(), 1, number);

it('the manifest itself stays as it was, byte by byte', async () => {
  const before = await store.read(backupKeys.manifest(idOf()));
  expect(before.includes('wrapped')).toBe(false);
  expect(await rewrapBackup(store, idOf(), rotating)).toMatchObject({ changed: true });
  expect(await store.read(backupKeys.manifest(idOf()))).toEqual(before);
  expect([await opens(next), await opens(old)]).toEqual([true, false]);
  expect(editions()).toEqual([edition(2)]);
});

describe('interrupted', () => {
  async function callsOfOneRun(): Promise<number> {
    const kept = store;
    store = new MemoryObjectStore();
    await committed(old);
    store.calls.length = 0;
    await rewrapBackup(store, idOf(), rotating);
    const { length } = store.calls;
    store = kept;
    return length;
  }

  it('at any call of the store it leaves a backup that opens, and is brought to its end by the next run', async () => {
    const calls = await callsOfOneRun();
    expect(calls).toBeGreaterThan(8);
    for (let dying = 1; dying <= calls; dying++) {
      store = new MemoryObjectStore();
      manifest = await committed(old);
      let call = 0;
      store.onCall = () => {
        call += 1;
        if (call >= dying) throw new Error('killed');
      };
      await expect(rewrapBackup(store, idOf(), rotating)).rejects.toThrow('killed');
      store.onCall = () => {};
      // With the keys of before and of now, as anybody has them who is in the middle of a rotation.
      expect(await opens(rotating), `killed at call ${dying}`).toBe(true);
      expect((await opens(old)) || (await opens(next)), `killed at call ${dying}`).toBe(true);
      await rewrapBackup(store, idOf(), rotating);
      expect(editions(), `killed at call ${dying}`).toEqual([edition(2)]);
      expect([await opens(next), await opens(old)]).toEqual([true, false]);
    }
  });

  it('and removes nothing when what it wrote does not read back', async () => {
    store.onCall = ({ operation, key }) => {
      if (operation === 'read' && key === edition(2)) store.corrupt(key, () => Buffer.from('torn'));
    };
    await expect(rewrapBackup(store, idOf(), rotating)).rejects.toMatchObject({ reason: 'TAMPERED' });
    expect(editions()).toEqual([edition(1), edition(2)]);
    store.onCall = () => {};
    await store.delete(edition(2));
    expect(await opens(old)).toBe(true);
  });
});

it('two at the same moment leave one that opens by the keys of either', async () => {
  const other = aBackupCipher({ keyFile: third, oldKeyFiles: [first, second] });
  const both = aBackupCipher({ keyFile: second, oldKeyFiles: [first, third] });
  await Promise.allSettled([rewrapBackup(store, idOf(), both), rewrapBackup(store, idOf(), other)]);
  expect(await opens(aBackupCipher({ oldKeyFiles: [second, third] }))).toBe(true);
  await rewrapBackup(store, idOf(), both);
  expect(await opens(next)).toBe(true);
});

it('done once it changes nothing, and without the key that opens it nothing at all', async () => {
  await rewrapBackup(store, idOf(), rotating);
  store.calls.length = 0;
  expect(await rewrapBackup(store, idOf(), rotating)).toMatchObject({ changed: false });
  await expect(rewrapBackup(store, idOf(), aBackupCipher({ keyFile: third }))).rejects.toMatchObject({
    reason: 'WRONG_KEY',
  });
  await expect(rewrapBackup(store, idOf(), aBackupCipher({ oldKeyFiles: [second] }))).rejects.toMatchObject({
    reason: 'NO_KEY',
  });
  expect(store.calls.filter(({ operation }) => operation === 'put' || operation === 'delete')).toEqual([]);
});

it('a manifest of somebody who has no key is not wrapped for him', async () => {
  store.corrupt(backupKeys.manifest(idOf()), (bytes) =>
    Buffer.from(bytes.toString().replace('"nightly"', '"evil"')),
  );
  await expect(rewrapBackup(store, idOf(), rotating)).rejects.toMatchObject({ reason: 'TAMPERED' });
  expect(editions()).toEqual([edition(1)]);
});
