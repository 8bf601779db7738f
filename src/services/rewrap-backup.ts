/** Wraps the data key of one backup anew. The backup opens at every moment: before it with the old keys, from then on with the new. */
import { placeOf, readManifest } from '../cycle/read-manifest.js';
import { findKeys, putKeys, removeKeys } from '../cycle/wrapped-keys.js';
import type { BackupCipher } from '../domain/ports/backup-cipher.js';
import type { ObjectStore } from '../domain/ports/object-store.js';
import { StorageFailed } from '../domain/storage-failure.js';

/** Whoever wraps the same backup at the same moment takes the name first; then it is looked at again. */
const TRIES = 3;

export interface Rewrapped {
  /** False: it was wrapped so already. */
  readonly changed: boolean;
  readonly keyIds: readonly string[];
}

/** Safe to break off anywhere and to repeat. @throws StorageFailed, BackupLocked */
export async function rewrapBackup(
  store: ObjectStore,
  backupId: string,
  cipher: BackupCipher,
): Promise<Rewrapped> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rewrapOnce(store, backupId, cipher);
    } catch (error) {
      const taken = error instanceof StorageFailed && error.reason === 'EXISTS';
      if (!taken || attempt === TRIES) throw error;
    }
  }
}

async function rewrapOnce(store: ObjectStore, backupId: string, cipher: BackupCipher): Promise<Rewrapped> {
  const reading = { cipher, encrypted: true };
  const { manifest, key } = await readManifest(store, backupId, reading);
  const place = placeOf(manifest);
  const stored = await findKeys(store, place);
  // Nothing was captured, so nothing is encrypted.
  if (key === null || stored === undefined) return { changed: false, keyIds: [] };
  const keys = await cipher.rewrap(place, { ...key.header, keys: stored.keys });
  if (keys === null) {
    // What an interrupted run left.
    await removeKeys(store, place, stored.older);
    return { changed: false, keyIds: stored.keys.map(({ keyId }) => keyId) };
  }
  await putKeys(store, place, { edition: stored.edition + 1, keys });
  // It counts from now on: only when it opens the backup do the others go.
  await readManifest(store, backupId, reading);
  await removeKeys(store, place, [stored.edition, ...stored.older]);
  return { changed: true, keyIds: keys.map(({ keyId }) => keyId) };
}
