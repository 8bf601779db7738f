/**
 * The wrapped keys of an encrypted backup: small write-once files beside its data, of which the one with the highest number counts.
 * To wrap anew is to write the next one and then to remove the others: at every moment there is one that opens the backup.
 */
import { z } from 'zod';
import { BackupLocked } from '../domain/backup-locked.js';
import { backupKeys, type WrappedKey } from '../domain/manifest.js';
import type { KeyPlace } from '../domain/ports/backup-cipher.js';
import type { ObjectStore } from '../domain/ports/object-store.js';
import { StorageFailed } from '../domain/storage-failure.js';

const KEYS_FORMAT = 'holdfast-backup-keys';
const KEYS_VERSION = 1;
const MAX_BYTES = 64 * 1024;
/** More would only cost time: each passphrase of a foreign installation is half a second. */
const MAX_KEYS = 16;
/** Somebody who wraps anew at the same moment removes what was just seen: then there is a newer one. */
const LOOKS = 5;

const KEYS_FILE = z.looseObject({
  format: z.literal(KEYS_FORMAT),
  version: z.literal(KEYS_VERSION),
  keys: z
    .array(
      z.strictObject({
        keyId: z.string().regex(/^[0-9a-f]{8}$/),
        kind: z.enum(['PASSPHRASE', 'KEY_FILE']),
        wrapped: z.base64(),
        scrypt: z
          .strictObject({
            salt: z.base64(),
            n: z.int().positive(),
            r: z.int().positive(),
            p: z.int().positive(),
          })
          .exactOptional(),
      }),
    )
    .min(1)
    .max(MAX_KEYS),
});

export interface StoredKeys {
  readonly keys: readonly WrappedKey[];
  readonly edition: number;
  /** Editions that do not count any more and are still there. */
  readonly older: readonly number[];
}

/** @throws StorageFailed EXISTS when somebody else wrote this edition */
export async function putKeys(
  store: ObjectStore,
  { backupId, attempt }: KeyPlace,
  { edition, keys }: Pick<StoredKeys, 'edition' | 'keys'>,
  signal?: AbortSignal,
): Promise<void> {
  const text = JSON.stringify({ format: KEYS_FORMAT, version: KEYS_VERSION, keys }, null, 1);
  await store.put(backupKeys.keysFile(backupId, attempt, edition), Buffer.from(`${text}\n`), signal);
}

/** Undefined where none are. @throws StorageFailed, and BackupLocked TAMPERED for a file that holds no wrapped keys */
export async function findKeys(
  store: ObjectStore,
  place: KeyPlace,
  signal?: AbortSignal,
): Promise<StoredKeys | undefined> {
  for (let look = 1; ; look++) {
    const editions = await editionsOf(store, place, signal);
    const [edition, ...older] = editions;
    if (edition === undefined) return undefined;
    try {
      return { keys: await readKeys(store, place, { edition, ...(signal && { signal }) }), edition, older };
    } catch (error) {
      const gone = error instanceof StorageFailed && error.reason === 'NOT_FOUND';
      if (!gone || look === LOOKS) throw error;
    }
  }
}

export async function removeKeys(
  store: ObjectStore,
  { backupId, attempt }: KeyPlace,
  editions: readonly number[],
  signal?: AbortSignal,
): Promise<void> {
  for (const edition of editions) await store.delete(backupKeys.keysFile(backupId, attempt, edition), signal);
}

/** The one that counts first. */
async function editionsOf(
  store: ObjectStore,
  { backupId, attempt }: KeyPlace,
  signal: AbortSignal | undefined,
): Promise<readonly number[]> {
  const folder = backupKeys.keys(backupId, attempt);
  const editions: number[] = [];
  for await (const { key } of store.list(folder, signal)) {
    const edition = /^([1-9]\d{0,8})\.json$/.exec(key.slice(folder.length))?.[1];
    if (edition !== undefined) editions.push(Number(edition));
  }
  return editions.sort((left, right) => right - left);
}

async function readKeys(
  store: ObjectStore,
  { backupId, attempt }: KeyPlace,
  { edition, signal }: { readonly edition: number; readonly signal?: AbortSignal },
): Promise<readonly WrappedKey[]> {
  const file = backupKeys.keysFile(backupId, attempt, edition);
  const bytes = await store.read(file, { maxBytes: MAX_BYTES, ...(signal && { signal }) });
  try {
    return KEYS_FILE.parse(JSON.parse(bytes.toString('utf8'))).keys;
  } catch (cause) {
    const message = `${file} holds no wrapped keys that this Holdfast understands: it was damaged.`;
    throw new BackupLocked(message, { reason: 'TAMPERED', backupId, file }, { cause });
  }
}
